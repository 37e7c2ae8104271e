"""The dates that matter for a question: worked out from what the person has told, or asked for where none is known."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from assistant import saying_dates
from assistant.asserting import DATA
from assistant.conversation import OWN_LANGUAGE_ENDS, Answer, Outcome, Turn
from assistant.date_doubts import DateDoubt
from assistant.fact_dates import BY_STAGE, event_of
from assistant.facts import Fact
from assistant.timing import Timing
from knowledge.clock.dates import written_dates
from knowledge.clock.deadlines import YEARS, Clock, Deadline
from knowledge.clock.rules import Event
from knowledge.keywords import terms

_MOST = 8
# Days.
_LONG_GONE = 60
# So few characters beside a date that the message is only the date ("it's dated …").
_MOST_BESIDE_A_DATE = 30
# The move at the end of a school year, in September.
_MOVES_ON = {"Year 6": "school-transfer", "Year 11": "college-transfer"}
# The fact that an event's date makes.
_FACTS = {event: name for name, event in DATA["events"].items()} | {
    "suspension": "date of exclusion",
    "exclusion": "date of exclusion",
}
# A suspension of so few days that the school need not arrange other education.
_FEW = r"(?:[1-5]|one|two|three|four|five|half an?)[- ](?:school )?days?"
_FEW_DAYS = re.compile(
    rf"\b(?:suspen|exclu)\w*\b[^.!?]{{0,40}}? for (?:only |just )?{_FEW}\b|\b{_FEW} (?:suspen|exclu)"
)
_PAGES = "/guidance/"
# Answers of these outcomes may carry dates.
_DATED = (Outcome.ANSWERED, Outcome.PARTIAL, Outcome.NOT_FOUND, Outcome.CLARIFY)


@dataclass(frozen=True)
class Told:
    """What bears on dates: the facts, which of them this message told, and what of its dates is in doubt.

    `words` are all that the person has said, `asked` is what they ask now.
    """

    facts: Mapping[str, Fact]
    now: Collection[str] = ()
    doubts: Sequence[DateDoubt] = ()
    words: str = ""
    asked: str = ""

    def event(self, name: str) -> str:
        """The event that a fact is the date of; "" where it is of none."""
        return event_of(name, self.facts, self.words)


def with_dates(
    answer: Answer, told: Told, earlier: Sequence[Turn], *, clock: Clock, today: date
) -> Answer:
    """The answer with its dates: those of what it is about, and of what this message tells the date of."""
    if answer.outcome not in _DATED:
        return answer
    happened = _happened(told, clock, today)
    about = _about(answer, clock)
    told_now = set(map(told.event, told.now))
    wanted = [*dict.fromkeys([*(one for one in happened if one in told_now), *about])]
    every = clock.deadlines(happened, today=today)
    bearing = [one for one in every if _starts(one, clock) & {*wanted} and not _is_history(one)]
    due = _nearest(_without_long_gone(bearing, told, answer))
    is_known = _were_said(due, earlier)
    come = {*happened, _of_stage(told)} - {""}
    pressing = saying_dates.pressing([one for one in due if one.limit.brings not in come])
    lines = [saying_dates.doubt(one) for one in told.doubts]
    if due:
        said = saying_dates.dates(due, is_known=is_known, pressing=pressing)
        lines += [said, _see_all(due, happened, clock)]
    elif not lines and (offer := _offer(about, told, clock, earlier)):
        lines.append(offer)
    if not lines:
        return answer
    outcome = (
        Outcome.ANSWERED if due and told_now & {one.event.id for one in due} else answer.outcome
    )
    first = "" if is_known else saying_dates.first(pressing)
    return replace(
        answer,
        outcome=outcome,
        text=_placed(answer, first, "\n\n".join(lines), is_first=bool(told.now or told.doubts)),
        deadlines=tuple(one.as_json() for one in due),
    )


def timing_of(told: Told, clock: Clock, today: date) -> Timing:
    """What is known of dates when sections are chosen."""
    happened = _happened(told, clock, today)
    due = clock.deadlines(happened, today=today)
    words = {
        told.facts[name].said: event
        for name in told.now
        if name.startswith("date ") and (event := clock.event(told.event(name)))
    }
    return Timing(
        due, words, clock.limits_missed, _awaited(due, {*happened, _of_stage(told)}, clock)
    )


def _awaited(due: Sequence[Deadline], known: Collection[str], clock: Clock) -> set[str]:
    """The whole pages about what somebody still waits for, and about nothing that has happened."""
    brought = {one.limit.brings for one in due} - {*known}
    return _whole_pages(brought, clock) - _whole_pages(known, clock)


def _whole_pages(events: Collection[str], clock: Clock) -> set[str]:
    found = filter(None, map(clock.event, events))
    return {page for event in found for page in event.pages if "#" not in page}


def _of_stage(told: Told) -> str:
    """The event that the stage tells of."""
    stage = told.facts["stage"].value if "stage" in told.facts else ""
    return told.event(BY_STAGE.get(stage, ""))


def date_answered(text: str, earlier: Sequence[Turn], clock: Clock, today: date) -> dict[str, Fact]:
    """A message that is only a date answers what was asked last, if its date was: the fact that it makes.

    A question that is asked of several events tells of none which was meant.
    """
    answers = (turn.answer.text for turn in reversed(earlier) if turn.answer)
    last = next(answers, "")
    asked = [one for one in clock.events if one.asks in last and one.id in _FACTS]
    days = [one for one in written_dates(text, today) if one.day]
    if len(asked) != 1 or len(days) != 1 or len(text) - len(days[0].words) > _MOST_BESIDE_A_DATE:
        return {}
    event, one = asked[0], days[0]
    day = one.coming if event.lies_ahead and one.coming else one.day
    if day is None or (day > today and not event.lies_ahead):
        return {}
    return {_FACTS[event.id]: Fact(day.isoformat(), one.words)}


def _happened(told: Told, clock: Clock, today: date) -> dict[str, date]:
    """What has happened, and what is planned, by its event; whoever is in the last year of a school moves on."""
    dated = {told.event(name): fact.value for name, fact in told.facts.items()}
    days = {id: date.fromisoformat(value) for id, value in dated.items() if id}
    if _FEW_DAYS.search(told.words.lower()):
        days.pop("suspension", None)
    year = told.facts["year"].value if "year" in told.facts else ""
    if year in _MOVES_ON:
        days.setdefault(_MOVES_ON[year], date(today.year + int(today.month > 8), 9, 1))
    return {
        id: day
        for id, day in days.items()
        if (event := clock.event(id)) and day.year in YEARS and (day <= today or event.lies_ahead)
    }


def _about(answer: Answer, clock: Clock) -> list[str]:
    """The events on which the answer's sections bear, those of its first section first."""
    places = [
        one.address.removeprefix(_PAGES)
        for one in answer.citations
        if one.address.startswith(_PAGES)
    ]
    return list(
        dict.fromkeys(
            event.id for place in places for event in clock.events if _bears_on(event, place)
        )
    )


def _bears_on(event: Event, place: str) -> bool:
    return place in event.pages or place.partition("#")[0] in event.pages


def _starts(one: Deadline, clock: Clock) -> set[str]:
    """The events that bear on a date: the one that it is counted from, and those of which the later counts."""
    parts = filter(None, map(clock.limit, one.limit.later_of))
    return {one.event.id, *(start for part in parts for start in part.starts)}


def _is_history(one: Deadline) -> bool:
    """Whether it was due before a meeting that has been."""
    return one.limit.back and one.start < one.today


def _without_long_gone(due: Sequence[Deadline], told: Told, answer: Answer) -> list[Deadline]:
    """Without dates that passed long ago, unless the question or its answer speaks of them; all where none is left."""
    cited = [f"{one.section} {one.quote}" for one in answer.citations[:1]]
    spoken = {*terms(" ".join([told.asked, *cited]))}
    kept = [one for one in due if one.days_left > -_LONG_GONE or spoken & {*terms(one.limit.what)}]
    return kept or list(due)


def _nearest(due: Sequence[Deadline]) -> list[Deadline]:
    """At most eight, those to come before those gone by, soonest first."""
    ahead = [one for one in due if one.days_left >= 0][:_MOST]
    gone = [one for one in due if one.days_left < 0]
    kept = [*gone[len(gone) - (_MOST - len(ahead)) :], *ahead] if len(ahead) < _MOST else ahead
    return kept if len(due) > _MOST else list(due)


def _were_said(due: Sequence[Deadline], earlier: Sequence[Turn]) -> bool:
    """Whether an earlier answer gave all of these dates."""
    said = {
        (one["limit"], one["date"])
        for turn in earlier
        if turn.answer
        for one in turn.answer.deadlines
    }
    return all((one.limit.id, one.day.isoformat()) in said for one in due)


def _offer(about: Sequence[str], told: Told, clock: Clock, earlier: Sequence[Turn]) -> str:
    """The question for the date that is missing, once in a conversation; the stage tells which of several."""
    before = [turn.answer.text for turn in earlier if turn.answer]
    of_stage = _of_stage(told)
    first = sorted(about, key=lambda id: id != of_stage)
    for event in filter(None, map(clock.event, first)):
        if event.id in _FACTS and not any(event.asks in text for text in before):
            return saying_dates.offer(event)
    return ""


def _see_all(due: Sequence[Deadline], happened: Mapping[str, date], clock: Clock) -> str:
    """The way to the page of the first event's dates, with the other dates that bear on them."""
    first = due[0]
    beside = {id for one in due if one.event == first.event for id in _starts(one, clock)}
    given = {"what": first.event.id, "on": first.start.isoformat()} | {
        id: happened[id].isoformat() for id in sorted(beside - {first.event.id}) if id in happened
    }
    is_open = any(one.is_not_before for one in due)
    said = saying_dates.GIVE_HOLIDAYS if is_open else saying_dates.SEE_ALL
    return said.format(address=f"/dates?{urlencode(given)}")


def _placed(answer: Answer, first: str, lines: str, *, is_first: bool) -> str:
    """What presses stands first. Dates that this message is about stand after the direct answer, the rest of which
    follows; others at the end.
    """
    theirs, parted, ours = answer.text.rpartition(OWN_LANGUAGE_ENDS)
    direct, listed, rest = ours.partition("\n\n- ")
    whole = f"{direct}\n\n{lines}{listed}{rest}" if is_first and listed else f"{ours}\n\n{lines}"
    return f"{theirs}{parted}{first}\n\n{whole}" if first else f"{theirs}{parted}{whole}"
