"""A letter that somebody was sent: what kind it is, its date, and what they were told on which day.

What a letter says is data: it is matched with words that such letters have, and nothing in it is followed.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import Any

from assistant.letter_dates import date_inside, letter_date
from knowledge.clock.dates import WrittenDate
from knowledge.clock.deadlines import Clock

MOST_CHARACTERS = 20_000


class Unsure(StrEnum):
    """What must be asked before any date is given."""

    KIND = "kind"
    DATE = "date"
    FUTURE = "future"


@dataclass(frozen=True)
class LetterKind:
    """A kind of letter. `asks` is asked for the event's day; `page` is guidance on what to do next."""

    id: str
    said: str
    event: str
    page: str
    asks: str
    is_dated_inside: bool


@dataclass(frozen=True)
class LetterRead:
    """What a letter seems to be, likeliest first, and the words of it that say so.

    `day` is the day of the first kind's event, read from `day_words`; None where it has to be asked. `other` is the day
    that these words could also name ("3/4/26").
    """

    kinds: tuple[LetterKind, ...] = ()
    words: tuple[str, ...] = ()
    day: date | None = None
    day_words: str = ""
    unsure: Unsure | None = None
    other: date | None = None

    @property
    def kind(self) -> LetterKind | None:
        """What it is, where that is plain."""
        return self.kinds[0] if self.kinds and self.unsure is not Unsure.KIND else None


def read_letter(text: str, clock: Clock, today: date) -> LetterRead:
    """Read a letter; of its kinds only those are told whose event the clock knows."""
    plain = _plain(text)
    scored = [(*_score(one, plain), one) for one in _patterns() if clock.event(one.kind.event)]
    likely = sorted((each for each in scored if each[0] >= _LIKELY), key=_behind)
    if not likely:
        return _of_no_kind((), (), text, today)
    kinds = tuple(one.kind for _, _, one in likely)
    best, words, patterns = likely[0]
    # Every decision speaks of mediation and appeals in its last lines: likely words alone make no second kind.
    others = [
        one.kind
        for score, plainly, one in likely[1:]
        if plainly and best - score < _AHEAD and one.yields <= patterns.yields
    ]
    is_tied = not all(_alike(kinds[0], other) for other in others)
    if best < _SURE or not words or is_tied:
        return _of_no_kind(kinds, words, text, today)
    return _dated(text, patterns, kinds, words, clock, today)


def _behind(scored: tuple[int, tuple[str, ...], "_Patterns"]) -> tuple[bool, bool, int]:
    """What stands behind what: without plain words, or saying what a decision says too, and then by score."""
    score, words, patterns = scored
    return (not words, patterns.yields, -score)


def letter_kinds() -> list[LetterKind]:
    """Every kind of letter that can be known."""
    return [one.kind for one in _patterns()]


_LIKELY, _SURE, _AHEAD = 2, 3, 2
_PLAIN, _AGAINST = 3, -3
_MOST_WORDS = 3


_UP_TO_THE_DAY = r"\W{0,3}(?:the )?(?:(?:morning|afternoon|start|beginning|end) of )?$"


@dataclass(frozen=True)
class _Patterns:
    kind: LetterKind
    plain: tuple[re.Pattern[str], ...]
    likely: tuple[re.Pattern[str], ...]
    against: tuple[re.Pattern[str], ...]
    day_after: tuple[re.Pattern[str], ...]
    yields: bool


@lru_cache(maxsize=1)
def _patterns() -> tuple[_Patterns, ...]:
    said = tomllib.loads(files("assistant").joinpath("letters_read.toml").read_text("utf-8"))
    fragments: dict[str, str] = said.pop("fragments")

    def spelt(pattern: str) -> str:
        while re.search("<[A-Z_]+>", pattern):
            pattern = re.sub("<([A-Z_]+)>", lambda match: fragments[match[1]], pattern)
        return pattern

    def compiled(one: dict[str, Any], key: str, end: str = "") -> tuple[re.Pattern[str], ...]:
        each = (f"(?:{spelt(pattern)}){end}" for pattern in one.get(key, ()))
        return tuple(re.compile(pattern, re.IGNORECASE) for pattern in each)

    return tuple(
        _Patterns(
            LetterKind(
                id, one["is"], one["event"], one["page"], one.get("asks", ""), one["date"] == "text"
            ),
            compiled(one, "plain"),
            compiled(one, "likely"),
            compiled(one, "against"),
            compiled(one, "day_after", _UP_TO_THE_DAY),
            one.get("yields", False),
        )
        for id, one in said.items()
    )


# What only may be so: “if we refuse”, “whether we will assess”, “you can appeal when”.
_SUPPOSED = re.compile(
    r"\b(?:if|unless|should (?:you|we|the)|in case|in the event|would(?! like)|may|might|could)\b[^.;]{0,70}$"
    r"|\b(?:whether|when|where|once|until|before|after|right to|time limit for|consider(?:ing)?)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
# What is told of another time, or of another letter.
_OF_BEFORE = re.compile(
    r"\b(?:previously|earlier|in the past|last year|originally)\b[^.;]{0,60}$"
    r"|\b(?:further|refer\w*|repl\w+|response) to (?:our|my)\b[^.,;]{0,40}$"
    r"|\b(?:following|since) (?:our|my)\b[^.,;]{0,40}$",
    re.IGNORECASE,
)
_DECIDED = re.compile(r"\b(?:decided|concluded|determined|agreed|decision|conclusion)\b", re.I)


def _plain(text: str) -> str:
    """On one line, with straight apostrophes and plain hyphens, and short forms ("we'll") written out."""
    line = " ".join(text.translate(_ALIKE).split())
    for short, whole in _SHORT.items():
        line = line.replace(short, whole)
    return line


_SHORT = {"won't": "will not", "can't": "cannot", "n't": " not", "'ll": " will", "'ve": " have"}
_ALIKE = str.maketrans({"’": "'", "‘": "'", "`": "'", "‐": "-", "‑": "-", "–": "-"})


def _score(patterns: _Patterns, text: str) -> tuple[int, tuple[str, ...]]:
    """How much of the letter is worded like this kind, and the plainest of its words."""
    score, words = 0, []
    for one in patterns.plain:
        if match := next(_said(one, text), None):
            score += _PLAIN
            words.append(match[0])
    score += sum(bool(one.search(text)) for one in patterns.likely)
    score += _AGAINST * sum(next(_said(one, text), None) is not None for one in patterns.against)
    return score, tuple(dict.fromkeys(words))[:_MOST_WORDS]


def _said(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Where the words are said to be so."""
    for match in pattern.finditer(text):
        before = _SUPPOSED.search(text, max(0, match.start() - 90), match.start())
        if _OF_BEFORE.search(text, max(0, match.start() - 90), match.start()):
            continue
        if not before or _DECIDED.search(before[0]) or _DECIDED.match(match[0]):
            yield match


def _alike(one: LetterKind, other: LetterKind) -> bool:
    """Whether both lead to the same dates."""
    return (one.event, one.is_dated_inside) == (other.event, other.is_dated_inside)


def _dated(
    text: str,
    patterns: _Patterns,
    kinds: tuple[LetterKind, ...],
    words: tuple[str, ...],
    clock: Clock,
    today: date,
) -> LetterRead:
    """The letter with the day of its event, or with what has to be asked."""
    written = letter_date(text, today)
    inside = date_inside(_plain(text), patterns.day_after, written.day if written else None, today)
    found = inside if patterns.kind.is_dated_inside else inside or written
    event = clock.event(patterns.kind.event)
    day, said = _known(found)
    if found and patterns.kind.is_dated_inside:
        day = _after_the_letter(found, written)
    if day is None:
        return LetterRead(kinds, words, None, said, Unsure.DATE)
    is_ahead = event is not None and day > today and not event.lies_ahead
    other = found.other if found and found.other != day else None
    return LetterRead(kinds, words, day, said, Unsure.FUTURE if is_ahead else None, other)


def _of_no_kind(
    kinds: tuple[LetterKind, ...], words: tuple[str, ...], text: str, today: date
) -> LetterRead:
    """A letter whose kind has to be asked, with its date where that could be one."""
    day, said = _known(letter_date(text, today))
    is_known = day is not None and day <= today
    return LetterRead(kinds, words, *((day, said) if is_known else (None, "")), Unsure.KIND)


def _known(found: WrittenDate | None) -> tuple[date | None, str]:
    return (found.day, found.words) if found else (None, "")


def _after_the_letter(found: WrittenDate, letter: WrittenDate | None) -> date | None:
    """A day without a year is the first after the letter; without the letter's date it could be in any year."""
    coming = found.coming or found.day
    if found.day == coming:
        return found.day
    if letter is None or letter.day is None:
        return None
    return min((day for day in (found.day, coming) if day and day >= letter.day), default=None)
