"""Short forms and other names as people write them, and the words that pages use for them."""

import re
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from knowledge.errors import PackFaults, faults_of
from knowledge.reading.toml import read_toml


class _Glossary(BaseModel):
    model_config = ConfigDict(extra="forbid")
    short_forms: dict[str, str]


def read_short_forms(path: Path) -> dict[str, str]:
    """Short form → words, from a pack's glossary.toml; none where there is no such file."""
    if not path.exists():
        return {}
    said, lines = read_toml(path)
    try:
        glossary = _Glossary.model_validate(said)
    except ValidationError as error:
        raise PackFaults(faults_of(error, path, lines)) from error
    return {short.lower(): words for short, words in glossary.short_forms.items()}


class Glossary:
    """Spells short forms out for search; what the person wrote stays beside them."""

    def __init__(self, short_forms: Mapping[str, str]) -> None:
        self._short_forms = dict(short_forms)
        longest_first = sorted(self._short_forms, key=len, reverse=True)
        each = "|".join(map(re.escape, longest_first)) or r"(?!)"
        # ASCII alone: else “ſat” would match “sat”, and its lower case is no short form.
        self._pattern = re.compile(rf"(?<![\w.])(?:{each})(?!\w)", re.IGNORECASE | re.ASCII)

    def spell_out(self, text: str) -> str:
        """The text with the words of each short form after it."""
        return self._pattern.sub(self._with_words, text)

    def _with_words(self, match: re.Match[str]) -> str:
        return f"{match[0]} ({self._short_forms[match[0].lower()]})"
