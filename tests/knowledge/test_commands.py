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


def shipped(*arguments: str) -> Result:
    return CliRunner().invoke(commands, arguments, env={"ASSISTANT_TODAY": "2026-12-01"})


def test_the_dates_that_follow_are_told_with_rule_source_and_what_was_assumed() -> None:
    told = shipped("clock", "request received", "--on", "2026-09-14").stdout

    assert "By Monday 26 October 2026 (36 days ago, so it is overdue)" in told
    assert "By Monday 1 February 2027 (in 62 days)" in told
    assert "Regs 2014 reg 13(2)" in told
    assert "If the council received the request on that day." in told
    assert told.count("May be later if") == 3


def test_dates_are_told_to_programs_with_the_keys_of_an_answer() -> None:
    told = shipped("clock", "draft plan", "--on", "2026-11-30", "--today", "2026-12-02", "--json")

    (deadline,) = json.loads(told.stdout)["deadlines"]
    assert {"what", "date", "rule", "source", "overdue", "assumes"} <= deadline.keys()
    assert (deadline["date"], deadline["overdue"], deadline["days_left"]) == (
        "2026-12-14",
        False,
        12,
    )


def test_an_appeal_that_the_summer_moves_says_so() -> None:
    told = shipped("clock", "refused to assess", "--on", "2026-06-20").stdout

    assert "By Tuesday 1 September 2026" in told
    assert "Thursday 20 August 2026 falls in August" in told


def test_two_things_that_bear_on_one_date_are_given_together() -> None:
    letter = ("decision letter", "--on", "2026-09-07")

    alone = shipped("clock", *letter).stdout
    both = json.loads(
        shipped("clock", *letter, "certificate", "--on", "2026-11-02", "--json").stdout
    )

    assert (
        "By Saturday 7 November 2026 (24 days ago, so it is overdue): The last day to appeal"
        in alone
    )
    assert [one["date"] for one in both["deadlines"]] == ["2026-11-07", "2026-12-02"]
    assert (both["event"], both["on"]) == ("decision-letter", "2026-09-07")
    assert [one["on"] for one in both["happened"]] == ["2026-09-07", "2026-11-02"]


@pytest.mark.parametrize(
    ("words", "event"),
    [
        ("refusal", "decision-letter"),
        ("moved", "moved-area"),
        ("request", "request-received"),
        ("letter", "governors-letter"),
        ("review", "review-completed"),
        ("draft", "amendment-served"),
        ("they refused my son an EHCP", "decision-letter"),
    ],
)
def test_words_that_may_mean_several_things_are_asked_about(words: str, event: str) -> None:
    done = shipped("clock", words, "--on", "2026-11-02")

    assert (done.exit_code, done.stdout) == (2, "")
    assert f"“{words}” may mean any of these. Which is it? Name one:" in done.stderr
    assert f"\n  {event}: " in done.stderr


@pytest.mark.parametrize(
    ("words", "event"),
    [
        ("suspension", "suspension"),
        ("final plan", "plan-made"),
        ("drfat plan", "draft-served"),
        ("the draft plan came", "draft-served"),
        ("we moved house", "moved-area"),
        ("school excluded him permanently", "exclusion"),
    ],
)
def test_plain_words_name_one_thing(words: str, event: str) -> None:
    done = shipped("clock", words, "--on", "2026-11-02", "--json")

    assert json.loads(done.stdout)["event"] == event


def test_a_day_that_has_not_come_is_counted_from_and_doubted() -> None:
    letter = shipped("clock", "draft plan", "--on", "2026-12-07", "--json")
    meeting = shipped("clock", "review meeting", "--on", "2026-12-07")

    assert json.loads(letter.stdout)["deadlines"][0]["date"] == "2026-12-21"
    assert "Monday 7 December 2026: That date has not come yet." in letter.stderr
    assert meeting.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("draft plan", "--on", "31/2/26"), "write it as YYYY-MM-DD"),
        (("draft plan", "--on", "2026-02-31"), "write it as YYYY-MM-DD"),
        (("draft plan", "--on", "1066-10-14"), "too far away"),
        (("draft plan", "--on", "2026-11-02", "--today", "soon"), "--today"),
        (("draft plan", "certificate", "--on", "2026-11-02"), "once for each"),
        (("draft plan", "draft plan", *("--on", "2026-11-02") * 2), "the same thing"),
        (
            ("refused to assess", "--on", "2026-11-02", "certificate", "--on", "2026-11-01"),
            "Sunday 1 November 2026 is before Monday 2 November 2026",
        ),
    ],
)
def test_a_day_that_nothing_follows_from_is_a_clear_error(
    arguments: tuple[str, ...], said: str
) -> None:
    done = shipped("clock", *arguments)

    assert done.exit_code == 1
    assert said in done.stderr
    assert not done.stdout


def test_words_that_name_nothing_are_answered_with_all_that_can_be_named() -> None:
    done = shipped("clock", "the cat sat", "--on", "2026-11-02")

    assert done.exit_code == 2
    assert "is nothing that a time limit starts from" in done.stderr
    assert done.stderr.count("\n  ") > 40
