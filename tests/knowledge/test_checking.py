"""What an author is told of a page before anyone reads it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from knowledge.checking import faults_in, overdue
from knowledge.errors import Fault
from knowledge.packs import read_packs
from knowledge.settings import KnowledgeSettings
from tests.knowledge.test_letters import CHASE
from tests.packs import PLAN, PackDir

TODAY = date(2026, 11, 23)
EASY = {
    "a": "Go and ask them. They can help.",
    "b": "We say yes. You may call.",
    "c": "It is for you.",
}
TONE = """\
[refuser]
never = 'school refuser'
instead = "“not able to attend at the moment”"
"""
NOTICE = """\
[plans]
text = "Plans are old."
rests_on = "england/plan#what-is-in-a-plan"
topics = ["plans"]
dated = 2026-11-23
owner = "The editor"
expires = 2027-02-23
"""
STATUTE = [{"tag": "statute", "name": "CFA 2014"}]


def write(pack_dir: PackDir, body: str = PLAN, **front: Any) -> Path:
    return pack_dir.write("england/plan", body, **{"sources": STATUTE, **front})


def faults(pack_dir: PackDir) -> list[Fault]:
    return faults_in(pack_dir.path, pack_dir.names, today=TODAY)


def line_of(path: Path, words: str) -> int:
    lines = path.read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if words in line)


def test_a_page_as_it_should_be_has_no_faults(pack_dir: PackDir) -> None:
    write(pack_dir)

    assert faults(pack_dir) == []


@pytest.mark.parametrize("names", [("england", "cambridgeshire"), ("england",)])
def test_the_packs_that_are_shipped_have_no_faults(names: tuple[str, ...]) -> None:
    shipped = KnowledgeSettings()

    assert faults_in(shipped.packs_dir, names, today=TODAY) == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            "## Who?\n\nSee [appeals](england/appeal). {CFA 2014 s.51}\n",
            "a link to “england/appeal”, which is no page; mend the name",
        ),
        (
            "## Who?\n\nSee [a site](https://example.org). {CFA 2014 s.51}\n",
            "a link to “https://example.org”, which is no page; mend the name",
        ),
        (
            "## Who?\n\nYou may. {CFA 2014 s.51}\n\n- Ask first.\n",
            "“Ask first.…” has no source mark at its end; add one",
        ),
        (
            "## Who?\n\n- **Do now:** Ask first. {CFA 2014 s.51}\n",
            "no direct answer; open the section with one",
        ),
        (
            f"## Who?\n\n{'You may ask. ' * 21}{{CFA 2014 s.51}}\n",
            "the direct answer has 63 words; 60 at most",
        ),
        (
            "## Who?\n\nCall 01223 000 000. {CFA 2014 s.51}\n",
            "“01223 000 000” is not in contacts.toml; add or remove it",
        ),
        (
            "## Who?\n\nWrite to send@example.gov.uk. {CFA 2014 s.51}\n",
            "“send@example.gov.uk” is not in contacts.toml; add or remove it",
        ),
    ],
)
def test_a_fault_in_a_section_names_its_line_and_its_cure(
    pack_dir: PackDir, body: str, message: str
) -> None:
    path = write(pack_dir, body)

    assert faults(pack_dir) == [Fault(str(path), line_of(path, "## Who?"), message)]


@pytest.mark.parametrize(
    ("front", "message"),
    [
        (
            {"related": ["england/appeal"]},
            "related: there is no page “england/appeal”; mend the name",
        ),
        (
            {"sources": [*STATUTE, {"tag": "statute", "name": "EA96"}]},
            "sources: “EA96” is not used; remove it",
        ),
        ({"checked": "2026-11-24"}, "checked: 2026-11-24 is yet to come; mend the date"),
        ({"review_by": "2026-11-23"}, "review_by: not after `checked`; mend the date"),
    ],
)
def test_a_fault_of_the_page_as_a_whole_is_said(
    pack_dir: PackDir, front: dict[str, Any], message: str
) -> None:
    path = write(pack_dir, **front)

    assert faults(pack_dir) == [Fault(str(path), 1, message)]


def test_a_source_is_used_only_under_its_whole_name(pack_dir: PackDir) -> None:
    sources = [{"tag": "statute", "name": name} for name in ("CFA 2014", "CFA")]

    write(pack_dir, sources=sources)

    assert [fault.message for fault in faults(pack_dir)] == [
        "sources: “CFA” is not used; remove it"
    ]


def test_a_page_that_is_hard_to_read_is_a_fault_for_families_before_it_is_one_for_sencos(
    pack_dir: PackDir,
) -> None:
    words = "The authority decides on educational provision for your child at school."
    body = f"## Who?\n\n{words} {{CFA 2014 s.37}}\n"

    for name, easy in EASY.items():  # so that the average is not at fault
        pack_dir.write(f"england/{name}", f"## Who?\n\n{easy} {{CFA 2014 s.37}}\n", sources=STATUTE)
    write(pack_dir, body, audience=["parent"])
    for_families = [fault.message for fault in faults(pack_dir)]
    write(pack_dir, body, audience=["senco"])
    for_sencos = faults(pack_dir)

    assert len(for_families) == 1
    assert "at most 9.5 for its readers; use shorter words" in for_families[0]
    assert for_sencos == []


def test_families_pages_must_be_easy_on_average_too(pack_dir: PackDir) -> None:
    words = "The council decides about the extra support that is given to your child at secondary school."
    path = write(pack_dir, f"## Who?\n\n{words} {{CFA 2014 s.37}}\n", audience=["parent"])

    (fault,) = faults(pack_dir)

    assert fault.path == str(path)
    assert "on average, and at most 8" in fault.message


def test_a_page_may_link_to_one_that_another_took_the_place_of(pack_dir: PackDir) -> None:
    body = "## Who?\n\nSee [plans](england/plan#what-is-in-a-plan). {CFA 2014 s.37}\n"
    write(pack_dir)
    pack_dir.write("cambridgeshire/plan", sources=STATUTE, body=PLAN, replaces="england/plan")
    pack_dir.write("cambridgeshire/who", body, sources=STATUTE, related=["england/plan"])

    assert faults(pack_dir) == []


def test_packs_that_cannot_be_read_are_faults_too(pack_dir: PackDir) -> None:
    path = write(pack_dir, title=None)

    assert [fault.path for fault in faults(pack_dir)] == [str(path)]


def test_a_page_past_its_review_date_is_overdue_and_no_fault(pack_dir: PackDir) -> None:
    write(pack_dir, checked="2025-11-23", review_by="2026-11-22")
    packs = read_packs(pack_dir.path, pack_dir.names)

    assert [fault.message for fault in overdue(packs, TODAY)] == [
        "its review was due on 2026-11-22; read it again, and move the date"
    ]
    assert overdue(packs, date(2026, 11, 22)) == []
    assert faults(pack_dir) == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            "## Who?\n\nSee [plans](england/plan#what-is-not). {CFA 2014 s.51}\n",
            "a link to “england/plan#what-is-not”, a section that its page has not; mend the name",
        ),
        (
            "## Who has until 31 March?\n\nYou may ask. {CFA 2014 s.51}\n",
            "“31 March” stands in no sentence with a source; state it in one, or remove it",
        ),
        (
            "## Who?\n\nAsk. {CFA 2014 s.51}\n\n- **Do now:** Ask. {CFA 2014 s.51}\n"
            "- **By when:** Soon. {CFA 2014 s.51}\n",
            "labels out of order; put them so: who decides, by when, do now, independent help",
        ),
        (
            "## Who?\n\nYou may get £400 {CFA 2014 s.51} or £500 by 2027.\n\n- Ask. {CFA 2014 s.51}\n",
            "“£500” has no source; add a mark after its sentence",
        ),
        (
            "## Who?\n\nYour son is a school refuser. {CFA 2014 s.51}\n",
            "“school refuser”: say “not able to attend at the moment” instead",
        ),
    ],
)
def test_what_a_reader_would_stumble_over_is_a_fault(
    pack_dir: PackDir, body: str, message: str
) -> None:
    folder = pack_dir.begin("england")
    (folder / "tone.toml").write_text(TONE, "utf-8")
    write(pack_dir)
    path = pack_dir.write("england/who", body, sources=STATUTE)

    found = [
        fault for fault in faults(pack_dir) if "no source mark at its end" not in fault.message
    ]

    assert found[0] == Fault(str(path), line_of(path, "## Who"), message)


def test_words_that_are_quoted_from_others_are_theirs(pack_dir: PackDir) -> None:
    folder = pack_dir.begin("england")
    (folder / "tone.toml").write_text(TONE, "utf-8")
    write(pack_dir, "## Who?\n\nThey may say “school refuser” of her. {CFA 2014 s.51}\n")

    assert faults(pack_dir) == []


def test_a_table_of_tone_that_is_no_pattern_is_a_fault(pack_dir: PackDir) -> None:
    path = pack_dir.begin("england") / "tone.toml"
    path.write_text(TONE.replace("'school refuser'", "'refuser('"), "utf-8")
    write(pack_dir)

    (fault,) = faults(pack_dir)

    assert (fault.path, fault.line) == (str(path), 1)
    assert "not a regular expression" in fault.message


def test_two_sections_with_nearly_the_same_direct_answer_are_one_too_many(
    pack_dir: PackDir,
) -> None:
    write(pack_dir)
    again = PLAN.replace("and who gives it", "and who will give it").replace(
        "## What", "## So what"
    )
    path = pack_dir.write("england/so", again, sources=STATUTE)

    (fault,) = faults(pack_dir)

    assert fault.path == str(path)
    assert fault.message.startswith(
        "its direct answer is nearly that of england/plan#what-is-in-a-plan;"
    )


def test_a_notice_must_stand_word_for_word_where_it_says(pack_dir: PackDir) -> None:
    write(pack_dir)
    path = pack_dir.path / "england" / "notices.toml"
    path.write_text(NOTICE + NOTICE.replace("[plans]", "[more]").replace("#what", "#why"), "utf-8")

    assert [fault.message for fault in faults(pack_dir)] == [
        "“plans” does not stand word for word in england/plan#what-is-in-a-plan; quote it",
        "rests_on: there is no section “england/plan#why-is-in-a-plan”; mend the name",
    ]


def test_a_notice_that_has_expired_is_overdue(pack_dir: PackDir) -> None:
    write(pack_dir)
    path = pack_dir.path / "england" / "notices.toml"
    path.write_text(NOTICE.replace("Plans are old.", "A plan says what help"), "utf-8")
    packs = read_packs(pack_dir.path, pack_dir.names)

    assert overdue(packs, date(2027, 1, 1)) == []
    (fault,) = overdue(packs, date(2027, 2, 23))
    assert (fault.path, fault.line) == (str(path), 1)
    assert "ask The editor" in fault.message


def test_one_form_belongs_to_one_term_of_the_glossary(pack_dir: PackDir) -> None:
    write(pack_dir)
    path = pack_dir.path / "england" / "glossary.toml"
    term = '[terms.{id}]\nterm = "{id}"\nalso = ["SAT"]\nmeans = "A team."\nsource = "CFA 2014"\n'
    path.write_text(term.format(id="one") + term.format(id="two"), "utf-8")

    assert faults(pack_dir) == [
        Fault(str(path), 6, "“SAT” is of “one” and of “two”; leave it to one")
    ]


def test_a_letter_is_held_to_what_pages_are_held_to(pack_dir: PackDir) -> None:
    write(pack_dir)
    folder = pack_dir.path / "england" / "letters"
    folder.mkdir()
    letter = CHASE.replace("[[dates]]", "[[spare]]").partition("[[spare]]")[0]
    letter = letter.replace(" Your time ended on {decided}.", " Ring 01223 000 000.")
    (folder / "chase.toml").write_text(
        letter.replace("checked", 'related = ["england/none"]\nchecked'), "utf-8"
    )

    assert [fault.message for fault in faults(pack_dir)] == [
        "“01223 000 000” is not in contacts.toml; add or remove it",
        "related: there is no page “england/none”; mend the name",
    ]
