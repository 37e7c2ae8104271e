"""What pages must cover: subjects, and the journeys and workstreams that rest on them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.documents import Document
from knowledge.errors import Fault, PackFaults
from knowledge.reading.toml import Entry, read_entries, read_toml

_TABLES = ("subjects", "journeys", "workstreams", "left_out")


class Subject(Entry):
    """Something that a page must state. `section` is where in the collected facts it comes from."""

    title: str
    section: str


class Need(Entry):
    """A journey or a workstream: what it needs to be told."""

    title: str
    subjects: tuple[str, ...]


class LeftOut(Entry):
    """Something that no page states, on purpose."""

    title: str
    section: str
    reason: str


@dataclass(frozen=True)
class Subjects:
    """One pack's lists."""

    path: str = ""
    subjects: tuple[Subject, ...] = ()
    journeys: tuple[Need, ...] = ()
    workstreams: tuple[Need, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def read_subjects(path: Path) -> Subjects:
    """The lists of one file; empty where there is no such file."""
    if path.exists() and (unknown := sorted(set(read_toml(path)[0]) - set(_TABLES))):
        message = f"“{unknown[0]}” is none of {', '.join(_TABLES)}; mend its spelling"
        raise PackFaults([Fault(str(path), 1, message)])
    return Subjects(
        str(path),
        tuple(read_entries(path, Subject, table="subjects")),
        tuple(read_entries(path, Need, table="journeys")),
        tuple(read_entries(path, Need, table="workstreams")),
        tuple(read_entries(path, LeftOut, table="left_out")),
    )


class Coverage:
    """Which subject rests on which pages."""

    def __init__(self, lists: Sequence[Subjects], pages: Iterable[Document]) -> None:
        self.lists = lists
        self.known = {one.id: one for each in lists for one in each.subjects}
        self.pages: dict[str, list[str]] = {id: [] for id in self.known}
        self._documents = list(pages)
        for page in self._documents:
            for id in page.covers:
                self.pages.setdefault(id, []).append(page.id)

    def by_section(self) -> Mapping[str, list[Subject]]:
        """The subjects of each section of the facts, in the sections' order."""
        sections: dict[str, list[Subject]] = {}
        for one in sorted(self.known.values(), key=lambda one: _order(one.section)):
            sections.setdefault(one.section, []).append(one)
        return sections

    def pages_for(self, need: Need) -> list[str]:
        """The pages that a journey or workstream rests on, each once."""
        return list(dict.fromkeys(page for id in need.subjects for page in self.pages.get(id, [])))

    def told(self) -> Iterator[str]:
        """Which pages each subject, journey and workstream rests on, a line each; then what is left out, and why."""
        for section, subjects in self.by_section().items():
            yield f"Section {section}"
            for one in subjects:
                yield f"  {one.id} ({one.title}): {_listed(self.pages[one.id])}"
        for kind in ("journeys", "workstreams"):
            yield kind.capitalize()
            for each in self.lists:
                needs: tuple[Need, ...] = getattr(each, kind)
                for need in needs:
                    yield f"  {need.id} ({need.title}): {_listed(self.pages_for(need))}"
        yield "Left out on purpose"
        for each in self.lists:
            for left in each.left_out:
                yield f"  {left.id} ({left.title}), section {left.section}: {left.reason}"

    def faults(self) -> Iterator[Fault]:
        """Subjects that no page states, needs that name none, and pages that claim what is no subject."""
        for each in self.lists:
            for subject in each.subjects:
                if not self.pages[subject.id]:
                    message = f"no page covers “{subject.id}” ({subject.title}); state it on one"
                    yield Fault(each.path, subject.line, message)
            for need in (*each.journeys, *each.workstreams):
                for id in need.subjects:
                    if id not in self.known:
                        message = f"“{need.id}” needs “{id}”, which is no subject; mend the name"
                        yield Fault(each.path, need.line, message)
        for page in self._documents:
            for id in page.covers:
                if id not in self.known:
                    yield Fault(page.path, 1, f"covers: “{id}” is no subject; mend the name")


def _listed(pages: Sequence[str]) -> str:
    return ", ".join(pages) if pages else "NO PAGE"


def _order(section: str) -> list[tuple[int, str]]:
    return [(int(part) if part.isdigit() else 0, part) for part in section.split(".")]
