"""What the words of a date come to: a day, or why there is none; and the year or weekday that stands beside it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from re import Match, Pattern

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from knowledge.clock.date_tokens import FEASTS, Tokens, has, pattern


class Doubt(StrEnum):
    """Why the day of a date is not certain."""

    NONE = ""
    VAGUE = "vague"
    AMBIGUOUS = "ambiguous"
    IMPOSSIBLE = "impossible"
    WEEKDAY = "weekday"


@dataclass(frozen=True, slots=True)
class Reading:
    """The day that words name, the next such day where the year or week is open, and another that may be meant.

    `upto` is the place behind the last token, where more than the pattern belongs to the date.
    """

    day: date | None = None
    coming: date | None = None
    doubt: Doubt = Doubt.NONE
    other: date | None = None
    upto: int = 0


@dataclass(frozen=True, slots=True)
class Form:
    """A way of writing a date: its pattern over kinds, and what reads it (None: it is no date after all)."""

    pattern: Pattern[str]
    read: "Callable[[Tokens, Match[str], date], Reading | None]"


VAGUE = Reading(doubt=Doubt.VAGUE)
IMPOSSIBLE = Reading(doubt=Doubt.IMPOSSIBLE)


def fixed(day: date | None, other: date | None = None) -> Reading:
    """One day, whatever the year; `other`: the words could mean that day as well."""
    if day is None:
        return IMPOSSIBLE
    return Reading(day, day, Doubt.AMBIGUOUS if other else Doubt.NONE, other)


def open_to_year(month: int, day: int, today: date) -> Reading:
    """A day and a month without a year; 29 February comes in some years only."""
    days = [
        one
        for year in range(today.year - 8, today.year + 9)
        if (one := day_or_none(year, month, day))
    ]
    return _open(days, today)


def _open(days: list[date], today: date) -> Reading:
    before = max((one for one in days if one <= today), default=None)
    after = min((one for one in days if one > today), default=None)
    return Reading(before, after) if before else IMPOSSIBLE


def open_to_month(day: int, today: date) -> Reading:
    """A day of a month that is not named: the latest up to today, and the next."""
    firsts = [today.replace(day=1) + relativedelta(months=away) for away in range(-3, 4)]
    return _open(
        [one for first in firsts if (one := day_or_none(first.year, first.month, day))], today
    )


def on_weekday(reading: Reading, weekday: int | None, today: date) -> Reading:
    """The day that falls on the weekday that is named; where none does there is a doubt.

    It is the nearer of the days behind and ahead, or of a day of the month that alone falls so.
    """
    if weekday is None or reading.day is None:
        return reading
    days = sorted(
        {one for one in (reading.day, reading.coming) if one},
        key=lambda one: abs((one - today).days),
    )
    of_month = abs(days[-1] - days[0]) < _MONTHS
    falling = [one for one in days[: 2 if of_month else 1] if one.weekday() == weekday]
    if falling:
        return replace(reading, day=falling[0], coming=falling[0])
    away = (weekday - days[0].weekday() + 3) % 7 - 3
    return replace(reading, doubt=Doubt.WEEKDAY, other=days[0] + timedelta(away))


_MONTHS = timedelta(70)


def day_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shifted(today: date, *, days: int = 0, months: int = 0) -> date | None:
    """A day some time away; None where the calendar ends first."""
    try:
        return today + relativedelta(days=days, months=months)
    except (OverflowError, ValueError):
        return None


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The second Tuesday of a month; -1 is the last. None where there is no fifth."""
    first = date(year, month, 1)
    if nth < 0:
        last = first + relativedelta(day=31)
        return last - timedelta((last.weekday() - weekday) % 7)
    day = first + timedelta((weekday - first.weekday()) % 7 + 7 * (nth - 1))
    return day if day.month == month else None


def feast(name: str, today: date) -> Reading:
    """A day that has a name ("Boxing Day"), behind and ahead."""
    near = [feast_in(name, year) for year in range(today.year - 8, today.year + 9)]
    return _open([one for one in near if one], today)


def feast_in(name: str, year: int) -> date | None:
    rule = FEASTS[name]
    if "easter" in rule:
        return easter(year) + timedelta(rule["easter"])
    if "nth" in rule:
        return nth_weekday(year, rule["month"], rule["weekday"], rule["nth"])
    return day_or_none(year, rule["month"], rule["day"])


# A weekday before a date, and a day of the month in words.
WEEK = r"(?:(?P<week>ANYDAY)[,.]?_?(?:ON_)?(?:THE_)?)?"
ORDINAL = r"(?:(?P<tens>CARDINAL)[-_])?(?P<ordinal>ORDINAL)"
MONTHS_AWAY = {"last": -1, "lst": -1, "previous": -1, "this": 0, "next": 1, "nxt": 1}
_YEAR = pattern(
    r"(?:[,.]?_?(?:OF_)?|[-/.]_?)(?P<full>FULLYEAR)|(?:,?_|[-/.]?)'(?P<short>DAYLIKE)(?!SUFFIX)"
    r"|[-/.]?(?P<glued>DAYLIKE)(?![-/:]|SUFFIX|_?UNIT|_?ANYMONTH)"
    r"|_(?P<bare>MIDDLENUMBER|LARGENUMBER)(?![-/:%]|\.DIGITS|_?(?:SUFFIX|UNIT|WORKDAY|OF|ANYMONTH))"
    r"|_(?:OF_)?(?P<away>LAST|NEXT|THIS)_(?P<unit>UNIT)"
)
_NEAR_YEARS = 6


def year_after(tokens: Tokens, at: int, today: date) -> tuple[int | None, int]:
    """The year that stands there, and the place behind it."""
    match = _YEAR.match(tokens.kinds, at)
    if not match:
        return None, at
    if (away := tokens.part(match, "away")) is not None:
        is_year = tokens.value(match, "unit") == "year"
        return (today.year + MONTHS_AWAY[away.word], match.end()) if is_year else (None, at)
    name = next(one for one in ("full", "short", "glued", "bare") if has(match, one))
    number, written = tokens.value(match, name), tokens.part(match, name)
    if name == "full":
        return number, match.end()
    year = century(number, today)
    is_near = name == "short" or abs(year - today.year) <= _NEAR_YEARS
    if (
        written is None
        or len(written.word) != 2
        or not is_near
        or tokens.word_after(match.end()) in ("am", "pm")
    ):
        return None, at
    return year, match.end()


def week_of(
    tokens: Tokens, match: Match[str], reading: Reading, upto: int
) -> tuple[int | None, int]:
    """The weekday that stands before a date or behind it, and the place behind both.

    Behind a date, "(Tuesday)" and "a Tuesday" are of it; "Tuesday" alone is, if the date falls on it.
    """
    week = tokens.value(match, "week")
    after = _WEEK_AFTER.match(tokens.kinds, upto)
    if week is not None or after is None:
        return week, upto
    named = int(tokens.value(after, "week"))
    falls_on = {day.weekday() for day in (reading.day, reading.coming) if day}
    is_of_it = has(after, "sign") or named in falls_on
    return (named, after.end()) if is_of_it else (None, upto)


_WEEK_AFTER = pattern(
    r"(?:_?(?P<sign>\(|[,(]?_?LETTERA_)|,?_)(?P<week>WEEKDAY|SHORTDAY)\)?(?!_UNIT)"
)


def century(number: int, today: date) -> int:
    """Two digits of a year: not much later than now, else of a birth."""
    return 2000 + number if 2000 + number <= today.year + 15 else 1900 + number


def number_of(tokens: Tokens, match: Match[str]) -> int:
    """The day of the month, in digits or words."""
    if not has(match, "ordinal"):
        return int(tokens.value(match, "day"))
    return int(tokens.value(match, "ordinal")) + int(tokens.value(match, "tens") or 0)


def is_led(tokens: Tokens, at: int) -> bool:
    """Whether "on", "dated" or "since" stands before."""
    return tokens.is_kind(at - 2, "ON") or tokens.is_kind(at - 2, "SINCE")
