"""Documents → passages, cut at headings, and the windows within them that search looks through."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.documents import Block, Document, Passage, Role, Section, Statement
from knowledge.phases import phases_named, phases_of
from knowledge.references import source_of

CUTTER = "sections-14"
MOST_PIECES = 256
MOST_WORDS_IN_WINDOW = 60

_AUTHORITY = {
    "statute": 1.0,
    "case law": 1.0,
    "statutory guidance": 0.9,
    "Cambridgeshire page": 0.9,
    "national page": 0.6,
    "official statistics": 0.6,
    "seed": 0.5,
}


@dataclass(frozen=True)
class Window:
    """A stretch of a passage of at most 60 words, or one longer sentence; `blocks` are the positions it covers.

    A heading, or another way of asking its question, covers none: it finds the passage and is not quoted.
    """

    text: str
    blocks: tuple[int, ...] = ()


def cut(document: Document, *, pieces: Callable[[str], int]) -> list[Passage]:
    """One passage a section, or several where it is longer than 256 word-pieces, title included."""
    return [
        passage
        for section in document.sections
        for passage in _cut_section(document, section, pieces)
    ]


def keep_whole(document: Document) -> list[Passage]:
    """One passage a section, however long: for texts that somebody has cut already."""
    return [
        _passage(document, section, section.blocks)
        for section in document.sections
        if section.blocks
    ]


def searched_text(passage: Passage) -> str:
    """A passage as it is embedded: its title and heading first."""
    return "\n".join([*headings(passage), passage.text])


def headings(passage: Passage) -> list[str]:
    """Its title and its heading, each once, where it has them."""
    return [text for text in dict.fromkeys([passage.title, passage.heading]) if text]


def windows(passage: Passage) -> list[Window]:
    """Its heading and other wordings, then its blocks, each cut or joined to at most 60 words."""
    asked = [passage.heading, *passage.asked_as] if passage.asked_as else []
    return [*map(Window, asked), *_windows_of_blocks(passage.blocks)]


def _cut_section(
    document: Document, section: Section, pieces: Callable[[str], int]
) -> Iterator[Passage]:
    head = pieces(f"{document.title}\n{section.heading}")
    # A heading that fills a passage by itself must not cut its section into single words.
    room = max(MOST_PIECES - head - 4, MOST_PIECES // 2)
    for number, blocks in enumerate(_led(section.blocks, room, pieces)):
        yield _passage(document, section, blocks, number)


def _passage(
    document: Document, section: Section, blocks: tuple[Block, ...], number: int = 0
) -> Passage:
    anchor = f"{document.id}#{section.anchor}"
    return Passage(
        id=anchor if number == 0 else f"{anchor}~{number + 1}",
        document=document.id,
        title=document.title,
        heading=section.heading,
        address=section.address or f"/guidance/{anchor}",
        blocks=blocks,
        asked_as=section.asked_as,
        audience=section.audience or document.audience,
        related=document.related,
        authority=_authority(document, blocks),
        checked=document.checked,
        is_imported=document.is_imported,
        phases=section.phases or phases_of(document.phase) or phases_named(section.heading),
    )


def _led(
    blocks: Sequence[Block], room: int, pieces: Callable[[str], int]
) -> Iterator[tuple[Block, ...]]:
    """Runs of blocks that fit the room, each led by the section's direct answer, so that each stands alone."""
    answer = blocks[:1] if blocks and blocks[0].role is Role.ANSWER else ()
    left = room - sum(pieces(block.text) for block in answer)
    if not answer or len(blocks) == 1 or left < room // 3:
        yield from _fitting(blocks, room, pieces)
        return
    for run in _fitting(blocks[1:], left, pieces):
        yield (*answer, *run)


def _fitting(
    blocks: Sequence[Block], room: int, pieces: Callable[[str], int]
) -> Iterator[tuple[Block, ...]]:
    """Runs of blocks that fit the room, in order; a block too large by itself is cut at its sentences."""
    run: list[Block] = []
    used = 0
    for block in (part for whole in blocks for part in _cut_block(whole, room, pieces)):
        size = pieces(block.text)
        if run and used + size > room:
            yield tuple(run)
            run, used = [], 0
        run.append(block)
        used += size
    if run:
        yield tuple(run)


def _cut_block(block: Block, room: int, pieces: Callable[[str], int]) -> Iterator[Block]:
    if pieces(block.text) <= room:
        yield block
        return
    run: list[Statement] = []
    for statement in (
        part for whole in block.statements for part in _cut_statement(whole, room, pieces)
    ):
        if run and pieces(Block(block.role, (*run, statement)).text) > room:
            yield Block(block.role, tuple(run))
            run = []
        run.append(statement)
    yield Block(block.role, tuple(run))


def _cut_statement(
    statement: Statement, room: int, pieces: Callable[[str], int]
) -> Iterator[Statement]:
    """A sentence that no passage could hold is halved at a space until its parts fit."""
    words = statement.text.split()
    if pieces(statement.text) <= room or len(words) < 2:
        yield statement
        return
    for half in (words[: len(words) // 2], words[len(words) // 2 :]):
        yield from _cut_statement(replace(statement, text=" ".join(half)), room, pieces)


def _authority(document: Document, blocks: Sequence[Block]) -> float:
    """The highest standing of the sources that the blocks name; 0.5 where they name none."""
    tags = {source.name: source.tag for source in document.sources}
    named = (
        source_of(reference, tags)
        for block in blocks
        for statement in block.statements
        for reference in statement.references
    )
    return max((_AUTHORITY[tags[name]] for name in named if name), default=0.5)


def _windows_of_blocks(blocks: Sequence[Block]) -> Iterator[Window]:
    """Neighbouring details share a window while they fit; a labelled block stands by itself.

    Independent help has none: it is much the same everywhere, and finds no section.
    """
    texts: list[str] = []
    covered: list[int] = []
    for position, block in enumerate(blocks):
        if position and block.role is Role.INDEPENDENT_HELP:
            continue
        for text in _stretches(block):
            joins = (
                covered and block.role is Role.DETAIL and blocks[covered[-1]].role is Role.DETAIL
            )
            if covered and not (joins and _words(texts) + _words([text]) <= MOST_WORDS_IN_WINDOW):
                yield Window(" ".join(texts), tuple(dict.fromkeys(covered)))
                texts, covered = [], []
            texts.append(text)
            covered.append(position)
    if covered:
        yield Window(" ".join(texts), tuple(dict.fromkeys(covered)))


def _stretches(block: Block) -> Iterator[str]:
    """A block's sentences, joined while they make at most 60 words."""
    run: list[str] = []
    for statement in block.statements:
        if run and _words([*run, statement.text]) > MOST_WORDS_IN_WINDOW:
            yield " ".join(run)
            run = []
        run.append(statement.text)
    if run:
        yield " ".join(run)


def _words(texts: Sequence[str]) -> int:
    return sum(len(text.split()) for text in texts)
