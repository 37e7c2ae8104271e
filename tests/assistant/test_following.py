"""A conversation is followed: back to what was left, on to what comes next, and no section twice."""

import pytest

from assistant.conversation import Answer, Citation, Outcome, Question, Turn
from assistant.following import Thread, in_turn, thread_of
from knowledge.documents import Block, Document, Match, Passage, Role, Section


def turn(question: str, address: str, section: str = "A section") -> Turn:
    cited = Citation(1, "A page", section, f"/guidance/england/{address}", "Words.")
    return Turn(Question(question), Answer(Outcome.ANSWERED, "Words.", citations=(cited,)))


SCHOOL = turn("School says that my son must wait for a diagnosis", "waiting#must-i-wait")
TRANSPORT = turn("Can my son have free transport to get there?", "transport#who-can")
TAXI = turn("Will the taxi have somebody in it who knows him?", "transport#escort")


@pytest.mark.parametrize(
    "text",
    ["back to the school thing", "ok going back to the diagnosis", "my first question again"],
)
def test_going_back_asks_what_was_asked_before_the_change_of_subject(text: str) -> None:
    thread = thread_of(text, [SCHOOL, TRANSPORT, TAXI])

    assert thread == Thread((), SCHOOL.question.text)


def test_a_question_on_what_somebody_goes_back_to_leaves_the_turns_between_out() -> None:
    thread = thread_of("back to the diagnosis, who decides on it?", [SCHOOL, TRANSPORT])

    assert thread == Thread((SCHOOL,), "the diagnosis: who decides on it?")


def test_what_comes_after_going_back_goes_on_from_there() -> None:
    back = turn("back to the school thing", "waiting#must-i-wait")

    thread = thread_of("Who pays for the help that he needs?", [SCHOOL, TRANSPORT, back])

    assert thread.turns == (SCHOOL,)


@pytest.mark.parametrize("text", ["He is back at school now", "can he go back to school on Monday"])
def test_a_child_who_goes_back_to_school_is_no_change_of_subject(text: str) -> None:
    assert thread_of(text, [SCHOOL, TRANSPORT]).turns == (SCHOOL, TRANSPORT)


@pytest.mark.parametrize(
    "text", ["and after that?", "ok then what", "whats the next step", "and then?"]
)
def test_what_comes_next_is_asked_of_the_question_before(text: str) -> None:
    thread = thread_of(text, [SCHOOL])

    assert thread.goes_on
    assert thread.words == f"{SCHOOL.question.text} {text}"


def test_where_nothing_changes_the_way_to_complain_is_asked_for_too() -> None:
    thread = thread_of("what if they still ignore me", [SCHOOL])

    assert thread.words.startswith(SCHOOL.question.text)
    assert thread.words.endswith("complain?")


def test_a_subject_that_is_only_named_is_asked_its_first_question() -> None:
    assert thread_of("what about transport then", [SCHOOL]).words == (
        "Can my child get free transport to school?"
    )


def test_nothing_is_followed_from_what_was_told_to_be_forgotten() -> None:
    forgets = Turn(Question("forget everything I said"), Answer(Outcome.GREETING, "Forgotten."))

    assert thread_of("How long does it take?", [SCHOOL, forgets]).turns == (forgets,)
    assert thread_of("Forget all that. He is in Year 2 now", [SCHOOL]) == Thread(
        (), " He is in Year 2 now"
    )


def match(anchor: str, score: float, page: str = "waiting") -> Match:
    address = f"/guidance/england/{page}#{anchor}"
    passage = Passage(anchor, f"england/{page}", "A page", anchor, address, ())
    return Match(passage, score, 0.6, 0.5)


def test_a_section_is_not_said_twice_where_another_of_its_page_will_do() -> None:
    found = [match("must-i-wait", 1.0), match("who-can", 0.85, "transport"), match("help", 0.8)]

    ordered = in_turn(found, ["/guidance/england/waiting#must-i-wait"])

    assert [one.passage.heading for one in ordered] == ["help", "who-can", "must-i-wait"]


def test_what_comes_next_on_the_page_stands_first_where_that_is_asked_for() -> None:
    sections = [
        Section(anchor, anchor, (Block(Role.ANSWER, ()),))
        for anchor in ("first", "second", "third")
    ]
    page = Document("england/waiting", "A page", tuple(sections))
    found = [match("first", 1.0), match("third", 0.85), match("second", 0.8)]

    ordered = in_turn(found, ["/guidance/england/waiting#first"], page)

    assert [one.passage.heading for one in ordered] == ["second", "third", "first"]
