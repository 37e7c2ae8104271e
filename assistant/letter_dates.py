"""The dates of a letter: the one that it carries, and the one day in it on which something happens."""

import re
from collections.abc import Sequence
from datetime import date

from knowledge.clock.dates import WrittenDate, written_dates

_HEAD = 700
_NEAR = 120
_OF_LETTER = r"(?: of (?:this )?(?:letter|issue|decision|notice|certificate))?"
_LABEL = re.compile(
    rf"(?:^|\n)[^\w\n]{{0,20}}(?:date{_OF_LETTER}|dated|sent|date issued|issued(?: on)?)\s*[:.–-]?\s*$"
    r"|(?<!meeting )(?<!review )(?<!start )(?<!end )(?<!birth )(?<!due )(?<!return )(?<!closing )"
    rf"\bdate{_OF_LETTER}\s*:\s*$",
    re.IGNORECASE,
)
# A date in the head that is of something else than the letter.
_OF_ANOTHER = re.compile(
    r"\b(?:your (?:letter|e-?mail|request|ref\w*)|birth|born|d\.?o\.?b|meeting|review|received|request|panel|hearing|"
    r"reply by|respond by|deadline|due|from|until|to)\b[^\n]{0,25}\Z",
    re.IGNORECASE,
)
_SALUTATION = re.compile(r"(?:^|\n)[^\S\n]*(?:dear|to whom|hello|hi)\b", re.IGNORECASE)


# Where a date ends a letter, under the name.
_SIGNED = re.compile(r"[.,)\n]\s*\Z")


def letter_date(text: str, today: date) -> WrittenDate | None:
    """The date that the letter carries: as labelled, else the first in its head, else the one that ends it."""
    dates = written_dates(text, today)
    labelled = [one for one in dates if _LABEL.search(text, max(0, one.start - 60), one.start)]
    if labelled:
        return labelled[0]
    greeting = _SALUTATION.search(text)
    head = min(_HEAD, greeting.start() if greeting else _HEAD // 2)
    for one in dates:
        before = text[max(0, one.start - 60) : one.start]
        if one.start < head and not _OF_ANOTHER.search(before):
            return one
    last = dates[-1] if dates else None
    is_last = last and _SIGNED.search(text, 0, last.start) and not text[last.end :].strip(" .\n\r")
    return last if is_last else None


# "Suspended for 8 days from Monday 30 November": a length and where it starts, not a day 8 days away.
_LENGTH = re.compile(
    r"\b[\w-]+ (?:(?:school|working|calendar) )?(?:days?|weeks?)(?=,? from\b)", re.I
)


_UP_TO = re.compile(r"\b(?:by|before|until|till|than)\W+(?:the )?$", re.IGNORECASE)


def date_inside(
    plain: str, day_after: Sequence[re.Pattern[str]], letter: date | None, today: date
) -> WrittenDate | None:
    """The one day in the text that stands where this kind of letter names its event; none where several do.

    "Today" and "on Monday" are said from the day of the letter: where that is not known, they tell no day.
    """
    plain = _LENGTH.sub("a time", plain)
    found: list[WrittenDate] = []
    after = 0
    for one in written_dates(plain, letter or today):
        begin, end = max(after, one.start - _NEAR), _start(one)
        is_told = letter or re.search(r"\d", one.words)
        is_another = _UP_TO.search(plain, begin, end) or (
            _is_label(plain, one) and letter and one.day == letter <= today
        )
        said = (each.search(plain, begin, end) for each in day_after)
        if is_told and not is_another and any(said):
            found.append(one)
        after = one.end
    return found[0] if len({one.day for one in found}) == 1 else None


def _is_label(plain: str, one: WrittenDate) -> bool:
    return bool(re.search(r"\bdated?\s*:\s*$", plain[max(0, one.start - 10) : one.start], re.I))


def _start(one: WrittenDate) -> int:
    """Where the date itself starts: its words may begin with “on”."""
    lead = re.match(r"(?:on|from)\s+", one.words, re.IGNORECASE)
    return one.start + (lead.end() if lead else 0)
