"""Danger is seen however it is worded, and ordinary worry is not taken for it."""

import tomllib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.likeness import Examples
from assistant.screening import Danger, screen
from assistant.sorting import Sorter

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


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("my son said he wants to end it all", "he says he will do it tonight"),
        ("she used to cut herself", "again last night"),
        ("he used to hit himself", "he has started again"),
    ],
)
def test_danger_spoken_of_before_that_goes_on_now_is_seen(before: str, now: str) -> None:
    assert screen(now, [before]).stop
    assert any(reason.startswith("goes on") for reason in screen(now, [before]).reasons)


@pytest.mark.parametrize("now", ["again last night", "he says he will do it tonight"])
def test_what_goes_on_is_danger_only_where_danger_came_before(now: str) -> None:
    assert screen(now, ["The taxi was late."]).stop == ()


@pytest.mark.parametrize(
    "message",
    [
        "my daughter is sucidal",
        "he was strangeld by his dad",
        "i want to unalive myself",
        "he has been abuesd by his uncle",
        "she took an overdsoe",
        "my stepdad punchs me",
        "shes been sh",
    ],
)
def test_danger_is_seen_misspelt_and_in_slang(message: str) -> None:
    assert screen(message).stop


@pytest.mark.parametrize(
    "message",
    ["he is hunting for his shoes", "she is bathing the dog", "the plan is overdue", "heater"],
)
def test_a_word_of_its_own_is_not_taken_for_a_misspelt_one(message: str) -> None:
    assert screen(message).reasons == ()


@pytest.mark.parametrize(
    "message",
    [
        "does a weighted blanket count as restraint",
        "we need a lesson about online grooming for year nine",
        "governors review our restraint and safeguarding policies",
    ],
)
def test_danger_on_paper_does_not_stop(message: str) -> None:
    assert screen(message).stop == ()


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        (Danger.THREAT, "syn mówi, że przyniesie nóż do szkoły"),
        (Danger.STAFF, "mokytoja užrakina jį kambarėlyje"),
        (Danger.EMERGENCY, "вона випила всі таблетки"),
        (Danger.CHILD, "chele ke baba mare, amar voy lage"),
        (Danger.EMERGENCY, "fata a luat o cutie de pastile"),
        (Danger.STAFF, "o motorista tocou na minha filha"),
    ],
)
def test_other_kinds_of_danger_are_told_in_other_languages(kind: Danger, message: str) -> None:
    assert kind in screen(message).stop


@pytest.mark.parametrize(
    "message",
    [
        "Te papiery mnie wykończą!",
        "Skęstu popieriuose, kurią formą pildyti?",
        "б'ємося з радою за транспорт",
        "mor de nerăbdare să știu ce au decis",
        "esta papelada está a matar-me",
        "I have a video camera and a foto for the hospital",
    ],
)
def test_turns_of_phrase_of_other_languages_raise_no_alarm(message: str) -> None:
    assert screen(message).stop == ()


class OneWordEmbedder:
    """Near in meaning is what shares one of three words."""

    id = "one-word"

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = [[float(word in text) for word in ("cold", "form", "bus")] + [0.1] for text in texts]
        vectors = np.asarray(rows, dtype=np.float32)
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))

    def pieces(self, text: str) -> int:
        return len(text.split())


@pytest.fixture
def examples() -> Examples:
    labelled = {
        "child": ["he stands in the cold", "made to sit in cold water"],
        "harmless": ["which form", "the form is long", "the bus is late"],
    }
    return Sorter(labelled, ["child"], OneWordEmbedder())


def test_what_no_list_holds_is_seen_by_its_likeness_to_examples(examples: Examples) -> None:
    alarm = screen("she has to be in the cold yard", examples=examples)

    assert alarm.stop == (Danger.CHILD,)
    assert any(reason.startswith("like child") for reason in alarm.reasons)


def test_likeness_to_danger_is_seen_in_passing(examples: Examples) -> None:
    long = "The bus was late and the form was long. " * 10

    alarm = screen(f"{long} She has to be in the cold yard for hours. {long}", examples=examples)

    assert alarm.stop == (Danger.CHILD,)


@pytest.mark.parametrize(
    "frame",
    [
        "The form is long and the bus is late. {}. Which form is it for the bus, and when is it late?",
        "which form is it for the bus, the form is long, btw {}",
        "{} anyway which form is it for the bus, is the form long and is the bus late",
    ],
)
def test_danger_said_in_passing_is_not_drowned_by_the_rest(examples: Examples, frame: str) -> None:
    alarm = screen(frame.format("he stands in the cold"), examples=examples)

    assert alarm.stop == (Danger.CHILD,)


def test_likeness_to_what_is_harmless_raises_no_alarm(examples: Examples) -> None:
    assert screen("where is the form for the bus", examples=examples).reasons == ()


def test_likeness_to_danger_that_is_over_is_offered_help_beside(examples: Examples) -> None:
    alarm = screen("years ago she was put in the cold yard", examples=examples)

    assert alarm.stop == ()
    assert alarm.beside == (Danger.CHILD,)


@pytest.mark.parametrize(
    ("message", "is_stopped"),
    [("suicide, and she is in the cold yard", True), ("suicide and the form for the bus", False)],
)
def test_a_word_of_harmless_things_too_stops_only_with_what_else_is_said(
    examples: Examples, message: str, is_stopped: bool
) -> None:
    assert bool(screen(message, examples=examples).stop) == is_stopped
    assert screen(message).stop == (Danger.SUICIDE,)


def test_plain_words_of_danger_stop_however_harmless_the_rest_is(examples: Examples) -> None:
    alarm = screen("the form for the bus, i will kill myself", examples=examples)

    assert alarm.stop == (Danger.SUICIDE,)


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
