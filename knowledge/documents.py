"""What is known, as values: documents, their sections, and the passages cut from them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from knowledge.phases import Phase


class Audience(StrEnum):
    """Whom a page is written for, and who is asking."""

    PARENT = "parent"
    YOUNG_PERSON = "young_person"
    SENCO = "senco"
    OFFICER = "officer"


class Role(StrEnum):
    """What a block does within the answer to its section's question; the value is its printed label."""

    ANSWER = "Answer"
    DETAIL = "Detail"
    IDEA = "Idea"
    WHO_DECIDES = "Who decides"
    BY_WHEN = "By when"
    DO_NOW = "Do now"
    INDEPENDENT_HELP = "Independent help"

    @property
    def is_labelled(self) -> bool:
        """Whether the page prints the label before the words."""
        return self not in (Role.ANSWER, Role.DETAIL, Role.IDEA)


@dataclass(frozen=True)
class Statement:
    """One sentence, as published, and the references that bear it out ("CFA 2014 s.36(5)").

    `is_signpost` says that it only sends the reader to another page, which a quotation cannot do.
    """

    text: str
    references: tuple[str, ...] = ()
    is_signpost: bool = False


@dataclass(frozen=True)
class Block:
    """A paragraph or list item."""

    role: Role
    statements: tuple[Statement, ...]

    @property
    def text(self) -> str:
        """Its words as printed, label included."""
        words = " ".join(statement.text for statement in self.statements)
        return f"{self.role.value}: {words}" if self.role.is_labelled else words


@dataclass(frozen=True)
class Section:
    """One question and its answer, or one heading's worth of an imported document.

    `address`, `audience` and `phases` stand in place of its document's, where it has its own.
    """

    anchor: str
    heading: str
    blocks: tuple[Block, ...]
    asked_as: tuple[str, ...] = ()
    markdown: str = ""
    line: int = 0
    address: str = ""
    audience: tuple[Audience, ...] = ()
    phases: tuple[Phase, ...] = ()


@dataclass(frozen=True)
class Source:
    """Where statements come from: a provenance tag, a name, and the source's own date as it gives it."""

    tag: str
    name: str
    date: str = ""


@dataclass(frozen=True)
class Document:
    """One published piece of guidance, as read. `id` is "pack/page".

    `is_imported`: read from a web page, PDF or Word file, not written for this service.
    """

    id: str
    title: str
    sections: tuple[Section, ...]
    summary: str = ""
    publisher: str = ""
    audience: tuple[Audience, ...] = tuple(Audience)
    topics: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    phase: str = "all"
    sources: tuple[Source, ...] = ()
    owner: str = ""
    checked: date | None = None
    review_by: date | None = None
    related: tuple[str, ...] = ()
    extends: str | None = None
    replaces: str | None = None
    path: str = ""
    is_imported: bool = False

    @property
    def is_public(self) -> bool:
        """Whether anyone but an officer may be shown it."""
        return self.audience != (Audience.OFFICER,)


@dataclass(frozen=True)
class Passage:
    """A part of a document small enough to quote and large enough to stand alone.

    `authority` runs from 0 to 1: statute and local process stand above general pages. `phases` are those of which it
    may speak; all of them where it names none.
    """

    id: str
    document: str
    title: str
    heading: str
    address: str
    blocks: tuple[Block, ...]
    asked_as: tuple[str, ...] = ()
    audience: tuple[Audience, ...] = tuple(Audience)
    related: tuple[str, ...] = ()
    authority: float = 0.5
    checked: date | None = None
    is_imported: bool = False
    phases: tuple[Phase, ...] = ()

    @property
    def text(self) -> str:
        """Its words as printed, a line for each block."""
        return "\n".join(block.text for block in self.blocks)

    @property
    def is_public(self) -> bool:
        """Whether anyone but an officer may be shown it."""
        return self.audience != (Audience.OFFICER,)


@dataclass(frozen=True)
class Exchange:
    """An earlier turn as search sees it: what was asked, and what was answered."""

    question: str
    answer: str = ""


@dataclass(frozen=True)
class Query:
    """What to search by: the words now, and the turns before them, newest first; `phase` is the stage of education of
    the person spoken of, where that is known.
    """

    words: str
    earlier: Sequence[Exchange] = field(default=())
    phase: Phase | None = None


@dataclass(frozen=True)
class Match:
    """A passage, how near it came to a query (higher is nearer), and how near each of its blocks came.

    `cosine` is the passage's or its best window's likeness in meaning to the words now, `overlap` the share of
    the words' weight (inverse document frequency) that the passage holds; both from 0 to 1.
    """

    passage: Passage
    score: float
    cosine: float
    overlap: float
    nearness: tuple[float, ...] = ()
