"""The table of tone: words that are not said of anybody, and what is said instead."""

import re
from functools import cached_property
from pathlib import Path

from pydantic import field_validator

from knowledge.reading.toml import Entry, read_entries


class Tone(Entry):
    """Words not to say, as a regular expression over whole words, and what to say instead."""

    never: str
    instead: str

    @field_validator("never")
    @classmethod
    def _is_a_pattern(cls, value: str) -> str:
        try:
            re.compile(value)
        except re.error as error:
            raise ValueError(f"not a regular expression: {error}") from error
        return value

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{self.never})\b", re.IGNORECASE)


def read_tone(path: Path) -> list[Tone]:
    """The table of one file; empty where there is no such file."""
    return read_entries(path, Tone)
