"""What the readers of web pages, PDFs and Word files have in common: headings with the lines under them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

_SPACE = re.compile(r"\s+")


@dataclass
class Extract:
    """One heading's worth of a file: its lines are paragraphs, list items and rows of tables."""

    heading: str
    lines: list[str] = field(default_factory=list)


def plain(text: str) -> str:
    """Text on one line, without the characters that only lay it out."""
    return _SPACE.sub(" ", text.replace("\u00ad", "").replace("\u200b", "")).strip()


def row_in_words(headers: Sequence[str], cells: Iterable[str]) -> str:
    """A table's row as a sentence a person can read alone: "Week: 6; What happens: the council decides."."""
    pairs = [
        f"{headers[place]}: {cell}" if place < len(headers) and headers[place] else cell
        for place, cell in enumerate(cells)
        if cell
    ]
    return "; ".join(pairs) + ("." if pairs and pairs[-1][-1] not in ".!?" else "")


def table_in_words(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows under the table's first row, which names the columns; a table of one row or column is told as it is."""
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return [line for row in rows if (line := row_in_words((), row))]
    return [line for row in rows[1:] if (line := row_in_words(rows[0], row))]
