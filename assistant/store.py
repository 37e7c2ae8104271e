"""Conversations, kept in SQL until they are deleted or forgotten."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import compare_digest
from typing import Any

from sqlalchemy import Connection, Row, delete, false, func, insert, select, update

from assistant.conversation import Answer, Question, Turn
from assistant.database import make_folder, opened, or_not_kept
from assistant.errors import NoSuchConversation
from assistant.migrations import migrate
from assistant.tables import conversations, feedback, turns
from knowledge.documents import Audience


@dataclass(frozen=True)
class Opened:
    """A new conversation's id, and the token that opens it, which is not kept."""

    id: str
    token: str


@dataclass(frozen=True)
class Conversation:
    """What was said so far, oldest first."""

    id: str
    audience: Audience
    locale: str
    turns: tuple[Turn, ...]


class Store:
    """Where conversations are kept. Every method raises NotKept where the database cannot be used."""

    def __init__(self, address: str) -> None:
        self._reading = opened(address)
        # A writer waits for the lock at once: one that reads first could not be given it later.
        self._writing = self._reading.execution_options(begin="BEGIN IMMEDIATE")

    def migrate(self) -> None:
        """Make the database, or bring it up to date; several processes may do so at once."""
        make_folder(self._reading)
        with or_not_kept():
            migrate(self._writing)

    def close(self) -> None:
        self._reading.dispose()

    def check(self) -> None:
        """Write nothing, in a way that only somebody who may write can."""
        nothing = update(conversations).where(false()).values(locale=conversations.c.locale)
        with or_not_kept(), self._writing.begin() as connection:
            connection.execute(nothing)

    def open_conversation(
        self, audience: Audience, *, locale: str = "en-GB", now: datetime
    ) -> Opened:
        new = Opened(id=secrets.token_hex(16), token=secrets.token_urlsafe(32))
        with or_not_kept(), self._writing.begin() as connection:
            connection.execute(
                insert(conversations).values(
                    id=new.id,
                    token_hash=_hash(new.token),
                    audience=audience,
                    locale=locale,
                    created=now,
                    last_active=now,
                )
            )
        return new

    def conversation(self, id: str, token: str) -> Conversation:
        """What was said. NoSuchConversation for an unknown id and a wrong token alike."""
        with or_not_kept(), self._reading.begin() as connection:
            own = _own(connection, id, token)
            rows = connection.execute(
                select(turns).where(turns.c.conversation == id).order_by(turns.c.position)
            ).all()
        return Conversation(id, Audience(own.audience), own.locale, tuple(map(_turn, rows)))

    def ask(self, id: str, token: str, question: Question, *, now: datetime) -> str:
        """Keep a question, masked already, before it is answered; the id is its turn's."""
        turn = secrets.token_hex(16)
        with self._changing(id, token) as connection:
            said = select(func.count()).where(turns.c.conversation == id)
            connection.execute(
                insert(turns).values(
                    id=turn,
                    conversation=id,
                    position=said.scalar_subquery(),
                    question=question.text,
                    audience=question.audience,
                    asked_at=now,
                )
            )
            connection.execute(
                update(conversations).where(conversations.c.id == id).values(last_active=now)
            )
        return turn

    def keep_answer(self, turn: str, answer: Answer) -> None:
        """Keep an answer beside its question, unless that was deleted in the meantime."""
        with or_not_kept(), self._writing.begin() as connection:
            asked_at = connection.scalar(select(turns.c.asked_at).where(turns.c.id == turn))
            if asked_at is None:
                return
            connection.execute(
                update(turns)
                .where(turns.c.id == turn)
                .values(
                    answer=answer.as_json(),
                    answer_id=answer.id,
                    outcome=answer.outcome,
                    answered_at=asked_at + timedelta(milliseconds=answer.ms),
                    ms=answer.ms,
                )
            )

    def remove_fact(self, id: str, token: str, name: str) -> None:
        """Take a fact out of what was understood so far: later answers know nothing of it."""
        newest = (
            select(turns.c.id, turns.c.answer)
            .where(turns.c.conversation == id, turns.c.answer_id.is_not(None))
            .order_by(turns.c.position.desc())
            .limit(1)
        )
        with self._changing(id, token) as connection:
            row = connection.execute(newest).one_or_none()
            if row is None or name not in row.answer["facts"]:
                return
            facts = {kept: fact for kept, fact in row.answer["facts"].items() if kept != name}
            connection.execute(
                update(turns)
                .where(turns.c.id == row.id)
                .values(answer={**row.answer, "facts": facts})
            )

    def delete(self, id: str, token: str) -> None:
        with self._changing(id, token) as connection:
            connection.execute(delete(conversations).where(conversations.c.id == id))

    def give_feedback(
        self, id: str, token: str, *, answer: str, useful: bool, comment: str = "", now: datetime
    ) -> None:
        """Keep what somebody said of an answer, in place of what they said of it before."""
        with self._changing(id, token) as connection:
            given = select(turns.c.answer_id).where(turns.c.conversation == id)
            if answer not in connection.scalars(given).all():
                raise NoSuchConversation("There is no such answer in this conversation.")
            connection.execute(
                delete(feedback).where(
                    feedback.c.conversation == id, feedback.c.answer_id == answer
                )
            )
            connection.execute(
                insert(feedback).values(
                    conversation=id, answer_id=answer, useful=useful, comment=comment, given=now
                )
            )

    def forget_before(self, moment: datetime) -> int:
        """Delete every conversation in which nothing was asked since; how many there were."""
        with or_not_kept(), self._writing.begin() as connection:
            return connection.execute(
                delete(conversations).where(conversations.c.last_active < moment)
            ).rowcount

    @contextmanager
    def _changing(self, id: str, token: str) -> Iterator[Connection]:
        """A transaction that nobody else is changing this conversation in."""
        with or_not_kept(), self._writing.begin() as connection:
            _own(connection, id, token, locked=True)
            yield connection


def _own(connection: Connection, id: str, token: str, *, locked: bool = False) -> Row[Any]:
    """The conversation that the token opens."""
    # PostgreSQL cannot look for some characters, and no id of ours has them.
    sought = select(conversations).where(conversations.c.id == (id if id.isalnum() else ""))
    row = connection.execute(sought.with_for_update() if locked else sought).one_or_none()
    if row is None or not compare_digest(_hash(token), row.token_hash):
        raise NoSuchConversation("There is no such conversation.")
    return row


def _turn(row: Row[Any]) -> Turn:
    answer = Answer.from_json(row.answer) if row.answer else None
    return Turn(Question(row.question, Audience(row.audience)), answer, row.asked_at)


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
