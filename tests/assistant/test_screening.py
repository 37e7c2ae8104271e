"""Danger is seen however it is worded, and ordinary worry is not taken for it."""

import tomllib
from pathlib import Path

import pytest

from assistant.screening import Danger, screen

MESSAGES = tomllib.loads(Path(__file__).with_name("messages.toml").read_text("utf-8"))
# The first message of each kind.
OF_EACH_KIND = [text.splitlines()[0] for text in MESSAGES["danger"].values()]
LONG = (
    "We moved here in March and the new school has been kind. He has a plan from our old county, and the "
    "casework officer has been asked to read it. The review was in May. We have not had the papers. "
) * 8


def every(part: str) -> list[tuple[str, str]]:
    """The messages of a part of the file, each with the name that it stands under."""
    return [(name, line) for name, text in MESSAGES[part].items() for line in text.splitlines()]


@pytest.mark.parametrize(("kind", "message"), every("danger"))
def test_danger_stops_everything_else(kind: str, message: str) -> None:
    alarm = screen(message)

    assert Danger(kind) in alarm.stop
    assert alarm.reasons


@pytest.mark.parametrize(("language", "message"), every("danger_in_other_languages"))
def test_danger_is_seen_in_the_languages_spoken_here(language: str, message: str) -> None:
    assert screen(message).stop


@pytest.mark.parametrize(("_", "message"), every("unsure"))
def test_what_is_past_or_denied_or_slight_is_offered_help_beside_the_answer(
    _: str, message: str
) -> None:
    alarm = screen(message)

    assert alarm.stop == ()
    assert alarm.beside


@pytest.mark.parametrize(("_", "message"), every("ordinary"))
def test_an_ordinary_message_raises_no_alarm(_: str, message: str) -> None:
    alarm = screen(message)

    assert alarm.reasons == ()


@pytest.mark.parametrize("message", OF_EACH_KIND)
def test_danger_in_passing_is_seen_in_a_long_message(message: str) -> None:
    alarm = screen(f"{LONG} Oh, and {message}. {LONG}")

    assert alarm.stop == screen(message).stop


@pytest.mark.parametrize("message", OF_EACH_KIND)
def test_what_was_said_before_does_not_deny_it(message: str) -> None:
    alarm = screen(f"The council said no. It is not fair. {message}")

    assert alarm.stop == screen(message).stop


@pytest.mark.parametrize(
    "message",
    [
        "I WANT TO DIE",
        "i want to diiiiie",
        "i want to die!!!",
        "i... want... to... die",
        "i want\nto\tdie",
        "i w\u200dant to d\u00adie",
        "ｉ ｗａｎｔ ｔｏ ｄｉｅ",
        "I <b>want</b> to die",
    ],
)
def test_danger_is_seen_however_it_is_typed(message: str) -> None:
    assert screen(message).stop == (Danger.SUICIDE,)


def test_danger_that_begins_in_one_message_and_ends_in_the_next_is_seen() -> None:
    assert screen("to kill himself", ["he says he is going"]).stop
    assert screen("hits me", ["my dad"]).stop


def test_only_the_message_just_before_is_leant_on() -> None:
    alarm = screen("hits me", ["How long does a review take?", "my dad"])

    assert alarm.stop == ()


def test_danger_in_an_earlier_message_alone_does_not_stop_this_one() -> None:
    alarm = screen("How long does a review take?", ["i want to die"])

    assert alarm == screen("How long does a review take?")


def test_kinds_of_danger_stand_with_the_most_pressing_first() -> None:
    alarm = screen("the teacher hit him, now he wants to die and he has taken an overdose")

    assert alarm.stop == (Danger.EMERGENCY, Danger.SUICIDE, Danger.STAFF)


def test_an_adult_at_risk_is_given_an_adults_help_too() -> None:
    assert Danger.ADULT in screen("my husband hits me").stop
    assert Danger.ADULT not in screen("her dad hits her").stop


def test_a_reason_holds_the_words_that_gave_rise_to_it() -> None:
    alarm = screen("My son says he wants to kill himself.")

    assert any("kill himself" in reason for reason in alarm.reasons)
