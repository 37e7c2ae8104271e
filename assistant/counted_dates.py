"""Of the dates that a message tells of one thing, the one that the law runs from: on the letter, sent or received."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from assistant.asserting import Message, compiled
from assistant.date_cues import TABLE, stretch_of
from knowledge.clock.dates import WrittenDate

ToldAs = Literal["dated", "received", "sent", ""]
RUNS_FROM: Mapping[str, ToldAs] = TABLE["runs_from"]
_BEFORE, _BEHIND = (
    {kind: compiled(TABLE["told_as"][side][kind]) for kind in get_args(ToldAs) if kind}
    for side in ("before", "behind")
)
_PUT_RIGHT = compiled(TABLE["around"]["put_right"])
_ANOTHER = compiled(TABLE["around"]["another"])
# Somebody who is out of school tells the first day and the last of it.
_MANY_DAYS = ("date out of school since",)
_LONGEST_BETWEEN = 80
# The rank of a day that the law does not run from.
OTHER_DAY = 2


@dataclass(frozen=True)
class Told:
    """A date that a message tells of something (`name`), the day that is meant, and as what it is told.

    `rank` says how well it answers what the law runs from: the least is best.
    """

    name: str
    one: WrittenDate
    day: date
    told_as: ToldAs
    rank: int


def told_as(message: Message, one: WrittenDate, written: Sequence[WrittenDate]) -> ToldAs:
    """Whether a date is the one on a letter, or of its sending or coming: by the words nearest to it."""
    lead, tail = stretch_of(message, one, written)
    if is_another(message, one):
        return ""
    near: list[tuple[int, ToldAs]] = [
        *((len(lead) - match.start(), kind) for kind, match in _found(_BEFORE, lead)),
        *((match.end() + 2, kind) for kind, match in _found(_BEHIND, tail)),
    ]
    return min(near, default=(0, ""))[1]


def is_another(message: Message, one: WrittenDate) -> bool:
    """Whether it is of a second letter: none that comes later than the first was written."""
    return bool(_ANOTHER.search(message.before(one.start)))


def rank_of(name: str, told: ToldAs) -> int:
    runs_from = RUNS_FROM.get(name, "")
    if not runs_from or not told:
        return 1
    return 0 if told == runs_from else OTHER_DAY


def counted(message: Message, told: Sequence[Told]) -> Told:
    """The date that counts of those that are told of one thing: a later one where it puts the first right."""
    right = told[0]
    for one in told[1:]:
        if _puts_right(message, right, one) or one.rank < right.rank:
            right = one
    return right


def rival_of(message: Message, right: Told, told: Collection[Told]) -> Told | None:
    """Another date of the same thing that might as well count."""
    if right.name in _MANY_DAYS:
        return None
    for one in told:
        is_put_right = _puts_right(message, one, right)
        if one.day != right.day and one.rank == right.rank and not is_put_right:
            return one
    return None


def _puts_right(message: Message, first: Told, second: Told) -> bool:
    """ "Refused on 2 November, no, sorry, 12 November"."""
    between = message.plain[first.one.end : second.one.start]
    behind = message.plain[second.one.end : second.one.end + 30]
    is_near = 0 < len(between) <= _LONGEST_BETWEEN
    return is_near and bool(_PUT_RIGHT.search(between) or _BETTER.search(behind))


_BETTER = re.compile(r"^[, ]+(?:is|was) (?:right|correct|the right one)\b")


def _found(
    words: Mapping[ToldAs, re.Pattern[str]], text: str
) -> list[tuple[ToldAs, re.Match[str]]]:
    return [(kind, match) for kind, each in words.items() if (match := each.search(text))]
