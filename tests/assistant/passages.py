"""Passages and matches made by hand, block by block."""

from datetime import date

from knowledge.documents import Block, Match, Passage, Role, Statement

CHECKED = date(2026, 11, 23)


def block(role: Role, *sentences: str, references: tuple[str, ...] = ()) -> Block:
    return Block(role, tuple(Statement(text, references) for text in sentences))


def signpost(text: str, role: Role = Role.DO_NOW) -> Block:
    """A block that only sends the reader to another page."""
    return Block(role, (Statement(text, is_signpost=True),))


def passage(id: str, *blocks: Block) -> Passage:
    """Its document is what stands before the # of its id."""
    document = id.partition("#")[0]
    return Passage(
        id=id,
        document=document,
        title=f"The page {document}",
        heading=f"The section {id}",
        address=f"/guidance/{id}",
        blocks=blocks,
        checked=CHECKED,
    )


def match(found: Passage, *nearness: float) -> Match:
    """A match; each block as near as is said, or else wholly."""
    return Match(found, 1.0, 0.9, 0.9, nearness or tuple(1.0 for _ in found.blocks))
