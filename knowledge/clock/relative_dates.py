"""Days told from today: "yesterday", "this morning", "three weeks ago", "six weeks since", "in 10 days' time"."""

from dataclasses import replace
from datetime import date, timedelta
from re import Match

from knowledge.clock.date_readings import VAGUE, Doubt, Form, Reading, fixed, shifted
from knowledge.clock.date_tokens import Tokens, has, pattern

DAYS = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS = {"month": 1, "year": 12}
# Whatever was longer ago bears on no case.
_MOST_DAYS, _MOST_MONTHS = 40000, 1200

_ROUGH = (
    r"(?P<rough>FEW(?:_OF)?|(?:COUNT_)?FEW(?:_OF)?|(?:SMALLNUMBER|MIDDLENUMBER)_?[-/]_?COUNT"
    r"|COUNT_(?:OR|TO)_(?:COUNT|SMALL)|COUNT_AND_LETTERA_HALF|COUNT\.DIGITS|HALF_LETTERA|ABOUT_COUNT"
    r"|(?:COUNT_)?(?:ABOUT|GOOD))"
)
_COUNT = r"(?:(?P<tens>CARDINAL)[-_])?(?P<count>COUNT)"
_UNIT = r"(?P<unit>UNIT)(?:_?-?_?(?P<orso>ORSO|OR_COUNT|OR_SMALL))?"
# How long, with a number; and with none before a single unit ("fortnight ago").
LENGTH = rf"(?:{_ROUGH}|{_COUNT})_?(?:WHOLE_)?{_UNIT}"
LENGTH_OR_ONE = rf"(?:(?:{_ROUGH}|{_COUNT})_?(?:WHOLE_)?|(?<!COUNT_)(?<!GOOD_)(?<!FEW_)(?<!HALF_LETTERA_)){_UNIT}"


def away(tokens: Tokens, match: Match[str], start: date, sign: int) -> Reading | None:
    """The day so long before (-1) or after (1) another; vague where the length is."""
    count, unit = count_of(tokens, match), tokens.value(match, "unit")
    if count is None:
        return VAGUE
    if unit in DAYS:
        day = shifted(start, days=sign * count * DAYS[unit]) if count < _MOST_DAYS else None
    else:
        day = (
            shifted(start, months=sign * count * _MONTHS[unit])
            if count * _MONTHS[unit] <= _MOST_MONTHS
            else None
        )
    return fixed(day) if day else None


def count_of(tokens: Tokens, match: Match[str]) -> int | None:
    """How many; None where that is not said exactly."""
    token = tokens.part(match, "count")
    if token is None and not has(match, "rough"):
        unit = tokens.part(match, "unit")
        return 1 if unit and not unit.word.endswith("s") and not has(match, "orso") else None
    if token is None or has(match, "orso"):
        return None
    tens, count = int(tokens.value(match, "tens") or 0), int(token.value or 1)
    if tens and not (tens in range(20, 100, 10) and count < 10):
        return None
    return tens + count


def weekday_before(today: date, weekday: int) -> date:
    """The latest such day before today."""
    return today - timedelta((today.weekday() - weekday - 1) % 7 + 1)


def weekday_after(today: date, weekday: int) -> date:
    """The next such day after today."""
    return today + timedelta((weekday - today.weekday() - 1) % 7 + 1)


def monday_of(today: date) -> date:
    return today - timedelta(today.weekday())


def _named(tokens: Tokens, match: Match[str], today: date) -> Reading | None:
    return fixed(today + timedelta(int(tokens.value(match, "named"))))


def _named_further(tokens: Tokens, match: Match[str], today: date) -> Reading | None:
    """ "Tomorrow week"; "yesterday week" lies behind."""
    days_away, unit = int(tokens.value(match, "named")), tokens.value(match, "unit")
    if unit not in ("week", "fortnight"):
        return None
    return fixed(today + timedelta(days_away + (-1 if days_away < 0 else 1) * DAYS[unit]))


def _ago_in_two(tokens: Tokens, match: Match[str], today: date) -> Reading | None:
    """ "Three weeks and two days ago"."""
    first = away(tokens, match, today, -1)
    count, unit = int(tokens.value(match, "more") or 1), tokens.value(match, "second")
    if first is None or first.day is None or unit not in DAYS:
        return first
    return fixed(shifted(first.day, days=-count * DAYS[unit]))


def _beside_named(tokens: Tokens, match: Match[str], today: date) -> Reading | None:
    """ "The day before yesterday", "the day after tomorrow", "a week before yesterday"."""
    days_away = int(tokens.value(match, "named"))
    unit = tokens.value(match, "unit")
    if unit not in DAYS or not days_away:
        return None
    sign = -1 if has(match, "before") else 1
    return fixed(shifted(today, days=days_away + sign * DAYS[unit]))


def _part_of_day(tokens: Tokens, match: Match[str], today: date) -> Reading | None:
    """ "This morning"; "last night"; "the evening before last"."""
    if not has(match, "last"):
        return fixed(today)
    part = tokens.part(match, "part")
    is_night = part is not None and part.word in ("night", "evening")
    if not has(match, "before") and not is_night:
        return None
    return fixed(today - timedelta(2 if has(match, "before") else 1))


def _ago(tokens: Tokens, match: Match[str], today: date) -> Reading | None:
    """ "Three weeks ago", from today or from the day that is told beside it ("a week ago last Friday")."""
    is_bare = not has(match, "count") and not has(match, "rough")
    if has(match, "back") and tokens.word_after(match.end()) in _BACK_AT:
        return None
    if has(match, "back") and is_bare and tokens.word_before(match.start()) in _FIRST:
        return None
    start: date = today
    if (week := tokens.value(match, "week")) is not None:
        start = weekday_after(today, week) if has(match, "coming") else weekday_before(today, week)
    elif (named := tokens.value(match, "named")) is not None:
        start = today + timedelta(named)
    return away(tokens, match, start, -1)


_FIRST = ("first", "second", "day", "his", "her", "their", "the")
_BACK_AT = ("at", "in", "to", "into", "on", "from", "with", "and")


def _since(tokens: Tokens, match: Match[str], today: date) -> Reading | None:
    """ "Six weeks since we asked"; where a date follows, that is it."""
    named = int(tokens.value(match, "named") or 0)
    window = tokens.kinds[match.end() : match.end() + 9]
    if tokens.value(match, "unit") == "year" or _DATE_FOLLOWS.search(window):
        return None
    return away(tokens, match, today + timedelta(named), -1)


_DATE_FOLLOWS = pattern("DAYLIKE|ANYMONTH|ANYDAY|NAMED|FEAST|TIDE|TERM|FULLYEAR|VAGUE|SEASON")


def _ahead(tokens: Tokens, match: Match[str], today: date) -> Reading | None:
    """ "In 10 days' time", "three weeks from now", "a week from tomorrow"."""
    return away(tokens, match, today + timedelta(int(tokens.value(match, "named") or 0)), 1)


def _in_time(tokens: Tokens, match: Match[str], today: date) -> Reading | None:
    """ "The review is in two weeks"; "must decide in six weeks" tells a length."""
    lead = tokens.words_before(match.start(), 5)
    is_planned = (lead[-1:] and lead[-1] in _BOOKED) or _MOVING.intersection(lead)
    return away(tokens, match, today, 1) if is_planned else None


_MOVING = frozenset(("moving", "move", "moves", "relocating", "starts", "starting"))
_BOOKED = (
    "is",
    "s",
    "are",
    "review",
    "meeting",
    "ar",
    "booked",
    "hearing",
    "its",
    "panel",
    "appointment",
    "reviews",
    "due",
)


def _week_from(tokens: Tokens, match: Match[str], today: date) -> Reading | None:
    """ "A week last Tuesday", "two weeks on Friday", "a week tomorrow", "three weeks today since"."""
    week = tokens.value(match, "week")
    if has(match, "last"):
        return away(tokens, match, weekday_before(today, week), -1)
    lead = tokens.words_before(match.start(), 5)
    is_lasting = bool(_LASTED.intersection(lead[-3:]))
    if not is_lasting and _LASTS.intersection(lead):
        return None
    sign = -1 if is_lasting or tokens.word_after(match.end()) == "since" else 1
    if week is None:
        days_away = int(tokens.value(match, "named"))
        start = today + timedelta(days_away)
        return away(tokens, match, start, -1 if days_away < 0 else sign)
    start = weekday_after(today, week)
    reading = away(tokens, match, start, sign)
    is_length = sign > 0 and tokens.value(match, "unit") == "day"
    return (
        replace(reading, doubt=Doubt.AMBIGUOUS, other=start) if is_length and reading else reading
    )


_LASTED = frozenset(("been", "off", "out", "waiting", "waited", "missing"))
# "Suspended for 8 days on Monday": how long, and then the day.
_LASTS = frozenset(
    "suspended suspend suspension susp excluded exclusion exclude sent banned fixed term".split()
)
RELATIVE_FORMS = tuple(
    Form(pattern(kinds), read)
    for kinds, read in (
        (r"(?P<named>NAMED)(?:_PART)?", _named),
        (r"(?P<named>NAMED)_(?P<unit>UNIT)", _named_further),
        (
            r"(?:(?:THE|LETTERA)_)?(?P<unit>UNIT)_(?:(?P<before>BEFORE)|AFTER)_(?P<named>NAMED)",
            _beside_named,
        ),
        (r"THIS_PART|(?P<last>LAST)_(?P<part>PART)", _part_of_day),
        (r"(?P<part>PART)_(?P<before>BEFORE)_(?P<last>LAST)", _part_of_day),
        (
            LENGTH_OR_ONE + r"_(?:AGO|(?P<back>BACK))(?:_(?:TODAY|(?:ON_)?(?P<named>NAMED)"
            r"|(?:(?:LAST|ON|(?P<coming>THIS|NEXT))_)?(?P<week>WEEKDAY)))?",
            _ago,
        ),
        (
            r"(?P<count>COUNT)_?(?P<unit>UNIT)(?:_AND|,)_(?P<more>COUNT)_?(?P<second>UNIT)_AGO",
            _ago_in_two,
        ),
        (LENGTH + r"_(?:TODAY_)?(?:(?P<named>NAMED)_)?SINCE", _since),
        (r"(?:IN_)?" + LENGTH + r"(?:'~?)?_(?:TIME|ON_(?:NOW|(?P<named>NAMED)))", _ahead),
        (r"IN_" + LENGTH + r"(?!(?:'~?)?_(?:TIME|ON_))", _in_time),
        (
            LENGTH + r"_(?:(?:ON_|NEXT_|THIS_|COMING_)(?P<week>ANYDAY)|(?P<named>NAMED))"
            r"(?!,?_(?:THE_)?(?:DAYLIKE|ORDINAL|ANYMONTH))",
            _week_from,
        ),
        (LENGTH_OR_ONE + r"_(?P<last>LAST|PAST|GONE)_(?:ON_)?(?P<week>ANYDAY)", _week_from),
    )
)
