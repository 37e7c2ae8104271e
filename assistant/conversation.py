"""A conversation, as values: questions, answers, and the citations that bear them out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter

from knowledge.documents import Audience

MOST_CHARACTERS = 4000
# Parts what an answer says in the person's own language from the English below it.
OWN_LANGUAGE_ENDS = "\n\n---\n\n"


class Outcome(StrEnum):
    """How an answer ended."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    CLARIFY = "clarify"
    NOT_FOUND = "not_found"
    NOT_OURS = "not_ours"
    PRIVATE = "private"
    URGENT = "urgent"
    GREETING = "greeting"
    HANDED_OFF = "handed_off"


@dataclass(frozen=True)
class Question:
    """What a person asked, as they put it."""

    text: str
    audience: Audience = Audience.PARENT


@dataclass(frozen=True)
class Citation:
    """A numbered mark in an answer, and the words of the passage behind it, copied.

    `source` is what the passage itself rests on ("CFA 2014 s.36(5)"); `checked` the day that it was last read.
    """

    mark: int
    title: str
    section: str
    address: str
    quote: str
    source: str = ""
    checked: date | None = None
    passage: str = ""


@dataclass(frozen=True)
class ContactGiven:
    """Someone to turn to, as an answer gives them."""

    name: str
    phone: str = ""
    email: str = ""
    checked: date | None = None


@dataclass(frozen=True)
class Explained:
    """A word or short form that an answer uses, and what it means."""

    term: str
    means: str
    source: str = ""


@dataclass(frozen=True)
class Answer:
    """What the service said back. `ms` is how long it took, in milliseconds.

    `facts` are what the person has told so far: each has its `value`, and `from`, the words that it came from;
    `read_with` the earlier messages that this one was read together with; `language` (ISO 639-1) the one in which the
    text begins, up to OWN_LANGUAGE_ENDS.
    """

    outcome: Outcome
    text: str
    id: str = ""
    citations: tuple[Citation, ...] = ()
    deadlines: tuple[Mapping[str, Any], ...] = ()
    services: tuple[Mapping[str, Any], ...] = ()
    contacts: tuple[ContactGiven, ...] = ()
    next_steps: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    explained: tuple[Explained, ...] = ()
    facts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    read_with: tuple[str, ...] = ()
    language: str = "en"
    composer: str = "quoting"
    ms: float = 0.0

    def as_json(self) -> dict[str, Any]:
        """As programs read it; every key is there, empty or not."""
        return _ANSWER.dump_python(self, mode="json")  # type: ignore[no-any-return]

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Answer":
        """What `as_json` gave, as an answer again."""
        return _ANSWER.validate_python(kept)


@dataclass(frozen=True)
class Turn:
    """A question and its answer, or no answer yet."""

    question: Question
    answer: Answer | None = None
    asked_at: datetime | None = None


_ANSWER = TypeAdapter(Answer)
