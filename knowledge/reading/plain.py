"""Texts without structure of their own → a Document."""

from collections.abc import Mapping

from knowledge.documents import Block, Document, Role, Section, Statement
from knowledge.keywords import without_links
from knowledge.sentences import sentences


def read_plain(id: str, texts: Mapping[str, tuple[str, str]]) -> Document:
    """A section for each text, by its name: its title and its words. Each line that holds words becomes a block.

    A text without a title takes the document's first line, and a link reads as its label.
    """
    texts = {name: (title, without_links(words)) for name, (title, words) in texts.items()}
    first = next((line for _, words in texts.values() for line in _lines(words)), id)[:80]
    sections = tuple(
        _section(name, title or first, words) for name, (title, words) in texts.items()
    )
    return Document(id=id, title="", sections=sections)


def _section(name: str, title: str, words: str) -> Section:
    blocks = tuple(
        Block(Role.DETAIL, tuple(map(Statement, sentences(line)))) for line in _lines(words)
    )
    return Section(anchor=name, heading=title.strip(), blocks=blocks)


def _lines(words: str) -> list[str]:
    return [line.strip() for line in words.splitlines() if line.strip()]
