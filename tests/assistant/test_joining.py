"""The answers to several questions of one message become one answer."""

from assistant.conversation import Answer, Citation, Outcome
from assistant.joining import joined

FIRST = Answer(
    Outcome.ANSWERED,
    "Within 6 weeks. [1]\n\n- **Independent help:** Ask SENDIASS. [2]",
    citations=(
        Citation(1, "Time", "How long does it take?", "/a", "Within 6 weeks."),
        Citation(2, "Help", "Who helps?", "/b", "Ask SENDIASS."),
    ),
    suggestions=("What is week 16?",),
)
SECOND = Answer(
    Outcome.ANSWERED,
    "You appeal to a tribunal. [1]\n\n- **Independent help:** Ask SENDIASS. [2]",
    citations=(
        Citation(1, "Appeals", "How do I appeal?", "/c", "You appeal to a tribunal."),
        Citation(2, "Help", "Who helps?", "/b", "Ask SENDIASS."),
    ),
    suggestions=("What does it cost?", "What is week 16?"),
)
NOTHING = Answer(Outcome.NOT_FOUND, "I have no answer to that.")


def test_each_answer_stands_under_the_question_that_its_page_answers() -> None:
    answer = joined([FIRST, SECOND], ["how long", "how appeal"])

    assert answer.outcome is Outcome.ANSWERED
    assert answer.text.startswith("**How long does it take?**\n\nWithin 6 weeks. [1]")
    assert "**How do I appeal?**\n\nYou appeal to a tribunal. [3]" in answer.text


def test_marks_count_on_and_each_has_its_citation() -> None:
    answer = joined([FIRST, SECOND], ["how long", "how appeal"])

    assert [citation.mark for citation in answer.citations] == [1, 2, 3, 4]
    assert answer.citations[2].quote == "You appeal to a tribunal."


def test_independent_help_is_named_once() -> None:
    answer = joined([FIRST, SECOND], ["how long", "how appeal"])

    assert answer.text.count("Ask SENDIASS") == 1


def test_where_one_has_no_answer_it_says_which() -> None:
    answer = joined([FIRST, NOTHING], ["how long", "what is a band worth"])

    assert answer.outcome is Outcome.PARTIAL
    assert "You also asked: “what is a band worth” I have no answer to that." in answer.text


def test_suggestions_are_given_once() -> None:
    answer = joined([FIRST, SECOND], ["how long", "how appeal"])

    assert answer.suggestions == ("What is week 16?", "What does it cost?")
