"""The dates that follow from what somebody names on the command line, in lines or as data for programs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge.clock.deadlines import Clock, Deadline
from knowledge.clock.event_names import events_named
from knowledge.clock.given_days import too_early, unlikely
from knowledge.clock.in_words import distance, due, in_words, moves, sentence
from knowledge.clock.rules import Event
from knowledge.errors import NotNamed, UnusableDate


@dataclass(frozen=True)
class Followed:
    """What happened on which days, and what follows. `doubts` are days that it had better not have happened on."""

    days: Mapping[Event, date]
    deadlines: Sequence[Deadline]
    doubts: Sequence[str]

    def as_json(self) -> dict[str, Any]:
        """The first thing that happened by itself, then each of them, and the dates."""
        happened = [
            {"event": event.id, "what": event.what, "on": day.isoformat()}
            for event, day in self.days.items()
        ]
        each = [one.as_json() for one in self.deadlines]
        return {**happened[0], "happened": happened, "deadlines": each}

    def lines(self) -> Iterator[str]:
        yield from (f"{event.what}: {in_words(day)}" for event, day in self.days.items())
        yield ""
        for one in self.deadlines:
            yield from (*_told(one), "")
        yield from _exceptions(self.deadlines) if self.deadlines else ["No date follows from it."]


def follow(clock: Clock, happened: Sequence[str], days: Sequence[date], today: date) -> Followed:
    """What follows from events, in words, on their days. NotNamed where words name no one event."""
    if len(happened) != len(days):
        raise UnusableDate("Give --on once for each thing that happened")
    named = [_event(clock, words) for words in happened]
    on = dict(zip(named, days, strict=True))
    if len(on) < len(named):
        raise UnusableDate("Two of these are the same thing. Give each once")
    by_id = {event.id: day for event, day in on.items()}
    if early := too_early(clock, by_id):
        raise UnusableDate("\n".join(early.values()))
    doubts = [
        f"{event.what}, {in_words(day)}: {why}"
        for event, day in on.items()
        if (why := unlikely(event, day, today))
    ]
    return Followed(on, clock.deadlines(by_id, today=today), doubts)


def _event(clock: Clock, words: str) -> Event:
    """The one event that words name."""
    named = events_named(words, clock.events)
    if len(named) == 1:
        return named[0]
    listed = "\n".join(f"  {one.id}: {one.what}" for one in named or clock.events)
    said = "may mean any of these" if named else "is nothing that a time limit starts from"
    raise NotNamed(f"“{words}” {said}. Which is it? Name one:\n{listed}")


def _told(deadline: Deadline) -> Iterator[str]:
    """When and what, then the rule and what was taken for granted."""
    late = ", so it is overdue" if deadline.is_overdue else ""
    yield f"{sentence(due(deadline))} ({distance(deadline)}{late}): {deadline.limit.what}"
    yield f"  {sentence(deadline.limit.rule)}. {deadline.limit.source}"
    if why := moves(deadline):
        yield f"  {why}."
    if deadline.act_by and deadline.days_left >= 0:
        yield f"  Not a working day: act by {in_words(deadline.act_by)}."
    yield from (f"  If {one}." for one in deadline.assumes)
    if deadline.is_overdue and deadline.limit.missed:
        yield f"  {deadline.limit.missed}"


def _exceptions(deadlines: Sequence[Deadline]) -> Iterator[str]:
    """What may make dates later, each once."""
    each = dict.fromkeys(one for deadline in deadlines for one in deadline.extensions)
    yield from (f"May be later if {one.what} ({one.source})." for one in each)
