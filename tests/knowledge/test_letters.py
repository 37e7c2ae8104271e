"""Letters, filled in from what a person gave."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.clock.rules import TimeLimit, Who
from knowledge.documents import Audience
from knowledge.errors import PackFaults
from knowledge.letters import Letter, fill, letters_page, read_letters

TODAY = date(2026, 11, 25)
SIX_WEEKS = TimeLimit(
    id="decision",
    starts=("request",),
    what="An answer",
    who=Who.COUNCIL,
    weeks=6,
    rule="6 weeks",
    source="Regs 2014",
)
CHASE = """\
title = "Chase a late decision"
heading = "Is there a letter to chase a decision?"
asked_as = ["letter no reply"]
audience = ["parent"]
answer = "Use this letter after six weeks. Ask for a date."
send_to = "Send it to the council."
source = "Regs 2014 reg 5(1)"
checked = 2026-11-23
review_by = 2027-05-23
body = \"\"\"
{today}
To: {council}

{child}: you had my request on {received}. Your time ended on {decided}. What helps: {helps}
\"\"\"

[[fields]]
id = "child"
label = "Your child's name"
blank = "your child's name"

[[fields]]
id = "received"
label = "When the council had it"
blank = "date"
kind = "date"

[[fields]]
id = "helps"
label = "What helps"
blank = "what helps"
kind = "long"

[[dates]]
id = "decided"
limit = "decision"
start = "received"
blank = "six weeks later"
is_past = true
"""


def write(folder: Path, text: str = CHASE) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "chase.toml"
    path.write_text(text, "utf-8")
    return path


@pytest.fixture
def letter(tmp_path: Path) -> Letter:
    write(tmp_path / "england" / "letters")
    (only,) = read_letters(tmp_path / "england" / "letters", [SIX_WEEKS])
    return only


def test_what_was_given_stands_in_its_place_and_dates_are_worked_out(letter: Letter) -> None:
    given = {"child": " Sam ", "received": "2026-10-01", "helps": "A quiet room.\nTime."}

    filled = fill(letter, given, [SIX_WEEKS], today=TODAY, council="Anyshire Council")

    assert filled.text == (
        "Wednesday 25 November 2026\nTo: Anyshire Council\n\nSam: you had my request on "
        "Thursday 1 October 2026. Your time ended on Thursday 12 November 2026. "
        "What helps: A quiet room.\nTime."
    )
    assert filled.blanks == filled.unread == filled.too_early == ()


def test_what_is_not_known_stands_in_brackets(letter: Letter) -> None:
    filled = fill(letter, {}, [SIX_WEEKS], today=TODAY)

    assert "[your child's name]: you had my request on [date]." in filled.text
    assert "Your time ended on [six weeks later]." in filled.text
    assert "[name of the council]" in filled.text
    assert len(filled.blanks) == 5


@pytest.mark.parametrize(
    "typed", ["31/02/2026", "2026-02-31", "last week", "20261001x", "9999-12-31", "0001-01-01"]
)
def test_a_date_that_cannot_be_read_is_named_and_never_guessed(letter: Letter, typed: str) -> None:
    filled = fill(letter, {"received": typed}, [SIX_WEEKS], today=TODAY)

    assert filled.unread == ("received",)
    assert typed not in filled.text
    assert "ended on [six weeks later]" in filled.text


def test_a_letter_that_is_sent_too_early_says_so(letter: Letter) -> None:
    filled = fill(letter, {"received": "2026-11-20"}, [SIX_WEEKS], today=TODAY)

    assert filled.too_early == (date(2027, 1, 1),)


@pytest.mark.parametrize(("received", "is_early"), [("2026-10-14", True), ("2026-10-13", False)])
def test_a_time_ends_with_its_last_day(letter: Letter, received: str, is_early: bool) -> None:
    filled = fill(letter, {"received": received}, [SIX_WEEKS], today=TODAY)

    assert bool(filled.too_early) is is_early


def test_a_date_to_come_that_has_gone_by_is_told(tmp_path: Path) -> None:
    write(tmp_path, CHASE.replace("is_past = true\n", ""))
    (letter,) = read_letters(tmp_path, [SIX_WEEKS])

    filled = fill(letter, {"received": "2026-06-01"}, [SIX_WEEKS], today=TODAY)

    assert filled.gone_by == (date(2026, 7, 13),)
    assert filled.too_early == ()


def test_what_no_page_can_show_is_taken_out(letter: Letter) -> None:
    given = {"child": "A\x00B\ufffeC", "helps": "One.\x0bTwo.\x07"}

    filled = fill(letter, given, [SIX_WEEKS], today=TODAY)

    assert "A B C: you had" in filled.text
    assert "What helps: One.\nTwo." in filled.text


def test_braces_that_somebody_types_are_words(letter: Letter) -> None:
    filled = fill(letter, {"child": "{today} {0} {x.y}"}, [SIX_WEEKS], today=TODAY)

    assert "{today} {0} {x.y}: you had" in filled.text


def test_a_letter_is_found_as_a_section_that_leads_to_it(letter: Letter) -> None:
    page = letters_page("Guidance", [letter])

    assert page is not None
    (section,) = page.sections
    assert page.id == "england/letters"
    assert (section.address, section.audience) == ("/letters/chase", (Audience.PARENT,))
    assert [one.text for one in section.blocks[0].statements] == [
        "Use this letter after six weeks.",
        "Ask for a date.",
    ]
    assert letters_page("Guidance", []) is None


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("{helps}", "{hopes}", "the body names hopes, which is no field and no date"),
        ("What helps: {helps}", "", "helps is in no line of the body"),
        ('start = "received"', 'start = "sent"', "a date starts from sent, which is no field"),
        ('limit = "decision"', 'limit = "decison"', "decison: no such time limit"),
        ("{child}", "{child", "mend"),
        ('source = "Regs 2014 reg 5(1)"\n', "", "add “source”"),
    ],
)
def test_a_letter_that_cannot_be_used_says_why(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    path = write(tmp_path, CHASE.replace(old, new, 1))

    with pytest.raises(PackFaults) as raised:
        read_letters(tmp_path, [SIX_WEEKS])

    assert raised.value.faults[0].path == str(path)
    assert message in raised.value.faults[0].message
