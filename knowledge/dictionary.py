"""Right English words, names of people and places among them: a word that it has is not misspelt. British spellings
are looked up as American ones.

They are taken from pyspellchecker's list once, when an index is made, and looked up in a sorted array that is mapped
and not read: 160,000 words held in a set would cost a start 0.2 seconds and 30 MB.
"""

import re
from pathlib import Path

import numpy as np

_LONGEST = 16
_BRITISH = (
    (re.compile(r"([iy])s(?=e|ing|ation)"), r"\1z"),
    (re.compile(r"our"), "or"),
    (re.compile(r"[ao]e"), "e"),
    (re.compile(r"ll(?=ed|ing|or|er)"), "l"),
    (re.compile(r"tre(?=s?$)"), "ter"),
    (re.compile(r"ence(?=s?$)"), "ense"),
)


class Dictionary:
    """Knows whether a word is right; one of more than 16 letters is not known."""

    def __init__(self, path: Path) -> None:
        self._words = np.load(path, mmap_mode="r").view(np.ndarray)

    @staticmethod
    def write(path: Path) -> None:
        """Keep the words in a file for `Dictionary` to open; "wasnt" counts as "wasn't" does."""
        from spellchecker import SpellChecker

        written = SpellChecker(language="en").word_frequency.words()
        words = {word.replace("'", "") for word in written if word.isascii()}
        np.save(path, np.array(sorted(word for word in words if len(word) <= _LONGEST), "S"))

    def __contains__(self, word: str) -> bool:
        return self._has(word) or any(
            self._has(spelt) for spelt in {form.sub(to, word) for form, to in _BRITISH} - {word}
        )

    def _has(self, word: str) -> bool:
        if not word.isascii() or len(word) > _LONGEST:
            return False
        wanted = word.encode()
        place = int(np.searchsorted(self._words, np.bytes_(wanted)))
        return place < len(self._words) and bool(self._words[place] == wanted)
