"""Whether a date without a year, or a weekday, lies behind or ahead of today: by the words around it."""

import re
from datetime import date, timedelta

from assistant.asserting import DATA, Message, compiled
from knowledge.clock.dates import WrittenDate

# What may lie ahead; all else has happened.
AHEAD = (
    "date of review meeting",
    "date of starting school",
    "date of starting college",
    "date of changing college",
    "date of move",
    "date of exclusion",
)
_COMING, _COMING_AFTER, _UNTIL, _PASSED, _PLANNED, _TO_COME, _GONE, _HELD = (
    compiled(DATA["around_dates"][name])
    for name in ("coming", "coming_after", "until", "passed", "planned", "to_come", "gone", "held")
)
# So far ahead nobody is suspended, and nobody has booked or planned anything.
_SUSPENDED_AHEAD, _PLANNED_AHEAD = timedelta(62), timedelta(5 * 366)
# A date that has just passed is not meant for next year.
_JUST_PASSED, _FAR_AHEAD = timedelta(60), timedelta(270)
_TAIL = 40


def day_meant(message: Message, one: WrittenDate, name: str, today: date) -> date | None:
    """The day of a date that may lie behind or ahead; `name`: what it is the date of, where that is known.

    A meeting that is booked lies ahead; a letter that came lies behind. Where nothing tells, it is the nearer.
    """
    if one.day is None or one.coming is None or one.day == one.coming:
        return one.day
    if name and name not in AHEAD:
        return one.day
    gone, left = today - one.day, one.coming - today
    return one.coming if _is_ahead(message, one, gone, left) else one.day


def _is_ahead(message: Message, one: WrittenDate, gone: timedelta, left: timedelta) -> bool:
    start, end = message.sentence_of(one.start)
    lead, tail = message.plain[start : one.start], message.plain[one.end : end]
    said_after = re.split("[,;:]", tail[:_TAIL])[0]
    if _UNTIL.search(lead):
        return left < gone and not _PASSED.search(said_after)
    if _COMING.search(lead) or _COMING_AFTER.search(tail):
        return gone > _JUST_PASSED or left < _FAR_AHEAD
    if _PASSED.search(lead) or _PASSED.search(said_after):
        return False
    return left < gone


def is_put_ahead(message: Message, one: WrittenDate) -> bool:
    """Whether the words before a date say that it is still to come."""
    lead = message.plain[message.sentence_of(one.start)[0] : one.start]
    return any(words.search(lead) for words in (_UNTIL, _COMING, _PLANNED, _TO_COME))


def is_too_early(message: Message, one: WrittenDate, name: str, day: date, today: date) -> bool:
    """Whether a day lies ahead that such a thing cannot have: a letter, what somebody did, what is planned so early."""
    if day <= today:
        return False
    if name not in AHEAD or day - today > _PLANNED_AHEAD:
        return True
    lead = message.plain[message.sentence_of(one.start)[0] : one.start]
    if name == "date of review meeting":
        return bool(_HELD.search(lead))
    if name == "date of move":
        return bool(_GONE.search(lead)) and not _TO_COME.search(lead)
    if name == "date of exclusion":
        is_soon = day - today <= _SUSPENDED_AHEAD
        return not is_soon or not (_PLANNED.search(lead) or one.day == one.coming == today + _DAY)
    return False


_DAY = timedelta(1)


def is_far_behind(one: WrittenDate, day: date | None, today: date) -> bool:
    """A date without a year that was long ago and is soon again."""
    if one.coming is None or one.day is None or day != one.day or one.coming == one.day:
        return False
    return one.coming - today < _SOON and today - one.day > _LONG


_SOON, _LONG = timedelta(60), timedelta(240)
