"""Dates as a calendar file (.ics) that calendars on phones and computers open."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from knowledge.clock.deadlines import Deadline
from knowledge.clock.in_words import due, in_words, moves, sentence

_ALARM = timedelta(days=-7)


def calendar_file(deadlines: Iterable[Deadline], *, product: str, now: datetime) -> bytes:
    """A whole day for each date, with an alarm a week before.

    An entry keeps its identity when it is worked out again, so that a calendar replaces the older one.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//{product}//Dates//EN")
    calendar.add("version", "2.0")
    for one in deadlines:
        calendar.add_component(_entry(one, product, now))
    file: bytes = calendar.to_ical()
    return file


def _entry(deadline: Deadline, product: str, now: datetime) -> Event:
    entry, limit = Event(), deadline.limit
    entry.add("uid", f"{limit.id}.{deadline.event.id}.{deadline.start:%Y%m%d}@dates.invalid")
    entry.add("dtstamp", now.astimezone(UTC))
    entry.add("dtstart", deadline.day)
    entry.add("dtend", deadline.day + timedelta(days=1))
    entry.add("summary", limit.what)
    entry.add("description", "\n".join(_lines(deadline, product, now)))
    entry.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", limit.what)
    alarm.add("trigger", _ALARM)
    entry.add_component(alarm)
    return entry


def _lines(deadline: Deadline, product: str, now: datetime) -> Iterable[str]:
    """What the entry rests on, and that it is not the council's own word."""
    limit = deadline.limit
    yield f"{sentence(due(deadline))}. {sentence(limit.rule)}. {limit.source}."
    if deadline.act_by:
        yield f"Not a working day: act by {in_words(deadline.act_by)}, the working day before."
    if moved := moves(deadline):
        yield f"{moved}."
    yield from (f"This is right if {one}." for one in deadline.assumes)
    yield from (f"It may be later if {one.what} ({one.source})." for one in deadline.extensions)
    if limit.ask:
        yield limit.ask
    yield (
        f"Worked out by {product} on {in_words(now.date())} from: {deadline.event.what}, "
        f"{in_words(deadline.start)}. Check with the council."
    )
