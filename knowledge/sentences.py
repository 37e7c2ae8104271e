"""A text → its sentences, verbatim."""

import re

# A full stop after these ends no sentence: "s. 36", "reg. 4", "e.g. a taxi", "Mrs. Khan".
_SHORT_FORMS = "".join(
    rf"(?<!(?<![’'])\b{form}\.)"
    for form in ("s", "reg", r"e\.g", r"i\.e", "Mr", "Mrs", "Ms", "Dr", "St")
)
_BREAK = re.compile(
    rf"(?:(?<=[!?.])|(?<=[!?.][\"”’)\]])){_SHORT_FORMS}\s+(?=[\"“‘(\[]?[A-Z0-9£])|\n+"
)


def sentences(text: str) -> list[str]:
    """The sentences of a text, in order and word for word; a line's end closes a sentence too."""
    return [part.strip() for part in _BREAK.split(text) if part.strip()]
