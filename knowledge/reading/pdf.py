"""A PDF → its text, by heading and page; what stands at the head or foot of many pages is left out."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError

from knowledge.reading.extracts import Extract, plain

_EDGE = 2
_MOST_OF_HEADING = 120
_LARGER = 1.12
_BULLET = re.compile(r"^(?:[•●▪‣◦·*–-]\s+|\(?\d{1,2}[.)]\s+)")
_PAGE_NUMBER = re.compile(r"^(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?$", re.IGNORECASE)
_AT_EDGE = re.compile(r"^\d{1,4}\b|(?:\bpage\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?$", re.IGNORECASE)
_ENDS = (".", "!", "?", ":", ";")


@dataclass(frozen=True)
class _Line:
    text: str
    size: float
    is_bold: bool


def read_pdf(source: bytes) -> list[Extract]:
    """Extracts in order, each within one page, whose number its heading gives.

    ValueError where the file cannot be opened, is locked, or holds pictures of text alone.
    """
    pages = _pages(source)
    if not any(pages):
        raise ValueError("no text in it, as in a scan; put a version with text in its place")
    running = _running_lines(pages)
    kept = [_without_running(page, running) for page in pages]
    body = _body_size(kept)
    extracts: list[Extract] = []
    heading = ""
    for number, page in enumerate(kept, start=1):
        extracts.append(Extract(_on_page(heading, number)))
        run: list[str] = []
        for line in page:
            if _is_heading(line, body):
                extracts[-1].lines += _paragraphs(run)
                run, heading = [], line.text
                extracts.append(Extract(_on_page(heading, number)))
            else:
                run.append(line.text)
        extracts[-1].lines += _paragraphs(run)
    return [one for one in extracts if one.lines]


def _pages(source: bytes) -> list[list[_Line]]:
    try:
        reader = PdfReader(BytesIO(source))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ValueError("locked with a password; save it without one")
        return [_lines(page) for page in reader.pages]
    except (PyPdfError, OSError, KeyError, TypeError, AttributeError) as error:
        raise ValueError("not a PDF that can be opened; save it again as PDF") from error


def _lines(page: PageObject) -> list[_Line]:
    """The page's lines from top to bottom, with the size of their largest letters."""
    lines: list[_Line] = []
    run: list[tuple[str, float, bool]] = []

    def flush() -> None:
        text = plain("".join(part for part, _, _ in run))
        if text:
            sized = [(size, bold) for part, size, bold in run if part.strip()]
            lines.append(_Line(text, max(size for size, _ in sized), all(b for _, b in sized)))
        run.clear()

    def take(text: str, cm: Any, tm: Any, font: Any, size: float) -> None:
        name = str(font.get("/BaseFont", "")) if font else ""
        height = abs(size * (tm[3] or tm[1] or 1) * (cm[3] or cm[1] or 1))
        for number, part in enumerate(text.split("\n")):
            if number:
                flush()
            run.append((part, height, "bold" in name.lower()))

    page.extract_text(visitor_text=take)
    flush()
    return lines


def _running_lines(pages: Sequence[Sequence[_Line]]) -> set[str]:
    """The lines that stand at the edge of many pages, their numbers left open."""
    edges = Counter(
        text
        for page in pages
        for text in {_open(line.text) for line in [*page[:_EDGE], *page[-_EDGE:]]}
    )
    many = max(3, 0.4 * len(pages))
    return {text for text, count in edges.items() if count >= many}


def _without_running(page: Sequence[_Line], running: set[str]) -> list[_Line]:
    """A page without what stands at its edges on many pages, and without its number."""

    def is_kept(place: int, text: str) -> bool:
        is_edge = place < _EDGE or place >= len(page) - _EDGE
        return not (is_edge and (_open(text) in running or _PAGE_NUMBER.match(text)))

    return [line for place, line in enumerate(page) if is_kept(place, line.text)]


def _open(text: str) -> str:
    """A line with its page number left open: the number at its end or beginning."""
    return _AT_EDGE.sub("#", text)


def _body_size(pages: Sequence[Sequence[_Line]]) -> float:
    """The size of most letters."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _is_heading(line: _Line, body: float) -> bool:
    if (
        len(line.text) > _MOST_OF_HEADING
        or line.text.endswith(_ENDS[:1])
        or _BULLET.match(line.text)
    ):
        return False
    return line.size >= _LARGER * body or (line.is_bold and len(line.text.split()) <= 12)


def _on_page(heading: str, number: int) -> str:
    return f"{heading} (page {number})" if heading else f"Page {number}"


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """Lines joined to paragraphs: one ends where a line ends a sentence short of the margin, or at a bullet."""
    width = max(map(len, lines), default=0)
    run = ""
    for line in lines:
        if run and _BULLET.match(line):
            yield run
            run = ""
        run = _joined(run, _BULLET.sub("", line))
        if line.endswith(_ENDS) and len(line) < 0.8 * width:
            yield run
            run = ""
    if run:
        yield run


def _joined(before: str, line: str) -> str:
    """A word parted at the line's end is whole again."""
    if re.search(r"[a-z]-$", before) and line[:1].islower():
        return before[:-1] + line
    return f"{before} {line}".strip()
