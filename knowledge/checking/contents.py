"""What is wrong with a pack's glossary, letters, notices and toolkit."""

from collections.abc import Iterator, Sequence

from knowledge.checking.numbers import dates_and_sums, unknown_contacts
from knowledge.contacts import Contact
from knowledge.errors import Fault
from knowledge.packs import Pack, Packs
from knowledge.readability import grade

_MOST_WORDS_IN_ANSWER = 60
_HARDEST = 9.5


def faults(packs: Packs) -> Iterator[Fault]:
    """Every fault of what packs hold beside pages."""
    for pack in packs.stack:
        yield from _glossary(pack, packs.contacts)
        yield from _letters(pack, packs)
        yield from _notices(pack, packs)
        yield from _toolkit(pack, packs.contacts)


def _glossary(pack: Pack, contacts: Sequence[Contact]) -> Iterator[Fault]:
    path = str(pack.folder / "glossary.toml")
    owner: dict[str, str] = {}
    for term in pack.glossary[1]:
        if (found := grade(term.means)) > 12:
            yield Fault(
                path, term.line, f"“{term.id}”: reading grade {found:.1f}; use shorter words"
            )
        for one in unknown_contacts(term.means, contacts):
            yield Fault(path, term.line, f"“{one}” is not in contacts.toml; add or remove it")
        for form in (term.term, *term.also):
            if owner.setdefault(form.lower(), term.id) != term.id:
                message = (
                    f"“{form}” is of “{owner[form.lower()]}” and of “{term.id}”; leave it to one"
                )
                yield Fault(path, term.line, message)


def _letters(pack: Pack, packs: Packs) -> Iterator[Fault]:
    pages = {page.id for page in packs.documents}
    for letter in pack.letters:
        if len(letter.answer.split()) > _MOST_WORDS_IN_ANSWER:
            yield Fault(letter.path, 1, "`answer` is longer than 60 words; shorten it")
        if (found := grade(letter.body)) > _HARDEST:
            yield Fault(
                letter.path,
                1,
                f"reading grade {found:.1f}, and at most {_HARDEST}; use shorter words",
            )
        said = "\n".join([letter.title, letter.heading, letter.answer, letter.send_to, letter.body])
        yield from _loose(letter.path, 1, said, packs.contacts)
        for id in letter.related:
            if id not in pages:
                yield Fault(letter.path, 1, f"related: there is no page “{id}”; mend the name")
        if letter.review_by <= letter.checked:
            yield Fault(letter.path, 1, "review_by: not after `checked`; mend the date")


def _notices(pack: Pack, packs: Packs) -> Iterator[Fault]:
    path = str(pack.folder / "notices.toml")
    sections = {f"{page.id}#{one.anchor}": one for page in packs.documents for one in page.sections}
    for notice in pack.notices:
        section = sections.get(notice.rests_on)
        if section is None:
            message = f"rests_on: there is no section “{notice.rests_on}”; mend the name"
            yield Fault(path, notice.line, message)
        elif notice.text not in "\n".join(block.text for block in section.blocks):
            message = f"“{notice.id}” does not stand word for word in {notice.rests_on}; quote it"
            yield Fault(path, notice.line, message)


def _toolkit(pack: Pack, contacts: Sequence[Contact]) -> Iterator[Fault]:
    names: dict[str, str] = {}
    for one in pack.toolkit.strategies:
        path = str(pack.folder / "toolkit" / f"{one.area}.toml")
        if names.setdefault(one.what.lower(), one.id) != one.id:
            yield Fault(path, one.line, f"“{one.id}” says the same as “{names[one.what.lower()]}”")
        said = "\n".join([one.name, one.what, one.looks_like, one.record, one.seek_advice])
        yield from _loose(path, one.line, said, contacts)


def _loose(path: str, line: int, text: str, contacts: Sequence[Contact]) -> Iterator[Fault]:
    """Numbers of nobody's, and dates and sums where no source can stand beside them."""
    for one in unknown_contacts(text, contacts):
        yield Fault(path, line, f"“{one}” is not in contacts.toml; add or remove it")
    for one in dates_and_sums(text):
        yield Fault(path, line, f"“{one}” has no source here; state it on a page, and remove it")
