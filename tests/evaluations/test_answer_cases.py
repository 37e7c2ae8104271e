"""Cases of whole answers: each has a name of its own, and rests on sections that there are."""

from collections import Counter
from typing import Any

import pytest
import yaml

from assistant.conversation import Outcome
from knowledge.library import Library
from knowledge.packs import read_packs
from tests.building import ROOT


@pytest.fixture(scope="module")
def cases() -> list[dict[str, Any]]:
    files = sorted((ROOT / "evaluations/cases/answers").glob("*.yaml"))
    return [case for file in files for case in yaml.safe_load(file.read_text("utf-8"))]


def test_no_two_cases_have_one_name(cases: list[dict[str, Any]]) -> None:
    named = Counter(case["name"] for case in cases)

    assert [name for name, count in named.items() if count > 1] == []


def test_every_case_rests_on_sections_that_there_are(cases: list[dict[str, Any]]) -> None:
    library = Library.of(read_packs(ROOT / "knowledge/packs", ["england", "cambridgeshire"]))
    there = {
        f"{document.id}#{section.anchor}"
        for document in library.documents
        for section in document.sections
    }

    lost = {one for case in cases for one in case.get("rests_on", ()) if "#" in one} - there

    assert lost == set()


def test_every_case_ends_in_a_way_that_answers_end(cases: list[dict[str, Any]]) -> None:
    outcomes = {outcome for case in cases for outcome in case["outcome"]}

    assert outcomes <= {one.value for one in Outcome}
    assert {case["half"] for case in cases} == {"tune", "report"}
