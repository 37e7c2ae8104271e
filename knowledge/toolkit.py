"""Ordinarily available provision: what to try in class, by area of need, phase and what is found hard."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlencode

from pydantic import Field

from knowledge.documents import Audience, Block, Document, Role, Section, Statement
from knowledge.errors import Fault, PackFaults
from knowledge.phases import Phase
from knowledge.reading.toml import Entry, entries_of, read_entries, read_toml
from knowledge.sentences import sentences

_MOST_IN_AN_ANSWER = 4


class Area(StrEnum):
    """The four broad areas of need, and what helps in every one of them (CoP 6.28–6.35)."""

    EVERY = "every-area"
    COMMUNICATION = "communication-and-interaction"
    COGNITION = "cognition-and-learning"
    SEMH = "social-emotional-and-mental-health"
    SENSORY = "sensory-and-physical"

    @property
    def label(self) -> str:
        return _AREAS[self]


_AREAS = {
    Area.EVERY: "Every area of need",
    Area.COMMUNICATION: "Communication and interaction",
    Area.COGNITION: "Cognition and learning",
    Area.SEMH: "Social, emotional and mental health",
    Area.SENSORY: "Sensory and physical",
}


class Difficulty(Entry):
    """Something seen in class. `title` goes on from "a child who …" ("finds it hard to sit still")."""

    title: str
    area: Area
    asked_as: tuple[str, ...] = ()


class Strategy(Entry):
    """One thing to try: `what` to do in one sentence, what it looks like, what to record, when to seek advice."""

    name: str
    area: Area
    phases: tuple[Phase, ...] = Field(min_length=1)
    difficulties: tuple[str, ...] = Field(min_length=1)
    what: str
    looks_like: str
    record: str
    seek_advice: str
    asked_as: tuple[str, ...] = ()


class _About(Entry):
    """What toolkit.toml says of the whole: the label that every strategy carries, and where they come from."""

    title: str
    label: str
    source: str
    checked: date
    review_by: date


@dataclass(frozen=True)
class Toolkit:
    """Difficulties and the strategies for them; `label` says what they are, and must be shown with them."""

    pack: str = ""
    title: str = ""
    label: str = ""
    source: str = ""
    checked: date | None = None
    review_by: date | None = None
    difficulties: tuple[Difficulty, ...] = ()
    strategies: tuple[Strategy, ...] = ()

    def find(
        self, *, area: Area | None = None, phase: Phase | None = None, difficulty: str = ""
    ) -> list[Strategy]:
        """The strategies for an area, phase and difficulty: those made for the difficulty, then those of one area,
        then those for every area, each in the toolkit's order.
        """
        found = [
            one
            for one in self.strategies
            if (area is None or one.area in (area, Area.EVERY))
            and (phase is None or phase in one.phases)
            and (not difficulty or difficulty in one.difficulties)
        ]
        return sorted(
            found, key=lambda one: (one.area is Area.EVERY, one.difficulties[0] != difficulty)
        )

    def strategy(self, id: str) -> Strategy | None:
        return next((one for one in self.strategies if one.id == id), None)

    def difficulty(self, id: str) -> Difficulty | None:
        return next((one for one in self.difficulties if one.id == id), None)


def address_of(
    *,
    area: Area | None = None,
    phase: Phase | None = None,
    difficulty: str = "",
    strategy: str = "",
) -> str:
    """The toolkit's page with this choice already made."""
    chosen = {"area": area, "phase": phase, "difficulty": difficulty}
    query = urlencode({key: str(value) for key, value in chosen.items() if value})
    return f"/toolkit?{query}" + (f"#{strategy}" if strategy else "")


def read_toolkit(folder: Path, pack: str) -> Toolkit:
    """A pack's toolkit: toolkit.toml, difficulties.toml, and a file of strategies for each area."""
    if not folder.is_dir():
        return Toolkit()
    if faults := list(_files_amiss(folder)):
        raise PackFaults(faults)
    about = _about(folder / "toolkit.toml", pack)
    difficulties = read_entries(folder / "difficulties.toml", Difficulty)
    files = [path for path in sorted(folder.glob("*.toml")) if path.stem in set(Area)]
    strategies = [(path, one) for path in files for one in read_entries(path, Strategy)]
    if faults := list(_faults(difficulties, strategies)):
        raise PackFaults(faults)
    return Toolkit(
        pack,
        about.title,
        about.label,
        about.source,
        about.checked,
        about.review_by,
        tuple(difficulties),
        tuple(one for _, one in strategies),
    )


def _files_amiss(folder: Path) -> Iterator[Fault]:
    """Files that a toolkit needs and has not, and files that are of no area."""
    for name in ("toolkit.toml", "difficulties.toml"):
        if not (folder / name).exists():
            yield Fault(str(folder / name), 1, "a toolkit needs this file; add it")
    for path in sorted(folder.glob("*.toml")):
        if path.stem not in {*Area, "toolkit", "difficulties"}:
            message = f"no area of need has this name; use one of {', '.join(Area)}"
            yield Fault(str(path), 1, message)


def _about(path: Path, pack: str) -> _About:
    said, lines = read_toml(path)
    return entries_of({pack: said}, _About, path, lines)[0]


def _faults(
    difficulties: Sequence[Difficulty], strategies: Sequence[tuple[Path, Strategy]]
) -> Iterator[Fault]:
    known = {one.id for one in difficulties}
    seen: set[str] = set()
    for path, one in strategies:
        if one.id in seen:
            yield Fault(
                str(path), one.line, f"“{one.id}” is the name of two strategies; change one"
            )
        seen.add(one.id)
        for id in one.difficulties:
            if id not in known:
                message = f"“{one.id}”: no difficulty “{id}” in difficulties.toml; mend the name"
                yield Fault(str(path), one.line, message)


def toolkit_page(toolkit: Toolkit) -> Document | None:
    """The toolkit as sections that search finds: one for each difficulty and phase, and one for each strategy."""
    if not toolkit.strategies:
        return None
    return Document(
        id=f"{toolkit.pack}/toolkit",
        title=toolkit.title,
        sections=(*_difficulty_sections(toolkit), *_strategy_sections(toolkit)),
        audience=(Audience.SENCO, Audience.PARENT, Audience.YOUNG_PERSON),
        checked=toolkit.checked,
    )


def _difficulty_sections(toolkit: Toolkit) -> Iterator[Section]:
    for difficulty in toolkit.difficulties:
        for phase in Phase:
            found = toolkit.find(phase=phase, difficulty=difficulty.id)[:_MOST_IN_AN_ANSWER]
            if found:
                yield _difficulty_section(toolkit, difficulty, phase, found)


def _difficulty_section(
    toolkit: Toolkit, difficulty: Difficulty, phase: Phase, found: Sequence[Strategy]
) -> Section:
    opening = f"Here are ideas to try with {phase.learner} who {difficulty.title}."
    first = found[0]
    return Section(
        anchor=f"{difficulty.id}-{phase.value}",
        heading=f"What can I try with {phase.learner} who {difficulty.title}?",
        blocks=(
            _block(toolkit, Role.ANSWER, f"{opening} {toolkit.label}"),
            *(_block(toolkit, Role.IDEA, f"{one.name}: {_lower(one.what)}") for one in found),
            _block(toolkit, Role.DO_NOW, first.record),
            _block(toolkit, Role.IDEA, first.seek_advice),
        ),
        asked_as=tuple(f"{asked}, {phase.label.lower()}" for asked in difficulty.asked_as),
        address=address_of(area=difficulty.area, phase=phase, difficulty=difficulty.id),
        phases=(phase,),
    )


def _strategy_sections(toolkit: Toolkit) -> Iterator[Section]:
    for one in toolkit.strategies:
        phases = _listed([phase.label.lower() for phase in one.phases])
        yield Section(
            anchor=one.id,
            heading=f"{one.name} ({phases})",
            blocks=(
                _block(toolkit, Role.ANSWER, f"{one.what} {toolkit.label}"),
                _block(toolkit, Role.IDEA, one.looks_like),
                _block(toolkit, Role.DO_NOW, one.record),
                _block(toolkit, Role.IDEA, one.seek_advice),
            ),
            asked_as=one.asked_as,
            address=address_of(area=one.area, phase=one.phases[0], strategy=one.id),
            phases=one.phases,
        )


def _block(toolkit: Toolkit, role: Role, words: str) -> Block:
    statements = (Statement(one, (toolkit.source,)) for one in sentences(words))
    return Block(role, tuple(statements))


def _listed(names: Sequence[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def _lower(words: str) -> str:
    """Words within a sentence; what begins with a short form keeps its capitals."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
