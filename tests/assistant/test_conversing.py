"""A conversation is kept as it goes: the question first, masked, and the answer as it was shown."""

from collections.abc import Iterator, Sequence

import pytest

from assistant.answering import Assistant
from assistant.citing import Draft
from assistant.conversation import MOST_CHARACTERS, Outcome
from assistant.conversing import Conversing
from assistant.errors import NoSuchConversation, NotKept
from assistant.store import Opened, Store
from assistant.understanding import Understood
from knowledge.documents import Audience, Match
from knowledge.retrieval import PackRetriever
from tests.assistant.conftest import NOW
from tests.databases import read_only

HOW_LONG = "How long does an assessment take?"


class Broken:
    """A composer that cannot compose."""

    name = "broken"

    def compose(self, understood: Understood, matches: Sequence[Match]) -> Draft:
        raise RuntimeError("no words today")


@pytest.fixture
def kept(sqlite_address: str) -> Iterator[Store]:
    """An empty database."""
    store = Store(sqlite_address)
    store.migrate()
    yield store
    store.close()


@pytest.fixture
def opened(kept: Store) -> Opened:
    return kept.open_conversation(Audience.PARENT, now=NOW)


@pytest.fixture
def conversing(kept: Store, assistant: Assistant) -> Conversing:
    return Conversing(kept, assistant)


def test_a_question_and_its_answer_are_kept(
    conversing: Conversing, kept: Store, opened: Opened
) -> None:
    answer = conversing.ask(opened.id, opened.token, HOW_LONG, now=NOW)

    (turn,) = kept.conversation(opened.id, opened.token).turns
    assert turn.question.text == HOW_LONG
    assert turn.answer == answer
    assert turn.asked_at == NOW
    assert answer.outcome is Outcome.ANSWERED


def test_a_question_is_kept_before_it_is_answered(
    kept: Store, retriever: PackRetriever, opened: Opened
) -> None:
    conversing = Conversing(kept, Assistant(retriever, Broken()))

    with pytest.raises(RuntimeError):
        conversing.ask(opened.id, opened.token, HOW_LONG, now=NOW)

    (turn,) = kept.conversation(opened.id, opened.token).turns
    assert turn.question.text == HOW_LONG
    assert turn.answer is None


def test_after_a_question_that_went_unanswered_the_next_is_answered(
    kept: Store, retriever: PackRetriever, conversing: Conversing, opened: Opened
) -> None:
    with pytest.raises(RuntimeError):
        Conversing(kept, Assistant(retriever, Broken())).ask(
            opened.id, opened.token, HOW_LONG, now=NOW
        )

    answer = conversing.ask(opened.id, opened.token, "and who decides?", now=NOW)

    assert "The council decides whether to assess." in answer.text


def test_details_are_masked_before_anything_is_kept(
    conversing: Conversing, kept: Store, opened: Opened
) -> None:
    text = f"My son Ravi, dob 12/03/2015, of CB1 2AB. {HOW_LONG}"

    answer = conversing.ask(opened.id, opened.token, text, now=NOW)

    (turn,) = kept.conversation(opened.id, opened.token).turns
    assert turn.question.text == f"My son [name], dob [date of birth], of CB1. {HOW_LONG}"
    assert "(date of birth, postcode, name)" in answer.text
    assert "Ravi" not in str(answer)


def test_nothing_is_said_of_masking_where_nothing_was_masked(
    conversing: Conversing, opened: Opened
) -> None:
    answer = conversing.ask(opened.id, opened.token, HOW_LONG, now=NOW)

    assert "I took out" not in answer.text


def test_danger_that_masking_might_hide_is_still_seen(
    conversing: Conversing, opened: Opened
) -> None:
    text = "my dad hits me, my name is Ravi Sample and my number is 07700 900123"

    answer = conversing.ask(opened.id, opened.token, text, now=NOW)

    assert answer.outcome is Outcome.URGENT


def test_hidden_characters_are_not_kept(
    conversing: Conversing, kept: Store, opened: Opened
) -> None:
    conversing.ask(opened.id, opened.token, f"{HOW_LONG}\u202e\x00", now=NOW)

    (turn,) = kept.conversation(opened.id, opened.token).turns
    assert turn.question.text == HOW_LONG


def test_of_a_message_that_is_too_long_the_beginning_is_kept_and_all_of_it_is_screened(
    conversing: Conversing, kept: Store, opened: Opened
) -> None:
    text = "a word " * MOST_CHARACTERS + "i want to die"

    answer = conversing.ask(opened.id, opened.token, text, now=NOW)

    (turn,) = kept.conversation(opened.id, opened.token).turns
    assert len(turn.question.text) == MOST_CHARACTERS
    assert answer.outcome is Outcome.URGENT


def test_a_conversation_goes_on_where_it_left_off(conversing: Conversing, opened: Opened) -> None:
    conversing.ask(opened.id, opened.token, "The council refused to assess.", now=NOW)

    answer = conversing.ask(opened.id, opened.token, "and who decides?", now=NOW)

    assert "The tribunal decides your appeal." in answer.text


def test_a_message_may_come_from_another_reader_than_the_conversation(
    conversing: Conversing, opened: Opened
) -> None:
    answer = conversing.ask(opened.id, opened.token, HOW_LONG, now=NOW, audience=Audience.SENCO)

    assert "(CFA 2014 s.36)" in answer.text


def test_with_a_wrong_token_nothing_is_answered_or_kept(
    conversing: Conversing, kept: Store, opened: Opened
) -> None:
    with pytest.raises(NoSuchConversation):
        conversing.ask(opened.id, "another", HOW_LONG, now=NOW)

    assert kept.conversation(opened.id, opened.token).turns == ()


def test_where_nothing_can_be_kept_help_in_danger_is_given_all_the_same(
    kept: Store, opened: Opened, sqlite_address: str, assistant: Assistant
) -> None:
    unwritable = Store(read_only(sqlite_address))
    conversing = Conversing(unwritable, assistant)

    answer = conversing.ask(opened.id, opened.token, "i want to kill myself", now=NOW)

    assert answer.outcome is Outcome.URGENT
    assert answer.id
    with pytest.raises(NotKept):
        conversing.ask(opened.id, opened.token, HOW_LONG, now=NOW)
    unwritable.close()
