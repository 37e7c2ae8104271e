"""A guidance page as an author writes it, read strictly."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.documents import Audience, Document, Role, Statement
from knowledge.errors import Fault, PackFaults
from knowledge.reading.markdown import anchor_of, read_markdown
from tests.packs import REFUSED, PackDir


def read(path: Path) -> Document:
    return read_markdown(path, id="england/page", publisher="The council")


def faults(path: Path) -> tuple[Fault, ...]:
    with pytest.raises(PackFaults) as raised:
        read(path)
    assert all(fault.path == str(path) for fault in raised.value.faults)
    return raised.value.faults


def line_of(path: Path, words: str) -> int:
    lines = path.read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if words in line)


def test_a_page_says_what_it_is_about_and_for_whom(pack_dir: PackDir) -> None:
    path = pack_dir.write("england/page", title="No to an assessment", audience=["senco"])

    document = read(path)

    assert (document.id, document.title) == ("england/page", "No to an assessment")
    assert document.audience == (Audience.SENCO,)
    assert document.checked is not None
    assert document.checked.isoformat() == "2026-11-23"


def test_each_block_of_a_section_has_its_role(pack_dir: PackDir) -> None:
    body = f"{REFUSED}- It costs nothing. {{CFA 2014 s.51}}\n"

    section = read(pack_dir.write("england/page", body)).sections[0]

    roles = [block.role for block in section.blocks]
    assert roles == [Role.ANSWER, Role.WHO_DECIDES, Role.BY_WHEN, Role.DETAIL]
    assert section.blocks[1].text == "Who decides: The tribunal decides your appeal."


def test_a_sentence_takes_the_mark_that_follows_it(pack_dir: PackDir) -> None:
    body = (
        "## Who?\n\nYou may. {CFA 2014 s.51; EA96 s.19} Ask first. Then wait. {Regs 2014 reg 5}\n"
    )

    block = read(pack_dir.write("england/page", body)).sections[0].blocks[0]

    assert block.statements == (
        Statement("You may.", ("CFA 2014 s.51", "EA96 s.19")),
        Statement("Ask first.", ("Regs 2014 reg 5",)),
        Statement("Then wait.", ("Regs 2014 reg 5",)),
    )


def test_other_wordings_of_the_question_are_kept_and_not_printed(pack_dir: PackDir) -> None:
    section = read(pack_dir.write("england/page", REFUSED)).sections[0]

    assert section.asked_as == ("they said no", "turned down for an assessment")
    assert "turned down" not in " ".join(block.text for block in section.blocks)


def test_links_and_emphasis_are_read_as_their_words(pack_dir: PackDir) -> None:
    body = "## Who?\n\nThe **council** decides on *every* [request](england/page). {EA96 s.19}\n"

    block = read(pack_dir.write("england/page", body)).sections[0].blocks[0]

    assert block.text == "The council decides on every request."


def test_a_sentence_that_only_sends_the_reader_on_is_a_signpost(pack_dir: PackDir) -> None:
    body = "## Who?\n\nThe council. Read about [appeals](england/page). {EA96 s.19}\n"

    statements = read(pack_dir.write("england/page", body)).sections[0].blocks[0].statements

    assert [statement.is_signpost for statement in statements] == [False, True]


@given(
    headings=st.lists(st.sampled_from(["Step", "Step 2", "step!", "পদক্ষেপ", "S" * 99]), max_size=8)
)
def test_no_two_sections_share_an_anchor(
    headings: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    packs = PackDir(tmp_path_factory.mktemp("packs"))
    body = "".join(f"## {one}\n\nYes. {{EA96 s.19}}\n\n" for one in ["First", *headings])

    sections = read(packs.write("england/page", body)).sections

    anchors = [section.anchor for section in sections]
    assert len(set(anchors)) == len(headings) + 1
    assert all(anchors)


def test_an_anchor_reads_like_its_heading() -> None:
    assert anchor_of("What’s next: 2 months?") == "whats-next-2-months"


@pytest.mark.parametrize(
    ("before", "line_end"), [(b"", b"\r\n"), (b"\xef\xbb\xbf", b"\n"), (b"\xef\xbb\xbf", b"\r\n")]
)
def test_a_page_saved_on_windows_reads_the_same(
    pack_dir: PackDir, before: bytes, line_end: bytes
) -> None:
    path = pack_dir.write("england/page")
    plain = read(path)

    path.write_bytes(before + path.read_bytes().replace(b"\n", line_end))

    assert read(path) == plain


def test_broken_front_matter_names_its_line(pack_dir: PackDir) -> None:
    path = pack_dir.write("england/page")
    path.write_text(path.read_text("utf-8").replace("summary: What", 'summary: "What'), "utf-8")

    (fault,) = faults(path)

    assert fault.line > line_of(path, "summary")
    assert "not YAML" in fault.message
    assert "mend it" in fault.message


def test_a_date_that_is_none_is_a_fault(pack_dir: PackDir) -> None:
    path = pack_dir.write("england/page")
    path.write_text(path.read_text("utf-8").replace("'2026-11-23'", "2026-02-30"), "utf-8")

    (fault,) = faults(path)

    assert "date" in fault.message


@pytest.mark.parametrize("key", ["title", "summary", "audience", "sources", "owner", "checked"])
def test_a_missing_key_is_named(pack_dir: PackDir, key: str) -> None:
    without: dict[str, Any] = {key: None}
    path = pack_dir.write("england/page", **without)

    (fault,) = faults(path)

    assert fault.message.endswith(f"add “{key}”")


def test_a_misspelt_key_names_its_line_and_what_is_missing_then(pack_dir: PackDir) -> None:
    path = pack_dir.write("england/page", summary=None, sumary="What the page says.")

    missing, misspelt = faults(path)

    assert missing.message.endswith("add “summary”")
    assert misspelt.line == line_of(path, "sumary")
    assert "remove “sumary”, or mend its spelling" in misspelt.message


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("audience", ["grandparent"]),
        ("phase", "university"),
        ("title", "A" * 81),
        ("sources", [{"tag": "hearsay", "name": "CFA 2014"}]),
        ("sources", [{"tag": "national page", "name": "GOV.UK"}]),
        ("checked", "last week"),
    ],
)
def test_a_value_that_cannot_be_is_named_with_its_line(
    pack_dir: PackDir, key: str, value: Any
) -> None:
    path = pack_dir.write("england/page", **{key: value})

    (fault,) = faults(path)

    assert fault.line == line_of(path, f"{key}:")
    assert f"mend “{key}" in fault.message


def test_a_mark_of_no_source_names_its_line(pack_dir: PackDir) -> None:
    body = f"## The council\n\nYes. {{CFA 2014 s.36}}\n\n{REFUSED}- Ask. {{EqA 2010 s.20}}\n"
    path = pack_dir.write("england/page", body)

    (fault,) = faults(path)

    assert fault.line == line_of(path, "EqA 2010")
    assert fault.message == "“EqA 2010 s.20” is not in `sources`; add its source there"


@pytest.mark.parametrize(
    ("body", "cure"),
    [
        ("", "no sections; give each question a heading that begins with ##"),
        ("### Deeper\n\nYes.\n", "words before the first ## heading; move them under a heading"),
        ("Hello.\n\n## Who?\n\nWe. {EA96 s.19}\n", "words before the first ## heading"),
        ("## Who?\n\n## What?\n\nThis. {EA96 s.19}\n", "“Who?” has no answer; write one"),
        ("## Who?\n\nWe do.\n\n{EA96 s.19}\n", "a mark or label without words; join it"),
    ],
)
def test_a_page_without_questions_and_answers_is_a_fault(
    pack_dir: PackDir, body: str, cure: str
) -> None:
    path = pack_dir.write("england/page", body)

    assert any(cure in fault.message for fault in faults(path))


def test_a_page_without_front_matter_is_a_fault(pack_dir: PackDir) -> None:
    path = pack_dir.write("england/page")
    path.write_text(REFUSED, "utf-8")

    (fault,) = faults(path)

    assert (fault.line, fault.message[:15]) == (1, "no front matter")


def test_a_page_that_is_not_text_is_a_fault(pack_dir: PackDir) -> None:
    path = pack_dir.write("england/page")
    path.write_bytes(b"\x89PNG\r\n\x1a\n\xff\xfe")

    (fault,) = faults(path)

    assert fault.message == "not UTF-8 text; save the page as UTF-8"
