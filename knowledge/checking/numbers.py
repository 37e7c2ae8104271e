"""Numbers to ring, addresses to write to, dates and sums of money that nothing bears out."""

import re
from collections.abc import Iterator, Sequence

from knowledge.contacts import EMAIL, PHONE, Contact
from knowledge.documents import Document
from knowledge.errors import Fault

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_ACT = re.compile(r"\b(?:Act|Regulations) \d{4}")
_DATE_OR_SUM = re.compile(
    rf"£[\d,.]*\d(?:[mk]\b)?|\b\d{{1,2}} (?:{_MONTHS})(?: \d{{4}})?\b|\b20\d\d\b"
)


def faults(document: Document, contacts: Sequence[Contact]) -> Iterator[Fault]:
    """Numbers and addresses that no contact has; dates and sums outside every sentence that has a source."""
    said = [document.title, document.summary]
    for one in unknown_contacts("\n".join(said), contacts):
        yield Fault(document.path, 1, f"“{one}” is not in contacts.toml; add or remove it")
    for section in document.sections:
        text = "\n".join([section.heading, *(block.text for block in section.blocks)])
        for one in unknown_contacts(text, contacts):
            message = f"“{one}” is not in contacts.toml; add or remove it"
            yield Fault(document.path, section.line, message)
    yield from _without_source(document)


def unknown_contacts(text: str, contacts: Sequence[Contact]) -> list[str]:
    """The telephone numbers and e-mail addresses of a text that are nobody's in the list."""
    numbers = {re.sub(r"\s", "", contact.phone or contact.text) for contact in contacts}
    emails = {contact.email for contact in contacts}
    found = [number for number in PHONE.findall(text) if re.sub(r"\s", "", number) not in numbers]
    return found + [email for email in EMAIL.findall(text) if email.rstrip(".") not in emails]


def dates_and_sums(text: str) -> list[str]:
    """The dates and sums of money of a text; the year of an Act is none."""
    return _DATE_OR_SUM.findall(_ACT.sub("Act", text))


def _without_source(document: Document) -> Iterator[Fault]:
    proven: set[str] = set()
    for section in document.sections:
        for block in section.blocks:
            for statement in block.statements:
                found = _DATE_OR_SUM.findall(statement.text)
                if statement.references:
                    proven.update(found)
                    continue
                for one in found:
                    message = f"“{one}” has no source; add a mark after its sentence"
                    yield Fault(document.path, section.line, message)
    named = [(1, document.title), (1, document.summary)]
    named += [(section.line, section.heading) for section in document.sections]
    known = " ".join([*proven, *(f"{one.name} {one.date}" for one in document.sources)])
    for line, text in named:
        for one in _DATE_OR_SUM.findall(text):
            if one not in known:
                message = (
                    f"“{one}” stands in no sentence with a source; state it in one, or remove it"
                )
                yield Fault(document.path, line, message)
