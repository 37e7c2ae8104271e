"""Misspelt words that tell what a date is of, put right: "reqest for asesment recieved 3 november"."""

import re
from functools import lru_cache

from assistant.date_cues import TABLE
from assistant.plain_text import meant_by

_WORDS: list[str] = TABLE["spelling"]["words"].split()
_RIGHT = frozenset((*_WORDS, *TABLE["spelling"]["others"].split()))
_FORMS: dict[str, str] = TABLE["spelling"]["forms"]
_WORD = re.compile(r"[A-Za-z]{3,16}")
_FEWEST = 4


def meant(text: str) -> str:
    """The text with such words as they are spelt; every other word, and every date, as it was."""
    return _WORD.sub(lambda match: _meant(match[0]), text)


@lru_cache(maxsize=20_000)
def _meant(word: str) -> str:
    lower = word.lower()
    if lower in _RIGHT:
        return word
    if lower in _FORMS:
        return _FORMS[lower]
    return word if len(lower) < _FEWEST else meant_by(lower, _WORDS) or word
