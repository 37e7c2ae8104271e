"""python -m knowledge, as its users see it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from knowledge.__main__ import commands
from tests.packs import PLAN, PackDir

STATUTE = [{"tag": "statute", "name": "CFA 2014"}]


def run(pack_dir: PackDir, *arguments: str) -> Result:
    environment = {
        "DATA_DIR": str(pack_dir.path.parent / "data"),
        "KNOWLEDGE_PACKS_DIR": str(pack_dir.path),
        "KNOWLEDGE_PACKS": ",".join(pack_dir.names),
        "ASSISTANT_TODAY": "2026-11-23",
    }
    return CliRunner().invoke(commands, arguments, env=environment)


def test_packs_without_faults_are_said_to_be_so(pack_dir: PackDir) -> None:
    pack_dir.write("england/plan", PLAN, sources=STATUTE)

    done = run(pack_dir, "check")

    assert (done.exit_code, done.stdout) == (0, "No faults in 1 pages.\n")


def test_each_fault_is_a_line_and_the_command_fails(pack_dir: PackDir) -> None:
    first = pack_dir.write("england/plan", PLAN)
    second = pack_dir.write("england/who", "## Who?\n\nYou. {CFA 2014 s.51}\n", sources=STATUTE)
    second.write_text(second.read_text("utf-8").replace("{CFA 2014 s.51}", ""), "utf-8")

    done = run(pack_dir, "check")

    assert done.exit_code == 1
    assert [line.partition(":")[0] for line in done.stdout.splitlines()] == [
        *[str(first)] * 2,
        *[str(second)] * 2,
    ]


def test_a_page_past_its_review_is_a_warning(pack_dir: PackDir) -> None:
    path = pack_dir.write("england/plan", PLAN, sources=STATUTE, review_by="2026-11-22")
    path.write_text(path.read_text("utf-8").replace("2026-11-23", "2025-11-23"), "utf-8")

    done = run(pack_dir, "check")

    assert done.exit_code == 0
    assert f"{path}:1: warning: its review was due on 2026-11-22" in done.stdout


def test_a_setting_that_cannot_be_used_is_one_line_and_no_traceback(pack_dir: PackDir) -> None:
    done = CliRunner().invoke(commands, ["check"], env={"ASSISTANT_TODAY": "soon"})

    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1
    assert "ASSISTANT_TODAY cannot be used" in done.stderr


def test_a_model_that_is_missing_is_one_line_and_no_traceback(three_pages: PackDir) -> None:
    data = str(three_pages.path.parent / "data")

    done = CliRunner().invoke(
        commands, ["search", "appeal"], env={"KNOWLEDGE_MODEL": data, "DATA_DIR": data}
    )

    assert done.exit_code == 1
    assert done.stderr == (
        f"No embedding model in {data}; set KNOWLEDGE_MODEL to its folder, or run script/setup.\n"
    )


@pytest.mark.real
def test_packs_are_indexed_and_a_second_time_nothing_changes(three_pages: PackDir) -> None:
    first = run(three_pages, "ingest", "--json")
    second = run(three_pages, "ingest")

    assert json.loads(first.stdout)["added"] == 3
    assert second.stdout == "added 0, changed 0, removed 0, unchanged 3\n"


@pytest.mark.real
def test_search_indexes_what_is_new_and_ranks_it(three_pages: PackDir) -> None:
    done = run(three_pages, "search", "who drives my son to school", "--limit", "2", "--json")

    rows = json.loads(done.stdout)
    assert len(rows) == 2
    assert rows[0]["id"].startswith("england/transport#")
    assert rows[0]["score"] >= rows[1]["score"]


@pytest.mark.real
def test_a_pack_that_breaks_leaves_the_index_before_it_answering(three_pages: PackDir) -> None:
    run(three_pages, "ingest")
    path = three_pages.write("england/plan", PLAN, title=None)

    searched = run(three_pages, "search", "appeal", "--json")
    ingested = run(three_pages, "ingest")

    assert searched.exit_code == 0
    assert len(json.loads(searched.stdout)) == 3
    assert f"{path}:1: title: Field required" in searched.stderr
    assert ingested.exit_code == 1
    assert str(path) in ingested.stderr


@pytest.mark.real
def test_a_data_folder_that_cannot_be_written_is_one_line_and_no_traceback(
    three_pages: PackDir, tmp_path: Path
) -> None:
    (tmp_path / "data").write_text("", "utf-8")

    done = run(three_pages, "search", "appeal")

    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1
    assert "set DATA_DIR to a folder you may write" in done.stderr
