"""How the database is opened, and what is said when it cannot be used."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from sqlite3 import Connection as SQLiteConnection
from sqlite3 import OperationalError as SQLiteBusy

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from assistant.errors import NotKept

_CURES = (
    ("readonly|read-only|permission|unable to open", "Let this user write to it and its folder."),
    ("full|no space", "Make space on its disk."),
    ("locked", "Another process is writing to it: try again in a moment."),
    ("not a database|malformed", "Its file is damaged: restore a backup."),
    ("no such table|does not exist", "Start the service again, so that its tables are made."),
    ("", "See that it is running, and that ASSISTANT_DATABASE is its address."),
)


def opened(address: str) -> Engine:
    """The database at an address. NotKept where that is none."""
    try:
        # People's words belong in no error and no log; a server may have been restarted since.
        engine = create_engine(address, hide_parameters=True, pool_pre_ping=True)
    except (ArgumentError, ImportError) as error:
        raise NotKept(
            "ASSISTANT_DATABASE is not an address that can be used: "
            "write sqlite:///file or postgresql+psycopg://user@host/name."
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _as_we_need_it)
        event.listen(engine, "begin", _begin)
    return engine


def make_folder(engine: Engine) -> None:
    """The folder of the database's file, where it is a file. NotKept where it cannot be made."""
    if engine.dialect.name != "sqlite" or not engine.url.database:
        return
    folder = Path(engine.url.database).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotKept(
            f"{folder} cannot be made: {error.strerror}. Name another folder in DATA_DIR."
        ) from error


@contextmanager
def or_not_kept() -> Iterator[None]:
    """What goes wrong with the database, as NotKept with its cure."""
    try:
        yield
    except (DBAPIError, NoConnectionFree) as error:
        said = str(getattr(error, "orig", error)).partition("\n")[0]
        cure = next(cure for signs, cure in _CURES if re.search(signs, said, re.IGNORECASE))
        raise NotKept(f"The database cannot be used: {said}. {cure}") from error


def _as_we_need_it(connection: SQLiteConnection, _: object) -> None:
    connection.isolation_level = None  # BEGIN is ours to say
    connection.execute("PRAGMA busy_timeout = 5000")
    # Of several that open a new file at once, one changes it and the others need not.
    with suppress(SQLiteBusy):
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA foreign_keys = ON")
    # What is forgotten is overwritten, not only unlinked.
    connection.execute("PRAGMA secure_delete = ON")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))
