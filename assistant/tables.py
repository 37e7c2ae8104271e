"""The tables behind the store: conversations, their turns, and what people said of the answers."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)


class Moment(TypeDecorator[datetime]):
    """A moment, kept in UTC. What comes back is aware of it, also where the database knows no zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def _conversation() -> Column[str]:
    """Whose row it is; it goes when the conversation does."""
    return Column(
        "conversation",
        String,
        ForeignKey("conversations.id", ondelete="CASCADE"),
        nullable=False,
    )


# Every constraint has a name, so that a later migration can change it.
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

conversations = Table(
    "conversations",
    metadata,
    Column("id", String, primary_key=True),
    Column("token_hash", String, nullable=False),
    Column("audience", String, nullable=False),
    Column("locale", String, nullable=False),
    Column("created", Moment, nullable=False),
    Column("last_active", Moment, nullable=False, index=True),
)

turns = Table(
    "turns",
    metadata,
    Column("id", String, primary_key=True),
    _conversation(),
    Column("position", Integer, nullable=False),
    Column("question", Text, nullable=False),
    Column("audience", String, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("answer", JSON),
    Column("answer_id", String),
    Column("outcome", String),
    Column("answered_at", Moment),
    Column("ms", Float),
    UniqueConstraint("conversation", "position"),
)

feedback = Table(
    "feedback",
    metadata,
    _conversation(),
    Column("answer_id", String, nullable=False),
    Column("useful", Boolean, nullable=False),
    Column("comment", Text, nullable=False),
    Column("given", Moment, nullable=False),
    PrimaryKeyConstraint("conversation", "answer_id"),
)
