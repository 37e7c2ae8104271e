"""Letters to adapt: filled from what a person gave, with brackets where something is not known."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import Formatter
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from knowledge import references
from knowledge.clock.in_words import in_words
from knowledge.clock.rules import TimeLimit
from knowledge.documents import Audience, Block, Document, Role, Section, Statement
from knowledge.errors import Fault, PackFaults, faults_of
from knowledge.reading.toml import read_toml
from knowledge.sentences import sentences

# What a letter may name without a field of its own.
_ALWAYS = {"today", "council"}
_SPACES = re.compile(r"[ \t]+")
MOST_CHARACTERS = 4000
# Neither Word nor a page can hold these.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_BRACKETS = re.compile(r"\[[^\[\]\n]+\]")
_YEARS = range(2000, 2100)


class _Blank(BaseModel):
    """A place in a letter. `blank` is what stands in brackets while it is not known."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    blank: str


class LetterField(_Blank):
    """Something to fill in."""

    label: str
    kind: Literal["text", "long", "date"] = "text"
    hint: str = ""


class LetterDate(_Blank):
    """A date that the letter works out: what `limit` gives from the date in the field `start`.

    `is_past`: the letter says that it has passed, so it is not to be sent before.
    """

    limit: str
    start: str
    is_past: bool = False


class Letter(BaseModel):
    """A short letter that asks or states; never grounds of appeal or legal argument.

    `answer` says in at most 60 words when to use it; `body` names its fields and dates in braces ("{child}").
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    path: str = ""
    title: str = Field(max_length=80)
    heading: str
    asked_as: tuple[str, ...] = ()
    audience: tuple[Audience, ...]
    answer: str
    send_to: str
    source: str
    related: tuple[str, ...] = ()
    checked: date
    review_by: date
    fields: tuple[LetterField, ...]
    dates: tuple[LetterDate, ...] = ()
    body: str

    @model_validator(mode="after")
    def _names_what_it_has(self) -> "Letter":
        has = {one.id for one in self.places} | _ALWAYS
        if unknown := sorted(_named(self.body) - has):
            raise ValueError(f"the body names {', '.join(unknown)}, which is no field and no date")
        if unused := sorted(has - _ALWAYS - _named(self.body) - {one.start for one in self.dates}):
            raise ValueError(f"{', '.join(unused)} is in no line of the body")
        if starts := sorted({one.start for one in self.dates} - {one.id for one in self.fields}):
            raise ValueError(f"a date starts from {', '.join(starts)}, which is no field")
        return self

    @property
    def places(self) -> tuple[_Blank, ...]:
        """Its fields and its dates."""
        return (*self.fields, *self.dates)

    @property
    def address(self) -> str:
        """Where it is filled in."""
        return f"/letters/{self.id}"


@dataclass(frozen=True)
class FilledLetter:
    """A letter's text, what of it still stands in brackets, and the dates that could not be read, by field.

    `too_early`: dates that the letter speaks of as past, and that are not; `gone_by`: those that it speaks of as yet
    to come, and that are past.
    """

    text: str
    blanks: tuple[str, ...]
    unread: tuple[str, ...] = ()
    too_early: tuple[date, ...] = ()
    gone_by: tuple[date, ...] = ()


def read_letters(folder: Path, limits: Iterable[TimeLimit]) -> list[Letter]:
    """The letters of a folder, a TOML file each. PackFaults names what is wrong in any."""
    known = {limit.id for limit in limits}
    letters: list[Letter] = []
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            letters.append(_read(path, known))
        except PackFaults as error:
            faults += error.faults
    if faults:
        raise PackFaults(faults)
    return letters


def fill(
    letter: Letter,
    given: Mapping[str, str],
    limits: Iterable[TimeLimit],
    *,
    today: date,
    council: str = "",
) -> FilledLetter:
    """The letter with what was given in its places, and brackets elsewhere; never a date that is not known."""
    days = {one.id: _day(given.get(one.id, "")) for one in letter.fields if one.kind == "date"}
    words = {"today": in_words(today), "council": council or "[name of the council]"}
    for field in letter.fields:
        day = days.get(field.id)
        words[field.id] = in_words(day) if day else _clean(given.get(field.id, ""), field)
    ends = _ends(letter, days, limits)
    words |= {one.id: in_words(ends[one.id]) if one.id in ends else "" for one in letter.dates}
    blanks = {one.id: f"[{one.blank}]" for one in letter.places}
    shown = {id: said or blanks[id] for id, said in words.items()}
    unread = tuple(id for id, day in days.items() if day is None and given.get(id, "").strip())
    early = {ends[one.id] for one in letter.dates if one.id in ends and one.is_past}
    late = {ends[one.id] for one in letter.dates if one.id in ends and not one.is_past}
    text = letter.body.strip().format_map(shown)
    return FilledLetter(
        text,
        tuple(_BRACKETS.findall(text)),
        unread,
        too_early=tuple(sorted(day for day in early if day >= today)),
        gone_by=tuple(sorted(day for day in late if day < today)),
    )


def letters_page(publisher: str, letters: Sequence[Letter]) -> Document | None:
    """The letters as sections that search finds, each leading to where it is filled in; none without letters."""
    if not letters:
        return None
    return Document(
        id=f"{Path(letters[0].path).parents[1].name}/letters",
        title="Letters that you can use",
        sections=tuple(map(_section, letters)),
        publisher=publisher,
        checked=min(letter.checked for letter in letters),
    )


def _section(letter: Letter) -> Section:
    marks = references.split(letter.source)
    answer = Block(Role.ANSWER, tuple(Statement(one, marks) for one in sentences(letter.answer)))
    send = Block(Role.DO_NOW, (Statement(letter.send_to, marks),))
    return Section(
        anchor=letter.id,
        heading=letter.heading,
        blocks=(answer, send),
        asked_as=letter.asked_as,
        address=letter.address,
        audience=letter.audience,
    )


def _read(path: Path, limits: set[str]) -> Letter:
    said, lines = read_toml(path)
    try:
        letter = Letter.model_validate({**said, "id": path.stem, "path": str(path)})
    except ValidationError as error:
        raise PackFaults(faults_of(error, path, lines)) from error
    if unknown := sorted({one.limit for one in letter.dates} - limits):
        message = f"{', '.join(unknown)}: no such time limit in time_limits.toml; mend the name"
        raise PackFaults([Fault(str(path), lines.get("dates", 1), message)])
    return letter


def _ends(
    letter: Letter, days: Mapping[str, date | None], limits: Iterable[TimeLimit]
) -> dict[str, date]:
    """The dates that can be worked out, by their ids."""
    rules = {limit.id: limit for limit in limits}
    starts = {one.id: (one.limit, days.get(one.start)) for one in letter.dates}
    return {id: rules[limit].ends(start) for id, (limit, start) in starts.items() if start}


def _named(body: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(body) if name}


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        return None
    return day if day.year in _YEARS else None


def _clean(text: str, field: LetterField) -> str:
    """What was given, without line breaks in a short field; a date that could not be read stays a bracket."""
    if field.kind == "date":
        return ""
    kept = _CONTROLS.sub(" ", text.replace("\x0b", "\n")).strip()[:MOST_CHARACTERS]
    return kept if field.kind == "long" else _SPACES.sub(" ", kept.replace("\n", " "))
