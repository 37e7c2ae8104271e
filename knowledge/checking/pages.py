"""What is wrong with one page: dead links, statements without a source, direct answers, dates."""

import re
from collections.abc import Iterator
from datetime import date

from knowledge.documents import Document, Role, Section
from knowledge.errors import Fault
from knowledge.packs import Packs
from knowledge.references import source_of

_LINK = re.compile(r"\[[^\]]*\]\(([^)]*)\)")
_MOST_WORDS_IN_ANSWER = 60


def faults(document: Document, packs: Packs, today: date) -> Iterator[Fault]:
    """Every fault of one page that was written for this service."""
    yield from _dead_links(document, packs)
    yield from _unproven(document)
    yield from date_faults(document, today)


def date_faults(document: Document, today: date) -> Iterator[Fault]:
    """Dates of checking and review that cannot be."""
    if document.checked and document.checked > today:
        yield Fault(document.path, 1, f"checked: {document.checked} is yet to come; mend the date")
    if document.review_by and document.checked and document.review_by <= document.checked:
        yield Fault(document.path, 1, "review_by: not after `checked`; mend the date")


def _dead_links(document: Document, packs: Packs) -> Iterator[Fault]:
    shown = {page.id: page for page in packs.documents}
    known = {page.replaces: page for page in packs.documents if page.replaces} | shown
    for id in document.related:
        if id not in known:
            yield Fault(document.path, 1, f"related: there is no page “{id}”; mend the name")
    for section in document.sections:
        for target in _LINK.findall(section.markdown):
            id, _, anchor = target.partition("#")
            if id not in known:
                message = f"a link to “{target}”, which is no page; mend the name"
                yield Fault(document.path, section.line, message)
            elif anchor and anchor not in {one.anchor for one in known[id].sections}:
                message = f"a link to “{target}”, a section that its page has not; mend the name"
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
        yield from _out_of_order(document, section)
    names = [source.name for source in document.sources]
    named = {source_of(reference, names) for reference in used}
    for source in document.sources:
        if source.name not in named:
            yield Fault(document.path, 1, f"sources: “{source.name}” is not used; remove it")


_ORDER = (Role.WHO_DECIDES, Role.BY_WHEN, Role.DO_NOW, Role.INDEPENDENT_HELP)


def _out_of_order(document: Document, section: Section) -> Iterator[Fault]:
    """Labels in another order than readers expect: who decides, by when, do now, independent help."""
    places = [_ORDER.index(block.role) for block in section.blocks if block.role in _ORDER]
    if places != sorted(places):
        order = ", ".join(role.value.lower() for role in _ORDER)
        yield Fault(document.path, section.line, f"labels out of order; put them so: {order}")


def _answer_faults(document: Document, section: Section) -> Iterator[Fault]:
    words = len(section.blocks[0].text.split())
    if section.blocks[0].role is not Role.ANSWER:
        yield Fault(document.path, section.line, "no direct answer; open the section with one")
    elif words > _MOST_WORDS_IN_ANSWER:
        message = f"the direct answer has {words} words; {_MOST_WORDS_IN_ANSWER} at most"
        yield Fault(document.path, section.line, message)
