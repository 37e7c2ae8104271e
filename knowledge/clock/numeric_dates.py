"""Dates in numbers alone: "12/05/2026", "3.4.26", "2026-11-03", "26/11"."""

from dataclasses import replace
from datetime import date
from re import Match

from knowledge.clock.date_readings import (
    IMPOSSIBLE,
    WEEK,
    Doubt,
    Form,
    Reading,
    century,
    day_or_none,
    fixed,
    is_led,
    on_weekday,
    open_to_year,
    week_of,
    year_after,
)
from knowledge.clock.date_tokens import COUNTED, DATED, SHARED, Tokens, has, pattern


def _numbers(tokens: Tokens, match: Match[str], today: date) -> Reading | None:
    """Day first; where only the other way gives a date, that, with a doubt."""
    if _is_within_numbers(tokens, match):
        return None
    day, month, year = (tokens.value(match, name) for name in ("day", "month", "year"))
    written = tokens.part(match, "year")
    if written and len(written.word) == 2:
        year = century(year, today)
    elif written and len(written.word) != 4:
        return None
    first, other = day_or_none(year, month, day), day_or_none(year, day, month)
    week, upto = week_of(tokens, match, Reading(first, other), match.end())
    return replace(_either_way(first, other, week), upto=upto)


def _spaced(tokens: Tokens, match: Match[str], today: date) -> Reading | None:
    """ "14 09 26", of a year that is near."""
    if tokens.word_before(match.start()) in COUNTED:
        return None
    reading = _numbers(tokens, match, today)
    is_near = reading and reading.day and abs(reading.day.year - today.year) <= _NEAR_YEARS
    return reading if is_near else None


_NEAR_YEARS = 3


def _either_way(first: date | None, other: date | None, week: int | None) -> Reading:
    """Day first; month first where that alone is a date, or alone falls on the weekday that is named."""
    if first is None:
        return Reading(other, other, Doubt.AMBIGUOUS) if other else IMPOSSIBLE
    if week is None or first.weekday() == week:
        return fixed(first, other if week is None and other != first else None)
    if other and other.weekday() == week:
        return Reading(first, first, Doubt.WEEKDAY, other)
    return on_weekday(fixed(first), week, first)


def _iso(tokens: Tokens, match: Match[str], today: date) -> Reading | None:
    if _is_within_numbers(tokens, match):
        return None
    year, month, day = (tokens.value(match, name) for name in ("year", "month", "day"))
    reading = fixed(day_or_none(year, month, day))
    week, upto = week_of(tokens, match, reading, match.end())
    return replace(on_weekday(reading, week, today), upto=upto)


def _of_the(tokens: Tokens, match: Match[str], today: date) -> Reading | None:
    """ "The 5th of the 10th"."""
    day, month = tokens.value(match, "day"), tokens.value(match, "month")
    year, upto = year_after(tokens, match.end(), today)
    reading = (
        open_to_year(month, day, today) if year is None else fixed(day_or_none(year, month, day))
    )
    return replace(reading, upto=upto)


def _joined_up(tokens: Tokens, match: Match[str], today: date) -> Reading | None:
    """ "20261105" and "05112026", of a year that is near."""
    digits = tokens.tokens[match.start()].word
    is_of_else = tokens.word_before(match.start()) in COUNTED or _is_within_numbers(tokens, match)
    if len(digits) != 8 or is_of_else:
        return None
    for year, month, day in (
        (digits[:4], digits[4:6], digits[6:]),
        (digits[4:], digits[2:4], digits[:2]),
    ):
        found = day_or_none(int(year), int(month), int(day))
        if found and abs(found.year - today.year) <= _NEAR_YEARS:
            return fixed(found)
    return None


def _short(tokens: Tokens, match: Match[str], today: date) -> Reading | None:
    """ "26/11", where it is no share, ratio or time."""
    day, month = tokens.value(match, "day"), tokens.value(match, "month")
    if _is_within_numbers(tokens, match) or not _is_day_and_month(tokens, match, day, month):
        return None
    first = open_to_year(month, day, today) if month <= 12 else IMPOSSIBLE
    week, upto = week_of(tokens, match, first, match.end())
    other = open_to_year(day, month, today) if day <= 12 and month <= 31 else IMPOSSIBLE
    if week is not None:
        return replace(on_weekday(first, week, today), upto=upto)
    if first.day is None:
        return replace(other, doubt=Doubt.AMBIGUOUS) if other.day else IMPOSSIBLE
    if other.day in (None, first.day):
        return first
    return replace(first, doubt=Doubt.AMBIGUOUS, other=other.day)


def _is_day_and_month(tokens: Tokens, match: Match[str], day: int, month: int) -> bool:
    written, sign = tokens.part(match, "month"), tokens.kinds[match.end("day")]
    before, after = tokens.word_before(match.start()), tokens.word_after(match.end())
    led = is_led(tokens, match.start())
    if after in SHARED or before in COUNTED or after in ("%", "£", "million", "m", "k", "miles"):
        return False
    if sign == ".":
        is_clear = written is not None and len(written.word) == 2 and 1 <= month <= 12
        return is_clear and (led or before in DATED or (day > 12 and before not in _HOURS))
    if sign == "-":
        is_clear = written is not None and (len(written.word) == 2 or day > 12)
        return is_clear and 1 <= month <= 12 and (led or (day, month) not in _NO_DATES)
    if (day, month) in _NO_DATES and not led and before not in DATED:
        return False
    if month > 12 or day == 0:
        return led and 1 <= day <= 12 and month <= 31
    return led or day > 12 or not tokens.kinds[match.end() :].lstrip("_").startswith("~")


_HOURS = (
    "at",
    "past",
    "until",
    "till",
    "til",
    "by",
    "before",
    "after",
    "about",
    "to",
    "from",
    "between",
    "-",
)
# Round the clock, and shares.
_NO_DATES = {(24, 7), (1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (1, 10), (9, 10), (10, 10)}


# "Ref: 12/11/26", "EHCP no. 14-11-26".
_NUMBERED = frozenset(("ref", "reference", "nos", "number"))


def _is_within_numbers(tokens: Tokens, match: Match[str]) -> bool:
    """Whether more digits, a currency or a letter belong to the numbers."""
    start, end = match.start("day") if has(match, "week") else match.start(), match.end()
    before, after = tokens.kinds[start - 1 : start], tokens.kinds[end : end + 1]
    # "23/11-27/11" are two.
    signs = ("/", ".") if "/" in tokens.kinds[start:end] else ("/", ".", "-")
    if before in signs and tokens.is_kind(start - 2, "DIGITS"):
        return True
    if after in signs and tokens.is_kind(end + 1, "DIGITS"):
        return True
    lead = tokens.words_before(start, 2)
    if _NUMBERED.intersection(lead) or lead == ["no", "."]:
        return True
    is_glued = before == "~" or before in ("£", "$", "#", "+") or tokens.is_kind(start - 1, "SMALL")
    is_time = tokens.word(end).lower() == "t"
    return (
        is_glued
        or (after in ("%", "~") and not is_time)
        or tokens.word_before(start) in ("£", "$", "#")
    )


NUMERIC_FORMS = (
    Form(pattern(r"(?P<day>DAY)_?SUFFIX_OF_(?:THE_)?(?P<month>SMALLNUMBER)_?SUFFIX"), _of_the),
    Form(pattern(r"OTHERNUMBER"), _joined_up),
    Form(
        pattern(
            WEEK
            + r"(?P<year>FULLYEAR)(?P<sign>[-/.])(?P<month>DAYLIKE)(?P=sign)(?P<day>DAYLIKE)(?!SUFFIX)"
        ),
        _iso,
    ),
    Form(
        pattern(
            WEEK + r"(?P<day>DAYLIKE)_?(?P<sign>[-/.])_?(?P<month>DAYLIKE)_?(?P=sign)_?'?"
            r"(?P<year>FULLYEAR|DAYLIKE)"
        ),
        _numbers,
    ),
    Form(
        pattern(
            r"(?<!DIGITS_)(?<!DIGITS)(?P<day>DAY)_(?P<month>SMALLNUMBER)_(?P<year>FULLYEAR|MIDDLENUMBER)(?!_?(?:UNIT|DIGITS|WORKDAY|~)|[-/:%])"
        ),
        _numbers,
    ),
    Form(
        pattern(
            WEEK
            + r"(?P<day>DAYLIKE)(?:/|\.|(?<=MIDDLENUMBER)-)(?P<month>DAYLIKE)(?!SUFFIX|_?ANYMONTH)"
        ),
        _short,
    ),
)
