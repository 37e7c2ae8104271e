"""Every pack read strictly: a fault for each thing that a reader would stumble over."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from knowledge.contacts import EMAIL, PHONE, Contact
from knowledge.documents import Audience, Document, Role, Section
from knowledge.errors import Fault, PackFaults
from knowledge.packs import Packs, read_packs
from knowledge.readability import grade
from knowledge.references import source_of

_LINK = re.compile(r"\[[^\]]*\]\(([^)]*)\)")
_MOST_WORDS = {Role.ANSWER: 60}
_HARDEST = {Audience.SENCO: 12.0, Audience.OFFICER: 12.0}
_HARDEST_FOR_FAMILIES = 8.0


def faults_in(packs_dir: Path, names: Sequence[str], *, today: date) -> list[Fault]:
    """Everything wrong with the packs, file by file; empty where all is well."""
    try:
        packs = read_packs(packs_dir, names)
    except PackFaults as error:
        return list(error.faults)
    return [fault for document in packs.documents for fault in _faults(document, packs, today)]


def _faults(document: Document, packs: Packs, today: date) -> Iterator[Fault]:
    yield from _dead_links(document, packs)
    yield from _unproven(document)
    yield from _dates(document, today)
    yield from _too_hard(document)
    yield from _unknown_contacts(document, packs.contacts)


def _dead_links(document: Document, packs: Packs) -> Iterator[Fault]:
    known = {page.id for page in packs.documents} | {page.replaces for page in packs.documents}
    for id in document.related:
        if id not in known:
            yield Fault(document.path, 1, f"related: there is no page “{id}”; mend the name")
    for section in document.sections:
        for target in _LINK.findall(section.markdown):
            if target.partition("#")[0] not in known:
                message = f"a link to “{target}”, which is no page; mend the name"
                yield Fault(document.path, section.line, message)


def _unproven(document: Document) -> Iterator[Fault]:
    """Every block rests on a source, and every source that is named is used."""
    used: set[str] = set()
    for section in document.sections:
        for block in section.blocks:
            references = [one for statement in block.statements for one in statement.references]
            used.update(references)
            if not block.statements[-1].references:
                message = f"“{block.text[:50]}…” has no source mark at its end; add one"
                yield Fault(document.path, section.line, message)
        yield from _answer_faults(document, section)
    names = [source.name for source in document.sources]
    named = {source_of(reference, names) for reference in used}
    for source in document.sources:
        if source.name not in named:
            yield Fault(document.path, 1, f"sources: “{source.name}” is not used; remove it")


def _answer_faults(document: Document, section: Section) -> Iterator[Fault]:
    words = len(section.blocks[0].text.split())
    if section.blocks[0].role is not Role.ANSWER:
        yield Fault(document.path, section.line, "no direct answer; open the section with one")
    elif words > _MOST_WORDS[Role.ANSWER]:
        yield Fault(document.path, section.line, f"the direct answer has {words} words; 60 at most")


def _dates(document: Document, today: date) -> Iterator[Fault]:
    if document.checked and document.checked > today:
        yield Fault(document.path, 1, f"checked: {document.checked} is yet to come; mend the date")
    if document.review_by and document.checked and document.review_by <= document.checked:
        yield Fault(document.path, 1, "review_by: not after `checked`; mend the date")


def _too_hard(document: Document) -> Iterator[Fault]:
    hardest = _HARDEST.get(document.audience[0], _HARDEST_FOR_FAMILIES)
    text = "\n".join(block.text for section in document.sections for block in section.blocks)
    if (found := grade(text)) > hardest:
        message = f"reading grade {found:.1f}, and at most {hardest:.0f} for its readers; use shorter words"
        yield Fault(document.path, 1, message)


def _unknown_contacts(document: Document, contacts: Sequence[Contact]) -> Iterator[Fault]:
    numbers = {re.sub(r"\s", "", contact.phone or contact.text) for contact in contacts}
    emails = {contact.email for contact in contacts}
    for section in document.sections:
        text = "\n".join(block.text for block in section.blocks)
        found = [
            number for number in PHONE.findall(text) if re.sub(r"\s", "", number) not in numbers
        ]
        found += [email for email in EMAIL.findall(text) if email.rstrip(".") not in emails]
        for one in found:
            yield Fault(
                document.path, section.line, f"“{one}” is not in contacts.toml; add or remove it"
            )


def overdue(packs: Packs, today: date) -> list[Document]:
    """Pages whose review date has passed."""
    return [page for page in packs.documents if page.review_by and page.review_by < today]
