"""Which sections suit the dates that are known: those for a missed time limit once it has passed, and not before."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from knowledge.clock.deadlines import Deadline
from knowledge.clock.rules import Event
from knowledge.documents import Match, Query

_MOST, _MOST_BY_DATE = 8, 24
_PAGES = "/guidance/"
# What a section for whoever has missed a time limit gains in score where it has passed, and what a section of a page
# about a decision loses while that is still waited for.
_MISSED, _AWAITED = 0.25, 0.1


@dataclass(frozen=True)
class Timing:
    """What is known of dates when sections are chosen.

    `due` are all the dates that follow; `told` the events whose dates this message tells, by the words of each date;
    `missed` the time limits that a section is for, by its place, where it is for somebody who has missed one; `awaited`
    the pages about what is still to come, such as a decision.
    """

    due: Sequence[Deadline] = ()
    told: Mapping[str, Event] = field(default_factory=dict)
    missed: Mapping[str, Collection[str]] = field(default_factory=dict)
    awaited: Collection[str] = ()

    @property
    def most(self) -> int:
        """How many sections to look through: more where dates choose among them."""
        return _MOST_BY_DATE if self.told else _MOST

    def searched(self, query: Query) -> Query:
        """A date is searched for as what it is the date of: "on 2 November" says nothing of the subject."""
        words = query.words
        for said, event in self.told.items():
            words = words.replace(said, f"({event.names[0]})", 1)
        return replace(query, words=words)

    def ordered(self, matches: Sequence[Match]) -> list[Match]:
        """The sections that suit the dates, best first; all of them where none does."""
        kept = [one for one in matches if not self._is_too_early(one)] or list(matches)
        gains = {one.passage.id: self._gain(one) for one in kept} if self.told else {}
        if not any(gains.values()):
            return kept
        return sorted(kept, key=lambda one: -one.score - gains[one.passage.id])

    def _is_too_early(self, match: Match) -> bool:
        """Whether it speaks of a missed time limit, and every such limit whose date is known is still to come."""
        dates = self._missed(match)
        return bool(dates) and all(one.days_left >= 0 for one in dates)

    def _gain(self, match: Match) -> float:
        missed = (one for one in self._missed(match) if one.start == self._newest)
        is_gone = any(one.days_left < 0 and not one.is_not_before for one in missed)
        return _MISSED * is_gone - _AWAITED * (_place(match).partition("#")[0] in self.awaited)

    @cached_property
    def _newest(self) -> date | None:
        """The day of what happened last: whatever had to follow what came before it has followed."""
        return max((one.start for one in self.due if one.start <= one.today), default=None)

    def _missed(self, match: Match) -> list[Deadline]:
        limits = self.missed.get(_place(match), ())
        return [one for one in self.due if one.limit.id in limits]


def _place(match: Match) -> str:
    return match.passage.address.removeprefix(_PAGES)
