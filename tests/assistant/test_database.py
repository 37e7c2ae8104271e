"""What is said when the database cannot be used, and that nothing is lost by it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from assistant.conversation import Question
from assistant.errors import NotKept
from assistant.store import Store
from knowledge.documents import Audience
from tests.databases import read_only, rows

NOW = datetime(2026, 7, 1, 10, 15, tzinfo=UTC)
REFUSED = Question("They said no. What can I do?")


def test_a_read_only_database_is_said_with_its_cure_and_still_read(
    address: str, store: Store
) -> None:
    opened = store.open_conversation(Audience.PARENT, now=NOW)
    store.ask(opened.id, opened.token, REFUSED, now=NOW)
    reader = Store(read_only(address))

    with pytest.raises(NotKept, match=r"(?i)read-?only.*Let this user write"):
        reader.ask(opened.id, opened.token, REFUSED, now=NOW)

    assert len(reader.conversation(opened.id, opened.token).turns) == 1
    reader.close()


def test_a_full_disk_is_said_with_its_cure_and_loses_nothing(full_disk: str) -> None:
    store = Store(full_disk)
    store.migrate()
    opened = store.open_conversation(Audience.PARENT, now=NOW)
    store.ask(opened.id, opened.token, REFUSED, now=NOW)

    with pytest.raises(NotKept, match=r"full\. Make space"):
        store.ask(opened.id, opened.token, Question("My own words. " * 40_000), now=NOW)

    kept = store.conversation(opened.id, opened.token).turns
    assert [turn.question for turn in kept] == [REFUSED]
    store.ask(opened.id, opened.token, REFUSED, now=NOW)
    store.close()


def test_what_somebody_wrote_is_in_no_error(full_disk: str) -> None:
    store = Store(full_disk)
    store.migrate()
    opened = store.open_conversation(Audience.PARENT, now=NOW)

    with pytest.raises(NotKept) as caught:
        store.ask(opened.id, opened.token, Question("My own words. " * 40_000), now=NOW)

    assert "My own words" not in f"{caught.value} {caught.value.__cause__}"
    store.close()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    store = Store(f"sqlite:///{tmp_path}/file/var/assistant.db")

    with pytest.raises(NotKept, match=r"file/var cannot be made: .* DATA_DIR"):
        store.migrate()


def test_a_file_that_is_no_database_is_said_with_its_cure_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "assistant.db"
    file.write_text("Dear Sir or Madam, " * 100)
    store = Store(f"sqlite:///{file}")

    with pytest.raises(NotKept, match="restore a backup"):
        store.migrate()

    assert file.read_text().startswith("Dear Sir or Madam, ")


def test_a_folder_is_made_for_a_new_database(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/new/var/assistant.db")

    store.migrate()

    store.check()
    store.close()


def test_readers_and_writers_of_a_file_do_not_stop_one_another(sqlite_address: str) -> None:
    settings = {"journal_mode": "wal", "busy_timeout": 5000, "foreign_keys": 1}

    kept = {name: rows(sqlite_address, text(f"PRAGMA {name}"))[0][0] for name in settings}

    assert kept == settings


def test_a_server_that_is_down_is_said_with_its_cure() -> None:
    store = Store("postgresql+psycopg://someone:secret@127.0.0.1:1/none")

    with pytest.raises(NotKept, match="See that it is running") as caught:
        store.check()

    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("address", ["nonsense", "other://host/name", "sqlite://host/file"])
def test_what_is_no_address_is_said_at_once(address: str) -> None:
    with pytest.raises(NotKept, match="ASSISTANT_DATABASE is not an address"):
        Store(address)


def test_a_database_is_usable_once_it_is_migrated(address: str) -> None:
    store = Store(address)

    with pytest.raises(NotKept, match="Start the service again"):
        store.check()
    store.migrate()

    store.check()
    store.close()


def test_connections_that_the_server_dropped_are_made_again(postgres_address: str) -> None:
    store = Store(postgres_address)
    store.migrate()
    others = "datname = current_database() AND pid <> pg_backend_pid()"
    ended = text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")

    assert rows(postgres_address, ended) == [(True,)]

    store.check()
    store.close()
