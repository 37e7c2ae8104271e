"""A timeline drawn downwards: what happened, each date that follows and today, and the same as rows of a table."""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from knowledge.clock.deadlines import Deadline
from knowledge.clock.in_words import distance, due, in_words, sentence
from knowledge.clock.rules import Who

# In the drawing's own units, which are a little smaller than CSS pixels on a narrow phone.
_LINE = 20
_TOP, _GAP = 22, 16
_WIDTH, _CHARACTERS = 310, 34
# How a date is to be taken that is not simply a last day.
_TAKEN = {"before": "Before this day: ", "from": "From this day: ", "usually": "Usually by then: "}
_NOW = "Where you are now"
_OR_LATER = "This day or later: "
# A longer wait is a longer line, up to a limit.
_LONGEST_GAP, _DAYS_TO_A_UNIT = 70, 2


class Mark(StrEnum):
    """What a point of the line is; its shape tells it, beside its words."""

    PAST = "past"
    TODAY = "today"
    AHEAD = "ahead"


@dataclass(frozen=True)
class Row:
    """One thing on a day: how the day is to be taken, what it is, and how far away; `drawn` says it beside the day."""

    day: date
    when: str
    what: str
    distance: str
    drawn: str


@dataclass(frozen=True)
class Point:
    """A day of the line, `y` units down, with its lines of words."""

    mark: Mark
    y: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Timeline:
    """What is drawn, and the same in rows."""

    points: tuple[Point, ...]
    rows: tuple[Row, ...]
    height: int
    width: int = _WIDTH
    spacing: int = _LINE

    @property
    def in_words(self) -> str:
        """The drawing for those who do not see it."""
        return " ".join(f"{one.when}, {one.distance}: {one.what}." for one in self.rows)


def timeline(happened: Mapping[str, date], deadlines: Sequence[Deadline], today: date) -> Timeline:
    """`happened` are the days that were given, by what happened on them."""
    rows = [Row(day, in_words(day), what, "you told us", what) for what, day in happened.items()]
    rows += [
        Row(one.day, when(one), one.limit.what, distance(one), f"{_taken(one)}{one.limit.what}")
        for one in deadlines
    ]
    rows.append(Row(today, in_words(today), _NOW, "today", _NOW))
    rows.sort(key=lambda one: one.day)
    points, y = [], _TOP
    days = sorted({one.day for one in rows})
    for number, day in enumerate(days):
        lines = tuple(_lines([one for one in rows if one.day == day]))
        points.append(Point(_mark(day, today), y, lines))
        wait = (days[number + 1] - day).days if number + 1 < len(days) else 0
        y += len(lines) * _LINE + _GAP + min(_LONGEST_GAP, wait // _DAYS_TO_A_UNIT)
    return Timeline(tuple(points), tuple(rows), y)


def when(deadline: Deadline) -> str:
    """How its day is to be taken, at the head of a line; why it may be later stands below."""
    if not _may_be_later(deadline):
        return sentence(due(deadline))
    lead = "From" if deadline.limit.wording == "from" else "By"
    return f"{lead} {in_words(deadline.day)}, or later"


def _taken(deadline: Deadline) -> str:
    return _OR_LATER if _may_be_later(deadline) else _TAKEN.get(deadline.limit.wording, "")


def _may_be_later(deadline: Deadline) -> bool:
    """Whether somebody else may have longer; a family is told the day that is safe."""
    return deadline.is_not_before and deadline.limit.who is not Who.FAMILY


def _mark(day: date, today: date) -> Mark:
    return Mark.TODAY if day == today else Mark.PAST if day < today else Mark.AHEAD


def _lines(rows: Iterable[Row]) -> Iterable[str]:
    """The day, then what is on it."""
    for number, one in enumerate(rows):
        if not number:
            yield f"{one.day:%a} {one.day.day} {one.day:%b %Y} · {one.distance}"
        yield from textwrap.wrap(one.drawn, _CHARACTERS)
