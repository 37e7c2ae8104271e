"""Days that somebody gives, each in a place of its own: read as people write them, or what to mend in them.

Every problem is an UnusableDate, whose text says kindly what to do.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from textwrap import shorten

from knowledge.clock.date_readings import Doubt
from knowledge.clock.dates import WrittenDate, written_dates
from knowledge.clock.deadlines import YEARS, Clock
from knowledge.clock.in_words import in_words
from knowledge.clock.rules import Event
from knowledge.errors import UnusableDate

_MOST_TYPED, _MOST_CLOSED = 200, 1000
# A school is not closed for longer at a time, but around August; what is longer may be a term.
_LONGEST_CLOSURE, _LONGEST_SUMMER = timedelta(28), timedelta(75)
_BETWEEN_CLOSURES = re.compile(r"[\n;]")
_MOST_QUOTED = 60
_UNREAD = "We cannot read that date. Write it like 14 September 2026, or 14/9/2026"
_EACH_ALONE = "Give each time on a line of its own"
_BACKWARDS = "The last day comes before the first. Check both"
_TOO_LONG = "That is long for a holiday. Give when school is closed, not its terms"
_MEND = {
    Doubt.VAGUE: "That may be several days. Give the day, month and year",
    Doubt.IMPOSSIBLE: "There is no such day. Check the day and the month",
}


@dataclass(frozen=True)
class DayGiven:
    """A day as it was read from `words`; `others` are those that they may mean instead."""

    words: str
    day: date
    others: tuple[date, ...] = ()

    @property
    def in_short(self) -> str:
        return day_in_short(self.day)

    @property
    def is_reworded(self) -> bool:
        """Whether the person wrote it in another way, and is told how it was read."""
        return self.words not in (self.in_short, self.day.isoformat())


def day_in_short(day: date) -> str:
    """A day as it is given back in its place, to be read in one way only."""
    return f"{day.day} {day:%B %Y}"


def day_given(words: str, event: Event, today: date) -> DayGiven:
    """The day of an event; without a year, of what has happened the latest, and of a meeting or a move the nearest."""
    found = _only_date(words, today)
    days = [one for one in (found.day, found.coming) if one]
    day = min(days, key=lambda one: abs(one - today)) if event.lies_ahead else days[0]
    each = dict.fromkeys(one for one in (*days, found.other) if one and one != day)
    others = tuple(one for one in each if not unlikely(event, one, today))
    if why_not := unlikely(event, day, today):
        instead = f". If it was {in_words(others[0])}, write that" if others else ""
        raise UnusableDate(f"{why_not}{instead}")
    return DayGiven(words, day, others)


def unlikely(event: Event, day: date, today: date) -> str:
    """Why nobody can mean that day, and what to do; empty where they can."""
    if day.year not in YEARS:
        return f"Check the year: it can be from {YEARS[0]} to {YEARS[-1]}"
    if day > today and not event.lies_ahead:
        return "That date has not come yet. Check the day, month and year"
    return ""


def too_early(clock: Clock, days: Mapping[str, date]) -> dict[str, str]:
    """The events whose day comes before that of all that they can follow, each with what to do."""
    found = {}
    for id, day in days.items():
        event = clock.event(id)
        follows = [one for one in event.follows if one in days] if event else []
        first = min(follows, key=days.__getitem__, default=None)
        before = clock.event(first) if first and day < days[first] else None
        if before:
            found[id] = (
                f"{in_words(day)} is before {in_words(days[before.id])}, which you gave for "
                f"“{before.what}”. It can only come after that. Check both dates"
            )
    return found


def closures_given(words: str, start: date, today: date) -> list[tuple[date, date]]:
    """When a school is closed, a time on each line or between semicolons: its first and its last day, or one day.

    `start`: what is counted from; of a time without a year it is the first that ends after it.
    """
    if len(words) > _MOST_CLOSED:
        raise UnusableDate(f"That is too long. Give up to {_MOST_CLOSED:,} characters")
    lines = (line.strip() for line in _BETWEEN_CLOSURES.split(words))
    return [_closure(line, start, today) for line in lines if line]


def _closure(line: str, start: date, today: date) -> tuple[date, date]:
    try:
        # "Christmas: 21 December to 4 January" and "half term" say which closure it is.
        dates = _dates(line, today)
        found = _with_days([one for one in dates if one.doubt is not Doubt.VAGUE] or dates)
        if len(found) > 2:
            raise UnusableDate(_EACH_ALONE)
        firsts, lasts = _days(found[0]), _days(found[-1])
        pairs = [(first, last) for first in firsts for last in lasts if first <= last]
        likely = [one for one in pairs if _is_closure(*one)]
        if not likely:
            raise UnusableDate(_TOO_LONG if pairs else _BACKWARDS)
        return min((one for one in likely if one[1] >= start), default=likely[-1])
    except UnusableDate as error:
        raise UnusableDate(f"“{shorten(line, _MOST_QUOTED)}”: {error}") from error


def _is_closure(first: date, last: date) -> bool:
    is_summer = first <= date(last.year, 8, 31) and last >= date(last.year, 8, 1)
    return last - first <= (_LONGEST_SUMMER if is_summer else _LONGEST_CLOSURE)


def _only_date(words: str, today: date) -> WrittenDate:
    if len(words) > _MOST_TYPED:
        raise UnusableDate("Give the date only")
    found = _with_days(_dates(words, today))
    if len(found) > 1:
        raise UnusableDate("That is more than one date. Give one")
    return found[0]


def _dates(words: str, today: date) -> list[WrittenDate]:
    """The dates of some words that are all about dates, so that "3/4" is no fraction."""
    found = written_dates(words, today) or written_dates(f"on {words}", today)
    if not found:
        raise UnusableDate(_UNREAD)
    return found


def _with_days(dates: list[WrittenDate]) -> list[WrittenDate]:
    for one in dates:
        if one.day is None:
            raise UnusableDate(_MEND.get(one.doubt, _UNREAD))
    return dates


def _days(written: WrittenDate) -> list[date]:
    """The days that it may be, where the year is open; a date on another weekday than it says is none."""
    if written.doubt is Doubt.WEEKDAY:
        raise UnusableDate("The weekday does not fit the date. Check both")
    return sorted({day for day in (written.day, written.coming) if day})
