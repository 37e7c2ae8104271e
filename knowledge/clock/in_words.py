"""Dates and deadlines as people read them."""

from datetime import date

from knowledge.clock.deadlines import Deadline
from knowledge.clock.rules import Who

_LEADS = {
    "by": "by",
    "before": "before",
    "from": "from",
    "usually": "usually by",
}


def in_words(day: date) -> str:
    """A date as letters write it."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def due(deadline: Deadline) -> str:
    """How the date is to be taken, and the date: "by Monday 2 November 2026".

    Where school holidays are not known, it may be later for somebody else; a family had better act by it.
    """
    lead, day = _LEADS[deadline.limit.wording], in_words(deadline.day)
    if not deadline.is_not_before:
        return f"{lead} {day}"
    if deadline.limit.who is Who.FAMILY:
        return f"by {day} to be safe"
    last = "" if lead == "from" else "the last day is "
    return f"{lead} {day}, or later if the school closes for any day before then ({last}not before that date)"


def distance(deadline: Deadline) -> str:
    """How far away it is: "in 12 days", "today", "9 days ago"."""
    many = many_days(abs(deadline.days_left))
    return (
        "today"
        if not deadline.days_left
        else f"in {many}"
        if deadline.days_left > 0
        else f"{many} ago"
    )


def many_days(count: int) -> str:
    return f"{count} day" if count == 1 else f"{count} days"


def sentence(words: str) -> str:
    """Words with a capital at their head."""
    return words[:1].upper() + words[1:]


def moves(deadline: Deadline) -> str:
    """Why an appeal's last day is not the day that it fell on; empty where it is."""
    if not deadline.moved_from:
        return ""
    time = "in August" if deadline.moved_from.month == 8 else "from 25 December to 1 January"
    return f"{in_words(deadline.moved_from)} falls {time}, so the last day moves to the first working day after"
