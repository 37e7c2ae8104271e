"""Ordinarily available provision: strategies by area, phase and what is hard."""

from pathlib import Path

import pytest

from knowledge.documents import Query, Role
from knowledge.errors import PackFaults
from knowledge.phases import Phase
from knowledge.retrieval import PackRetriever
from knowledge.settings import KnowledgeSettings
from knowledge.toolkit import Area, Toolkit, address_of, read_toolkit, toolkit_page
from tests.fakes import WordEmbedder
from tests.packs import PackDir

ABOUT = """\
title = "Ideas for class"
label = "These are examples."
source = "Examples from practice"
checked = 2026-11-23
review_by = 2027-05-23
"""
DIFFICULTIES = """\
[sitting]
title = "finds it hard to sit still"
area = "social-emotional-and-mental-health"
asked_as = ["always fidgeting"]

[reading]
title = "finds it hard to read"
area = "cognition-and-learning"
"""
STRATEGY = """\
[{id}]
name = "{name}"
area = "{area}"
phases = [{phases}]
difficulties = [{difficulties}]
what = "{name} go here."
looks_like = "The room is calm."
record = "Note when it helped."
seek_advice = "Ask the SENCO if nothing changes."

"""
SEMH, EVERY = "social-emotional-and-mental-health", "every-area"


def write(pack: Path) -> Path:
    folder = pack / "toolkit"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "toolkit.toml").write_text(ABOUT, "utf-8")
    (folder / "difficulties.toml").write_text(DIFFICULTIES, "utf-8")
    both = '"primary", "secondary"'
    semh = STRATEGY.format(
        id="breaks", name="Movement breaks", area=SEMH, phases='"primary"', difficulties='"sitting"'
    ) + STRATEGY.format(
        id="passes", name="ELSA passes", area=SEMH, phases='"secondary"', difficulties='"sitting"'
    )
    every = STRATEGY.format(
        id="steps", name="Short steps", area=EVERY, phases=both, difficulties='"sitting", "reading"'
    )
    (folder / f"{SEMH}.toml").write_text(semh, "utf-8")
    (folder / f"{EVERY}.toml").write_text(every, "utf-8")
    return folder


@pytest.fixture
def toolkit(tmp_path: Path) -> Toolkit:
    return read_toolkit(write(tmp_path / "anyshire"), "anyshire")


@pytest.mark.parametrize(
    ("area", "phase", "difficulty", "found"),
    [
        (None, Phase.PRIMARY, "sitting", ["breaks", "steps"]),
        (None, Phase.SECONDARY, "sitting", ["passes", "steps"]),
        (Area.SEMH, None, "", ["breaks", "passes", "steps"]),
        (Area.COGNITION, None, "", ["steps"]),
        (None, Phase.POST_16, "", []),
        (None, None, "reading", ["steps"]),
    ],
)
def test_strategies_are_found_by_area_phase_and_difficulty_general_ones_last(
    toolkit: Toolkit, area: Area | None, phase: Phase | None, difficulty: str, found: list[str]
) -> None:
    strategies = toolkit.find(area=area, phase=phase, difficulty=difficulty)

    assert [one.id for one in strategies] == found


def test_search_has_a_section_for_each_difficulty_and_phase_and_one_for_each_strategy(
    toolkit: Toolkit,
) -> None:
    page = toolkit_page(toolkit)

    assert page is not None
    sections = {one.anchor: one for one in page.sections}
    assert sections.keys() == {
        "sitting-primary",
        "sitting-secondary",
        "reading-primary",
        "reading-secondary",
        "breaks",
        "passes",
        "steps",
    }
    sitting = sections["sitting-secondary"]
    assert sitting.heading == (
        "What can I try with a secondary school pupil who finds it hard to sit still?"
    )
    assert sitting.blocks[0].text == (
        "Here are ideas to try with a secondary school pupil who finds it hard to sit still. "
        "These are examples."
    )
    assert sitting.blocks[1].text == "ELSA passes: ELSA passes go here."
    assert sitting.asked_as == ("always fidgeting, secondary",)
    assert sitting.address == (
        "/toolkit?area=social-emotional-and-mental-health&phase=secondary&difficulty=sitting"
    )
    assert {block.role for block in sitting.blocks} == {Role.ANSWER, Role.IDEA, Role.DO_NOW}
    assert sections["breaks"].address == address_of(
        area=Area.SEMH, phase=Phase.PRIMARY, strategy="breaks"
    )
    assert all(
        statement.references == ("Examples from practice",)
        for section in page.sections
        for block in section.blocks
        for statement in block.statements
    )


def test_a_strategy_is_a_passage_that_search_finds(three_pages: PackDir, tmp_path: Path) -> None:
    write(three_pages.path / "england")
    three_pages.publish(tmp_path / "index", WordEmbedder())

    best = PackRetriever(tmp_path / "index", WordEmbedder()).search(Query("movement breaks"))[0]

    assert best.passage.id == "england/toolkit#breaks"


def test_a_pack_may_have_no_toolkit(tmp_path: Path) -> None:
    toolkit = read_toolkit(tmp_path / "toolkit", "anyshire")

    assert toolkit == Toolkit()
    assert toolkit_page(toolkit) is None


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (SEMH, '"sitting"', '"siting"', "“breaks”: no difficulty “siting” in difficulties.toml"),
        (SEMH, "[passes]", "[steps]", "“steps” is the name of two strategies; change one"),
        (SEMH, '"primary"', '"nursery"', "mend “phases.0”"),
        ("toolkit", 'label = "These are examples."\n', "", "add “label”"),
        ("difficulties", 'title = "finds it hard to read"\n', "", "add “title”"),
    ],
)
def test_a_toolkit_that_cannot_be_used_says_why(
    tmp_path: Path, file: str, old: str, new: str, message: str
) -> None:
    folder = write(tmp_path / "anyshire")
    path = folder / f"{file}.toml"
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")

    with pytest.raises(PackFaults) as raised:
        read_toolkit(folder, "anyshire")

    assert any(message in fault.message for fault in raised.value.faults)
    assert str(folder) in raised.value.faults[0].path


def test_the_shipped_toolkit_has_enough_for_every_area_and_phase() -> None:
    packs = KnowledgeSettings().packs_dir
    shipped = read_toolkit(packs / "cambridgeshire" / "toolkit", "cambridgeshire")

    counts = {
        (area, phase): sum(one.area is area for one in shipped.find(area=area, phase=phase))
        for area in Area
        for phase in Phase
        if area is not Area.EVERY
    }

    assert len(shipped.strategies) >= 150
    assert min(counts.values()) >= 8, counts
    assert "examples" in shipped.label
