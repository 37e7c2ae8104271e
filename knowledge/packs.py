"""Packs: folders of published knowledge for one place, read and checked, and stacked on one another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from knowledge.contacts import Contact, read_contacts
from knowledge.documents import Document
from knowledge.errors import Fault, PackFaults, faults_of
from knowledge.glossary import read_short_forms
from knowledge.reading.markdown import read_markdown
from knowledge.reading.toml import read_toml


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
    contacts: tuple[Contact, ...]
    short_forms: dict[str, str]


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
        return list(
            {contact.id: contact for pack in self.stack for contact in pack.contacts}.values()
        )

    @property
    def short_forms(self) -> dict[str, str]:
        """Every short form and its words; a later pack's words take the place of an earlier one's."""
        return {short: words for pack in self.stack for short, words in pack.short_forms.items()}

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
        try:
            packs.append(_read_pack(folder / name))
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


def _read_pack(folder: Path) -> Pack:
    settings = _read_settings(folder)
    documents: list[Document] = []
    contacts: list[Contact] = []
    short_forms: dict[str, str] = {}
    faults: list[Fault] = []
    for path in sorted((folder / "guidance").glob("*.md")):
        try:
            id = f"{folder.name}/{path.stem}"
            documents.append(read_markdown(path, id=id, publisher=settings.publisher))
        except PackFaults as error:
            faults += error.faults
    try:
        contacts = read_contacts(folder / "contacts.toml")
        short_forms = read_short_forms(folder / "glossary.toml")
    except PackFaults as error:
        faults += error.faults
    if faults:
        raise PackFaults(faults)
    return Pack(folder.name, folder, settings, tuple(documents), tuple(contacts), short_forms)


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
    known = {document.id for pack in packs.stack for document in pack.documents}
    for pack in packs.stack:
        for document in pack.documents:
            named = [("extends", document.extends), ("replaces", document.replaces)]
            for key, id in named:
                if id is not None and id not in known:
                    yield Fault(document.path, 1, f"{key}: there is no page “{id}”; mend the name")
