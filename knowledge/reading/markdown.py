"""A guidance page in Markdown with front matter → a Document, read strictly.

A page is sections, each a `##` question, an optional `asked_as:` line, the direct answer, then blocks.
Source marks stand in braces after the words that they bear out.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import chain, count, pairwise
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from knowledge import references
from knowledge.documents import Audience, Block, Document, Role, Section, Source, Statement
from knowledge.errors import Fault, PackFaults, faults_of
from knowledge.sentences import sentences

_FENCE = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.DOTALL)
_MARK = re.compile(r"\{([^{}]*)\}")
_LABEL = re.compile(
    r"\*\*(" + "|".join(role.value for role in Role if role.is_labelled) + r"):\*\*\s*"
)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_SIGNPOST = re.compile(
    r"(?:(?:later|next|now),? )?(?:read|see|you can read|find out)\b", re.IGNORECASE
)
_LINE_IN_YAML = re.compile(r"^(\w+):", re.MULTILINE)

Tag = Literal[
    "statute",
    "statutory guidance",
    "case law",
    "Cambridgeshire page",
    "national page",
    "official statistics",
    "seed",
]
_DATED = {"Cambridgeshire page", "national page", "official statistics"}


class _Source(BaseModel):
    model_config = ConfigDict(extra="forbid")
    tag: Tag
    name: str = Field(min_length=1)
    date: str = ""

    @model_validator(mode="after")
    def _pages_carry_a_date(self) -> "_Source":
        if self.tag in _DATED and not self.date:
            raise ValueError(f"a source of kind “{self.tag}” needs its date (or “undated”)")
        return self


class _FrontMatter(BaseModel):
    model_config = ConfigDict(extra="forbid")
    title: str = Field(min_length=1, max_length=80)
    summary: str = Field(min_length=1)
    audience: list[Audience] = Field(min_length=1)
    topics: list[str] = Field(min_length=1)
    phase: Literal["all", "early-years", "primary", "secondary", "post-16"]
    sources: list[_Source] = Field(min_length=1)
    owner: str = Field(min_length=1)
    checked: date
    review_by: date
    covers: list[str] = []
    related: list[str] = []
    extends: str | None = None
    replaces: str | None = None


def read_markdown(path: Path, *, id: str, publisher: str) -> Document:
    """Read one page. PackFaults names every fault in it, with the line and the cure."""
    front_text, body, body_line = _parts(path)
    front = _front_matter(path, front_text)
    document = replace(
        _document(front, path, id, publisher), sections=tuple(_sections(body, body_line))
    )
    if faults := list(_faults(document, body, body_line)):
        raise PackFaults(faults)
    return document


def read_front_matter(path: Path, *, id: str, publisher: str) -> Document:
    """A document without sections, from a file that holds front matter alone."""
    front_text, body, body_line = _parts(path)
    if body.strip():
        message = (
            "words after the front matter; the document beside it holds the text, so remove them"
        )
        raise PackFaults([Fault(str(path), body_line, message)])
    return _document(_front_matter(path, front_text), path, id, publisher)


def _document(front: _FrontMatter, path: Path, id: str, publisher: str) -> Document:
    return Document(
        id=id,
        title=front.title,
        sections=(),
        summary=front.summary,
        publisher=publisher,
        audience=tuple(front.audience),
        topics=tuple(front.topics),
        covers=tuple(front.covers),
        phase=front.phase,
        sources=tuple(Source(s.tag, s.name, s.date) for s in front.sources),
        owner=front.owner,
        checked=front.checked,
        review_by=front.review_by,
        related=tuple(front.related),
        extends=front.extends,
        replaces=front.replaces,
        path=str(path),
    )


def _parts(path: Path) -> tuple[str, str, int]:
    try:
        text = path.read_text("utf-8").replace("\r\n", "\n").lstrip("\ufeff")
    except UnicodeDecodeError as error:
        raise PackFaults([Fault(str(path), 1, "not UTF-8 text; save the page as UTF-8")]) from error
    except OSError as error:
        message = f"cannot be read ({error.strerror}); put a file that can be in its place"
        raise PackFaults([Fault(str(path), 1, message)]) from error
    fence = _FENCE.match(text)
    if fence is None:
        raise PackFaults(
            [
                Fault(
                    str(path), 1, "no front matter; open the page with it, between two lines of ---"
                )
            ]
        )
    return fence[1], fence[2], fence[1].count("\n") + 4


def _front_matter(path: Path, text: str) -> _FrontMatter:
    try:
        return _FrontMatter.model_validate(yaml.safe_load(text))
    except yaml.YAMLError as error:
        line = getattr(error, "problem_mark", None)
        where = line.line + 2 if line else 1
        message = f"front matter is not YAML ({getattr(error, 'problem', error)}); mend it, or put the value in quotes"
        raise PackFaults([Fault(str(path), where, message)]) from error
    except ValidationError as error:
        keys = _LINE_IN_YAML.finditer(text)
        lines = {key[1]: text.count("\n", 0, key.start()) + 2 for key in keys}
        raise PackFaults(faults_of(error, path, lines)) from error
    except ValueError as error:  # 30 February: YAML takes it for a date, and no date for a text
        message = f"front matter holds a date that is none ({error}); mend it"
        raise PackFaults([Fault(str(path), 1, message)]) from error


def _sections(body: str, first_line: int) -> Iterator[Section]:
    starts = [match.start() for match in re.finditer(r"^## ", body, re.MULTILINE)]
    taken: set[str] = set()
    for start, end in pairwise([*starts, len(body)]):
        heading, _, rest = body[start + 3 : end].partition("\n")
        asked_as, rest = _asked_as(rest)
        yield Section(
            anchor=unused(anchor_of(heading), taken),
            heading=heading.strip(),
            blocks=tuple(_blocks(rest)),
            asked_as=asked_as,
            markdown=rest.strip(),
            line=first_line + body.count("\n", 0, start),
        )


def anchor_of(heading: str) -> str:
    """A heading as it stands in an address: lower case, hyphens, at most 60 characters."""
    words = heading.lower().replace("’", "").replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", words)[:60].strip("-") or "section"


def unused(anchor: str, taken: set[str]) -> str:
    """The anchor, numbered where a section before has it already."""
    names = chain([anchor], (f"{anchor}-{number}" for number in count(2)))
    name = next(name for name in names if name not in taken)
    taken.add(name)
    return name


def _asked_as(rest: str) -> tuple[tuple[str, ...], str]:
    match = re.match(r"\s*asked_as:(.*)\n?", rest)
    if match is None:
        return (), rest
    return tuple(part.strip() for part in match[1].split("·") if part.strip()), rest[match.end() :]


def _blocks(text: str) -> Iterator[Block]:
    for position, words in enumerate(_paragraphs(text)):
        label = _LABEL.match(words)
        role = Role(label[1]) if label else Role.ANSWER if position == 0 else Role.DETAIL
        yield Block(role, tuple(_statements(words[label.end() :] if label else words)))


def _paragraphs(text: str) -> list[str]:
    """Paragraphs and list items, each as one line without its bullet."""
    parts = re.split(r"\n\s*\n|\n(?=\s*[-*] )", text.strip())
    return [" ".join(re.sub(r"^\s*[-*] ", "", part).split()) for part in parts if part.strip()]


def _statements(words: str) -> Iterator[Statement]:
    """Sentences, each with the references of the next mark after it."""
    pieces = _MARK.split(words)
    for text, mark in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        labels = [_plain(label) for label in _LINK.findall(text)]
        for sentence in sentences(_plain(text)):
            leads_away = bool(_SIGNPOST.match(sentence)) and any(one in sentence for one in labels)
            yield Statement(sentence, references.split(mark), leads_away)


def _plain(text: str) -> str:
    return " ".join(_LINK.sub(r"\1", text).replace("**", "").replace("*", "").split())


def _faults(document: Document, body: str, first_line: int) -> Iterator[Fault]:
    if not document.sections:
        message = "no sections; give each question a heading that begins with ##"
        yield Fault(document.path, first_line, message)
    if re.split(r"^## ", body, maxsplit=1, flags=re.MULTILINE)[0].strip():
        message = "words before the first ## heading; move them under a heading"
        yield Fault(document.path, first_line, message)
    names = [source.name for source in document.sources]
    lines = body.split("\n")
    for section in document.sections:
        if not section.blocks:
            message = f"“{section.heading}” has no answer; write one, or remove it"
            yield Fault(document.path, section.line, message)
        if not all(block.statements for block in section.blocks):
            message = f"“{section.heading}” has a mark or label without words; join it to the words it belongs to"
            yield Fault(document.path, section.line, message)
        for mark, reference in _unknown(section, names):
            after = lines[section.line - first_line :]
            place = next((n for n, line in enumerate(after) if mark in line), 0)
            message = f"“{reference}” is not in `sources`; add its source there"
            yield Fault(document.path, section.line + place, message)


def _unknown(section: Section, names: list[str]) -> Iterator[tuple[str, str]]:
    """The marks, each with a reference in it that is of no source."""
    for mark in _MARK.finditer(section.markdown):
        for reference in references.split(mark[1]):
            if references.source_of(reference, names) is None:
                yield mark[0], reference
