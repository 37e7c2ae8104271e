"""A message is parted into what it asks and what it tells."""

import pytest

from assistant.splitting import asked_in, is_pressing

TWO = {
    "how do i appeal and can i get transport while i wait?": (
        "how do i appeal",
        "can i get transport while i wait?",
    ),
    "Who decides that? Also how long does it take": ("Who decides that?", "how long does it take"),
    "draft came. 1 how long to answer 2 can i name a school": (
        "how long to answer",
        "can i name a school",
    ),
    "Two quick ones: do we need a diagnosis, and do parents have to agree?": (
        "do we need a diagnosis",
        "do parents have to agree?",
    ),
    "What is a draft plan?\nMy other question is who pays for it": (
        "What is a draft plan?",
        "who pays for it",
    ),
}
ONE = [
    "They refused to assess my son and the letter came on Friday, what now can we do?",
    "Can she have a teaching assistant and a quiet room?",
    "How do I ask for speech and language therapy?",
    "my son has autism. how do i ask for an assessment",
]


@pytest.mark.parametrize(("message", "questions"), TWO.items())
def test_two_questions_in_one_message_are_parted(message: str, questions: tuple[str, ...]) -> None:
    assert asked_in(message).questions == questions


@pytest.mark.parametrize("message", ONE)
def test_one_question_stays_whole(message: str) -> None:
    assert len(asked_in(message).questions) == 1


def test_what_is_told_beside_the_questions_is_the_story() -> None:
    asked = asked_in("He is in Year 4. School ring me every day. Is that allowed? Who can I tell?")

    assert asked.questions == ("Is that allowed?", "Who can I tell?")
    assert asked.story == "He is in Year 4 School ring me every day"


def test_a_message_that_asks_nothing_is_all_story() -> None:
    assert asked_in("they said no").questions == ()


def test_at_most_three_questions_are_taken_up() -> None:
    asked = asked_in(" ".join(f"What is thing number {one}?" for one in "abcdef"))

    assert len(asked.questions) == 3


@pytest.mark.parametrize("message", ["a " * 2000, "?" * 4000, "and how " * 500, "\n" * 4000])
def test_a_long_odd_message_is_read_in_time(message: str) -> None:
    assert len(asked_in(message).questions) <= 3


def test_a_refusal_presses_more_than_a_definition() -> None:
    assert is_pressing("he has been excluded, what now?")
    assert not is_pressing("what is a senco?")
