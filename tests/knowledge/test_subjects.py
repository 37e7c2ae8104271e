"""What pages must cover, and whether they do."""

from pathlib import Path

import pytest

from knowledge.checking import coverage_of, faults_in
from knowledge.errors import Fault
from knowledge.packs import read_packs
from tests.knowledge.test_checking import STATUTE, TODAY
from tests.packs import PLAN, PackDir

LISTS = """\
[subjects.legal-test]
title = "The legal test"
section = "6.2"

[subjects.inside-a-plan]
title = "What is in a plan"
section = "10"

[journeys.P7]
title = "Refused"
subjects = ["legal-test", "inside-a-plan"]

[workstreams.tribunals]
title = "Tribunals"
subjects = ["inside-a-plan"]

[left_out.portage]
title = "Portage by name"
section = "14"
reason = "Not confirmed"
"""


@pytest.fixture
def lists(pack_dir: PackDir) -> Path:
    path = pack_dir.begin("england") / "subjects.toml"
    path.write_text(LISTS, "utf-8")
    return path


def test_coverage_tells_which_pages_each_subject_and_journey_rests_on(
    pack_dir: PackDir, lists: Path
) -> None:
    pack_dir.write("england/plan", PLAN, covers=["inside-a-plan"])

    told = list(coverage_of(read_packs(pack_dir.path, pack_dir.names)).told())

    assert told == [
        "Section 6.2",
        "  legal-test (The legal test): NO PAGE",
        "Section 10",
        "  inside-a-plan (What is in a plan): england/plan",
        "Journeys",
        "  P7 (Refused): england/plan",
        "Workstreams",
        "  tribunals (Tribunals): england/plan",
        "Left out on purpose",
        "  portage (Portage by name), section 14: Not confirmed",
    ]


def test_a_subject_that_no_page_states_is_a_fault(pack_dir: PackDir, lists: Path) -> None:
    pack_dir.write("england/plan", PLAN, sources=STATUTE, covers=["inside-a-plan"])

    assert faults_in(pack_dir.path, pack_dir.names, today=TODAY) == [
        Fault(str(lists), 1, "no page covers “legal-test” (The legal test); state it on one")
    ]


def test_a_page_cannot_claim_what_is_no_subject(pack_dir: PackDir, lists: Path) -> None:
    covers = ["inside-a-plan", "legal-test", "legal-tset"]
    path = pack_dir.write("england/plan", PLAN, sources=STATUTE, covers=covers)

    assert faults_in(pack_dir.path, pack_dir.names, today=TODAY) == [
        Fault(str(path), 1, "covers: “legal-tset” is no subject; mend the name")
    ]


def test_a_journey_cannot_need_what_is_no_subject(pack_dir: PackDir, lists: Path) -> None:
    lists.write_text(LISTS.replace('["inside-a-plan"]', '["inside-plans"]'), "utf-8")
    pack_dir.write("england/plan", PLAN, sources=STATUTE, covers=["inside-a-plan", "legal-test"])

    assert faults_in(pack_dir.path, pack_dir.names, today=TODAY) == [
        Fault(
            str(lists), 13, "“tribunals” needs “inside-plans”, which is no subject; mend the name"
        )
    ]


def test_a_list_of_another_name_is_a_fault(pack_dir: PackDir, lists: Path) -> None:
    lists.write_text(LISTS.replace("[journeys.P7]", "[journey.P7]"), "utf-8")

    (fault,) = faults_in(pack_dir.path, pack_dir.names, today=TODAY)

    assert (fault.path, fault.message) == (
        str(lists),
        "“journey” is none of subjects, journeys, workstreams, left_out; mend its spelling",
    )
