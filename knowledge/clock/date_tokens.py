"""The words and numbers of a text, each with its kind, for telling dates among them.

A text becomes a row of letters, one for each word, number, space or sign; patterns over kinds ("DAY_OF_MONTH") are
short and quick where the same over words would be neither.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from importlib.resources import files
from itertools import islice
from typing import Any, NamedTuple
from unicodedata import normalize

_DATA: Mapping[str, Any] = tomllib.loads(
    files("knowledge.clock").joinpath("date_words.toml").read_text("utf-8")
)
COUNTED, SHARED, VERBS, DATED = (
    frozenset(_DATA[name].split()) for name in ("counted", "shared", "verbs", "dated")
)
FEASTS: Mapping[str, Mapping[str, int]] = _DATA["feasts"]

# A number by its size, a word by its kind; signs stand for themselves, a space is "_", all other words are "~".
_KINDS = [
    *"SMALLNUMBER MIDDLENUMBER LARGENUMBER FULLYEAR OTHERNUMBER MONTH FOREIGNMONTH WEEKDAY PLURALDAY SHORTDAY".split(),
    *"CARDINAL ORDINAL UNIT NAMED INST FEAST VAGUE ORSO WORKDAY BUTONE TODAY".split(),
    *_DATA["kinds"],
]
_LETTER = {kind: chr(0x4E00 + place) for place, kind in enumerate(_KINDS)}
_SPACE, _WORD = "_", "~"
_MIXED = {
    "ABOUT": ("ROUND", "MAYBE", "OVER"),
    "HEDGE": ("ROUND", "MAYBE"),
    "DAYLIKE": ("SMALLNUMBER", "MIDDLENUMBER", "LARGENUMBER"),
    "DAY": ("SMALLNUMBER", "MIDDLENUMBER"),
    "COUNT": ("SMALLNUMBER", "MIDDLENUMBER", "LARGENUMBER", "OTHERNUMBER", "CARDINAL", "LETTERA"),
    "DIGITS": ("SMALLNUMBER", "MIDDLENUMBER", "LARGENUMBER", "OTHERNUMBER", "FULLYEAR"),
    "ANYMONTH": ("MONTH", "FOREIGNMONTH"),
    "ANYDAY": ("WEEKDAY", "SHORTDAY"),
}


def pattern(kinds: str) -> re.Pattern[str]:
    """A pattern over kinds, whose names are written in capitals."""
    return re.compile(re.sub(r"[A-Z]{2,}", lambda match: f"[{letters_of(match[0])}]", kinds))


@lru_cache(maxsize=128)
def letters_of(kind: str) -> str:
    """The letters of a kind, or of the several that it covers."""
    return "".join(_LETTER[one] for one in _MIXED.get(kind, (kind,)))


def has(match: re.Match[str], name: str) -> bool:
    """Whether a named part is in what matched."""
    return name in match.re.groupindex and match.end(name) > match.start(name)


class Token(NamedTuple):
    """A word, number, space or sign: where it stands, and the number or name that it means."""

    start: int
    end: int
    word: str
    value: Any = None


class Tokens:
    """The tokens of a text and the row of their kinds; of a very long text, those of its beginning."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[Token] = []
        kinds: list[str] = []
        for kind, token in islice(_read(text), _MOST_TOKENS):
            kinds.append(kind)
            self.tokens.append(token)
        self.kinds = "".join(kinds)

    @cached_property
    def has_any(self) -> bool:
        """Whether anything here could be of a date."""
        return _TELLING.search(self.kinds) is not None

    def part(self, match: re.Match[str], name: str) -> Token | None:
        """The first token of a named part of a pattern, where it is there."""
        return self.tokens[match.start(name)] if has(match, name) else None

    def value(self, match: re.Match[str], name: str) -> Any:
        token = self.part(match, name)
        return None if token is None else token.value

    def word(self, at: int) -> str:
        """The word of a token; empty before the first and after the last."""
        return self.tokens[at].word if 0 <= at < len(self.tokens) else ""

    def word_before(self, at: int) -> str:
        """The nearest word before a token, spaces left out."""
        return next(iter(self.words_before(at, 1)), "")

    def words_before(self, at: int, most: int) -> list[str]:
        """The words before a token, the nearest last."""
        near = zip(
            self.kinds[max(0, at - 2 * most) : at],
            self.tokens[max(0, at - 2 * most) : at],
            strict=True,
        )
        return [token.word for kind, token in near if kind != _SPACE][-most:]

    def word_after(self, at: int) -> str:
        """The nearest word from a token on, spaces left out."""
        while at < len(self.kinds) and self.kinds[at] == _SPACE:
            at += 1
        return self.word(at)

    def is_kind(self, at: int, kind: str) -> bool:
        return 0 <= at < len(self.kinds) and self.kinds[at] in letters_of(kind)


# Bengali vowel signs are no letters to a pattern.
_TOKEN = re.compile(
    r"2(?:day|moro|morrow|nite)(?!\w)|\bb4(?!\w)|(?<=\d)(?:st|nd|rd|th)(?=[a-z]{3})|\d+|(?:[^\W\d_]|[\u0300-\u036f\u0981-\u0983\u09bc-\u09cd\u09d7])+|\s+|.",
    re.DOTALL | re.IGNORECASE,
)
_NEAR_NUMBER = re.compile(r"\W{0,3}(?:the )?\d")
_MOST_GUESSES, _MOST_TOKENS = 20, 1600


def _read(text: str) -> Iterator[tuple[str, Token]]:
    at, number_at, guesses = 0, -99, 0
    while match := _TOKEN.match(text, at):
        at = match.end()
        said = match[0]
        if said.isdecimal():
            number_at = at
            yield _number(said), Token(match.start(), at, said, int(said[:9]))
        elif said.isspace():
            yield _SPACE, Token(match.start(), at, " ")
        elif not said[0].isalnum():
            yield _SIGNS.get(said, said if said.isascii() else ";"), Token(match.start(), at, said)
        else:
            word = _key(said)
            if word in _PHRASES and (phrase := _PHRASES[word].match(text, match.start())):
                at = phrase.end()
                kind, value = _PHRASE_KINDS[_phrase_key(phrase[0])]
                yield kind, Token(match.start(), at, word, value)
                continue
            kind, value = _WORDS.get(word, (_WORD, None))
            if kind == _WORD and 4 <= len(word) <= 11 and guesses < _MOST_GUESSES:
                is_beside = match.start() - number_at < 8 or _NEAR_NUMBER.match(text, at)
                if is_beside or _DAYLIKE.match(word):
                    guesses += 1
                    kind, value = (_month_like(word) if is_beside else None) or _day_like(word)
            yield kind, Token(match.start(), at, word, value)


def _number(digits: str) -> str:
    number = int(digits[:9])
    if len(digits) == 4 and 1900 <= number < 2100:
        return _LETTER["FULLYEAR"]
    if len(digits) > 2:
        return _LETTER["OTHERNUMBER"]
    size = (
        "SMALLNUMBER"
        if 1 <= number <= 12
        else "MIDDLENUMBER"
        if 13 <= number <= 31
        else "LARGENUMBER"
    )
    return _LETTER[size]


def _key(word: str) -> str:
    """A word in small letters without accents."""
    lower = word.lower()
    if lower.isascii():
        return lower
    return re.sub(r"[\u0300-\u036f]", "", normalize("NFD", lower))


@lru_cache(maxsize=2048)
def _month_like(word: str) -> tuple[str, int] | None:
    """The month whose name, misspelt, a word beside a number may be; 0 where it could be of two ("octember")."""
    if word in _OTHER_WORDS:
        return None
    near = sorted(
        (_likeness(name, word), name[0] == word[0], number)
        for number, name in enumerate(_FULL_MONTHS, start=1)
        if len(name) > 3 and abs(len(name) - len(word)) <= 2
    )
    likeness, is_first, number = near[-1] if near else (0.0, False, 0)
    if likeness < _ALIKE or not is_first:
        return None
    is_of_two = len(near) > 1 and likeness - near[-2][0] < _APART
    return _LETTER["FOREIGNMONTH"], 0 if is_of_two else number


@lru_cache(maxsize=2048)
def _day_like(word: str) -> tuple[str, int | None]:
    """The weekday, "yesterday" or "tomorrow" that a word may be, misspelt; else any word."""
    names = () if word in _OTHER_WORDS or len(word) < 6 else _DAY_NAMES
    near = [(_likeness(name, word), kind, value) for name, kind, value in names]
    likeness, kind, value = max(near, default=(0.0, _WORD, None))
    return (kind, value) if likeness >= _DAY_ALIKE else (_WORD, None)


def _likeness(name: str, word: str) -> float:
    return SequenceMatcher(None, name, word, autojunk=False).ratio()


_ALIKE, _DAY_ALIKE, _APART = 0.75, 0.85, 0.06
# Misspelt names of days begin and end so.
_DAYLIKE = re.compile(r"[mtwfsy]\w*(?:d\w{0,3}|[aeo]rr?ow)s?$")
_SIGNS = {"–": "-", "—": "-", "’": "'", "‘": "'", "`": "'", "\\": "/"}
_FULL_MONTHS = [names.split()[0] for names in _DATA["months"]]
_OTHER_WORDS = frozenset(_DATA["no_months"].split())


_DAY_NAMES = [
    *((names.split()[0], _LETTER["WEEKDAY"], day) for day, names in enumerate(_DATA["weekdays"])),
    ("yesterday", _LETTER["NAMED"], -1),
    ("yesterdays", _LETTER["NAMED"], -1),
    ("tomorrow", _LETTER["NAMED"], 1),
]


def _words() -> Iterator[tuple[str, tuple[str, Any]]]:
    for kind, lists, first in (
        ("FOREIGNMONTH", _DATA["months_elsewhere"], 1),
        ("SHORTDAY", _DATA["short_weekdays"], 0),
        ("WEEKDAY", _DATA["weekdays"], 0),
        ("MONTH", _DATA["months"], 1),
    ):
        for value, names in enumerate(lists, start=first):
            yield from ((_key(name), (_LETTER[kind], value)) for name in names.split())
    for value, names in enumerate(_DATA["weekdays"]):
        yield f"{names.split()[0]}s", (_LETTER["PLURALDAY"], value)
    for kind in ("CARDINAL", "ORDINAL"):
        for value, name in enumerate(_DATA[f"{kind.lower()}s"].split(), start=1):
            yield name, (_LETTER[kind], value)
    yield "thirtieth", (_LETTER["ORDINAL"], 30)
    for value, name in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), start=3):
        yield name, (_LETTER["CARDINAL"], 10 * value)
    for unit, names in _DATA["units"].items():
        yield from ((name, (_LETTER["UNIT"], unit)) for name in names.split())
    for kind in ("NAMED", "INST"):
        for value, names in _DATA[kind.lower()].items():
            yield from ((name, (_LETTER[kind], int(value))) for name in names.split())


def _kind_words() -> Iterator[tuple[str, tuple[str, Any]]]:
    """Words of several kinds ("feb half term", "and") are of the first that names them."""
    for kind, names in reversed(_DATA["kinds"].items()):
        yield from ((name, (_LETTER[kind], None)) for name in names.split())


_WORDS: dict[str, tuple[str, Any]] = dict(_kind_words()) | dict(_words())


def _phrases() -> Iterator[tuple[str, tuple[str, Any]]]:
    for kind, phrases in _DATA["phrases"].items():
        yield from ((_phrase_key(one), (_LETTER[kind], None)) for one in phrases)
    yield from ((_phrase_key(one), (_LETTER["FEAST"], one)) for one in FEASTS)


def _phrase_key(phrase: str) -> str:
    return re.sub(r"[\s-]+", " ", re.sub(r"['’`]", "", phrase.lower()))


def _phrase_pattern(phrases: list[str]) -> re.Pattern[str]:
    spelt = sorted(phrases, key=len, reverse=True)
    each = ("".join(_letter_pattern(one) for one in phrase) for phrase in spelt)
    return re.compile(rf"(?:{'|'.join(each)})(?![^\W_])", re.IGNORECASE)


def _letter_pattern(letter: str) -> str:
    return {" ": r"[\s-]{1,3}", "s": r"['’`]?s"}.get(letter, re.escape(letter))


_PHRASE_KINDS = dict(_phrases())


def _by_first_word() -> dict[str, re.Pattern[str]]:
    """Phrases by their first word, with and without the s of "New Year's"."""
    firsts: dict[str, list[str]] = {}
    for phrase in _PHRASE_KINDS:
        first = re.split(r"\W", phrase)[0]
        for word in {first, first.removesuffix("s")}:
            firsts.setdefault(word, []).append(phrase)
    return {first: _phrase_pattern(phrases) for first, phrases in firsts.items()}


_PHRASES = _by_first_word()
# Every date has one of these.
_TELLING = pattern(
    "DAYLIKE|FULLYEAR|OTHERNUMBER|ANYMONTH|ANYDAY|ORDINAL|UNIT|NAMED|FEAST|VAGUE|WORKDAY|PART|TERM|TIDE|SEASON|AGO"
)
