"""The dates that follow by law, worked out by hand from the law beside those that the clock gives."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.clock.deadlines import Clock, Deadline, read_clocks
from knowledge.clock.event_names import events_named
from knowledge.errors import UnusableDate
from knowledge.settings import KnowledgeSettings

TODAY = date(2026, 12, 1)
# Written by somebody who knew the law and the names of events and limits, and had not seen the rules.
WORKED = yaml.safe_load((Path(__file__).parent / "worked_examples.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def clock() -> Clock:
    settings = KnowledgeSettings()
    return read_clocks(settings.packs_dir, settings.packs)


def due(clock: Clock, limit: str, today: date = TODAY, **happened: date) -> Deadline:
    told = {name.replace("_", "-"): day for name, day in happened.items()}
    return next(one for one in clock.deadlines(told, today=today) if one.limit.id == limit)


@pytest.mark.parametrize("worked", WORKED, ids=lambda one: f"{one['limit']}-{one['on']}")
def test_a_date_is_as_it_was_worked_out_by_hand(clock: Clock, worked: dict[str, Any]) -> None:
    happened = {worked["event"]: worked["on"], **worked.get("also", {})}
    closed = [(first, last) for first, last in worked.get("closed", [])]

    found = clock.deadlines(happened, today=TODAY, closed=closed)

    days = {one.limit.id: one.day for one in found if one.event.id == worked["event"]}
    assert days[worked["limit"]] == worked["due"], worked["why"]


def test_dates_come_soonest_first(clock: Clock) -> None:
    found = clock.deadlines({"review-meeting": date(2026, 11, 2)}, today=TODAY)

    assert [one.day for one in found] == sorted(one.day for one in found)
    assert {"review-notice", "review-decision", "review-final-plan"} <= {
        one.limit.id for one in found
    }


def test_a_date_that_has_passed_is_overdue_and_says_what_can_be_done(clock: Clock) -> None:
    late = due(clock, "assessment-decision", request_received=date(2026, 9, 14))

    assert (late.day, late.is_overdue, late.days_left) == (date(2026, 10, 26), True, -36)
    assert late.limit.missed
    assert not due(clock, "assessment-decision", late.day, request_received=late.start).is_overdue


def test_a_date_on_a_weekend_is_shown_with_the_working_day_before(clock: Clock) -> None:
    adviser = due(clock, "mediation-adviser", decision_letter=date(2026, 11, 2))

    assert (adviser.day, adviser.act_by) == (date(2027, 1, 2), date(2026, 12, 31))
    assert due(clock, "mediation-adviser", decision_letter=date(2026, 11, 4)).act_by is None


def test_without_a_certificate_an_appeal_says_that_one_may_make_it_later(clock: Clock) -> None:
    letter, certificate = date(2026, 9, 7), date(2026, 11, 2)

    alone = due(clock, "appeal", decision_letter=letter)
    both = due(clock, "appeal", decision_letter=letter, mediation_certificate=certificate)

    assert any("certificate" in one for one in alone.assumes)
    assert not any("certificate" in one for one in both.assumes)
    assert (alone.day, both.day) == (date(2026, 11, 7), date(2026, 12, 2))


def test_school_days_without_term_dates_are_given_as_not_before(clock: Clock) -> None:
    panel = due(clock, "review-panel-request", governors_letter=date(2026, 10, 12))

    assert panel.is_not_before
    assert panel.as_json()["wording"] == "not before"
    assert any("school holiday" in one for one in panel.assumes)
    assert not panel.is_overdue


def test_two_letters_have_their_own_dates(clock: Clock) -> None:
    found = clock.deadlines(
        {"decision-letter": date(2026, 3, 2), "plan-made": date(2026, 11, 2)}, today=TODAY
    )

    assert [one.day for one in found if one.limit.id == "appeal"] == [
        date(2026, 5, 2),
        date(2027, 1, 2),
    ]


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1987, 5, 1), date(2100, 1, 1), date.max])
def test_nothing_is_counted_from_a_date_out_of_all_reason(clock: Clock, day: date) -> None:
    with pytest.raises(UnusableDate):
        clock.deadlines({"request-received": day}, today=TODAY)


def test_every_date_has_a_rule_a_source_and_somebody_who_must_act(clock: Clock) -> None:
    for event in clock.events:
        for one in clock.deadlines({event.id: TODAY - timedelta(3)}, today=TODAY):
            told = one.as_json()
            assert all(told[key] for key in ("what", "date", "weekday", "rule", "source", "who"))


@pytest.mark.parametrize(
    ("words", "event"),
    [
        ("request received", "request-received"),
        ("draft plan", "draft-served"),
        ("Draft Plan", "draft-served"),
        ("draft-served", "draft-served"),
        ("final plan", "plan-made"),
        ("refused to assess", "decision-letter"),
        ("annual review meeting", "review-meeting"),
        ("mediation certificate", "mediation-certificate"),
        ("permanent exclusion", "exclusion"),
        ("moved area", "moved-area"),
    ],
)
def test_what_happened_is_known_by_the_words_that_people_use(
    clock: Clock, words: str, event: str
) -> None:
    assert [one.id for one in events_named(words, clock.events)] == [event]


@pytest.mark.parametrize("words", ["", "the cat sat", "zzz", "letter"])
def test_words_that_may_mean_anything_name_no_one_event(clock: Clock, words: str) -> None:
    assert len(events_named(words, clock.events)) != 1
