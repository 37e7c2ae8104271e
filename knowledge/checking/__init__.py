"""Every pack read strictly: a fault for each thing that a reader would stumble over."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from knowledge.checking import contents, language, numbers, pages, repeats
from knowledge.documents import Document
from knowledge.errors import Fault, PackFaults
from knowledge.packs import Packs, read_packs
from knowledge.subjects import Coverage


def faults_in(packs_dir: Path, names: Sequence[str], *, today: date) -> list[Fault]:
    """Everything wrong with the packs, file by file; empty where all is well."""
    try:
        packs = read_packs(packs_dir, names)
    except PackFaults as error:
        return list(error.faults)
    faults = [*_faults(packs, today), *coverage_of(packs).faults()]
    return sorted(faults, key=lambda fault: (fault.path, fault.line))


def coverage_of(packs: Packs) -> Coverage:
    """Which of the packs' subjects rests on which of their pages."""
    return Coverage([pack.subjects for pack in packs.stack], packs.documents)


def overdue(packs: Packs, today: date) -> list[Fault]:
    """What was to be reviewed before today: pages, letters, the toolkit, and notices that nobody sees any more."""
    due = [(page.path, page.review_by) for page in packs.documents]
    due += [(letter.path, letter.review_by) for letter in packs.letters]
    due += [
        (str(pack.folder / "toolkit" / "toolkit.toml"), pack.toolkit.review_by)
        for pack in packs.stack
    ]
    late = [
        Fault(path, 1, f"its review was due on {day}; read it again, and move the date")
        for path, day in due
        if day and day < today
    ]
    for pack in packs.stack:
        late += [
            Fault(
                str(pack.folder / "notices.toml"),
                one.line,
                f"“{one.id}” expired on {one.expires}; ask {one.owner} whether it still holds",
            )
            for one in pack.notices
            if one.expires <= today
        ]
    return late


def _faults(packs: Packs, today: date) -> Iterator[Fault]:
    written = [document for document in packs.documents if not document.is_imported]
    for document in written:
        yield from pages.faults(document, packs, today)
        yield from numbers.faults(document, packs.contacts)
    yield from _imported(packs.documents, today)
    yield from language.faults(packs)
    yield from repeats.faults(written)
    yield from contents.faults(packs)


def _imported(documents: Sequence[Document], today: date) -> Iterator[Fault]:
    for document in documents:
        if document.is_imported:
            yield from pages.date_faults(document, today)
