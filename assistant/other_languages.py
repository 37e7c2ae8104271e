"""Signs of danger in the other languages spoken here, by words and stems: a file of `red_flags/` for each language."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

_LANGUAGES = ("polish", "lithuanian", "ukrainian", "romanian", "bengali", "portuguese")
_CYRILLIC = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяэыъё",
        (
            "a b v h g d e ie zh z i i i i k l m n o p r s t u f h c ch sh shch | iu ia e i | e"
        ).split(" "),
        strict=True,
    )
)
_TO_LATIN = str.maketrans({letter: latin.strip("|") for letter, latin in _CYRILLIC.items()})
_UNFOLDED = str.maketrans("łøđ", "lod")
# How many letters of its own tell a language.
_TELLING = 2


@dataclass(frozen=True)
class _Language:
    name: str
    words: frozenset[str]
    letters: re.Pattern[str]
    idioms: re.Pattern[str]
    stop: tuple[tuple[str, re.Pattern[str]], ...]
    weak: tuple[tuple[str, re.Pattern[str]], ...]


@dataclass(frozen=True)
class ForeignSign:
    """What a message shows: the kind of danger, the words, and whether they are enough to stop for."""

    kind: str
    reason: str
    is_enough: bool


def foreign_signs(plain: str) -> Iterator[ForeignSign]:
    """The signs in a message of plain words; none where it is not in the language of the sign."""
    folded = _folded(plain)
    for language in _READ:
        text = _as_typed(folded) if language.name == "ukrainian" else folded
        if len(language.letters.findall(plain)) >= _TELLING or _has_words(language, text):
            yield from _signs(language, language.idioms.sub(" ", text))


def _signs(language: _Language, text: str) -> Iterator[ForeignSign]:
    strong = [(kind, match[0]) for kind, one in language.stop if (match := one.search(text))]
    weak = [(kind, match[0]) for kind, one in language.weak if (match := one.search(text))]
    for kind, words in strong:
        yield ForeignSign(kind, f"{kind}, {language.name}: “{words.strip()}”", True)
    if not strong:
        together = " + ".join(words.strip() for _, words in weak)
        for kind, _ in weak:
            reason = f"{kind}, {language.name}, by words together: “{together}”"
            yield ForeignSign(kind, reason, len(weak) >= 2)


def _has_words(language: _Language, text: str) -> bool:
    """Whether at least two of the language's common words, and one in twelve, stand in the text."""
    words = text.split()
    found = sum(1 for word in words if word in language.words)
    return found * 12 >= len(words) and found >= min(2, len(words) // 2)


def _folded(text: str) -> str:
    """Latin letters without their marks; other letters as they are."""
    parted = unicodedata.normalize("NFD", text.translate(_UNFOLDED))
    bare = re.sub(r"(?<=[a-z])[\u0300-\u036f]+", "", parted)
    return unicodedata.normalize("NFKC", bare)


def _as_typed(text: str) -> str:
    """Cyrillic in Latin letters, and the ways of typing it made one."""
    latin = text.translate(_TO_LATIN).replace("shch", "sh").replace("kh", "h")
    return re.sub("[yj]", "i", latin).replace("ts", "c")


def _read(name: str) -> _Language:
    text = files("assistant").joinpath("red_flags", f"{name}.toml").read_text("utf-8")
    data = tomllib.loads(unicodedata.normalize("NFKC", text))
    typed = _as_typed if name == "ukrainian" else str
    # A vowel sign of Bengali is no letter to a regular expression, so that a word has no edge there.
    edge = "" if name == "bengali" else r"\b"

    def signs(part: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
        return tuple(
            (kind, re.compile(rf"{edge}(?:{typed(one)})"))
            for kind, patterns in data[part].items()
            for one in patterns
        )

    idioms = re.compile("|".join(f"(?:{typed(one)})" for one in data["idioms"]))
    words = frozenset(typed(data["words"]).split())
    return _Language(name, words, re.compile(data["letters"]), idioms, signs("stop"), signs("weak"))


_READ = [_read(name) for name in _LANGUAGES]
