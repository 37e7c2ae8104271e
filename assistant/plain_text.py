"""A message as plain words: letters in disguise shown, short forms written out, misspelt key words known again."""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from rapidfuzz import process
from rapidfuzz.distance import OSA

_SPELLING = tomllib.loads(
    files("assistant").joinpath("red_flags", "spelling.toml").read_text("utf-8")
)
_SHORT_FORMS: dict[str, str] = _SPELLING["short_forms"]
_KEY_WORDS: list[str] = _SPELLING["key_words"].split()
_OTHER_WORDS = frozenset(_SPELLING["other_words"].split())
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# Single letters with spaces between them: "k i l l".
_SPELT_OUT = re.compile(r"\b(?:[a-z] ){3,}[a-z]\b")
_LOOK_ALIKES = str.maketrans("аеіосрухѕјԁһ", "aeiocpyxsjdh")
_DIGITS = str.maketrans("013457", "oieast")


def mended(text: str) -> str:
    """The message with short forms written out and misspelt key words put right; else as it was typed."""
    return _WORD.sub(lambda match: _mended_word(match[0]), text)


def plain(text: str) -> str:
    """Lower case, no apostrophes, punctuation or simple mark-up; letters in disguise are shown."""
    text = unicodedata.normalize("NFKC", text).lower()
    text = re.sub(r"['’‘ʼ`´]|</?[a-z]{1,6} ?/?>|[\u0300-\u036f]", "", text)
    words = "".join(map(_spaced, text)).split()
    return " ".join(map(_undisguised, _SPELT_OUT.sub(_joined, " ".join(words)).split()))


def spellings(text: str) -> dict[str, None]:
    """Letters repeated for stress ("sleeeep", "diiie") stand twice, and once; "2" and joined letters are words."""
    text = re.sub(r"\b(want|need|going|goin|gonna|trying|tryna|have) 2\b", r"\1 to", text)
    text = re.sub(r"\b(?:i)?(want|wanna|going|gonna)(to|)die\b", r"i \1 \2 die", text)
    texts = dict.fromkeys(re.sub(r"([a-z])\1{2,}", one, text) for one in (r"\1\1", r"\1"))
    parted = {
        re.sub(r"(kill|hurt|cut|harm|hang)(my|him|her|your)(self)", r"\1 \2\3", one): None
        for one in texts
    }
    return texts | parted


@lru_cache(maxsize=20_000)
def _mended_word(word: str) -> str:
    lower = word.lower()
    if lower in _SHORT_FORMS:
        return _SHORT_FORMS[lower]
    if len(lower) < 5 or not lower.isascii() or not lower.isalpha() or lower in _OTHER_WORDS:
        return word
    return meant_by(lower, _KEY_WORDS) or word


def meant_by(word: str, key_words: Sequence[str]) -> str | None:
    """The key word that a word is a misspelling of: a letter added, lost, changed or swapped, but not the first."""
    found = process.extractOne(word, key_words, scorer=OSA.distance, score_cutoff=2)
    if found is None or found[0][0] != word[0]:
        return None
    return found[0] if found[1] <= (2 if len(found[0]) >= 9 else 1) else None


def _joined(match: re.Match[str]) -> str:
    return match[0].replace(" ", "")


def _undisguised(word: str) -> str:
    """Cyrillic letters within a Latin word, and digits between letters, as the letters they stand for."""
    if re.search("[a-z]", word) and re.search("[а-яіѕјԁһ]", word):
        word = word.translate(_LOOK_ALIKES)
    return word.translate(_DIGITS) if re.search(r"[a-z][0-9]+[a-z]", word) else word


def _spaced(character: str) -> str:
    """A space for punctuation, nothing for what joins letters unseen; the vowel signs of Bengali are letters too."""
    kind = unicodedata.category(character)
    if kind == "Cf":
        return ""
    return " " if kind[0] in "PSZC" and character != "/" else character
