"""Dates and deadlines as people read them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from knowledge.clock.deadlines import Deadline, read_clocks
from knowledge.clock.in_words import distance, due, moves
from knowledge.settings import KnowledgeSettings


def deadlines(event: str, on: date, today: date) -> dict[str, Deadline]:
    settings = KnowledgeSettings()
    clock = read_clocks(settings.packs_dir, settings.packs)
    return {one.limit.id: one for one in clock.deadlines({event: on}, today=today)}


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "today"), (1, "in 1 day"), (12, "in 12 days"), (-1, "1 day ago"), (-9, "9 days ago")],
)
def test_how_far_a_date_is_away_is_said(days: int, words: str) -> None:
    one = deadlines("draft-served", date(2026, 11, 2), date(2026, 11, 16))["draft-plan-comments"]

    assert distance(replace(one, today=one.day - timedelta(days))) == words


@pytest.mark.parametrize(
    ("event", "limit", "words"),
    [
        ("request-received", "assessment-decision", "by Monday 14 December 2026"),
        ("school-transfer", "transfer-plan-school", "before Sunday 15 February 2026"),
        (
            "exclusion",
            "governors-meet",
            "by Monday 23 November 2026, or later if the school closes for any day before then "
            "(the last day is not before that date)",
        ),
        (
            "exclusion",
            "exclusion-education",
            "from Monday 9 November 2026, or later if the school closes for any day before then "
            "(not before that date)",
        ),
        ("governors-letter", "review-panel-request", "by Monday 23 November 2026 to be safe"),
        ("transport-applied", "transport-usual-decision", "usually by Monday 16 November 2026"),
    ],
)
def test_how_a_date_is_to_be_taken_is_said(event: str, limit: str, words: str) -> None:
    found = deadlines(event, date(2026, 11, 2), date(2026, 11, 2))

    assert due(found[limit]) == words


def test_an_appeal_that_christmas_moves_says_from_which_day() -> None:
    moved = deadlines("decision-letter", date(2026, 10, 26), date(2026, 11, 2))["appeal"]

    assert moved.day == date(2027, 1, 4)
    assert moves(moved) == (
        "Saturday 26 December 2026 falls from 25 December to 1 January, "
        "so the last day moves to the first working day after"
    )
