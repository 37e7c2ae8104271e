"""Weekdays that tell a day: "last Friday", "Monday week", "Thursday of last week", "two Mondays ago"."""

import re
from dataclasses import replace
from datetime import date, timedelta
from re import Match

from knowledge.clock.date_readings import Doubt, Form, Reading, fixed
from knowledge.clock.date_tokens import Tokens, has, pattern
from knowledge.clock.relative_dates import (
    DAYS,
    LENGTH,
    away,
    count_of,
    monday_of,
    weekday_after,
    weekday_before,
)


def _weekday(tokens: Tokens, match: Match[str], today: date) -> Reading | None:
    """ "Friday", "on Monday": the latest before today, and the next."""
    week = int(tokens.value(match, "week"))
    is_plural = tokens.word_after(match.end()) in (
        "mornings",
        "afternoons",
        "evenings",
        "nights",
        "s",
    )
    lead = tokens.word_before(match.start())
    if lead == "the" and tokens.word_after(match.end()) in _WEEKLY:
        return None
    if is_plural or lead in _NO_LEADS or _ROUTINE.match(tokens.kinds, match.end()):
        return None
    if _ROUTINE_BEFORE.search(tokens.kinds[max(0, match.start() - 5) : match.start()]):
        return None
    return Reading(weekday_before(today, week), weekday_after(today, week))


_WEEKLY = frozenset("club clubs group class session sessions lesson lessons".split())
_NO_LEADS = (
    "every",
    "penultimate",
    "miss",
    "mr",
    "mrs",
    "ms",
    "each",
    "black",
    "happy",
    "most",
    "alternate",
    "usually",
    "only",
    "of",
    "other",
    "another",
    "any",
)
_ROUTINE = pattern(r"'?s\b|_?(?:-|TO|WITHIN)_?ANYDAY|_PART?s")
_ROUTINE_BEFORE = pattern(r"ANYDAY_?(?:-|TO|WITHIN)_?$")


def _short_before_time(tokens: Tokens, match: Match[str], today: date) -> Reading | None:
    """ "Mon 10am"."""
    window = "".join(one.word for one in tokens.tokens[match.end() : match.end() + 7])
    return _weekday(tokens, match, today) if _TIME.match(window) else None


_TIME = re.compile(r",? (?:at )?(?:\d{1,2}(?:[:.]\d\d)? ?(?:am|pm)\b|\D)", re.IGNORECASE)


def _last_weekday(tokens: Tokens, match: Match[str], today: date) -> Reading | None:
    """The latest before today. Within this week, some mean that of the week before; "last sat down" is no Saturday."""
    if tokens.word_after(match.end()) in ("down", "round", "around", "together", "with"):
        return None
    day = weekday_before(today, int(tokens.value(match, "week")))
    is_plain_last = has(match, "last") and day >= monday_of(today)
    return fixed(day, day - timedelta(7) if is_plain_last else None)


def _next_weekday(tokens: Tokens, match: Match[str], today: date) -> Reading | None:
    """The next after today. Within this week, some mean that of the week after by "next"; "come Friday" may be past."""
    week = int(tokens.value(match, "week"))
    day = weekday_after(today, week)
    if tokens.word(match.start()) == "come":
        return Reading(weekday_before(today, week), day)
    is_plain_next = has(match, "next") and day < monday_of(today) + timedelta(7)
    return fixed(day, day + timedelta(7) if is_plain_next else None)


def _this_weekday(tokens: Tokens, match: Match[str], today: date) -> Reading | None:
    """ "This Friday" lies ahead, but for "he was suspended this Monday" within the week."""
    week = int(tokens.value(match, "week"))
    return (
        Reading(weekday_before(today, week), weekday_after(today, week))
        if week < today.weekday()
        else fixed(weekday_after(today, week))
    )


def _week_further(tokens: Tokens, match: Match[str], today: date) -> Reading | None:
    """ "Monday week", "Friday fortnight", "the Friday before last", "last Friday but one", "Friday after next"."""
    week = int(tokens.value(match, "week"))
    if has(match, "behind"):
        return fixed(weekday_before(today, week) - timedelta(7))
    unit = tokens.value(match, "unit") or "week"
    if unit not in ("week", "fortnight"):
        return None
    return fixed(weekday_after(today, week) + timedelta(DAYS[unit]))


def _weekdays_ago(tokens: Tokens, match: Match[str], today: date) -> Reading | None:
    """ "Two Mondays ago"."""
    count = count_of(tokens, match)
    if not count or count > 60:
        return None
    return fixed(
        weekday_before(today, int(tokens.value(match, "week"))) - timedelta(7 * (count - 1))
    )


def _of_week(tokens: Tokens, match: Match[str], today: date) -> Reading | None:
    """ "Thursday last week", "the Monday of this week", "last week on Tuesday", "Friday the week before last"."""
    if tokens.value(match, "unit") != "week":
        return None
    weeks = next(number for name, number in _WEEKS_AWAY if has(match, name))
    if has(match, "further"):
        weeks *= 2
    return fixed(monday_of(today) + timedelta(7 * weeks + int(tokens.value(match, "week"))))


_WEEKS_AWAY = (("last", -1), ("next", 1), ("this", 0))


def _of_week_ago(tokens: Tokens, match: Match[str], today: date) -> Reading | None:
    """ "Friday two weeks ago": that of the week then; some count from the latest Friday."""
    reading = away(tokens, match, monday_of(today), -1)
    if (
        tokens.value(match, "unit") not in ("week", "fortnight")
        or reading is None
        or reading.day is None
    ):
        return reading
    day = reading.day + timedelta(int(tokens.value(match, "week")))
    counted = away(tokens, match, weekday_before(today, int(tokens.value(match, "week"))), -1)
    other = counted.day if counted else None
    return replace(fixed(day), doubt=Doubt.AMBIGUOUS, other=other) if other != day else fixed(day)


WEEKDAY_FORMS = tuple(
    Form(pattern(kinds), read)
    for kinds, read in (
        (r"(?P<week>WEEKDAY)", _weekday),
        (r"(?<=ON_)(?P<week>SHORTDAY)", _weekday),
        (
            r"(?P<week>SHORTDAY)(?=_PART|,?_(?:WITHIN_)?SMALLNUMBER(?:[:.]DIGITS)?_?~)",
            _short_before_time,
        ),
        (r"(?:(?P<last>LAST)|THIS_PAST|PAST)_(?P<week>ANYDAY)", _last_weekday),
        (r"(?:THIS_)?(?P<week>ANYDAY)_(?:JUST_)?(?:GONE|PAST|LAST)(?!_UNIT)", _last_weekday),
        (
            r"(?:(?P<next>NEXT)|THIS_COMING|COMING)_(?P<week>ANYDAY)(?!_(?:JUST_)?(?:GONE|PAST|LAST))",
            _next_weekday,
        ),
        (r"(?P<week>ANYDAY)_(?:COMING|NEXT)(?!_UNIT)", _next_weekday),
        (r"THIS_(?P<week>ANYDAY)", _this_weekday),
        (r"(?P<week>ANYDAY)_(?P<behind>BEFORE)_LAST", _week_further),
        (r"LAST_(?P<week>ANYDAY)_(?P<behind>BUTONE|UNIT(?!_AGO))", _week_further),
        (
            r"(?P<week>ANYDAY)_(?:LETTERA_)?(?P<unit>UNIT)(?!_(?:AGO|BACK|BEFORE|AFTER))",
            _week_further,
        ),
        (r"(?P<week>ANYDAY)_AFTER_NEXT", _week_further),
        (r"(?P<count>COUNT)_(?P<week>PLURALDAY)_AGO", _weekdays_ago),
        (
            r"(?P<week>ANYDAY)_(?:(?:OF|IN)_)?(?:(?P<last>LAST)|(?P<next>NEXT)|(?P<this>THIS))_(?P<unit>UNIT)",
            _of_week,
        ),
        (
            r"(?:(?P<last>LAST)|(?P<next>NEXT)|(?P<this>THIS))_(?P<unit>UNIT),?_(?:ON_)?(?P<week>ANYDAY)",
            _of_week,
        ),
        (
            r"(?:THE_)?(?P<unit>UNIT)_(?P<further>BEFORE)_(?P<last>LAST),?_(?:ON_)?(?:THE_)?(?P<week>ANYDAY)",
            _of_week,
        ),
        (
            r"(?P<week>ANYDAY)_(?:OF_)?(?:THE_)?(?P<unit>UNIT)_(?P<further>BEFORE|AFTER)_(?:(?P<last>LAST)|(?P<next>NEXT))",
            _of_week,
        ),
        (r"(?P<week>ANYDAY)_" + LENGTH + r"_(?:AGO|(?P<back>BACK))", _of_week_ago),
    )
)
