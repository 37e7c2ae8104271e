"""What must be said or asked of the dates of a message."""

from datetime import date
from time import process_time
from typing import get_args

import pytest

from assistant import saying_dates
from assistant.date_doubts import DateDoubt, Kind, doubts_in
from assistant.facts import facts_after
from knowledge.places import Places, read_places
from tests.building import ROOT

TODAY = date(2026, 12, 1)  # a Tuesday


@pytest.fixture(scope="module")
def places() -> Places:
    return read_places(ROOT / "knowledge/packs/cambridgeshire/places.toml")


def doubts(places: Places, text: str) -> list[DateDoubt]:
    """The doubts about a first message."""
    return doubts_in(text, facts_after(text, {}, today=TODAY, places=places), TODAY)


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        (
            "the draft plan came in September",
            DateDoubt("in September", "vague", None, None, "date of draft plan"),
        ),
        (
            "Refusal to assess dated 3/11/2026",
            DateDoubt(
                "3/11/2026",
                "ambiguous",
                date(2026, 11, 3),
                date(2026, 3, 11),
                "date of refusal letter",
            ),
        ),
        (
            "final plan 31 November",
            DateDoubt("31 November", "impossible", None, None, "date of final plan"),
        ),
        (
            "the draft came on Friday 24 November",
            DateDoubt(
                "Friday 24 November",
                "weekday",
                date(2026, 11, 24),
                date(2026, 11, 27),
                "date of draft plan",
            ),
        ),
        (
            "mediation certificate dated 16 March 2027",
            DateDoubt(
                "16 March 2027",
                "future",
                date(2027, 3, 16),
                date(2027, 3, 16),
                "date of mediation certificate",
            ),
        ),
        (
            "got a letter on 5 November, how long do I have",
            DateDoubt("5 November", "which", date(2026, 11, 5), None),
        ),
        (
            "he was excluded on 12 November",
            DateDoubt("12 November", "which", date(2026, 11, 12), None, "date of exclusion"),
        ),
    ],
)
def test_a_date_that_is_not_certain_is_doubted(places: Places, text: str, doubt: DateDoubt) -> None:
    (found,) = doubts(places, text)

    assert (found.words, found.kind, found.day, found.name) == (
        doubt.words,
        doubt.kind,
        doubt.day,
        doubt.name,
    )
    assert found.kind == "future" or found.other == doubt.other or doubt.other is None


@pytest.mark.parametrize(
    "text",
    [
        "Draft plan served on 20 November 2026",
        "the annual review is on 14 January",
        "he was permanently excluded on 19 November",
        "dentist on 3 December, can he have time off",
        "his birthday is 5 January",
        "school trip on 18 June",
        "what happens in September when she starts Year 7?",
        "how long does an assessment take, 20 weeks?",
        "I rang the SENCO on Monday",
        "School refused to apply for an EHCP on 10 November, can I appeal?",
        "suspended 17 days this term, governors told on 3 November",
    ],
)
def test_a_plain_date_or_one_of_something_else_is_not_doubted(places: Places, text: str) -> None:
    assert doubts(places, text) == []


def test_a_date_that_was_long_ago_and_is_soon_again_may_be_either(places: Places) -> None:
    (found,) = doubts(places, "the refusal letter is dated 18 December")

    assert (found.kind, found.day, found.other) == (
        "ambiguous",
        date(2025, 12, 18),
        date(2026, 12, 18),
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("14 September 2026?", "which"),
        ("they said no on 25 October. can i fight it", "which"),
        ("refused 14/09/2062", "future"),
        ("he was permanently excluded on 9 December 2026", "future"),
        ("mediation was towards the back end of October", "vague"),
    ],
)
def test_a_date_is_asked_about_though_little_is_said_of_it(
    places: Places, text: str, kind: str
) -> None:
    assert [one.kind for one in doubts(places, text)] == [kind]


def test_nothing_vague_is_asked_beside_the_day_of_the_same(places: Places) -> None:
    text = "Final plan made on 19/11/2026 – is the review in a year or in September?"

    assert doubts(places, text) == []


@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_doubt_is_said_in_a_sentence(kind: Kind) -> None:
    said = saying_dates.doubt(DateDoubt("2 May", kind, date(2026, 5, 2), date(2026, 5, 3)))

    assert "2 May" in said
    assert said.endswith((".", "?"))


@pytest.mark.parametrize("text", ["on the 3rd of march we refused " * 130, "3/4/26 " * 570])
def test_a_message_stuffed_with_dates_takes_a_bounded_time(places: Places, text: str) -> None:
    start = process_time()

    doubts_in(text, {}, TODAY)

    assert process_time() - start < 0.3
