"""What somebody says has happened, and on which days: read from a form or an address, or what to mend in it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from knowledge.clock.deadlines import YEARS, Clock, Deadline
from knowledge.clock.rules import Event

CLOSURES = range(1, 4)
_LONGEST_CLOSURE = 100
_MOST_TYPED = 200
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([0-9]{4})")


@dataclass(frozen=True)
class Happened:
    """What was chosen and given. `typed` is each field as given, or in the form that the page's fields use.

    `faults` say what to mend, by field; nothing is counted while there are any.
    """

    event: Event | None = None
    days: dict[str, date] = field(default_factory=dict)
    closed: tuple[tuple[date, date], ...] = ()
    typed: dict[str, str] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)

    @property
    def is_complete(self) -> bool:
        return self.event is not None and self.event.id in self.days and not self.faults

    @property
    def query(self) -> str:
        """The address's part that gives all of it again."""
        return urlencode({name: said for name, said in self.typed.items() if said})

    def deadlines(self, clock: Clock, today: date) -> list[Deadline]:
        """What follows, soonest first."""
        return clock.deadlines(self.days, today=today, closed=self.closed)


class _Unread(Exception):
    """Its text says what to mend in a date."""


def read_happened(clock: Clock, given: Mapping[str, str], today: date) -> Happened:
    """What was chosen: `what` (an event), `on` (its day), other events' days under their ids, and closures.

    An address that names an event without `on` only chooses it; one with an empty `on` lacks a day.
    """
    typed = {name: said.strip()[:_MOST_TYPED] for name, said in given.items()}
    event = clock.event(typed.get("what", ""))
    faults: dict[str, str] = {}
    if event is None:
        faults = {"what": "Choose what happened from the list"} if any(typed.values()) else {}
        return Happened(None, {}, (), _readable(typed, ("what", "on")), faults)
    others = beside(clock, event)
    days: dict[str, date] = {}
    for name, one in (("on", event), *((other.id, other) for other in others)):
        try:
            if said := typed.get(name):
                days[one.id] = _day_of(one, said, today)
            elif name == "on" and "on" in typed:
                raise _Unread("Give the day, month and year")
        except _Unread as error:
            faults[name] = str(error) if name == "on" else f"{one.asks} {error}"
    closed = tuple(_closures(typed, faults)) if counts_school_days(clock, event) else ()
    fields = ("what", "on", *(one.id for one in others), *map("".join, _closure_fields()))
    return Happened(event, days, closed, _readable(typed, fields), faults)


def beside(clock: Clock, event: Event) -> list[Event]:
    """The other events whose day may change what follows from one: of two time limits, the later counts."""
    found: dict[str, None] = {}
    for limit in clock.limits:
        parts = [part for id in limit.later_of if (part := clock.limit(id))]
        starts = dict.fromkeys(start for part in parts for start in part.starts)
        if event.id in limit.starts:
            found |= starts
        elif event.id in starts:
            found |= dict.fromkeys(limit.starts)
    return [one for id in found if id != event.id and (one := clock.event(id))]


def counts_school_days(clock: Clock, event: Event) -> bool:
    """Whether it matters when the school is closed."""
    return any(one.school_days is not None for one in clock.starting_from(event.id))


def _day_of(event: Event, said: str, today: date) -> date:
    day = _day(said)
    if day.year not in YEARS:
        raise _Unread(f"Check the year: it can be from {YEARS[0]} to {YEARS[-1]}")
    if day > today and not event.lies_ahead:
        raise _Unread("That date has not come yet. Check the day, month and year")
    return day


def _day(said: str) -> date:
    """A date as the browser writes it, or day first with numbers."""
    try:
        if match := _ISO.fullmatch(said):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _DAY_FIRST.fullmatch(said):
            return date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError as error:
        raise _Unread("There is no such day. Check the day and the month") from error
    raise _Unread("Write the date with numbers, like 14/09/2026")


def _closure_fields() -> Iterator[tuple[str, str]]:
    for number in CLOSURES:
        yield "closed-from-", str(number)
        yield "closed-to-", str(number)


def _closures(typed: Mapping[str, str], faults: dict[str, str]) -> Iterator[tuple[date, date]]:
    """The times that a school is closed; a first day alone is a closure of one day."""
    for number in CLOSURES:
        names = f"closed-from-{number}", f"closed-to-{number}"
        said = [typed.get(name, "") for name in names]
        at = names[0]
        try:
            if not any(said):
                continue
            if not said[0]:
                raise _Unread("Give the first day too")
            first = _day(said[0])
            at = names[1] if said[1] else at
            last = _day(said[1]) if said[1] else first
            if first.year not in YEARS or not 0 <= (last - first).days <= _LONGEST_CLOSURE:
                raise _Unread("Check the days: the last comes after the first, in the same year")
            yield first, last
        except _Unread as error:
            faults[at] = f"School closed: {error}"


def _readable(typed: Mapping[str, str], fields: tuple[str, ...]) -> dict[str, str]:
    """The fields' words; a date that could be read as a date field of a page holds it."""
    return {name: _as_field(typed[name]) for name in fields if name in typed}


def _as_field(said: str) -> str:
    try:
        return _day(said).isoformat()
    except _Unread:
        return said
