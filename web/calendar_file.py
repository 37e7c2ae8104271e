"""Dates as a calendar file (.ics) that calendars on phones and computers open."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event

from knowledge import references
from knowledge.clock.deadlines import Deadline
from knowledge.clock.in_words import due, in_words, moves, sentence
from knowledge.clock.rules import Who
from knowledge.clock.working_days import working_day_until

_WEEK, _DAY = timedelta(7), timedelta(1)
# The hour of the morning at which an alarm rings.
_RINGS = time(9)


def calendar_file(deadlines: Iterable[Deadline], *, product: str, now: datetime) -> bytes:
    """A whole day for each date, with alarms; `now` is on the family's own clock.

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
    entry.add("dtend", deadline.day + _DAY)
    entry.add("summary", _title(deadline))
    entry.add("description", "\n".join(_lines(deadline, product, now)))
    entry.add("transp", "TRANSPARENT")
    for ring in sorted(set(_alarm_days(deadline))):
        if datetime.combine(ring, _RINGS) > now.replace(tzinfo=None):
            entry.add_component(_alarm(deadline, ring))
    return entry


def _title(deadline: Deadline) -> str:
    """What it is, and how the day is to be taken where it is not simply a last day."""
    what = deadline.limit.what
    if deadline.is_not_before:
        is_own = deadline.limit.who is Who.FAMILY
        return f"{what} (to be safe; it may be later)" if is_own else f"Not before: {what}"
    leads = {"by": "", "before": "Before today: ", "from": "From today: ", "usually": "Usually: "}
    return f"{leads[deadline.limit.wording]}{what}"


def _alarm_days(deadline: Deadline) -> Iterator[date]:
    """A week before; then the working day before what the family must do, or the day on which something must come."""
    yield deadline.day - _WEEK
    is_own = deadline.limit.who is Who.FAMILY and deadline.limit.wording == "by"
    yield working_day_until(deadline.day - _DAY) if is_own else deadline.day


def _alarm(deadline: Deadline, ring: date) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _title(deadline))
    morning = timedelta(hours=_RINGS.hour)
    alarm.add("trigger", ring - deadline.day + morning)
    return alarm


def _lines(deadline: Deadline, product: str, now: datetime) -> Iterator[str]:
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
    if limit.missed:
        yield f"If it is missed: {limit.missed}"
    each = dict.fromkeys(references.split(limit.source))
    yield from (f"{one}: {where}" for one in each if (where := references.address(one)))
    yield (
        f"Worked out by {product} on {in_words(now.date())} from: {deadline.event.what}, "
        f"{in_words(deadline.start)}. Check with the council."
    )
