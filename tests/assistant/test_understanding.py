"""A message is taken for what it is, in the light of what was said before it."""

import pytest

from assistant.conversation import Answer, Citation, Outcome, Question, Turn
from assistant.kinds import Kind
from assistant.understanding import Understood, asked_of, understand
from knowledge.documents import Exchange, Query


def understood(text: str, *earlier: Turn) -> Understood:
    return understand(Question(text), earlier)


def turn(question: str, outcome: Outcome = Outcome.ANSWERED, quote: str = "") -> Turn:
    citations = (Citation(1, "A page", "A section", "/guidance", quote),) if quote else ()
    return Turn(Question(question), Answer(outcome, "The answer.", citations=citations))


def test_a_word_or_two_after_a_first_answer_lean_on_it() -> None:
    assert understood("and transport?", turn("What is in a plan?")).kind is Kind.GUIDANCE


@pytest.mark.parametrize(
    "text", ["I am so tired of this. How do I appeal?", "nobody listens!", "I'm at my wits’ end"]
)
def test_feeling_is_heard(text: str) -> None:
    assert understood(text).is_felt


def test_a_plain_question_carries_no_feeling() -> None:
    assert not understood("How long does an assessment take?").is_felt


@pytest.mark.parametrize(
    "text", ["They refused us", "the school won't follow the plan", "can I go to tribunal?"]
)
def test_a_disagreement_is_seen(text: str) -> None:
    assert understood(text).is_disagreement


def test_a_question_about_how_things_work_is_no_disagreement() -> None:
    assert not understood("What is in section F?").is_disagreement


def test_what_only_says_how_somebody_feels_is_not_searched_for() -> None:
    found = understood("I am so tired of this. How long do they have to decide?")

    assert found.query.words == "How long do they have to decide?"


def test_words_that_are_all_feeling_are_searched_for_as_they_are() -> None:
    assert understood("I am so tired").query.words == "I am so tired"


def test_a_subject_is_named_now_or_was_before() -> None:
    assert understood("is there a bus for my son").names_subject
    assert not understood("how long to cook an egg").names_subject
    assert understood("how long is it?", turn("What is in a plan?")).names_subject


def test_history_is_newest_first_with_what_was_quoted() -> None:
    found = understood(
        "and then?",
        turn("What is in the plan that the council writes?", quote="A plan says what help."),
        Turn(Question("Who gives it?")),
    )

    assert found.query.earlier == (
        Exchange("Who gives it?", ""),
        Exchange("What is in the plan that the council writes?", "A plan says what help."),
    )


def test_a_few_words_count_as_the_section_that_answered_them_and_are_heard_as_they_were_said() -> (
    None
):
    found = understood("Who decides on that?", turn("and transport?", quote="The council decides."))

    assert found.query.earlier == (Exchange("A section", "The council decides."),)
    assert found.heard == ("and transport?",)


def test_a_letter_asks_what_its_page_answers() -> None:
    letter = understood("Dear Mrs Green, we have decided not to assess. Yours sincerely")
    with_a_question = understood("Dear Mrs Green, we said no. What can I do about this now?")

    assert asked_of(letter, "They said no. What now?").query == Query("They said no. What now?")
    assert asked_of(with_a_question, "They said no. What now?").query == Query(
        "What can I do about this now?", (Exchange("They said no. What now?"),)
    )


@pytest.mark.parametrize("outcome", [Outcome.URGENT, Outcome.PRIVATE, Outcome.GREETING])
def test_turns_that_were_no_questions_of_ours_are_left_behind(outcome: Outcome) -> None:
    found = understood("What is in a plan?", turn("Something else.", outcome))

    assert found.query.earlier == ()


def test_the_way_to_a_person_is_looked_up_whatever_was_said_before() -> None:
    found = understood("I want to speak to a person", turn("What is in a plan?"))

    assert found.query.words == "How do I speak to a person at the council?"
    assert found.query.earlier == ()
