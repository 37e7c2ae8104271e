"""Packs: folders of published knowledge for one place, read and checked, and stacked on one another."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from knowledge.clock.deadlines import Clock, read_clock, stacked
from knowledge.contacts import Contact, read_contacts
from knowledge.documents import Document
from knowledge.errors import Fault, PackFaults, faults_of
from knowledge.glossary import Term, read_glossary
from knowledge.letters import Letter, read_letters
from knowledge.notices import Notice, read_notices
from knowledge.places import Places, read_places
from knowledge.reading.imported import imported_files, orphans, read_imported
from knowledge.reading.markdown import read_markdown
from knowledge.reading.toml import Entry, read_toml
from knowledge.subjects import Subjects, read_subjects
from knowledge.tone import Tone, read_tone
from knowledge.toolkit import Toolkit, read_toolkit

AnEntry = TypeVar("AnEntry", bound=Entry)


class PackSettings(BaseModel):
    """What pack.toml says: whose pack this is, and how the product looks and calls itself there."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    publisher: str
    area: str = ""
    council: str = ""
    council_phone: str = ""
    product: str = ""
    mark: str = ""
    send_team: str = ""
    independent_help: str = ""


@dataclass(frozen=True)
class Pack:
    """One folder, read."""

    id: str
    folder: Path
    settings: PackSettings
    documents: tuple[Document, ...]
    contacts: tuple[Contact, ...] = ()
    glossary: tuple[dict[str, str], tuple[Term, ...]] = ({}, ())
    clock: Clock = field(default_factory=Clock)
    letters: tuple[Letter, ...] = ()
    notices: tuple[Notice, ...] = ()
    toolkit: Toolkit = field(default_factory=Toolkit)
    tone: tuple[Tone, ...] = ()
    subjects: Subjects = field(default_factory=Subjects)
    places: Places = field(default_factory=Places)


@dataclass(frozen=True)
class Packs:
    """Several packs, the national one first; a later one stands on those before it."""

    stack: tuple[Pack, ...]

    @property
    def documents(self) -> list[Document]:
        """Every page that is shown: one that another replaces stands aside."""
        every = [document for pack in self.stack for document in pack.documents]
        aside = {document.replaces for document in every}
        return [document for document in every if document.id not in aside]

    @property
    def contacts(self) -> list[Contact]:
        """Every contact; a later pack's takes the place of an earlier one with the same id."""
        return _topmost(pack.contacts for pack in self.stack)

    @property
    def terms(self) -> list[Term]:
        """Every term; a later pack's takes the place of an earlier one with the same id."""
        return _topmost(pack.glossary[1] for pack in self.stack)

    @property
    def clock(self) -> Clock:
        """Every time limit of the law; a later pack's takes the place of an earlier one with the same id."""
        return stacked(pack.clock for pack in self.stack)

    @property
    def notices(self) -> list[Notice]:
        """Every notice; a later pack's takes the place of an earlier one with the same id."""
        return _topmost(pack.notices for pack in self.stack)

    @property
    def tone(self) -> list[Tone]:
        """The table of tone; a later pack's line takes the place of an earlier one's."""
        return _topmost(pack.tone for pack in self.stack)

    @property
    def letters(self) -> list[Letter]:
        """Every letter; a later pack's takes the place of an earlier one with the same id."""
        return list({one.id: one for pack in self.stack for one in pack.letters}.values())

    @property
    def toolkit(self) -> Toolkit:
        """The topmost pack's toolkit; empty where no pack has one."""
        held = (pack.toolkit for pack in reversed(self.stack) if pack.toolkit.strategies)
        return next(held, Toolkit())

    @property
    def places(self) -> Places:
        """Every place; a later pack's takes the place of an earlier one with the same id."""
        held = [pack.places for pack in self.stack]
        return Places(
            tuple(_topmost(one.districts for one in held)),
            tuple(_topmost(one.outwards for one in held)),
            tuple(_topmost(one.towns for one in held)),
        )

    @property
    def short_forms(self) -> dict[str, str]:
        """Every short form and its words; a later pack's words take the place of an earlier one's."""
        return {short: words for pack in self.stack for short, words in pack.glossary[0].items()}

    @property
    def local(self) -> PackSettings:
        """The settings of the pack on top; what it leaves empty comes from those below."""
        said: dict[str, str] = {}
        for pack in self.stack:
            said |= {key: value for key, value in pack.settings.model_dump().items() if value}
        return PackSettings(**said)

    def file(self, name: str) -> Path | None:
        """A pack's file by name, from the topmost pack that has it."""
        found = (pack.folder / name for pack in reversed(self.stack))
        return next((path for path in found if path.is_file()), None)


def read_packs(folder: Path, names: Sequence[str]) -> Packs:
    """Read the named packs strictly. PackFaults lists everything wrong in all of them."""
    packs: list[Pack] = []
    faults: list[Fault] = []
    for name in dict.fromkeys(names):
        below = stacked(pack.clock for pack in packs)
        try:
            packs.append(_read_pack(folder / name, below))
        except PackFaults as error:
            faults += error.faults
    read = Packs(tuple(packs))
    if not faults and not read.documents:
        faults = [
            Fault(str(folder), 1, "no pages in these packs; add some to their guidance/ folders")
        ]
    if not faults:
        faults = list(_faults_between(read))
    if faults:
        raise PackFaults(faults)
    return read


def _read_pack(folder: Path, below: Clock) -> Pack:
    settings = _read_settings(folder)
    faults: list[Fault] = []
    documents: list[Document] = []
    for path in _files(folder):
        with _kept(faults):
            documents.append(_read_page(path, folder, settings))
    parts: dict[str, Any] = {}
    for name, part in _parts(folder, below).items():
        with _kept(faults):
            parts[name] = part()
    faults += _misplaced(folder)
    if faults:
        raise PackFaults(list(dict.fromkeys(faults)))
    return Pack(folder.name, folder, settings, tuple(documents), **parts)


def _parts(folder: Path, below: Clock) -> dict[str, Callable[[], object]]:
    """What a pack holds beside pages, and how each is read."""

    read = lru_cache(maxsize=1)(lambda: read_clock(folder, below))

    def letters() -> tuple[Letter, ...]:
        return tuple(read_letters(folder / "letters", stacked([below, read()]).limits))

    return {
        "contacts": lambda: tuple(read_contacts(folder / "contacts.toml")),
        "glossary": lambda: read_glossary(folder / "glossary.toml"),
        "clock": read,
        "letters": letters,
        "notices": lambda: tuple(read_notices(folder / "notices.toml")),
        "toolkit": lambda: read_toolkit(folder / "toolkit", folder.name),
        "tone": lambda: tuple(read_tone(folder / "tone.toml")),
        "subjects": lambda: read_subjects(folder / "subjects.toml"),
        "places": lambda: read_places(folder / "places.toml"),
    }


@contextmanager
def _kept(faults: list[Fault]) -> Iterator[None]:
    """What is wrong with one part is kept, so that every part is heard of at once."""
    try:
        yield
    except PackFaults as error:
        faults += error.faults


def _files(folder: Path) -> list[Path]:
    """The pages written for this service, then the documents of other kinds."""
    return [*sorted((folder / "guidance").glob("*.md")), *imported_files(folder / "documents")]


def _read_page(path: Path, folder: Path, settings: PackSettings) -> Document:
    read = read_markdown if path.parent.name == "guidance" else read_imported
    return read(path, id=f"{folder.name}/{path.stem}", publisher=settings.publisher)


def _misplaced(folder: Path) -> Iterable[Fault]:
    """Files that would have one address (a page and a document, or two documents), and front matter of none."""
    first: dict[str, Path] = {}
    for path in _files(folder):
        name = path.stem.lower()
        if name in first:
            message = f"has the address of {first[name].name}; give one of them another name"
            yield Fault(str(path), 1, message)
        first.setdefault(name, path)
    for path in orphans(folder / "documents"):
        yield Fault(
            str(path), 1, "front matter without a document beside it; add it, or remove this"
        )


def _read_settings(folder: Path) -> PackSettings:
    path = folder / "pack.toml"
    if not path.is_file():
        message = f"there is no pack “{folder.name}”; add this file, or leave the name out of KNOWLEDGE_PACKS"
        raise PackFaults([Fault(str(path), 1, message)])
    said, lines = read_toml(path)
    try:
        return PackSettings(**said)
    except ValidationError as error:
        raise PackFaults(faults_of(error, path, lines)) from error


def _faults_between(packs: Packs) -> Iterable[Fault]:
    documents = {document.id: document for pack in packs.stack for document in pack.documents}
    replaced: dict[str, str] = {}
    for document in documents.values():
        for key, id in (("extends", document.extends), ("replaces", document.replaces)):
            if id is not None and id not in documents:
                yield Fault(document.path, 1, f"{key}: there is no page “{id}”; mend the name")
        other = documents.get(document.replaces or "")
        if other and (other is document or other.replaces):
            message = f"replaces: “{other.id}” stands in a page's place itself; name the page that it replaces"
            yield Fault(document.path, 1, message)
        elif other and replaced.setdefault(other.id, document.id) != document.id:
            message = f"replaces: “{replaced[other.id]}” stands in the place of “{other.id}” already; keep one"
            yield Fault(document.path, 1, message)
        extended = documents.get(document.extends or "")
        if extended and (extended is document or extended.extends):
            message = f"extends: “{extended.id}” extends a page itself; name a page that does not"
            yield Fault(document.path, 1, message)


def _topmost(packs: Iterable[Iterable[AnEntry]]) -> list[AnEntry]:
    """Each id once, as the pack on top has it."""
    return list({one.id: one for pack in packs for one in pack}.values())
