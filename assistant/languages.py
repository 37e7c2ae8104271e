"""Other languages: which one a message is in, a short reply in six of them, and the English words to search by.

A language is a file of `languages/`; those of which we can only say that they are not English are in `others.toml`.
"""

import re
import tomllib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from string import Formatter
from typing import Any

from assistant.signs import Danger

ENGLISH, OTHER = "en", "other"


class Language(StrEnum):
    """The languages in which there is a reply of our own."""

    POLISH = "pl"
    LITHUANIAN = "lt"
    UKRAINIAN = "uk"
    ROMANIAN = "ro"
    BENGALI = "bn"
    PORTUGUESE = "pt"


@lru_cache(maxsize=64)
def spoken_in(text: str) -> str:
    """The code of the language that a message is written in (ISO 639-1); English unless it plainly is another."""
    if script := _script(text):
        return _first(_scores(_LATIN.sub(" ", text))) or _SCRIPTS[script]
    scores = _scores(text)
    english = scores.pop(ENGLISH, 0.0)
    found = _first(scores) or ENGLISH
    # One foreign word is a name or a quotation, unless no other word is English.
    enough = 1.9 if english >= 1 or len(text.split()) < 3 else 0.9
    return found if scores[found] > max(enough, english) else ENGLISH


def name_of(language: str) -> str:
    """A language's name in English; empty where it is not known."""
    return _NAMES.get(language, "")


def reply_in(language: str, numbers: Mapping[str, str]) -> str:
    """What this is and where to turn, in one of the six; empty for others.

    `numbers` are values by name: `area`, `council`, `phone`, `emergency`; a sentence that lacks its number is left out.
    """
    if language not in _SPOKEN:
        return ""
    said = _SPOKEN[language].reply
    return " ".join(_said(said, {**numbers, "language": name_of(language)}))


def urgent_in(language: str, dangers: Sequence[Danger], numbers: Mapping[str, str]) -> str:
    """Help first, in one of the six; empty for others. `numbers` go by the ids of the contacts."""
    if language not in _SPOKEN:
        return ""
    lines = _SPOKEN[language].help
    names = dict.fromkeys(["thanks", *(one for danger in dangers for one in _HELP[danger])])
    templates = [lines[name] for name in (*names, "interpreter", "after")]
    return "\n\n".join(_said(templates, {**numbers, "language": name_of(language)}))


def in_english(text: str, language: str) -> str:
    """English words for what a message in one of the six asks about, in its order; empty where none is known."""
    if language not in _SPOKEN:
        return ""
    found = dict.fromkeys(_glossed(text, _SPOKEN[language].glossary))
    return " ".join(found)


def _glossed(text: str, glossary: Mapping[str, Sequence["_Form"]]) -> Iterator[str]:
    """The English for each stretch of words that a glossary knows, the longest first."""
    words = _LETTERS.findall(_plain(text))
    at = 0
    while at < len(words):
        forms = glossary.get(words[at][:2], ())
        form = next((one for one in forms if one.begins(words[at : at + _MOST_WORDS])), _NO_FORM)
        if form.english:
            yield form.english
        at += len(form.words)


def in_english_words(text: str) -> str:
    """A message in one of the six word by word in English, as far as its words are known; only to be compared.

    As it is where it is English, or none of its words is known.
    """
    spoken = _SPOKEN.get(spoken_in(text))
    return (" ".join(_glossed(text, spoken.everyday)) if spoken else "") or text


def _said(templates: Iterable[str], numbers: Mapping[str, str]) -> list[str]:
    """The sentences whose numbers this place has."""
    given = {name: value for name, value in numbers.items() if value}
    wanted = [
        (one, {name for _, name, _, _ in Formatter().parse(one) if name}) for one in templates
    ]
    return [one.format_map(given) for one, names in wanted if names <= given.keys()]


def _script(text: str) -> str:
    """The script of three letters in ten or more, where it is not Latin."""
    found: Counter[str] = Counter()
    for match in _OF_SCRIPT.finditer(text):
        found[match.lastgroup or ""] += len(match[0])
    script, count = max(
        found.items(), key=lambda one: one[1] * (one[0] != "latin"), default=("", 0)
    )
    return script if script != "latin" and count >= 0.3 * found.total() else ""


def _first(scores: Mapping[str, float]) -> str:
    """The language that knows most; of two, the one in which we can reply."""
    return max(scores, key=lambda one: (scores[one], one in _SPOKEN), default="")


def _scores(text: str) -> defaultdict[str, float]:
    """How many different words each language knows, or has the letters or endings of."""
    scores: defaultdict[str, float] = defaultdict(float)
    for word in dict.fromkeys(_WORD.findall(unicodedata.normalize("NFC", text))):
        plain = _plain(word)
        known = _KNOWN.get(plain)
        weight = _LIKENESS if not known else _SHY_WEIGHT if plain in _SHY else 1.0
        for language in known or _looks(word, plain):
            scores[language] += weight
    return scores


def _looks(word: str, plain: str) -> frozenset[str]:
    """The languages that an unknown word may be of, by its beginning, its end or its letters."""
    begun = _BEGINNINGS.get(plain[:5], frozenset[str]())
    if word[0].isupper():
        # It may be a name, and names keep their letters in English.
        return begun
    marks = (_MARKS[letter] for letter in word if letter in _MARKS)
    longest = min(6, len(plain) - 2) if len(plain) > 4 else 0
    ends = (_ENDINGS.get(plain[-size:], begun) for size in range(2, longest))
    return begun.union(*marks, *ends)


def _plain(text: str) -> str:
    """Small letters without the accents of Latin and Cyrillic, and without apostrophes."""
    parts = unicodedata.normalize("NFKD", text.lower()).translate(_UNJOINED)
    return _ACCENTS.sub("", parts)


# The vowel signs of Indian scripts are letters too.
_LETTERS = re.compile(r"[\w\u0900-\u0dff]+")
_FORM = re.compile(r"[\w\u0900-\u0dff]+\*?")
_LATIN = re.compile("[A-Za-z]+")
_WORD = re.compile(r"[^\W\d_][\w\u0300-\u036f\u0900-\u0dff'’ʼ]*")
_ACCENTS = re.compile(r"[\u0300-\u036f'’ʼ`´‘\u200b-\u200d]")
_UNJOINED = str.maketrans("łđøı", "ldoi")


@dataclass(frozen=True)
class _Form:
    """A way of saying something: words, of which those with a star may have any ending."""

    words: tuple[str, ...]
    english: str

    def begins(self, words: Sequence[str]) -> bool:
        return len(words) >= len(self.words) and all(map(_fits, self.words, words))


_NO_FORM, _MOST_WORDS = _Form(("",), ""), 8


def _fits(form: str, word: str) -> bool:
    return word.startswith(form[:-1]) if form.endswith("*") else word == form


def _glossary(*tables: Mapping[str, str]) -> dict[str, list[_Form]]:
    """Forms by their first two letters, the longest first. English → ways of saying it, parted by bars."""
    forms = [
        _Form(tuple(map(_open, _FORM.findall(_plain(form)))), english)
        for table in tables
        for english, forms in table.items()
        for form in forms.split("|")
    ]
    glossary: dict[str, list[_Form]] = defaultdict(list)
    for form in sorted(forms, key=lambda one: len("".join(one.words)), reverse=True):
        glossary[form.words[0].rstrip("*")[:2]].append(form)
    return dict(glossary)


def _open(word: str) -> str:
    """A word of up to three letters stands as it is, but for a star."""
    return f"{word.rstrip('*')}*" if len(word) > 3 else word


@dataclass(frozen=True)
class _Spoken:
    reply: tuple[str, ...]
    help: Mapping[str, str]
    glossary: Mapping[str, Sequence[_Form]]
    everyday: Mapping[str, Sequence[_Form]]


# The lines of help for each danger, as in `wording`.
_HELP: Mapping[Danger, tuple[str, ...]] = {
    Danger.EMERGENCY: ("emergency",),
    Danger.SUICIDE: ("life", "worker", "listeners", "childline"),
    Danger.CHILD: ("now", "child", "childline"),
    Danger.ADULT: ("now", "adult"),
    Danger.STAFF: ("now", "school", "child", "hurt"),
    Danger.PARENT: ("now", "strong", "family", "too_much"),
    Danger.THREAT: ("soon", "head", "child"),
}


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(
        files("assistant").joinpath("languages", f"{name}.toml").read_text("utf-8")
    )


_OTHERS = _read("others")
_FILES = {language.value: _read(language) for language in Language}
_SPOKEN = {
    code: _Spoken(
        tuple(said["reply"].values()),
        said["help"],
        _glossary(said["glossary"], _OTHERS["shared"]),
        _glossary(_read(f"everyday/{code}")["words"], said["glossary"], _OTHERS["shared"]),
    )
    for code, said in _FILES.items()
}
_SIGNS: dict[str, dict[str, str]] = {**_FILES, **_OTHERS["languages"]}
_NAMES = {code: signs["name"] for code, signs in _SIGNS.items()}


def _by_item(items_of: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    """Word or letter → the languages that have it."""
    items = {item for items in items_of.values() for item in items}
    having = {code: set(items) for code, items in items_of.items()}
    return {item: frozenset(code for code in having if item in having[code]) for item in items}


_KNOWN = _by_item({code: _plain(signs.get("words", "")).split() for code, signs in _SIGNS.items()})
_MARKS = _by_item({code: signs.get("letters", "") for code, signs in _SIGNS.items()})
_BEGINNINGS = _by_item(
    {code: signs.get("beginnings", "").split() for code, signs in _SIGNS.items()}
)
_ENDINGS = _by_item({code: signs.get("endings", "").split() for code, signs in _SIGNS.items()})
_SHY = frozenset(_OTHERS["shy"]["words"].split())
# What a word tells that is English too, and one that only looks like a language.
_SHY_WEIGHT, _LIKENESS = 0.4, 0.6
_SCRIPTS: dict[str, str] = {name: one["default"] for name, one in _OTHERS["scripts"].items()}
_OF_SCRIPT = re.compile(
    "|".join(f"(?P<{name}>[{one['range']}]+)" for name, one in _OTHERS["scripts"].items())
    + r"|(?P<latin>[^\W\d_])"
)
