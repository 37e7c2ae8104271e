"""Databases for each test, empty and its own: SQLite, and PostgreSQL where its server is installed."""

import os
import pwd
import secrets
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.sql import SQL, Identifier
from sqlalchemy import Engine, Executable, event, make_url

from assistant.database import opened
from assistant.store import Store

_OWNER = "postgres"
_SETTINGS = "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c max_connections=50"


@pytest.fixture
def sqlite_address(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'assistant.db'}"


@pytest.fixture
def postgres_address(postgres_folder: Path) -> Iterator[str]:
    name = f"test_{secrets.token_hex(6)}"
    with psycopg.connect(f"host={postgres_folder} user={_OWNER}", autocommit=True) as server:
        server.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        yield f"postgresql+psycopg://{_OWNER}@/{name}?host={postgres_folder}"
        server.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest) -> str:
    """An empty database of each kind."""
    found: str = request.getfixturevalue(f"{request.param}_address")
    return found


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """An empty store on each kind of database."""
    store = Store(address)
    store.migrate()
    yield store
    store.close()


@pytest.fixture
def full_disk(sqlite_address: str) -> Iterator[str]:
    """An address where there is room for 50 pages of 4 KiB, whoever writes them."""

    def make_small(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA max_page_count = 50")

    event.listen(Engine, "connect", make_small)
    yield sqlite_address
    event.remove(Engine, "connect", make_small)


def read_only(address: str) -> str:
    """The address of the same database, where nothing can be written."""
    url = make_url(address)
    if url.drivername == "sqlite":
        return f"sqlite:///file:{url.database}?mode=ro&uri=true"
    return f"{address}&options=-cdefault_transaction_read_only%3Don"


def rows(address: str, statement: Executable) -> list[tuple[Any, ...]]:
    """What the database itself says, past the store."""
    engine = opened(address)
    with engine.begin() as connection:
        found = [tuple(row) for row in connection.execute(statement)]
    engine.dispose()
    return found


@pytest.fixture(scope="session")
def postgres_folder() -> Iterator[Path]:
    """The folder of a PostgreSQL server's socket; the server is gone when the tests are."""
    server = _Server(_programs(), _user())
    # A socket's path must be short, and its folder one that the server's user may enter.
    with tempfile.TemporaryDirectory(prefix="pg-") as path:
        folder = Path(path)
        if server.user:
            shutil.chown(folder, server.user)
        server.start(folder)
        yield folder
        server.stop(folder)


@dataclass(frozen=True)
class _Server:
    programs: Path
    user: str | None

    def start(self, folder: Path) -> None:
        self._run("initdb", folder, "--auth=trust", f"--username={_OWNER}", "-E", "UTF8", "-N")
        options = f"-k {folder} {_SETTINGS}"
        self._run("pg_ctl", folder, "start", "-w", "-l", f"{folder}/log", "-o", options)

    def stop(self, folder: Path) -> None:
        self._run("pg_ctl", folder, "stop", "-m", "immediate")

    def _run(self, program: str, folder: Path, *arguments: str) -> None:
        # Its output is not captured: the server would keep the pipe open.
        subprocess.run(
            [self.programs / program, "-D", folder / "data", *arguments],
            check=True,
            cwd=folder,
            user=self.user,
            stdout=subprocess.DEVNULL,
        )


def _programs() -> Path:
    """The folder of the server's programs; the test is skipped where there is none."""
    asked = shutil.which("pg_config")
    said = subprocess.check_output([asked, "--bindir"], text=True).strip() if asked else ""
    usual = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in [Path(said), *usual]:
        if (folder / "initdb").is_file():
            return folder
    pytest.skip("PostgreSQL is not installed")


def _user() -> str | None:
    """Whom to run the server as, where it cannot be run as who we are: it refuses root."""
    if os.geteuid() != 0:
        return None
    if _OWNER not in {user.pw_name for user in pwd.getpwall()}:
        pytest.skip(f"PostgreSQL does not run as root, and there is no user “{_OWNER}”")
    return _OWNER
