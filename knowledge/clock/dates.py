"""Dates as people write them ("the 3rd of March", "12/05/2026", "last Friday", "2 weeks ago"), found in a text."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class WrittenDate:
    """A date in a text: its words, where they start, and the day that they name.

    Where the words leave the year or the week open, `day` is the latest such day up to today and `coming` the next one
    after it; else both are the same. Both are None where there is no such day (31 February). `is_ambiguous`: it could
    be read in another way ("3/4/26" is read day first), or names a weekday that it does not fall on.
    """

    words: str
    start: int
    day: date | None
    coming: date | None = None
    is_ambiguous: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.words)


def written_dates(text: str, today: date) -> list[WrittenDate]:
    """The dates of a text in its order. What names no one day ("since September", "the 12th") is left out."""
    if not _HINT.search(text):
        return []
    return [
        found
        for match in _DATE.finditer(text)
        if not _NO_DATE_BEFORE.search(text, max(0, match.start() - 12), match.start())
        and (found := _READERS[str(match.lastgroup)](match, today))
    ]


_MONTHS = {
    name: number
    for number, names in enumerate(
        """jan january janurary,feb febuary feburary february,mar march,apr april,may,jun june,jul july,aug august
        agust,sep sept september septemeber sepember,oct october ocotber,nov november novemeber novemer,
        dec december decemeber""".split(","),
        start=1,
    )
    for name in names.split()
}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        "monday mon,tuesday tues tue,wednesday weds wed wednsday,thursday thurs thur,friday fri,saturday sat,"
        "sunday sun".split(",")
    )
    for name in names.split()
}
_NUMBERS = {
    word: number
    for number, words in enumerate(
        "a an one,two couple,three,four,five,six,seven,eight,nine,ten,eleven,twelve".split(","), 1
    )
    for word in words.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join(sorted((name for name in _WEEKDAYS if name.endswith("day")), key=len))
_SHORT_DAY = "|".join(sorted(_WEEKDAYS, key=len, reverse=True))
_COUNT = r"\d{1,3}|a\s+couple\s+of|a\s+couple|" + "|".join(
    sorted(_NUMBERS.keys() - {"couple"}, key=len, reverse=True)
)
_YEAR = (
    r"(?:\.?,?\s+(?:of\s+)?(20\d\d|'?[23]\d(?![\d:/%]|\s*(?:am|pm|years?|hours?|days?|weeks?))"
    r"|(?:next|last|this)\s+year))?"
)
_NO_VERB = r"(?!\s+(?:be|have|not|need|well|get|also|still|help|want)\b)"
_DATE = re.compile(
    rf"""
    (?<![\w/.£-])(?=[\da-fj-oq-y])(?:
      (?P<iso>(20\d\d)-(\d\d?)-(\d\d?)\b(?![-/]))
    | (?P<numbers>(\d\d?)([/.-])(\d\d?)\7(20\d\d|\d\d)\b(?![/.-]?\d))
    | (?P<short>(?:(?<=on\ )|(?<=dated\ )|(?<=since\ )|(?<=,\ )(?=\d+/(?:0\d|1[0-2])))(\d\d?)/(\d\d?)\b(?![/.]?\d))
    | (?P<day_month>(?:\b({_SHORT_DAY}),?\s+(?:the\s+)?)?\b(\d\d?)\s?(?:st|nd|rd|th)?(?:\s+of)?(?:\s+|-|(?<=\d))
        ({_MONTH})\b{_NO_VERB}{_YEAR})
    | (?P<month_day>(?:\b({_SHORT_DAY}),?\s+)?\b({_MONTH})\.?\s+(?:the\s+)?(\d\d?)(st|nd|rd|th)?\b
        (?![:/%]|\s*(?:am|pm)\b){_YEAR})
    | (?P<ago>\b({_COUNT})\s+(days?|weeks?|wks?|fortnights?)\s+ago
        (?:\s+(?:today|yesterday|(?:last|on)\s+({_WEEKDAY})))?\b)
    | (?P<named>\b(?:the\s+day\s+before\s+yesterday|yesterday|today|tomorrow)\b)
    | (?P<weekday>\b(?:(last|this|next|on|this\s+coming|this\s+past)\s+)?({_WEEKDAY})\b
        (?!\s+(?:mornings|afternoons|evenings|nights))
        (\s+(?:just\s+)?gone|\s+last)?)
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Nearly every message without a date lacks all of these.
_HINT = re.compile(r"\d|day|ago\b|tomorrow", re.IGNORECASE)
# "Year 6 March": the number belongs to what stands before it.
_NO_DATE_BEFORE = re.compile(r"(?:\b(?:years?|yrs?|y|section|every|each|age|aged)\.?\s*)$", re.I)


def _iso(match: re.Match[str], today: date) -> WrittenDate:
    year, month, day = (int(part) for part in match["iso"].split("-"))
    return _fixed(match, _day(year, month, day))


def _numbers(match: re.Match[str], today: date) -> WrittenDate:
    day, month, year = (int(part) for part in re.split(r"[/.-]", match["numbers"]))
    could_turn = month != day and max(day, month) <= 12
    return _fixed(match, _day(year if year > 99 else 2000 + year, month, day), could_turn)


def _short(match: re.Match[str], today: date) -> WrittenDate:
    day, month = (int(part) for part in match["short"].split("/"))
    return _open(match, month, day, today, month != day and max(day, month) <= 12)


def _day_month(match: re.Match[str], today: date) -> WrittenDate:
    weekday, day, month, year = _parts(match)
    return _of_parts(match, weekday, day, month, year, today)


def _month_day(match: re.Match[str], today: date) -> WrittenDate:
    weekday, month, day, ending, year = _parts(match)
    is_year = not ending and not year and abs(2000 + int(day) - today.year) <= 1
    return _of_parts(match, weekday, day, month, year, today, is_year)


def _of_parts(
    match: re.Match[str],
    weekday: str,
    day: str,
    month: str,
    year: str,
    today: date,
    is_ambiguous: bool = False,
) -> WrittenDate:
    number = _MONTHS[month.lower()]
    if year:
        found = _fixed(match, _day(_year(year, today), number, int(day)), is_ambiguous)
    else:
        found = _open(match, number, int(day), today, is_ambiguous)
    if weekday and found.day and found.day.weekday() != _WEEKDAYS[weekday.lower()]:
        found = _on_weekday(found, _WEEKDAYS[weekday.lower()])
    return found


def _on_weekday(found: WrittenDate, weekday: int) -> WrittenDate:
    """The weekday tells which year is meant where one of the two fits; where none does, something is wrong."""
    if found.coming and found.coming != found.day and found.coming.weekday() == weekday:
        return WrittenDate(found.words, found.start, found.coming, found.coming)
    return WrittenDate(found.words, found.start, found.day, found.coming, True)


def _ago(match: re.Match[str], today: date) -> WrittenDate:
    count, unit, weekday = _parts(match)
    word = count.lower()
    number = int(word) if word.isdigit() else 2 if "couple" in word else _NUMBERS[word]
    days = {"d": 1, "w": 7, "f": 14}[unit[0].lower()]
    start = today - timedelta(1) if match[0].lower().endswith("yesterday") else today
    if weekday:
        start = _weekday_before(today, _WEEKDAYS[weekday.lower()])
    return _fixed(match, start - timedelta(number * days))


def _named(match: re.Match[str], today: date) -> WrittenDate:
    word = match[0].lower()
    away = 1 if word == "tomorrow" else 0 if word == "today" else -2 if "before" in word else -1
    return _fixed(match, today + timedelta(away))


def _weekday(match: re.Match[str], today: date) -> WrittenDate:
    lead, name, gone = _parts(match)
    before = _weekday_before(today, _WEEKDAYS[name.lower()])
    after = before + timedelta(14 if before + timedelta(7) == today else 7)
    lead = " ".join(lead.lower().split())
    if lead in ("next", "this", "this coming"):
        return _fixed(match, after)
    if gone or lead in ("last", "this past"):
        return _fixed(match, before)
    return WrittenDate(match[0], match.start(), before, after)


_READERS: dict[str, Callable[[re.Match[str], date], WrittenDate]] = {
    "iso": _iso,
    "numbers": _numbers,
    "short": _short,
    "day_month": _day_month,
    "month_day": _month_day,
    "ago": _ago,
    "named": _named,
    "weekday": _weekday,
}
_FORMS = [*sorted(_DATE.groupindex.values()), _DATE.groups + 1]


def _parts(match: re.Match[str]) -> list[str]:
    """The parts within the form that matched, empty where they are not written."""
    form = match.lastindex or 0
    after = next(number for number in _FORMS if number > form)
    return [match[number] or "" for number in range(form + 1, after)]


def _fixed(match: re.Match[str], day: date | None, is_ambiguous: bool = False) -> WrittenDate:
    return WrittenDate(match[0], match.start(), day, day, is_ambiguous)


def _open(
    match: re.Match[str], month: int, day: int, today: date, is_ambiguous: bool = False
) -> WrittenDate:
    """A day and a month without a year; 29 February comes in some years only."""
    near = [_day(year, month, day) for year in range(today.year - 8, today.year + 9)]
    days = [one for one in near if one]
    before = max((one for one in days if one <= today), default=None)
    after = min((one for one in days if one > today), default=None)
    return WrittenDate(match[0], match.start(), before, after, is_ambiguous)


def _year(words: str, today: date) -> int:
    away = {"next year": 1, "last year": -1, "this year": 0}.get(" ".join(words.lower().split()))
    if away is not None:
        return today.year + away
    number = int(words.strip("'"))
    return number if number > 99 else 2000 + number


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _weekday_before(today: date, weekday: int) -> date:
    """The latest such day before today."""
    return today - timedelta((today.weekday() - weekday - 1) % 7 + 1)
