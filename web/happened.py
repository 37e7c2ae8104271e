"""What somebody says has happened, and on which days: read from a form or an address, or what to mend in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlencode

from knowledge.clock.deadlines import Clock, Deadline
from knowledge.clock.given_days import (
    DayGiven,
    closures_given,
    day_given,
    day_in_short,
    too_early,
)
from knowledge.clock.rules import Event
from knowledge.errors import UnusableDate

CLOSED = "closed"


@dataclass(frozen=True)
class Happened:
    """What was chosen and given: the days under the ids of their events, that of `event` among them.

    `typed` is each field as it was typed; `faults` say what to mend, by field. Nothing is counted while there are any.
    """

    event: Event | None = None
    given: dict[str, DayGiven] = field(default_factory=dict)
    closed: tuple[tuple[date, date], ...] = ()
    typed: dict[str, str] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)

    @property
    def is_complete(self) -> bool:
        return self.event is not None and self.event.id in self.given and not self.faults

    @property
    def days(self) -> dict[str, date]:
        return {id: one.day for id, one in self.given.items()}

    @property
    def query(self) -> str:
        """The address's part that gives all of it again, on whatever day it is opened."""
        days = {self._field(id): one.day.isoformat() for id, one in self.given.items()}
        closed = "; ".join(f"{first} to {last}" for first, last in self.closed)
        what = {"what": self.event.id} if self.event else {}
        return urlencode(what | days | ({CLOSED: closed} if closed else {}))

    def instead(self, id: str, day: date) -> "Happened":
        """The same with another day for an event."""
        return replace(self, given={**self.given, id: DayGiven(day.isoformat(), day)})

    def shown_in(self, name: str) -> str:
        """What a field holds: a day or closures that could be read, so that they read in one way; else as typed."""
        of_event = self.event.id if self.event and name == "on" else name
        if of_event in self.given:
            return self.given[of_event].in_short
        if name == CLOSED and self.closed:
            return "\n".join(map(_in_short, self.closed))
        return self.typed.get(name, "")

    def deadlines(self, clock: Clock, today: date) -> list[Deadline]:
        """What follows, soonest first."""
        return clock.deadlines(self.days, today=today, closed=self.closed)

    def _field(self, id: str) -> str:
        return "on" if self.event and id == self.event.id else id


def read_happened(clock: Clock, given: Mapping[str, str], today: date) -> Happened:
    """What was chosen: `what` (an event), `on` (its day), other events' days under their ids, and `closed`.

    An address that names an event without `on` only chooses it; one with an empty `on` lacks a day.
    """
    typed = {name: said.strip() for name, said in given.items()}
    event = clock.event(typed.get("what", ""))
    if event is None:
        faults = {"what": "Choose what happened from the list"} if any(typed.values()) else {}
        return Happened(typed=typed, faults=faults)
    days, faults = _days(clock, event, typed, today)
    closed: list[tuple[date, date]] = []
    if typed.get(CLOSED) and counts_school_days(clock, event):
        start = days[event.id].day if event.id in days else today
        try:
            closed = closures_given(typed[CLOSED], start, today)
        except UnusableDate as error:
            faults[CLOSED] = f"When school is closed: {error}"
    return Happened(event, days, tuple(closed), typed, faults)


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


def _days(
    clock: Clock, event: Event, typed: Mapping[str, str], today: date
) -> tuple[dict[str, DayGiven], dict[str, str]]:
    """The days that were given, and what to mend, by field."""
    days: dict[str, DayGiven] = {}
    faults = {"on": "Give the day, month and year"} if typed.get("on") == "" else {}
    for name, one in _fields(clock, event):
        try:
            if said := typed.get(name):
                days[one.id] = day_given(said, one, today)
        except UnusableDate as error:
            faults[name] = str(error) if one is event else f"{one.asks} {error}"
    early = too_early(clock, {id: one.day for id, one in days.items()})
    return days, faults | {"on" if id == event.id else id: said for id, said in early.items()}


def _fields(clock: Clock, event: Event) -> Iterator[tuple[str, Event]]:
    yield "on", event
    yield from ((one.id, one) for one in beside(clock, event))


def _in_short(closed: tuple[date, date]) -> str:
    first, last = map(day_in_short, closed)
    return first if first == last else f"{first} to {last}"
