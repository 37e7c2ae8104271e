"""Which event a date belongs to, and which of two dates of one event its time limits run from."""

from datetime import date
from time import process_time

import pytest

from assistant.asserting import DATA, Message
from assistant.counted_dates import RUNS_FROM
from assistant.date_doubts import doubts_in
from assistant.fact_dates import dates_told, event_of
from assistant.facts import Fact, facts_after
from knowledge.places import Places, read_places
from tests.building import ROOT

TODAY = date(2026, 12, 1)


@pytest.fixture(scope="module")
def places() -> Places:
    return read_places(ROOT / "knowledge/packs/cambridgeshire/places.toml")


def told(places: Places, *texts: str) -> dict[str, str]:
    """What happened when, after these messages."""
    facts: dict[str, Fact] = {}
    for text in texts:
        facts = facts_after(text, facts, today=TODAY, places=places)
    named = {event_of(name, facts, " ".join(texts)): fact.value for name, fact in facts.items()}
    return {event: day for event, day in named.items() if event}


def doubts(places: Places, text: str) -> list[tuple[str, date | None, date | None]]:
    found = doubts_in(text, facts_after(text, {}, today=TODAY, places=places), TODAY)
    return [(one.kind, one.day, one.other) for one in found]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Asked for reassessment on 2 November, no reply", "reassessment-requested"),
        ("We requested a reassessment on 2 November and had no answer", "reassessment-requested"),
        ("Council said no to a reassessment on 2 November", "decision-letter"),
        (
            "The council got our request on 2 November and there is no EP report yet",
            "request-received",
        ),
        ("Request received 2 November, still no advice from the NHS", "request-received"),
        ("The council asked for EP advice on 2 November, still no report", "advice-requested"),
    ],
)
def test_what_has_not_come_is_not_what_the_date_is_of(
    places: Places, text: str, event: str
) -> None:
    assert told(places, text) == {event: "2026-11-02"}


@pytest.mark.parametrize(
    ("text", "event", "day"),
    [
        ("The draft plan is dated 10 November and arrived on 16 November", "draft-served", "16"),
        ("Draft dated 4 November, we did not get it until 11 November", "draft-served", "11"),
        ("Amendment notice dated 2 November, we got it on 9 November", "amendment-served", "09"),
        (
            "We sent our request for an assessment on 1 November and they received it on 5 November",
            "request-received",
            "05",
        ),
        (
            "We posted the reassessment request on 3 November, council signed for it 5 November",
            "reassessment-requested",
            "05",
        ),
    ],
)
def test_what_is_served_or_asked_for_runs_from_the_day_it_was_received(
    places: Places, text: str, event: str, day: str
) -> None:
    assert told(places, text) == {event: f"2026-11-{day}"}
    assert doubts(places, text) == []


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Refusal to assess dated 6 November. It was delivered on 13 November.", "decision-letter"),
        ("Got the refusal to assess on 20 November but it is dated 6 November", "decision-letter"),
        ("Final plan received 9 November, the covering letter has 6 November on it", "plan-made"),
        ("mediation certificate dated 6 November, it arrived 20 November", "mediation-certificate"),
        ("Transport refusal letter is dated 6 November, came 11 November", "transport-decision"),
        (
            "Governors' letter keeping the exclusion is dated 6 November, we got it on 10 November",
            "governors-letter",
        ),
    ],
)
def test_a_decision_runs_from_the_date_on_its_letter(places: Places, text: str, event: str) -> None:
    assert told(places, text) == {event: "2026-11-06"}
    assert doubts(places, text) == []


def test_the_better_date_may_come_in_a_later_message(places: Places) -> None:
    draft = told(places, "The draft plan is dated 10 November", "it arrived on 16 November")
    refusal = told(
        places, "They refused to assess, letter dated 12 November", "it came 20 November"
    )

    assert draft == {"draft-served": "2026-11-16"}
    assert refusal == {"decision-letter": "2026-11-12"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("We posted our request for an EHC needs assessment on 10 November", "sent"),
        ("The draft plan is dated 10 November", "dated"),
        ("The refusal to assess came on 10 November", "received"),
    ],
)
def test_the_only_date_is_counted_from_and_said_to_be_another_than_the_laws(
    places: Places, text: str, kind: str
) -> None:
    assert list(told(places, text).values()) == ["2026-11-10"]
    assert doubts(places, text) == [(kind, date(2026, 11, 10), None)]


def test_two_letters_are_never_told_apart_in_silence(places: Places) -> None:
    text = "The council refused to assess on 2 November, then sent another refusal on 20 November"
    first = facts_after("council refused to assess on 2 November", {}, today=TODAY, places=places)
    second = "there was another refusal letter on 20 November"

    later = doubts_in(second, facts_after(second, first, today=TODAY, places=places), TODAY)

    assert told(places, text) == {"decision-letter": "2026-11-02"}
    assert doubts(places, text) == [("either", date(2026, 11, 2), date(2026, 11, 20))]
    assert [(one.kind, one.other) for one in later] == [("either", date(2026, 11, 20))]


@pytest.mark.parametrize(
    "text",
    [
        "They refused to assess on 2 November, sorry I mean 9 November",
        "not 2 November but 9 November is the date on the refusal to assess",
    ],
)
def test_a_date_that_is_put_right_is_no_second_one(places: Places, text: str) -> None:
    assert told(places, text) == {"decision-letter": "2026-11-09"}
    assert doubts(places, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "School refused to apply for an EHCP on 10 November",
        "our request was turned down by the SENCO on 6 October",
        "Headteacher declined to give him a TA on 6 October",
        "Suspended for 3 days, governors told on 5 November",
        "I asked the ed psych for her report on 19 October",
        "When the final plan arrives, say on 10 January, how long do I get",
    ],
)
def test_what_starts_no_time_limit_is_no_event(places: Places, text: str) -> None:
    assert told(places, text) == {}


@pytest.mark.parametrize(
    ("text", "events"),
    [
        (
            "School refused to apply so I asked the council on 10 November for an EHC assessment",
            {"request-received": "2026-11-10"},
        ),
        (
            "School applied for an EHC needs assessment on 8 October, the council refused on 17 November",
            {"request-received": "2026-10-08", "decision-letter": "2026-11-17"},
        ),
        (
            "they sent the ed psych the request on 12 October",
            {"advice-requested": "2026-10-12"},
        ),
        (
            "suspended 17 days this term, governors told on 3 November",
            {"suspension-over-15": "2026-11-03"},
        ),
        (
            "We moved from Norfolk on 2 November. We last met about the plan on 14 May 2026",
            {"moved-area": "2026-11-02", "review-completed": "2026-05-14"},
        ),
        (
            "Refusal dated 12 November. Section I appeal from the final plan of 19 October too",
            {"plan-made": "2026-10-19", "decision-letter": "2026-11-12"},
        ),
        (
            "Is there still time to appeal the refusal of 6 October?",
            {"decision-letter": "2026-10-06"},
        ),
        (
            "EP visited on 4 November, request went to the council on 14 September",
            {"request-received": "2026-09-14"},
        ),
        (
            "Complained to the council on 2 November, stage one reply came on 23 November",
            {"complaint-made": "2026-11-02"},
        ),
    ],
)
def test_each_date_goes_to_its_own_event(places: Places, text: str, events: dict[str, str]) -> None:
    assert told(places, text) == events


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Reqest for asesment recieved 3 november", "request-received"),
        ("refussal leter datd 3 november, no asessment", "decision-letter"),
        ("perminantly exculded on 3 november", "exclusion"),
        ("ammendment notise came 3 november", "amendment-served"),
    ],
)
def test_misspelt_words_find_their_event(places: Places, text: str, event: str) -> None:
    assert told(places, text) == {event: "2026-11-03"}


def test_what_the_law_runs_from_is_told_of_events_that_there_are() -> None:
    known = {*DATA["events"], *DATA["date_kinds"]}

    assert set(RUNS_FROM) <= known


@pytest.mark.parametrize(
    "text", ["it came on 3 november and " * 160, "request 3 november " * 210, "a " * 2000]
)
def test_a_message_of_many_dates_takes_a_bounded_time(text: str) -> None:
    start = process_time()

    dates_told(Message(text), {}, "", plan_stage="", today=TODAY)

    assert process_time() - start < 0.3
