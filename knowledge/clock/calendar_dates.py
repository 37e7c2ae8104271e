"""Dates by the calendar: "3 March", "Nov 5th 2026", "the 12th", "the first Monday in June", feasts."""

from dataclasses import replace
from datetime import date, timedelta
from re import Match

from dateutil.relativedelta import relativedelta

from knowledge.clock.date_readings import (
    IMPOSSIBLE,
    MONTHS_AWAY,
    ORDINAL,
    WEEK,
    Doubt,
    Form,
    Reading,
    day_or_none,
    feast,
    feast_in,
    fixed,
    is_led,
    nth_weekday,
    number_of,
    on_weekday,
    open_to_month,
    open_to_year,
    week_of,
    year_after,
)
from knowledge.clock.date_tokens import COUNTED, SHARED, VERBS, Tokens, has, pattern


def _day_month(tokens: Tokens, match: Match[str], today: date) -> Reading | None:
    month = tokens.part(match, "month")
    if month is None or _counts_something(tokens, match):
        return None
    has_suffix = has(match, "suffix") or has(match, "ordinal")
    year, upto = year_after(tokens, match.end(), today)
    if month.word == "may" and not has_suffix and year is None and tokens.word_after(upto) in VERBS:
        return None
    return _dated(tokens, match, today, number_of(tokens, match), month.value, year, upto)


def _year_first(tokens: Tokens, match: Match[str], today: date) -> Reading | None:
    """ "2026 November 5"."""
    year, month, day = (tokens.value(match, name) for name in ("year", "month", "day"))
    return fixed(day_or_none(year, month, day))


def _month_day(tokens: Tokens, match: Match[str], today: date) -> Reading | None:
    month, day = tokens.part(match, "month"), tokens.value(match, "day")
    if month is None:
        return None
    has_suffix = has(match, "suffix") or has(match, "ordinal")
    year, upto = year_after(tokens, match.end(), today)
    if not has_suffix and tokens.kinds[match.end("month")] in ",(":
        return None
    if not has_suffix and year is None:
        led = is_led(tokens, match.start())
        is_word = month.word in ("may", "march", "mar") and not led and match.start() > 0
        if is_word or tokens.word_after(upto) in ("am", "pm", *SHARED):
            return None
    reading = _dated(tokens, match, today, number_of(tokens, match), month.value, year, upto)
    could_be_year = (
        day is not None and not has_suffix and year is None and abs(2000 + day - today.year) <= 1
    )
    return replace(reading, doubt=Doubt.AMBIGUOUS) if could_be_year and reading.day else reading


def _counts_something(tokens: Tokens, match: Match[str]) -> bool:
    """ "Year 6 March", "£12 March", "CB1 May": the number is of what stands before it."""
    start = match.start("day") if has(match, "day") else match.start("ordinal")
    before = tokens.word_before(match.start())
    is_glued = tokens.kinds[start - 1 : start] in ("~", "£", "$", ".", "/") and start > 0
    return before in COUNTED or before in ("£", "$") or is_glued


def _dated(
    tokens: Tokens,
    match: Match[str],
    today: date,
    day: int,
    month: int,
    year: int | None,
    upto: int,
) -> Reading:
    reading = (
        open_to_year(month, day, today) if year is None else fixed(day_or_none(year, month, day))
    )
    week, upto = week_of(tokens, match, reading, upto)
    return replace(on_weekday(reading, week, today), upto=upto)


def _first_of_several(tokens: Tokens, match: Match[str], today: date) -> Reading | None:
    """The 3 of "3-7 November", the 3rd of "3rd and 4th of November"."""
    if _counts_something(tokens, match):
        return None
    month, (year, _) = tokens.value(match, "month"), year_after(tokens, match.end("month"), today)
    day = int(tokens.value(match, "day"))
    reading = (
        open_to_year(month, day, today) if year is None else fixed(day_or_none(year, month, day))
    )
    return on_weekday(reading, tokens.value(match, "week"), today)


def _of_told_month(tokens: Tokens, match: Match[str], today: date) -> Reading | None:
    """ "The 12th of last month", "the 5th inst."."""
    if has(match, "inst"):
        away = int(tokens.value(match, "inst"))
    elif tokens.value(match, "unit") != "month":
        return None
    else:
        word = tokens.part(match, "away")
        away = MONTHS_AWAY[word.word] if word else -int(has(match, "gone"))
    first = today.replace(day=1) + relativedelta(months=away)
    return fixed(day_or_none(first.year, first.month, number_of(tokens, match)))


def _day_alone(tokens: Tokens, match: Match[str], today: date) -> Reading | None:
    """ "The 12th", where nothing follows that it would be the twelfth of; "Monday the 12th"."""
    day = int(tokens.value(match, "day"))
    week = tokens.value(match, "week")
    led = is_led(tokens, match.start())
    end = match.end()
    has_more = tokens.kinds[end : end + 1] in ("-", "/") and tokens.is_kind(end + 1, "DIGITS")
    if day > 31 or has_more or tokens.word_after(end) in _THINGS:
        return None
    if week is None and not led and _is_twelfth_of(tokens, end):
        return None
    reading = open_to_month(day, today)
    week, upto = week_of(tokens, match, reading, end)
    return replace(on_weekday(reading, week, today), upto=upto)


_THINGS = frozenset(
    "time times floor one ones birthday class day school year form lesson attempt person week month term visit".split()
)


def _is_twelfth_of(tokens: Tokens, at: int) -> bool:
    rest = tokens.kinds[at:].lstrip("_")
    return rest.startswith("~") or tokens.is_kind(len(tokens.kinds) - len(rest), "UNIT")


def _nth_weekday(tokens: Tokens, match: Match[str], today: date) -> Reading | None:
    """ "The first Monday in September", "the last Friday of last month"."""
    nth = int(tokens.value(match, "ordinal") or tokens.value(match, "nth") or -1)
    month, upto = _month_told(tokens, match, today)
    if month is None or nth > 5:
        return None
    week = tokens.value(match, "week")
    if isinstance(month, date):
        return fixed(nth_weekday(month.year, month.month, week, nth))
    days = [nth_weekday(year, month, week, nth) for year in range(today.year - 2, today.year + 3)]
    return replace(_latest_and_next([one for one in days if one], today), upto=upto)


def _end_of_month(tokens: Tokens, match: Match[str], today: date) -> Reading | None:
    """ "The last day of September", "the first day of this month"."""
    if tokens.value(match, "unit") != "day":
        return None
    month, upto = _month_told(tokens, match, today)
    if month is None:
        return None
    is_last = not has(match, "ordinal")
    if not is_last and tokens.value(match, "ordinal") != 1:
        return None
    if isinstance(month, date):
        return replace(fixed(month + relativedelta(day=31 if is_last else 1)), upto=upto)
    days = [
        date(year, month, 1) + relativedelta(day=31 if is_last else 1)
        for year in range(today.year - 2, today.year + 3)
    ]
    return replace(_latest_and_next(days, today), upto=upto)


def _month_told(tokens: Tokens, match: Match[str], today: date) -> tuple[int | date | None, int]:
    """A month of any year by its number, or of one year by its first day; and the place behind it."""
    if has(match, "month"):
        year, upto = year_after(tokens, match.end(), today)
        month = int(tokens.value(match, "month"))
        return (month if year is None else date(year, month, 1)), upto
    away = tokens.part(match, "away")
    if away is None or tokens.value(match, "of_unit") != "month":
        return None, match.end()
    return today.replace(day=1) + relativedelta(months=MONTHS_AWAY[away.word]), match.end()


def _latest_and_next(days: list[date], today: date) -> Reading:
    before = max((one for one in days if one <= today), default=None)
    after = min((one for one in days if one > today), default=None)
    return Reading(before, after) if before else IMPOSSIBLE


def _feast(tokens: Tokens, match: Match[str], today: date) -> Reading | None:
    """ "Boxing Day", "Christmas Eve 2027", "the day after Boxing Day"."""
    name = str(tokens.value(match, "feast"))
    year, upto = year_after(tokens, match.end(), today)
    reading = feast(name, today) if year is None else fixed(feast_in(name, year))
    if not has(match, "unit"):
        return replace(reading, upto=upto)
    if tokens.value(match, "unit") != "day" or reading.day is None or reading.coming is None:
        return None
    away = timedelta(-1 if has(match, "before") else 1)
    return replace(reading, day=reading.day + away, coming=reading.coming + away, upto=upto)


_TOLD = r"(?:(?P<month>ANYMONTH)|(?P<away>LAST|NEXT|THIS)_(?P<of_unit>UNIT))"
_ALONE = r"(?P<day>DAYLIKE)_?SUFFIX(?!_?(?:UNIT_)?[-/.,]?_?(?:OF|ANYMONTH|INST))"
CALENDAR_FORMS = tuple(
    Form(pattern(kinds), read)
    for kinds, read in (
        (
            r"(?P<year>FULLYEAR)(?:_~\.)?,?_(?P<month>ANYMONTH)_(?P<day>DAY)(?:_?SUFFIX)?",
            _year_first,
        ),
        (
            WEEK + rf"(?:(?P<day>DAYLIKE)_?(?P<suffix>SUFFIX)?|{ORDINAL})\.?(?:_?[-/.,_(]?_?)"
            r"(?:(?:UNIT_)?OF_)?(?:THE_)?(?P<month>ANYMONTH)",
            _day_month,
        ),
        (
            WEEK
            + rf"(?P<month>ANYMONTH)(?:[.,]|_\()?[-_]?(?:THE_)?(?:(?P<day>DAYLIKE)(?!['/:%]|\.DIGITS|_?UNIT|_?WORKDAY)"
            rf"_?(?P<suffix>SUFFIX)?|{ORDINAL})",
            _month_day,
        ),
        (
            WEEK
            + r"(?P<day>DAYLIKE)_?(?:SUFFIX(?:_?[-&,]_?|_(?:TO|WITHIN|AND|SMALL)_)|(?:_?[-&]_?|_(?:TO|WITHIN)_))"
            r"(?=(?:ANYDAY_)?(?:THE_)?DAYLIKE_?(?:SUFFIX)?_?(?:OF_)?(?P<month>ANYMONTH))",
            _first_of_several,
        ),
        (
            rf"(?:THE_)?(?:(?P<day>DAY)_?SUFFIX|{ORDINAL})_(?:(?P<inst>INST)|(?:(?:OF|IN)_THE|(?:(?:OF|IN)_)?(?P<away>LAST|NEXT|THIS))_(?P<unit>UNIT)(?P<gone>_(?:JUST_)?(?:GONE|PAST))?)",
            _of_told_month,
        ),
        (
            r"(?P<away>LAST|NEXT|THIS)_(?P<unit>UNIT),?_(?:ON_)?(?:THE_)?(?P<day>DAY)_?SUFFIX",
            _of_told_month,
        ),
        (r"(?P<week>ANYDAY),?_(?:THE_)?" + _ALONE, _day_alone),
        (r"(?:THE_|(?<=ON_)|(?<=SINCE_)|(?<=\())" + _ALONE, _day_alone),
        (
            rf"(?:(?P<ordinal>ORDINAL)|(?P<nth>SMALLNUMBER)_?SUFFIX|LAST)_(?P<week>WEEKDAY)_(?:OF|IN)_(?:THE_)?{_TOLD}",
            _nth_weekday,
        ),
        (
            rf"(?:(?P<ordinal>ORDINAL)|LAST)_(?P<unit>UNIT)_(?:OF|IN)_(?:THE_)?{_TOLD}",
            _end_of_month,
        ),
        (r"(?:(?P<unit>UNIT)_(?:(?P<before>BEFORE)|AFTER)_)?(?P<feast>FEAST)(?:_WEEKDAY)?", _feast),
    )
)
