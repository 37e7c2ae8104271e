"""Letters that people are sent: what each is, when it counts from, and what has to be asked."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.letters_read import MOST_CHARACTERS, Unsure, letter_kinds, read_letter
from knowledge.clock.deadlines import Clock, read_clocks
from knowledge.clock.rules import Event
from knowledge.library import Library
from knowledge.packs import read_packs
from knowledge.settings import KnowledgeSettings

TODAY = date(2026, 12, 1)
LETTERS = yaml.safe_load((Path(__file__).parent / "letters.yaml").read_text("utf-8"))
AHEAD = ("review-meeting", "suspension", "exclusion")
REFUSED = "We have decided not to carry out an EHC needs assessment."


def an_event(id: str) -> Event:
    said = {"id": id, "what": id, "asks": "When?", "group": "All", "names": [id]}
    return Event.model_validate({**said, "lies_ahead": id in AHEAD})


@pytest.fixture(scope="module")
def clock() -> Clock:
    return Clock(tuple(map(an_event, {one.event for one in letter_kinds()})))


@pytest.mark.parametrize("letter", LETTERS, ids=lambda one: f"{one['kind']} {one['day']}")
def test_a_letter_is_known_by_its_words_and_counts_from_its_day(
    clock: Clock, letter: dict[str, Any]
) -> None:
    read = read_letter(letter["text"], clock, TODAY)

    told = (read.kind.id if read.kind else None, read.day, read.unsure)
    assert told == (letter["kind"], letter["day"], letter.get("unsure"))


def test_the_words_that_tell_the_kind_are_given(clock: Clock) -> None:
    read = read_letter(f"2 November 2026\nDear Ms Reid, {REFUSED}", clock, TODAY)

    assert "not to carry out an EHC needs assessment" in read.words
    assert read.day_words == "2 November 2026"


@pytest.mark.parametrize(
    "text",
    [
        "2 November 2026\nDear Ms Reid, we will write to say whether we will carry out an EHC needs assessment.",
        "2 November 2026\nDear Ms Reid, if we decide not to carry out an EHC needs assessment, you can appeal.",
        "2 November 2026\nDear Ms Reid, you may appeal if the council refuses to carry out an EHC needs assessment.",
    ],
)
def test_what_only_may_come_is_no_decision(clock: Clock, text: str) -> None:
    read = read_letter(text, clock, TODAY)

    assert "decision-letter" not in [one.event for one in read.kinds[:1]]


def test_a_letter_of_two_kinds_is_asked_about_with_both_at_hand(clock: Clock) -> None:
    text = f"2 November 2026\nDear Ms Reid, {REFUSED} You are invited to the annual review of the plan."

    read = read_letter(text, clock, TODAY)

    assert read.unsure is Unsure.KIND
    assert read.kind is None
    assert {"refused-assessment", "review-invitation"} <= {one.id for one in read.kinds}
    assert read.day == date(2026, 11, 2)


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Date: 2 November 2026", date(2026, 11, 2)),
        ("Your letter of 1 October 2026\nDate: 2 November 2026", date(2026, 11, 2)),
        ("Your request: 1 October 2026\n2 November 2026", date(2026, 11, 2)),
        ("Sent: 02/11/2026 10:15", date(2026, 11, 2)),
        ("Date: 31 February 2026", None),
        ("Date: soon\nYour letter of 1 October 2026", None),
        ("Meeting on 1 October 2026", None),
        ("", None),
    ],
)
def test_the_date_is_the_letters_own_and_never_another(
    clock: Clock, head: str, day: date | None
) -> None:
    text = f"{head}\n\nDear Ms Reid\n{REFUSED} We had your request on 1 October 2026."

    read = read_letter(text, clock, TODAY)

    assert (read.day, read.unsure) == (day, None if day else Unsure.DATE)


def test_a_letter_from_the_future_is_asked_about(clock: Clock) -> None:
    read = read_letter(f"Date: 2 November 2027\nDear Ms Reid, {REFUSED}", clock, TODAY)

    assert read.unsure is Unsure.FUTURE


def test_a_booked_meeting_may_lie_ahead_and_is_the_next_after_the_letter(clock: Clock) -> None:
    text = "{}Dear Ms Reid, the annual review will be held on 14 January at 2pm."

    dated = read_letter(text.format("24 November 2026\n"), clock, TODAY)
    undated = read_letter(text.format(""), clock, TODAY)

    assert (dated.day, dated.unsure) == (date(2027, 1, 14), None)
    assert (undated.day, undated.unsure) == (None, Unsure.DATE)


def test_a_kind_whose_event_is_not_known_is_not_told() -> None:
    read = read_letter(f"2 November 2026\nDear Ms Reid, {REFUSED}", Clock(), TODAY)

    assert (read.kinds, read.unsure) == ((), Unsure.KIND)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n" * MOST_CHARACTERS,
        "not to " * 2800,
        "school college travel " * 900,
        "😀" * 9000,
    ],
    ids=["nothing", "blank", "lines", "a guard", "a start", "pictures"],
)
def test_what_is_no_letter_is_asked_about(clock: Clock, text: str) -> None:
    read = read_letter(text[:MOST_CHARACTERS], clock, TODAY)

    assert (read.kinds, read.day, read.unsure) == ((), None, Unsure.KIND)


def test_each_kind_of_letter_tells_an_event_and_a_page_that_there_are() -> None:
    settings = KnowledgeSettings()
    clock = read_clocks(settings.packs_dir, settings.packs)
    library = Library.of(read_packs(settings.packs_dir, settings.packs))

    missing = [
        one.id
        for one in letter_kinds()
        if not (clock.event(one.event) and library.document(one.page))
    ]

    assert missing == []
