"""Sections that suit the dates: what is for a missed time limit is quoted once it has passed, and not before."""

from datetime import date

import pytest

from assistant.dating import Told, timing_of
from assistant.facts import Fact
from assistant.timing import Timing
from knowledge.clock.deadlines import Clock, read_clocks
from knowledge.documents import Block, Match, Passage, Query, Role, Statement
from knowledge.settings import KnowledgeSettings

TODAY = date(2026, 12, 1)
LATE = "england/late-assessment#week-6-has-passed-with-no-yes-or-no-what-do-i-do"
REFUSED = "england/refused-assessment#the-council-refused-to-assess-my-child-what-can-i-do"
TIMELINE = "england/assessment-timeline#how-long-does-an-ehc-needs-assessment-take"


@pytest.fixture(scope="module")
def clock() -> Clock:
    settings = KnowledgeSettings()
    return read_clocks(settings.packs_dir, settings.packs)


def a_match(place: str, score: float) -> Match:
    block = Block(Role.ANSWER, (Statement("Words."),))
    passage = Passage(place, place, "Page", "Section?", f"/guidance/{place}", (block,))
    return Match(passage, score, cosine=score, overlap=0.5)


def told(clock: Clock, **days: str) -> Timing:
    facts = {name.replace("_", " "): Fact(day, "on the day") for name, day in days.items()}
    return timing_of(Told(facts, [*facts]), clock, TODAY)


def ordered(timing: Timing, *matches: Match) -> list[str]:
    return [one.passage.id for one in timing.ordered(matches)]


def test_a_section_for_a_missed_date_is_not_quoted_before_it(clock: Clock) -> None:
    timing = told(clock, date_of_request="2026-11-02")

    assert ordered(timing, a_match(LATE, 0.9), a_match(TIMELINE, 0.8)) == [TIMELINE]
    assert ordered(timing, a_match(LATE, 0.9)) == [LATE]


def test_a_section_for_a_missed_date_comes_first_once_it_has_passed(clock: Clock) -> None:
    timing = told(clock, date_of_request="2026-10-01")

    assert ordered(timing, a_match(TIMELINE, 0.9), a_match(LATE, 0.8)) == [LATE, TIMELINE]


def test_what_came_before_the_newest_event_is_not_late(clock: Clock) -> None:
    timing = told(clock, date_of_request="2026-08-03", date_of_refusal_letter="2026-10-12")

    assert ordered(timing, a_match(TIMELINE, 0.9), a_match(LATE, 0.8)) == [TIMELINE, LATE]


def test_what_is_still_waited_for_is_not_answered_as_though_it_had_come(clock: Clock) -> None:
    waiting = told(clock, date_of_request="2026-11-02")
    answered = told(clock, date_of_request="2026-11-02", date_of_refusal_letter="2026-11-20")

    assert ordered(waiting, a_match(REFUSED, 0.9), a_match(TIMELINE, 0.85)) == [TIMELINE, REFUSED]
    assert ordered(answered, a_match(REFUSED, 0.9), a_match(TIMELINE, 0.85)) == [REFUSED, TIMELINE]


def test_without_a_date_the_order_stays(clock: Clock) -> None:
    matches = [a_match(LATE, 0.8), a_match(TIMELINE, 0.9)]

    assert ordered(timing_of(Told({}), clock, TODAY), *matches) == [LATE, TIMELINE]


def test_a_date_is_searched_for_as_what_it_is_the_date_of(clock: Clock) -> None:
    facts = {"date of request": Fact("2026-11-02", "2 November 2026")}
    timing = timing_of(Told(facts, [*facts]), clock, TODAY)

    words = timing.searched(Query("It went in on 2 November 2026. What now?")).words

    assert words == "It went in on (request received). What now?"
