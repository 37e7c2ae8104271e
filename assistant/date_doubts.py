"""What must be said or asked of the dates of a message: how one was read, or why it could not be."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from assistant.asserting import DATA, Fact, Message, compiled
from assistant.counted_dates import OTHER_DAY, counted, is_another, rival_of
from assistant.date_cues import A_WHILE, NO_EVENT, cued
from assistant.date_tense import day_meant, is_far_behind, is_put_ahead, is_too_early
from assistant.fact_dates import event_of, read_for_dates, told_dates
from assistant.naming_dates import MOST, DateNames
from knowledge.clock.dates import Doubt, WrittenDate, written_dates

_ASKS_TIME, _ASKS_NEXT, _OF_A_CASE = (
    compiled(DATA["around_dates"][name]) for name in ("asks_time", "asks_next", "of_a_case")
)
Kind = Literal[
    "vague",
    "ambiguous",
    "impossible",
    "weekday",
    "future",
    "which",
    "either",
    "sent",
    "dated",
    "received",
]


@dataclass(frozen=True)
class DateDoubt:
    """A date of a message that is not certain: its words, why, the day as it was read, another that may be meant.

    `name` is the fact that it is the date of, where that is known. "future": it lies ahead, and cannot yet have
    happened; "which": a plain day, of which nobody said what happened on it; "either": another day is told of the same
    thing; "sent", "dated", "received": it is the day of that, and the law runs from another.
    """

    words: str
    kind: Kind
    day: date | None = None
    other: date | None = None
    name: str = ""


def doubts_in(text: str, known: Mapping[str, Fact], today: date) -> list[DateDoubt]:
    """The doubts about the dates of a message, in its order. `known`: the facts after it."""
    message = read_for_dates(Message(text), known)
    written = written_dates(message.plain, today)
    names = DateNames(message, written, known, known["stage"].value if "stage" in known else "")
    asks = _Asks(
        bool(_ASKS_TIME.search(message.plain)),
        bool(_ASKS_NEXT.search(message.plain)),
        bool(_OF_A_CASE.search(message.plain)),
    )
    dates = [_Told(message, one, written, names, known, asks, today) for one in written[:MOST]]
    sure = {one.name for one in dates if one.is_sure}
    found = []
    for one in dates:
        if kind := one.kind(sure):
            found.append(DateDoubt(one.words, kind, one.day, one.other(kind), one.name))
    return [*found, *_of_the_days_counted(message, names, written, known, today)]


def _of_the_days_counted(
    message: Message,
    names: DateNames,
    written: Sequence[WrittenDate],
    known: Mapping[str, Fact],
    today: date,
) -> Iterator[DateDoubt]:
    """Where two days are told of one thing, or only one from which the law does not run."""
    for name, told in told_dates(message, names, written, today).items():
        right = counted(message, told)
        if name not in known:
            continue
        words = message.text[right.one.start : right.one.end]
        held = date.fromisoformat(known[name].value)
        if held != right.day:
            if is_another(message, right.one):
                yield DateDoubt(words, "either", held, right.day, name)
            continue
        if rival := rival_of(message, right, told):
            yield DateDoubt(words, "either", right.day, rival.day, name)
        elif right.rank == OTHER_DAY and right.told_as:
            yield DateDoubt(words, right.told_as, right.day, None, name)


@dataclass(frozen=True)
class _Asks:
    """What a whole message asks: how long there is, what comes next; and whether it speaks of a case."""

    time: bool
    next: bool
    case: bool


class _Told:
    """A date of a message with what it is the date of, and the day that is meant."""

    def __init__(
        self,
        message: Message,
        one: WrittenDate,
        written: Sequence[WrittenDate],
        names: DateNames,
        known: Mapping[str, Fact],
        asks: _Asks,
        today: date,
    ) -> None:
        self._message, self._one, self._asks, self._today = message, one, asks, today
        self.name = names.of(one)
        self.day = day_meant(message, one, self.name, today)
        self.words = message.text[one.start : one.end]
        self._beside, near = names.nearest(one)
        self._near = next((each for each in near if each.startswith("date ")), "")
        self._is_of_no_event = cued(message, one, written) == NO_EVENT
        self._event = event_of(self.name, known, message.plain) if self.name else ""

    @cached_property
    def _is_closed(self) -> bool:
        """Whether it is asked, denied or supposed; a date alone is told, though a question mark stands behind it."""
        is_alone = self._message.plain.strip(" ?!.") == self._one.words
        return not is_alone and self._message.is_closed(self._one.start)

    @cached_property
    def _is_early(self) -> bool:
        """Whether it lies ahead, and cannot have happened yet."""
        name, message, one = self.name or self._beside, self._message, self._one
        if self.day is None or not name.startswith("date "):
            return False
        if not self.name and is_put_ahead(message, one):
            return False
        return is_too_early(message, one, name, self.day, self._today)

    @property
    def is_sure(self) -> bool:
        """Whether it is the day of an event, without a doubt."""
        return bool(self._event and self.day and not self._one.doubt)

    def kind(self, sure: Collection[str]) -> Kind | None:
        """Why it is not certain; `sure`: what the dates that are certain are the dates of."""
        doubt = self._one.doubt
        if doubt is Doubt.IMPOSSIBLE:
            return "impossible"
        is_nothing = self._beside == "other" or self._is_of_no_event
        if not self.name and (is_nothing or self._is_closed):
            return None
        if doubt is Doubt.VAGUE:
            return "vague" if self._must_be_told(sure) else None
        if self._is_early:
            return "future"
        if doubt in (Doubt.AMBIGUOUS, Doubt.WEEKDAY):
            return "weekday" if doubt is Doubt.WEEKDAY else "ambiguous"
        if self.name and is_far_behind(self._one, self.day, self._today):
            return "ambiguous"
        if self._event:
            return None
        return "which" if self.name or self._may_start_something else None

    def _must_be_told(self, sure: Collection[str]) -> bool:
        """Whether something happened of which only a vague date is told."""
        name = self.name or self._near
        if sure and (name in sure or not self.name or A_WHILE.match(self.words)):
            return False
        if name and not self._is_closed:
            return True
        plain = self._message.plain
        is_all = len(plain) < _SHORT and "?" not in plain and self._asks.case
        return is_all or self._asks.time

    @property
    def _may_start_something(self) -> bool:
        """Whether a date of which nobody said what happened bears on a case, and not on a phone call."""
        plain = self._message.plain
        is_of_a_case = self._beside != "nothing" and self._asks.case
        is_alone = len(plain.strip()) - len(self.words) < _BESIDE_A_DATE
        asks = self._asks.time or self._asks.next
        return bool(is_of_a_case or is_alone or self._near or asks)

    def other(self, kind: Kind) -> date | None:
        """Another day that may be meant."""
        if kind == "ambiguous" and self._one.other is None and self._one.coming != self.day:
            return self._one.coming
        return self._one.other


_SHORT, _BESIDE_A_DATE = 60, 10
