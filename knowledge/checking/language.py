"""How a pack speaks: reading grades, and words that its table of tone rules out."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from knowledge.documents import Audience, Document
from knowledge.errors import Fault
from knowledge.packs import Pack, Packs
from knowledge.readability import grade
from knowledge.tone import Tone

_HARDEST = {Audience.SENCO: 12.0, Audience.OFFICER: 12.0}
_HARDEST_FOR_FAMILIES = 9.5
_HARDEST_FOR_FAMILIES_ON_AVERAGE = 8.0
# What others say, quoted, is not how the pack speaks.
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


def faults(packs: Packs) -> Iterator[Fault]:
    """Texts too hard for their readers, and words that are not to be used of anybody."""
    written = [document for document in packs.documents if not document.is_imported]
    yield from chain.from_iterable(map(_too_hard, written))
    yield from _too_hard_on_average(written)
    for pack in packs.stack:
        yield from _banned(pack, packs.tone)


def is_for_families(document: Document) -> bool:
    return document.audience[0] not in _HARDEST


def grade_of(document: Document) -> float:
    """The reading grade of a page's printed words."""
    blocks = (block.text for section in document.sections for block in section.blocks)
    return grade("\n".join(blocks))


def _too_hard(document: Document) -> Iterator[Fault]:
    hardest = _HARDEST.get(document.audience[0], _HARDEST_FOR_FAMILIES)
    if (found := grade_of(document)) > hardest:
        message = (
            f"reading grade {found:.1f}, and at most {hardest:g} for its readers; use shorter words"
        )
        yield Fault(document.path, 1, message)


def _too_hard_on_average(documents: Sequence[Document]) -> Iterator[Fault]:
    grades = {
        document.path: grade_of(document) for document in documents if is_for_families(document)
    }
    average = sum(grades.values()) / len(grades) if grades else 0.0
    if average > _HARDEST_FOR_FAMILIES_ON_AVERAGE:
        hardest = max(grades, key=lambda path: grades[path])
        message = f"families' pages have grade {average:.1f} on average, and at most 8; this one is the hardest"
        yield Fault(hardest, 1, message)


def _banned(pack: Pack, tone: Sequence[Tone]) -> Iterator[Fault]:
    for path, line, text in _texts(pack):
        said = _QUOTED.sub(" ", text)
        for one in tone:
            if found := one.pattern.search(said):
                yield Fault(path, line, f"“{found[0]}”: say {one.instead} instead")


def _texts(pack: Pack) -> Iterator[tuple[str, int, str]]:
    """Everything that a pack says in its own words, with its file and line."""
    for document in pack.documents:
        if not document.is_imported:
            yield document.path, 1, f"{document.title}\n{document.summary}"
            for section in document.sections:
                blocks = (block.text for block in section.blocks)
                yield document.path, section.line, "\n".join([section.heading, *blocks])
    for letter in pack.letters:
        yield letter.path, 1, "\n".join([letter.title, letter.heading, letter.answer, letter.body])
    for term in pack.glossary[1]:
        yield str(pack.folder / "glossary.toml"), term.line, term.means
    for notice in pack.notices:
        yield str(pack.folder / "notices.toml"), notice.line, notice.text
    for one in pack.toolkit.strategies:
        path = str(pack.folder / "toolkit" / f"{one.area}.toml")
        yield (
            path,
            one.line,
            "\n".join([one.name, one.what, one.looks_like, one.record, one.seek_advice]),
        )
    for difficulty in pack.toolkit.difficulties:
        yield str(pack.folder / "toolkit" / "difficulties.toml"), difficulty.line, difficulty.title
