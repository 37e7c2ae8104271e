"""From what happened on which date to the dates that follow by law."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from knowledge.clock.rules import (
    DatedPages,
    Event,
    Extension,
    TimeLimit,
    Who,
    faults_between,
    moved,
)
from knowledge.clock.working_days import (
    Closures,
    is_working_day,
    working_day_until,
    working_days_until,
)
from knowledge.errors import Fault, PackFaults, UnusableDate
from knowledge.reading.toml import Entry, read_entries

# What cannot be a date in somebody's case is asked about again, and not counted from.
YEARS = range(1990, 2100)
# Working days.
_NEAR = 10
_IF_SCHOOL_IS_OPEN = "no school holiday or training day falls between"
_IF_NO_OTHERS = "no school holiday or training day but those that you gave falls between"


@dataclass(frozen=True)
class Deadline:
    """A date that the law fixes: `limit` counted from `start`, the day of `event`.

    `is_not_before`: school days were counted without the school's holidays, so it may be later. `assumes` is what was
    taken for granted; `extensions` are the reasons that may make it later; `moved_from` is the day that it fell on
    where the rule for Christmas and August moved it.
    """

    limit: TimeLimit
    event: Event
    start: date
    day: date
    today: date
    assumes: tuple[str, ...] = ()
    extensions: tuple[Extension, ...] = ()
    is_not_before: bool = False
    moved_from: date | None = None

    @property
    def days_left(self) -> int:
        """Calendar days from today; less than none once it has passed."""
        return (self.day - self.today).days

    @property
    def is_overdue(self) -> bool:
        """Whether it has surely passed, and somebody had to act by it; of what was due before a meeting, until then."""
        is_over = self.limit.back and self.start <= self.today
        is_limit = self.limit.wording != "from" and not self.is_not_before
        return self.day < self.today and is_limit and not is_over

    @property
    def is_near(self) -> bool:
        """Whether so few working days are left that it is urgent."""
        return self.days_left >= 0 and working_days_until(self.day, self.today) <= _NEAR

    @property
    def act_by(self) -> date | None:
        """The working day before, where a family's last day falls on a weekend or bank holiday."""
        is_open = self.limit.who is not Who.FAMILY or is_working_day(self.day)
        return None if is_open else working_day_until(self.day)

    def as_json(self) -> dict[str, Any]:
        return {
            "what": self.limit.what,
            "date": self.day.isoformat(),
            "weekday": f"{self.day:%A}",
            "rule": self.limit.rule,
            "source": self.limit.source,
            "overdue": self.is_overdue,
            "assumes": list(self.assumes),
            "days_left": self.days_left,
            "near": self.is_near,
            "who": self.limit.who.value,
            "wording": "not before" if self.is_not_before else self.limit.wording,
            "moved_from": self.moved_from.isoformat() if self.moved_from else None,
            "act_by": self.act_by.isoformat() if self.act_by else None,
            "exceptions": [{"what": one.what, "source": one.source} for one in self.extensions],
            "missed": self.limit.missed,
            "ask": self.limit.ask,
            "event": self.event.id,
            "from": self.start.isoformat(),
            "limit": self.limit.id,
        }


class Closure(Entry):
    """A time that schools are closed, its first and its last day among it."""

    first: date
    last: date


@dataclass(frozen=True)
class Clock:
    """What can happen, and the time limits that follow. `closures`: when schools are closed, as far as known.

    `pages` are those that a pack adds to events of the packs below it; `late` are the sections for somebody to whom a
    time limit has not been kept.
    """

    events: tuple[Event, ...] = ()
    limits: tuple[TimeLimit, ...] = ()
    extensions: tuple[Extension, ...] = ()
    closures: tuple[Closure, ...] = ()
    pages: tuple[DatedPages, ...] = ()
    late: tuple[DatedPages, ...] = ()

    def deadlines(
        self, happened: Mapping[str, date], *, today: date, closed: Closures = ()
    ) -> list[Deadline]:
        """The dates that follow from events on their days, soonest first. UnusableDate where one is out of all reason.

        `closed`: when the person's school is closed, beside what the pack knows.
        """
        for day in happened.values():
            if day.year not in YEARS:
                raise UnusableDate(f"{day.isoformat()} is too far away to count from")
        found = [
            self._due(limit, start, happened, today, closed)
            for limit in self.limits
            for start in limit.starts
            if start in happened and limit.is_valid_on(happened[start])
        ]
        parts = {part for one in found for part in one.limit.later_of}
        alone = [one for one in found if one.limit.id not in parts]
        return sorted(alone, key=lambda one: one.day)

    def event(self, id: str) -> Event | None:
        return self._event.get(id)

    def limit(self, id: str) -> TimeLimit | None:
        return self._limit.get(id)

    def starting_from(self, event: str) -> list[TimeLimit]:
        return [one for one in self.limits if event in one.starts]

    @cached_property
    def limits_missed(self) -> dict[str, set[str]]:
        """The time limits that may have been missed, by the section for whoever has missed one."""
        found: dict[str, set[str]] = {}
        for one in self.late:
            for page in one.pages:
                found.setdefault(page, set()).add(one.id)
        return found

    @cached_property
    def _event(self) -> dict[str, Event]:
        return {one.id: one for one in self.events}

    @cached_property
    def _limit(self) -> dict[str, TimeLimit]:
        return {one.id: one for one in self.limits}

    @cached_property
    def _extension(self) -> dict[str, Extension]:
        return {one.id: one for one in self.extensions}

    def _due(
        self,
        limit: TimeLimit,
        event: str,
        happened: Mapping[str, date],
        today: date,
        closed: Closures,
    ) -> Deadline:
        known = [*((one.first, one.last) for one in self.closures), *closed]
        start = happened[event]
        day, assumes = limit.ends(start, known), [*self._event[event].assumes, *limit.assumes]
        for part in map(self._limit.__getitem__, limit.later_of):
            others = [part.ends(happened[one], known) for one in part.starts if one in happened]
            day = max(day, *others) if others else day
            assumes += [limit.if_unknown] if limit.if_unknown and not others else []
        is_not_before = limit.school_days is not None and not self._knows_terms(start, day)
        if is_not_before:
            assumes.append(_IF_NO_OTHERS if closed else _IF_SCHOOL_IS_OPEN)
        end = moved(day) if limit.moves else day
        return Deadline(
            limit,
            self._event[event],
            start,
            end,
            today,
            tuple(assumes),
            tuple(self._extension[one] for one in limit.extends),
            is_not_before,
            day if end != day else None,
        )

    def _knows_terms(self, start: date, end: date) -> bool:
        """Whether the time lies within what is known of when schools are closed."""
        known = self.closures
        return bool(known) and min(one.first for one in known) <= start <= end <= max(
            one.last for one in known
        )


def read_clock(folder: Path, below: Clock | None = None) -> Clock:
    """What a pack adds to the clock of the packs below it. PackFaults names what is wrong in any of its files."""
    own = Clock(
        tuple(read_entries(folder / "events.toml", Event)),
        tuple(read_entries(folder / "time_limits.toml", TimeLimit)),
        tuple(read_entries(folder / "extensions.toml", Extension)),
        tuple(read_entries(folder / "term_dates.toml", Closure)),
        tuple(read_entries(folder / "dated_pages.toml", DatedPages)),
        tuple(read_entries(folder / "late_pages.toml", DatedPages)),
    )
    whole = stacked([below or Clock(), own])
    path = str(folder / "time_limits.toml")
    ours = {one.id for one in own.limits}
    faults = [
        Fault(path, limit.line, said)
        for limit, said in faults_between(whole._event, whole._limit, whole._extension)
        if limit.id in ours
    ]
    faults += [
        Fault(str(folder / file), one.line, f"there is no {kind} “{one.id}”; mend the name")
        for file, kind, pages, known in (
            ("dated_pages.toml", "event", own.pages, whole._event),
            ("late_pages.toml", "time limit", own.late, whole._limit),
        )
        for one in pages
        if one.id not in known
    ]
    if faults:
        raise PackFaults(faults)
    return own


def read_clocks(folder: Path, names: Sequence[str]) -> Clock:
    """The clock of several packs, the national one first, without reading anything else of them."""
    clock = Clock()
    for name in dict.fromkeys(names):
        clock = stacked([clock, read_clock(folder / name, clock)])
    return clock


def stacked(clocks: Iterable[Clock]) -> Clock:
    """Several packs' clocks as one; a later one's entry takes the place of an earlier one with the same id."""
    each = list(clocks)

    def topmost(entries: Sequence[tuple[Any, ...]]) -> tuple[Any, ...]:
        return tuple({one.id: one for held in entries for one in held}.values())

    more = {one.id: one.pages for clock in each for one in clock.pages}
    events: tuple[Event, ...] = topmost([one.events for one in each])
    return Clock(
        tuple(one.model_copy(update={"pages": one.pages + more.get(one.id, ())}) for one in events),
        topmost([one.limits for one in each]),
        topmost([one.extensions for one in each]),
        topmost([one.closures for one in each]),
        late=tuple(one for clock in each for one in clock.late),
    )
