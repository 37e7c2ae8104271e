"""What was published: the documents, contacts and settings that an index was made from, kept with it."""

import hashlib
import json
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from pydantic import TypeAdapter

from knowledge.clock.deadlines import Clock
from knowledge.contacts import Contact
from knowledge.documents import Document, Passage
from knowledge.glossary import Glossary, Term
from knowledge.letters import Letter, letters_page
from knowledge.notices import Notice
from knowledge.packs import Packs, PackSettings
from knowledge.passages import CUTTER
from knowledge.places import Places
from knowledge.toolkit import Toolkit, toolkit_page


@dataclass(frozen=True)
class Library:
    """Everything readable: so a server answers from what was published, not from files being edited."""

    documents: tuple[Document, ...]
    contacts: tuple[Contact, ...]
    local: PackSettings
    mark: str = ""
    short_forms: dict[str, str] = field(default_factory=dict)
    terms: tuple[Term, ...] = ()
    clock: Clock = field(default_factory=Clock)
    letters: tuple[Letter, ...] = ()
    notices: tuple[Notice, ...] = ()
    toolkit: Toolkit = field(default_factory=Toolkit)
    places: Places = field(default_factory=Places)

    @classmethod
    def of(cls, packs: Packs) -> "Library":
        """What the packs publish. `mark` is the product's picture, as SVG."""
        local = packs.local
        mark = packs.file(local.mark) if local.mark else None
        return cls(
            tuple(packs.documents),
            tuple(packs.contacts),
            local,
            mark.read_text("utf-8") if mark else "",
            packs.short_forms,
            tuple(packs.terms),
            packs.clock,
            tuple(packs.letters),
            tuple(packs.notices),
            packs.toolkit,
            packs.places,
        )

    @cached_property
    def glossary(self) -> Glossary:
        """Short forms spelt out, and terms explained."""
        return Glossary(self.short_forms, self.terms)

    @property
    def searched(self) -> list[Document]:
        """What search looks through: every page, and the letters and the toolkit as pages of their own."""
        made = (letters_page(self.local.publisher, self.letters), toolkit_page(self.toolkit))
        return [*self.documents, *(page for page in made if page)]

    def letter(self, id: str) -> Letter | None:
        return next((one for one in self.letters if one.id == id), None)

    def save(self, path: Path) -> None:
        path.write_bytes(_LIBRARY.dump_json(self))

    @classmethod
    def load(cls, path: Path) -> "Library":
        return _LIBRARY.validate_json(path.read_bytes())

    def document(self, id: str) -> Document | None:
        """The document with this id, or the one that stands in its place."""
        return next((one for one in self.documents if id in (one.id, one.replaces)), None)

    def contact(self, id: str) -> Contact:
        return next(one for one in self.contacts if one.id == id)


_LIBRARY = TypeAdapter(Library)


@lru_cache(maxsize=1)
def made_by() -> str:
    """What makes passages and libraries as they are: an index that says otherwise was made by another version."""
    shape = json.dumps([_LIBRARY.json_schema(), TypeAdapter(Passage).json_schema()], sort_keys=True)
    return f"{CUTTER} {hashlib.sha256(shape.encode()).hexdigest()[:12]}"
