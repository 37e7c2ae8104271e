"""Conversations: kept, given back to their own people only, and forgotten."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from assistant.conversation import Answer, Citation, ContactGiven, Outcome, Question
from assistant.errors import NoSuchConversation
from assistant.store import Opened, Store
from assistant.tables import conversations, feedback, turns
from knowledge.documents import Audience
from tests.databases import rows

NOW = datetime(2026, 7, 1, 10, 15, tzinfo=ZoneInfo("Europe/London"))
REFUSED = Question("They said no. What can I do?")
ANSWER = Answer(
    Outcome.ANSWERED,
    "You can appeal. [1]",
    id="5f0c-1",
    citations=(
        Citation(
            1,
            "Refused",
            "What can I do?",
            "/guidance/england/refused",
            "You can appeal.",
            "CFA 2014 s.51",
            date(2026, 5, 1),
            passage="You can appeal.\nBy when: within 2 months.",
        ),
    ),
    deadlines=({"what": "appeal", "date": "2026-09-01", "assumes": ["the letter's date"]},),
    contacts=(ContactGiven("The team", phone="01234 567890", checked=date(2026, 5, 1)),),
    next_steps=("Read the letter.",),
    ms=1500.0,
)


@pytest.fixture
def opened(store: Store) -> Opened:
    return store.open_conversation(Audience.PARENT, now=NOW)


def test_a_conversation_comes_back_as_it_was(store: Store) -> None:
    opened = store.open_conversation(Audience.YOUNG_PERSON, locale="cy", now=NOW)
    asked = [REFUSED, Question("And how does a SENCO help?", Audience.SENCO)]
    for question in asked:
        turn = store.ask(opened.id, opened.token, question, now=NOW)
        store.keep_answer(turn, ANSWER)

    kept = store.conversation(opened.id, opened.token)

    assert (kept.id, kept.audience, kept.locale) == (opened.id, Audience.YOUNG_PERSON, "cy")
    assert [turn.question for turn in kept.turns] == asked
    assert [turn.answer for turn in kept.turns] == [ANSWER, ANSWER]


def test_a_question_is_kept_though_no_answer_follows(store: Store, opened: Opened) -> None:
    store.ask(opened.id, opened.token, REFUSED, now=NOW)

    (turn,) = store.conversation(opened.id, opened.token).turns

    assert turn.question == REFUSED
    assert turn.answer is None


def test_a_time_comes_back_in_utc_wherever_it_was_said(store: Store, opened: Opened) -> None:
    store.ask(opened.id, opened.token, REFUSED, now=NOW)

    (turn,) = store.conversation(opened.id, opened.token).turns

    assert turn.asked_at == NOW
    assert turn.asked_at.tzinfo is UTC


def test_what_is_kept_outlives_the_process(address: str, store: Store, opened: Opened) -> None:
    store.ask(opened.id, opened.token, REFUSED, now=NOW)
    store.close()

    later = Store(address)
    kept = later.conversation(opened.id, opened.token)
    later.close()

    assert [turn.question for turn in kept.turns] == [REFUSED]


def test_the_token_itself_is_not_kept(address: str, opened: Opened) -> None:
    kept = rows(address, select(conversations))

    assert opened.id in str(kept)
    assert opened.token not in str(kept)


def test_an_answer_says_when_it_was_given(address: str, store: Store, opened: Opened) -> None:
    turn = store.ask(opened.id, opened.token, REFUSED, now=NOW)

    store.keep_answer(turn, ANSWER)

    kept = select(turns.c.outcome, turns.c.ms, turns.c.answer_id, turns.c.answered_at)
    given = NOW + timedelta(milliseconds=1500)
    assert rows(address, kept) == [("answered", 1500.0, "5f0c-1", given)]


@pytest.mark.parametrize("id", ["unknown", "", "\x00", "\ud800", "' OR 1=1 --"])
def test_an_unknown_id_and_a_wrong_token_are_told_alike(
    store: Store, opened: Opened, id: str
) -> None:
    with pytest.raises(NoSuchConversation) as wrong_token:
        store.conversation(opened.id, "another")
    with pytest.raises(NoSuchConversation) as unknown_id:
        store.conversation(id, opened.token)

    assert str(wrong_token.value) == str(unknown_id.value)


def test_a_wrong_token_changes_nothing(store: Store, opened: Opened) -> None:
    turn = store.ask(opened.id, opened.token, REFUSED, now=NOW)
    store.keep_answer(turn, ANSWER)
    other = store.open_conversation(Audience.PARENT, now=NOW).token
    attempts: list[Callable[[], object]] = [
        lambda: store.ask(opened.id, other, REFUSED, now=NOW),
        lambda: store.delete(opened.id, other),
        lambda: store.give_feedback(opened.id, other, answer=ANSWER.id, useful=True, now=NOW),
    ]

    for attempt in attempts:
        with pytest.raises(NoSuchConversation):
            attempt()

    assert len(store.conversation(opened.id, opened.token).turns) == 1


def test_messages_sent_at_once_are_all_kept_each_in_its_own_place(
    address: str, store: Store, opened: Opened
) -> None:
    questions = [Question(f"Question {number}?") for number in range(12)]

    with ThreadPoolExecutor(max_workers=6) as threads:
        list(threads.map(lambda one: store.ask(opened.id, opened.token, one, now=NOW), questions))

    kept = [turn.question for turn in store.conversation(opened.id, opened.token).turns]
    assert sorted(kept, key=str) == sorted(questions, key=str)
    positions = rows(address, select(turns.c.position).order_by(turns.c.position))
    assert [row[0] for row in positions] == list(range(12))


def test_a_deleted_conversation_is_gone_and_others_stay(
    address: str, store: Store, opened: Opened
) -> None:
    _answered_and_judged(store, opened)
    other = store.open_conversation(Audience.PARENT, now=NOW)
    _answered_and_judged(store, other)

    store.delete(opened.id, opened.token)

    with pytest.raises(NoSuchConversation):
        store.conversation(opened.id, opened.token)
    assert len(store.conversation(other.id, other.token).turns) == 1
    assert rows(address, select(turns.c.conversation)) == [(other.id,)]
    assert rows(address, select(feedback.c.conversation)) == [(other.id,)]


def test_an_answer_to_a_deleted_conversation_is_not_kept(
    address: str, store: Store, opened: Opened
) -> None:
    turn = store.ask(opened.id, opened.token, REFUSED, now=NOW)
    store.delete(opened.id, opened.token)

    store.keep_answer(turn, ANSWER)

    assert rows(address, select(turns)) == []


def test_conversations_without_a_message_since_are_forgotten_whole(
    address: str, store: Store, opened: Opened
) -> None:
    _answered_and_judged(store, opened)
    recent = store.open_conversation(Audience.PARENT, now=NOW)
    store.ask(recent.id, recent.token, REFUSED, now=NOW + timedelta(days=20))

    forgotten = store.forget_before(NOW + timedelta(days=10))

    assert forgotten == 1
    assert rows(address, select(conversations.c.id)) == [(recent.id,)]
    assert rows(address, select(turns.c.conversation)) == [(recent.id,)]
    assert rows(address, select(feedback)) == []


def test_forgetting_stops_at_the_moment_itself(store: Store, opened: Opened) -> None:
    assert store.forget_before(NOW) == 0
    assert store.forget_before(NOW + timedelta(microseconds=1)) == 1


def test_forgotten_words_do_not_linger_in_the_file(sqlite_address: str, tmp_path: Path) -> None:
    store = Store(sqlite_address)
    store.migrate()
    opened = store.open_conversation(Audience.PARENT, now=NOW)
    store.ask(opened.id, opened.token, Question("The word is marmalade. " * 500), now=NOW)

    store.forget_before(NOW + timedelta(days=1))

    store.close()
    (file,) = tmp_path.iterdir()
    assert b"marmalade" not in file.read_bytes()


def test_feedback_replaces_what_was_said_before(address: str, store: Store, opened: Opened) -> None:
    _answered_and_judged(store, opened)

    store.give_feedback(
        opened.id, opened.token, answer=ANSWER.id, useful=False, comment="Too long.", now=NOW
    )

    kept = select(feedback.c.answer_id, feedback.c.useful, feedback.c.comment)
    assert rows(address, kept) == [(ANSWER.id, False, "Too long.")]


@pytest.mark.parametrize("answer", ["none-such", "", "\x00", "\ud800"])
def test_feedback_is_only_for_answers_of_this_conversation(
    store: Store, opened: Opened, answer: str
) -> None:
    store.ask(opened.id, opened.token, REFUSED, now=NOW)

    with pytest.raises(NoSuchConversation):
        store.give_feedback(opened.id, opened.token, answer=answer, useful=True, now=NOW)


def test_feedback_on_another_conversations_answer_is_refused(store: Store, opened: Opened) -> None:
    _answered_and_judged(store, opened)
    other = store.open_conversation(Audience.PARENT, now=NOW)

    with pytest.raises(NoSuchConversation):
        store.give_feedback(other.id, other.token, answer=ANSWER.id, useful=True, now=NOW)


def _answered_and_judged(store: Store, opened: Opened) -> None:
    turn = store.ask(opened.id, opened.token, REFUSED, now=NOW)
    store.keep_answer(turn, ANSWER)
    store.give_feedback(opened.id, opened.token, answer=ANSWER.id, useful=True, now=NOW)


def test_a_fact_that_is_removed_is_known_no_more(store: Store, opened: Opened) -> None:
    known = {
        "year": {"value": "Year 4", "from": "in yr 4"},
        "plan": {"value": "no", "from": "no plan"},
    }
    for _ in range(2):
        turn = store.ask(opened.id, opened.token, REFUSED, now=NOW)
        store.keep_answer(turn, replace(ANSWER, facts=known))

    store.remove_fact(opened.id, opened.token, "year")
    store.remove_fact(opened.id, opened.token, "year")

    newest = store.conversation(opened.id, opened.token).turns[-1].answer
    assert newest is not None
    assert newest.facts == {"plan": {"value": "no", "from": "no plan"}}
    assert newest.text == ANSWER.text


def test_nobody_else_removes_a_fact(store: Store, opened: Opened) -> None:
    with pytest.raises(NoSuchConversation):
        store.remove_fact(opened.id, "another token", "year")
