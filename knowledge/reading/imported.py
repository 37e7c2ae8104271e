"""A web page, PDF or Word file of a pack, with the front matter beside it → a Document."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from knowledge.documents import Block, Document, Role, Section, Statement
from knowledge.errors import Fault, PackFaults
from knowledge.reading.extracts import Extract
from knowledge.reading.markdown import anchor_of, read_front_matter, unused
from knowledge.sentences import sentences

# Each kind of file, and the function of this package that reads it; imported when there is one, since they are slow to.
READERS = {".html": "html", ".htm": "html", ".pdf": "pdf", ".docx": "word"}
MOST_BYTES = 30_000_000
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~!-])")
_BRACES = str.maketrans("{}", "()")


def imported_files(folder: Path) -> list[Path]:
    """The files of a pack's documents/ that can be read, and those that nobody can read."""
    return sorted(
        path for path in folder.glob("*") if path.suffix.lower() != ".md" and path.name[0] != "."
    )


def orphans(folder: Path) -> list[Path]:
    """Front matter in a pack's documents/ that no document stands beside."""
    known = {path.stem for path in imported_files(folder)}
    return sorted(path for path in folder.glob("*.md") if path.stem not in known)


def read_imported(path: Path, *, id: str, publisher: str) -> Document:
    """Read one file and the front matter in "name.md" beside it. PackFaults says what is wrong with either."""
    if path.suffix.lower() not in READERS:
        kinds = ", ".join(READERS)
        raise _fault(path, f"“{path.suffix}” files cannot be read; use one of {kinds}")
    beside = path.with_suffix(".md")
    if not beside.exists():
        raise _fault(path, f"no front matter; add “{beside.name}” beside it")
    document = read_front_matter(beside, id=id, publisher=publisher)
    if not path.is_file():
        raise _fault(path, "cannot be read; put a file that can be in its place")
    if path.stat().st_size > MOST_BYTES:
        raise _fault(
            path, f"larger than {MOST_BYTES // 1_000_000} MB; save it smaller, or in parts"
        )
    try:
        extracts = _extracts(path)
    except ValueError as error:
        raise _fault(path, str(error)) from error
    sections = tuple(_sections(extracts, document))
    if not sections:
        raise _fault(path, "no text in it; put a version with text in its place")
    return replace(document, sections=sections, is_imported=True, path=str(path))


def _extracts(path: Path) -> Sequence[Extract]:
    name = READERS[path.suffix.lower()]
    read = getattr(import_module(f"knowledge.reading.{name}"), f"read_{name}")
    extracts: Sequence[Extract] = read(path.read_bytes())
    return extracts


def _sections(extracts: Sequence[Extract], document: Document) -> Iterator[Section]:
    taken: set[str] = set()
    source = document.sources[0]
    rests_on = (f"{source.name}, {source.date}" if source.date else source.name,)
    for one in extracts:
        heading = one.heading or document.title
        lines = [line.translate(_BRACES) for line in one.lines]
        yield Section(
            anchor=unused(anchor_of(heading), taken),
            heading=heading,
            blocks=tuple(_block(line, rests_on) for line in lines),
            markdown="\n\n".join(_MARKDOWN.sub(r"\\\1", line) for line in lines),
        )


def _block(line: str, rests_on: tuple[str, ...]) -> Block:
    return Block(Role.DETAIL, tuple(Statement(one, rests_on) for one in sentences(line)))


def _fault(path: Path, message: str) -> PackFaults:
    return PackFaults([Fault(str(path), 1, message)])
