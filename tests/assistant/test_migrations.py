"""The database's shape: made step by step, and the same as the tables say."""

import os
import sys
from datetime import UTC, datetime
from subprocess import PIPE, Popen

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Column, String, select, text

from assistant.conversation import Question
from assistant.database import opened
from assistant.errors import NotKept
from assistant.migrations import migrating
from assistant.store import Store
from assistant.tables import metadata, turns
from knowledge.documents import Audience
from tests.databases import rows

NOW = datetime(2026, 7, 1, 10, 15, tzinfo=UTC)
# Once ready, it waits for the end of its input, so that several go on at the same moment.
_MIGRATE = """
import sys
from assistant.store import Store
print("ready", flush=True)
sys.stdin.read()
Store(sys.argv[1]).migrate()
"""


def test_migrations_on_an_empty_database_make_the_tables(address: str, store: Store) -> None:
    engine = opened(address)

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        differences = compare_metadata(context, metadata)

    assert differences == []
    engine.dispose()


def test_migrating_again_changes_nothing(address: str, store: Store) -> None:
    conversation = store.open_conversation(Audience.PARENT, now=NOW)

    store.migrate()

    assert store.conversation(conversation.id, conversation.token).turns == ()


def test_processes_that_start_at_once_migrate_one_after_another(address: str) -> None:
    gate, opener = os.pipe()
    command = [sys.executable, "-c", _MIGRATE, address]
    started = [Popen(command, stdin=gate, stdout=PIPE, stderr=PIPE, text=True) for _ in range(4)]
    assert [next(iter(process.stdout or ())) for process in started] == ["ready\n"] * 4

    os.close(opener)

    assert [(process.communicate()[1], process.returncode) for process in started] == [("", 0)] * 4
    assert rows(address, text("SELECT version_num FROM alembic_version")) == [("0001",)]
    os.close(gate)


def test_a_database_of_a_newer_version_is_left_as_it_is(address: str, store: Store) -> None:
    engine = opened(address)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(NotKept, match="Start the newer version"):
        store.migrate()

    assert rows(address, text("SELECT version_num FROM alembic_version")) == [("9999",)]
    engine.dispose()


def test_rebuilding_a_table_keeps_what_leans_on_it(sqlite_address: str) -> None:
    store = Store(sqlite_address)
    store.migrate()
    conversation = store.open_conversation(Audience.PARENT, now=NOW)
    turn = store.ask(conversation.id, conversation.token, Question("Who decides?"), now=NOW)
    engine = opened(sqlite_address)

    with migrating(engine) as connection:
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("conversations", recreate="always") as table:
            table.add_column(Column("colour", String))

    assert rows(sqlite_address, select(turns.c.id)) == [(turn,)]
    engine.dispose()
    store.close()
