"""The shape of the database, brought up to date step by step."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, text

from assistant.errors import NotKept

_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtext('assistant.migrations'))")


def migrate(engine: Engine) -> None:
    """Bring a database to the newest shape. NotKept where a newer version of the service has had it."""
    config = Config()
    config.set_main_option("script_location", "assistant:migrations")
    with migrating(engine) as connection:
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise NotKept(
                f"The database cannot be brought up to date: {error}. "
                "Start the newer version that used it last, or restore a backup from before."
            ) from error


@contextmanager
def migrating(engine: Engine) -> Iterator[Connection]:
    """A transaction that one process at a time is in, and in which tables may be rebuilt."""
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            _let_go_of_foreign_keys(connection)
        with connection.begin():
            if connection.dialect.name == "postgresql":
                connection.execute(_ONE_AT_A_TIME)
            yield connection


def _let_go_of_foreign_keys(connection: Connection) -> None:
    """SQLite changes a table by rebuilding it, and dropping the old one would take along every row
    that leans on it. The connection is not used again for anything else."""
    connection.detach()
    cursor = connection.connection.cursor()
    cursor.execute("PRAGMA foreign_keys = OFF")
    cursor.close()
