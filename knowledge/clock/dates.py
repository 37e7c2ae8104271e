"""Dates as people write them ("the 3rd of March", "12/05/2026", "last Friday", "2 weeks ago"), found in a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from knowledge.clock.calendar_dates import CALENDAR_FORMS
from knowledge.clock.date_readings import Doubt as Doubt
from knowledge.clock.date_readings import Form, Reading
from knowledge.clock.date_tokens import Tokens
from knowledge.clock.numeric_dates import NUMERIC_FORMS
from knowledge.clock.relative_dates import RELATIVE_FORMS
from knowledge.clock.vague_dates import VAGUE_FORMS, hedged
from knowledge.clock.weekday_dates import WEEKDAY_FORMS


@dataclass(frozen=True)
class WrittenDate:
    """A date in a text: its words, where they start, and the day that they name.

    Where the words leave the year, the month or the week open, `day` is the latest such day up to today and `coming`
    the next one after it; else both are the same. `doubt` says why the day is not certain: there is no day where the
    words are vague ("in September") or name what no calendar has. `other` is the day that may be meant where a date
    reads in two ways ("3/4/26" is read day first), or the nearest on the weekday that it names beside a date.
    """

    words: str
    start: int
    day: date | None
    coming: date | None = None
    doubt: Doubt = Doubt.NONE
    other: date | None = None

    @property
    def end(self) -> int:
        return self.start + len(self.words)


def written_dates(text: str, today: date) -> list[WrittenDate]:
    """The dates of a text in its order, the vague and the impossible among them."""
    tokens = Tokens(text)
    if not tokens.has_any:
        return []
    found: list[WrittenDate] = []
    for one in _apart(tokens, today):
        if found and (whole := _told_twice(text, found[-1], one)):
            found[-1] = whole
        else:
            found.append(_after_first(text, found[-1], one) if found else one)
    return found


def _after_first(text: str, first: WrittenDate, second: WrittenDate) -> WrittenDate:
    """The last day of "16 November to 27 November" follows the first."""
    if not (first.day and second.day and second.coming and second.day < first.day < second.coming):
        return second
    is_range = _UNTIL.fullmatch(text, first.end, second.start)
    return replace(second, day=second.coming) if is_range else second


def _told_twice(text: str, first: WrittenDate, second: WrittenDate) -> WrittenDate | None:
    """ "Yesterday, 30 November": one day in two ways, with little between them; None where it is not."""
    days = sorted(
        {one for one in (first.day, first.coming) if one in (second.day, second.coming) and one}
    )
    if not days or not _BESIDE.fullmatch(text, first.end, second.start):
        return None
    return WrittenDate(text[first.start : second.end], first.start, days[0], days[-1])


_UNTIL = re.compile(r"\s?(?:to|until|till?|up to|through|-|–)\s?(?:the )?", re.IGNORECASE)
_BESIDE = re.compile(r"[\s,(:–-]{1,3}(?:(?:on|the|it was|that is|i\.e\.)\s){0,2}", re.IGNORECASE)


def _apart(tokens: Tokens, today: date) -> Iterator[WrittenDate]:
    """The dates that do not overlap; of those that begin together, the longest."""
    end = 0
    for first, last, reading in sorted(_readings(tokens, today), key=lambda one: (one[0], -one[1])):
        start = tokens.tokens[first].start
        if start >= end:
            words = tokens.text[start : tokens.tokens[last - 1].end].rstrip()
            end = start + len(words)
            yield WrittenDate(
                words, start, reading.day, reading.coming, reading.doubt, reading.other
            )


def _readings(tokens: Tokens, today: date) -> Iterator[tuple[int, int, Reading]]:
    """Each date with the places of its first token and behind its last."""
    for form in _FORMS:
        for match in islice(form.pattern.finditer(tokens.kinds), _MOST):
            reading = form.read(tokens, match, today)
            if reading is not None:
                yield hedged(tokens, match.start(), reading.upto or match.end(), reading)


# Dates of one form that are read; nobody tells more.
_MOST = 60
_FORMS: tuple[Form, ...] = (
    *NUMERIC_FORMS,
    *CALENDAR_FORMS,
    *RELATIVE_FORMS,
    *WEEKDAY_FORMS,
    *VAGUE_FORMS,
)
