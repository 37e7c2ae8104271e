"""Conversations, their turns, and what people said of the answers."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "conversations",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("token_hash", sa.String, nullable=False),
        sa.Column("audience", sa.String, nullable=False),
        sa.Column("locale", sa.String, nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_active", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_conversations"),
    )
    op.create_index("ix_conversations_last_active", "conversations", ["last_active"])
    op.create_table(
        "turns",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("conversation", sa.String, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("audience", sa.String, nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.JSON),
        sa.Column("answer_id", sa.String),
        sa.Column("outcome", sa.String),
        sa.Column("answered_at", sa.DateTime(timezone=True)),
        sa.Column("ms", sa.Float),
        sa.PrimaryKeyConstraint("id", name="pk_turns"),
        sa.UniqueConstraint("conversation", "position", name="uq_turns_conversation"),
        _of_a_conversation("fk_turns_conversation"),
    )
    op.create_table(
        "feedback",
        sa.Column("conversation", sa.String, nullable=False),
        sa.Column("answer_id", sa.String, nullable=False),
        sa.Column("useful", sa.Boolean, nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
        sa.Column("given", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("conversation", "answer_id", name="pk_feedback"),
        _of_a_conversation("fk_feedback_conversation"),
    )


def _of_a_conversation(name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["conversation"], ["conversations.id"], name=name, ondelete="CASCADE"
    )
