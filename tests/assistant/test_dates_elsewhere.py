"""Dates in messages that are not in English: read, or asked about, never taken wrongly."""

from datetime import date

import pytest

from assistant.asserting import Message
from assistant.date_doubts import doubts_in
from assistant.dates_elsewhere import dates_in_english
from assistant.fact_dates import dates_told

TODAY = date(2026, 12, 1)


def told(text: str) -> dict[str, str]:
    """The dates that a message tells, by name."""
    words = Message(dates_in_english(text, TODAY))
    found = dates_told(words, {}, "", plan_stage="", today=TODAY)
    return {name: fact.value for name, fact in found.items()}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dostałam odmowę oceny 3 listopada, co mogę zrobić?", "date of refusal letter"),
        ("Otrzymaliśmy projekt planu 3 listopada", "date of draft plan"),
        ("Recebi a recusa da avaliação em 3 de novembro", "date of refusal letter"),
        ("Am trimis cererea de evaluare pe 3 noiembrie", "date of request"),
        ("Plano projektą gavome lapkričio 3 d.", "date of draft plan"),
        ("Ми отримали відмову в оцінюванні 3 листопада", "date of refusal letter"),
        ("কাউন্সিল ৩ নভেম্বর মূল্যায়ন করতে অস্বীকার করেছে", "date of refusal letter"),
    ],
)
def test_a_date_in_another_language_finds_its_event(text: str, name: str) -> None:
    assert told(text) == {name: "2026-11-03"}


def test_the_date_on_a_letter_counts_in_another_language_too() -> None:
    text = "Odmowa oceny z dnia 9 listopada, dostałam ją 16 listopada"

    assert told(text) == {"date of refusal letter": "2026-11-09"}


@pytest.mark.parametrize(
    "text",
    [
        "Nie dostałam odmowy oceny 3 listopada",
        "Jeśli odmówią oceny 3 listopada",
        "Dacă refuză evaluarea pe 3 noiembrie",
        "Am trimis cererea de evaluare pe 3 noiembrie?",
    ],
)
def test_what_is_denied_supposed_or_asked_is_asked_about(text: str) -> None:
    words = dates_in_english(text, TODAY)

    assert told(text) == {}
    assert [one.kind for one in doubts_in(words, {}, TODAY)] == ["which"]


def test_a_message_in_english_is_left_to_itself() -> None:
    assert dates_in_english("They refused to assess on 3 November", TODAY) == ""
    assert dates_in_english("anual reveiw meating held 3 november", TODAY) == ""
