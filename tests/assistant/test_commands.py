"""python -m assistant, as its users see it."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant.__main__ import commands
from assistant.store import Store
from knowledge.documents import Audience
from tests.assistant.conftest import NOW
from tests.building import ROOT
from tests.packs import PackDir

REFUSED = "The council refused to assess. What can I do?"


def environment(pack_dir: PackDir) -> dict[str, str]:
    return {
        "DATA_DIR": str(pack_dir.path.parent / "data"),
        "KNOWLEDGE_PACKS_DIR": str(pack_dir.path),
        "KNOWLEDGE_PACKS": ",".join(pack_dir.names),
        "ASSISTANT_TODAY": "2026-11-23",
    }


def run(pack_dir: PackDir, *arguments: str, **settings: str) -> Result:
    return CliRunner().invoke(commands, arguments, env=environment(pack_dir) | settings)


def in_one_line(done: Result) -> str:
    """What was said on stderr, where the command failed with that line alone."""
    assert done.exit_code == 1
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    return line


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    """A file of two conversations; one of them has two turns."""
    path = tmp_path / "conversations.jsonl"
    said = [
        {"id": "a", "audience": "parent", "turns": [REFUSED, "hello"]},
        {"id": "b", "audience": "senco", "turns": [REFUSED]},
    ]
    path.write_text("\n\n".join(map(json.dumps, said)) + "\n", "utf-8")
    return path


@pytest.mark.parametrize("question", [[], [""], ["  "]])
def test_without_a_question_it_says_what_to_give(pack_dir: PackDir, question: list[str]) -> None:
    assert "Give a question in quotes" in in_one_line(run(pack_dir, "ask", *question))


def test_an_unknown_audience_is_refused_with_those_there_are(pack_dir: PackDir) -> None:
    done = run(pack_dir, "ask", REFUSED, "--audience", "stranger")

    assert done.exit_code == 2
    assert "young_person" in done.stderr


@pytest.mark.parametrize("today", ["soon", "2026-02-31", "31/10/2026"])
def test_a_day_that_is_none_is_said_to_be_so(pack_dir: PackDir, today: str) -> None:
    said = in_one_line(run(pack_dir, "ask", REFUSED, "--today", today))

    assert said == f"--today {today}: write it as YYYY-MM-DD."


def test_a_setting_that_cannot_be_used_is_named(pack_dir: PackDir) -> None:
    said = in_one_line(run(pack_dir, "ask", REFUSED, ASSISTANT_TODAY="soon"))

    assert "ASSISTANT_TODAY" in said


def test_a_file_that_is_not_there_is_named(pack_dir: PackDir, tmp_path: Path) -> None:
    said = in_one_line(run(pack_dir, "ask", "--file", str(tmp_path / "none.jsonl")))

    assert str(tmp_path / "none.jsonl") in said


def test_a_file_that_is_no_text_is_named(pack_dir: PackDir, tmp_path: Path) -> None:
    path = tmp_path / "picture.jsonl"
    path.write_bytes(b"\xff\xfe\x00\x89PNG")

    assert "cannot be read as UTF-8 text" in in_one_line(run(pack_dir, "ask", "--file", str(path)))


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("not json", "the line"),
        ('{"id": "b"}', "turns"),
        ('{"id": "b", "turns": []}', "turns"),
        ('{"turns": ["x"]}', "id"),
        ('{"id": "b", "audience": "stranger", "turns": ["x"]}', "audience"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_before_any_is_answered(
    pack_dir: PackDir, lines: Path, line: str, fault: str
) -> None:
    lines.write_text(lines.read_text("utf-8") + line + "\n", "utf-8")

    said = in_one_line(run(pack_dir, "ask", "--file", str(lines)))

    assert said.startswith(f"{lines}:4: {fault}:")


def test_a_line_ends_at_its_newline_alone(pack_dir: PackDir, lines: Path) -> None:
    lines.write_text('{"id": "a", "turns": ["one\u2028two"]}\r\nnot json\n', "utf-8")

    said = in_one_line(run(pack_dir, "ask", "--file", str(lines)))

    assert said.startswith(f"{lines}:2: the line:")


def test_what_is_past_keeping_is_forgotten(pack_dir: PackDir, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    store = Store(f"sqlite:///{tmp_path / 'data' / 'assistant.db'}")
    store.migrate()
    for days in (31, 29, 0):
        store.open_conversation(Audience.PARENT, now=NOW - timedelta(days=days))

    first, second = run(pack_dir, "forget"), run(pack_dir, "forget", ASSISTANT_KEEP_DAYS="7")

    store.close()
    assert first.stdout == "Forgot 1 conversations without a message for 30 days.\n"
    assert second.stdout == "Forgot 1 conversations without a message for 7 days.\n"


def test_forgetting_makes_the_database_where_there_is_none(pack_dir: PackDir) -> None:
    done = run(pack_dir, "forget")

    assert (done.exit_code, done.stdout[:8]) == (0, "Forgot 0")


def test_a_data_folder_that_cannot_be_written_is_one_line_and_no_traceback(
    pack_dir: PackDir, tmp_path: Path
) -> None:
    (tmp_path / "data").write_text("", "utf-8")

    assert in_one_line(run(pack_dir, "forget"))


@pytest.mark.parametrize("days", ["0", "-1", "many"])
def test_a_time_to_keep_that_is_none_is_named(pack_dir: PackDir, days: str) -> None:
    assert "ASSISTANT_KEEP_DAYS" in in_one_line(run(pack_dir, "forget", ASSISTANT_KEEP_DAYS=days))


@pytest.mark.real
def test_a_question_is_answered_with_its_sources(three_pages: PackDir) -> None:
    done = run(three_pages, "ask", REFUSED)

    assert done.exit_code == 0
    assert done.stdout.startswith("You can appeal to an independent tribunal. [1]")
    assert "[1] The council said no: The council refused to assess. What can I do?" in done.stdout
    assert "/guidance/england/refused#" in done.stdout


@pytest.mark.real
def test_for_programs_the_whole_answer_is_json(three_pages: PackDir) -> None:
    answer = json.loads(run(three_pages, "ask", REFUSED, "--json").stdout)

    assert answer["outcome"] == "answered"
    assert answer["deadlines"] == []
    assert answer["citations"][0]["quote"] in answer["citations"][0]["passage"]


@pytest.mark.real
def test_many_are_answered_a_line_for_a_line_and_an_answer_for_a_turn(
    three_pages: PackDir, lines: Path
) -> None:
    done = run(three_pages, "ask", "--file", str(lines))

    first, second = map(json.loads, done.stdout.splitlines())
    assert (first["id"], second["id"]) == ("a", "b")
    assert [answer["outcome"] for answer in first["answers"]] == ["answered", "greeting"]
    assert "CFA 2014 s.51" in second["answers"][0]["text"]


@pytest.mark.real
def test_danger_is_met_with_help_on_the_command_line_too(three_pages: PackDir) -> None:
    answer = json.loads(run(three_pages, "ask", "i want to die", "--json").stdout)

    assert answer["outcome"] == "urgent"


@pytest.mark.real
def test_a_reader_that_goes_away_is_no_error_with_a_traceback(
    three_pages: PackDir, lines: Path
) -> None:
    lines.write_text(lines.read_text("utf-8") * 200, "utf-8")
    command = [sys.executable, "-m", "assistant", "ask", "--file", str(lines)]

    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | environment(three_pages),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as asking:
        assert asking.stdout
        assert asking.stderr
        asking.stdout.readline()
        asking.stdout.close()
        said = asking.stderr.read()

    assert asking.returncode == 1
    assert "Traceback" not in said
    assert "BrokenPipe" not in said
