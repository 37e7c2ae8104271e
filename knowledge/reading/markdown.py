"""A guidance page in Markdown with front matter → a Document, read strictly.

A page is sections, each a `##` question, an optional `asked_as:` line, the direct answer, then blocks.
Source marks stand in braces after the words that they bear out.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from knowledge import references
from knowledge.documents import Audience, Block, Document, Role, Section, Source, Statement
from knowledge.errors import Fault, PackFaults
from knowledge.sentences import sentences

_FENCE = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.DOTALL)
_MARK = re.compile(r"\{([^{}]*)\}")
_LABEL = re.compile(
    r"\*\*(" + "|".join(role.value for role in Role if role.is_labelled) + r"):\*\*\s*"
)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
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
    related: list[str] = []
    extends: str | None = None
    replaces: str | None = None


def read_markdown(path: Path, *, id: str, publisher: str) -> Document:
    """Read one page. PackFaults names every fault in it, with the line and the cure."""
    front_text, body, body_line = _parts(path)
    front = _front_matter(path, front_text)
    sections = tuple(_sections(body, body_line))
    document = Document(
        id=id,
        title=front.title,
        sections=sections,
        summary=front.summary,
        publisher=publisher,
        audience=tuple(front.audience),
        topics=tuple(front.topics),
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
    if faults := list(_faults(document, body, body_line)):
        raise PackFaults(faults)
    return document


def _parts(path: Path) -> tuple[str, str, int]:
    try:
        text = path.read_text("utf-8").replace("\r\n", "\n").lstrip("\ufeff")
    except UnicodeDecodeError as error:
        raise PackFaults([Fault(str(path), 1, "not UTF-8 text; save the page as UTF-8")]) from error
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
        lines = {
            match[1]: text.count("\n", 0, match.start()) + 2
            for match in _LINE_IN_YAML.finditer(text)
        }
        raise PackFaults([_front_fault(path, lines, one) for one in error.errors()]) from error


def _front_fault(path: Path, lines: dict[str, int], error: Any) -> Fault:
    key = str(error["loc"][0]) if error["loc"] else "front matter"
    cures = {"missing": f"add “{key}:”", "extra_forbidden": f"remove “{key}”, or mend its spelling"}
    cure = cures.get(error["type"], f"mend “{key}”")
    return Fault(
        str(path), lines.get(key, 1), f"{'.'.join(map(str, error['loc']))}: {error['msg']}; {cure}"
    )


def _sections(body: str, first_line: int) -> Iterator[Section]:
    starts = [match.start() for match in re.finditer(r"^## ", body, re.MULTILINE)]
    seen: dict[str, int] = {}
    for start, end in zip(starts, [*starts[1:], len(body)], strict=True):
        heading, _, rest = body[start + 3 : end].partition("\n")
        asked_as, rest = _asked_as(rest)
        anchor = anchor_of(heading)
        seen[anchor] = seen.get(anchor, 0) + 1
        yield Section(
            anchor=anchor if seen[anchor] == 1 else f"{anchor}-{seen[anchor]}",
            heading=heading.strip(),
            blocks=tuple(_blocks(rest)),
            asked_as=asked_as,
            markdown=rest.strip(),
            line=first_line + body.count("\n", 0, start),
        )


def anchor_of(heading: str) -> str:
    """A heading as it stands in an address: lower case, hyphens, at most 60 characters."""
    return re.sub(r"[^a-z0-9]+", "-", heading.lower().replace("’", "").replace("'", ""))[:60].strip(
        "-"
    )


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
        for sentence in sentences(_plain(text)):
            yield Statement(sentence, references.split(mark))


def _plain(text: str) -> str:
    return " ".join(_LINK.sub(r"\1", text).replace("**", "").replace("*", "").split())


def _faults(document: Document, body: str, first_line: int) -> Iterator[Fault]:
    if not document.sections:
        yield Fault(
            document.path,
            first_line,
            "no sections; give each question a heading that begins with ##",
        )
    if body[: body.find("## ")].strip() if "## " in body else body.strip():
        yield Fault(
            document.path,
            first_line,
            "words before the first ## heading; move them under a heading",
        )
    names = [source.name for source in document.sources]
    for section in document.sections:
        if not section.blocks:
            yield Fault(
                document.path,
                section.line,
                f"“{section.heading}” has no answer; write one, or remove it",
            )
        for mark in _MARK.findall(section.markdown):
            for reference in references.split(mark):
                if references.source_of(reference, names) is None:
                    line = section.line + _line_within(body, section, mark)
                    yield Fault(
                        document.path,
                        line,
                        f"“{reference}” is not in `sources`; add its source there",
                    )


def _line_within(body: str, section: Section, mark: str) -> int:
    start = body.find(f"## {section.heading}")
    return body.count("\n", start, max(start, body.find("{" + mark + "}", start)))
