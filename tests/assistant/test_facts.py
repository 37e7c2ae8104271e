"""What somebody has told us so far, over turns."""

from datetime import date
from time import process_time

import pytest

from assistant.fact_dates import event_of
from assistant.facts import LABELS, Fact, facts_after, shown
from knowledge.places import Places, read_places
from tests.building import ROOT

TODAY = date(2026, 12, 1)  # a Tuesday


@pytest.fixture(scope="module")
def places() -> Places:
    return read_places(ROOT / "knowledge/packs/cambridgeshire/places.toml")


def values(places: Places, *messages: str) -> dict[str, str]:
    """The facts that are known after these messages."""
    known: dict[str, Fact] = {}
    for message in messages:
        known = facts_after(message, known, today=TODAY, places=places)
    return {name: fact.value for name, fact in known.items()}


def test_every_kind_of_fact_is_taken_from_a_story(places: Places) -> None:
    story = (
        "I'm his mum. He is 9, in Year 5 at primary school, autistic, waiting for an ADHD assessment. We asked for "
        "an EHC needs assessment on 3 September and live in Soham. He's on a part-time timetable, no plan."
    )

    assert values(places, story) == {
        "role": "parent",
        "age": "9",
        "year": "Year 5",
        "setting": "primary school",
        "stage": "assessment requested",
        "plan": "no",
        "attendance": "part-time",
        "district": "East Cambridgeshire",
        "needs": "autism, adhd (waiting)",
        "date of request": "2026-09-03",
    }


def test_a_fact_carries_the_words_that_it_came_from(places: Places) -> None:
    text = "He’s 7, in Yr 3. Draft plan came on 20 November, live in  ELY"

    known = facts_after(text, {}, today=TODAY, places=places)

    assert all(fact.said in text for fact in known.values())
    assert (known["age"].said, known["year"].said) == ("He’s 7", "Yr 3")
    assert (known["district"].said, known["date of draft plan"].said) == ("ELY", "20 November")


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("my lad is struggling", "parent"),
        ("I'm Freya's dad", "parent"),
        ("foster carer here", "carer"),
        ("I'm her nan", "carer"),
        ("grandson in year two, I've had him since he was born", "carer"),
        ("stepdad of a y8 lad", "parent"),
        ("son, 12, won't go in", "parent"),
        ("I teach, but I'm here as a mum", "parent"),
        ("I work in a school. I'm asking about my daughter", "parent"),
        ("inclusion lead at a primary", "school"),
        ("SEND casework officer, new in post", "other professional"),
        ("Patient aged 6 with epilepsy", "other professional"),
        ("im 15 and i think its me", "young person"),
        ("im 17 and at college", "young person"),
        ("SENCO here, quick question", "school"),
        ("Pupil of mine is struggling", "school"),
        ("I'm from the transport team", "other professional"),
    ],
)
def test_the_role_is_what_somebody_says_they_are(places: Places, text: str, role: str) -> None:
    assert values(places, text)["role"] == role


@pytest.mark.parametrize(
    ("text", "stage", "plan"),
    [
        ("she gets no support at school", "no support", None),
        ("he is on SEN Support", "SEN Support", "no"),
        ("we applied for an EHCP in May", "assessment requested", None),
        ("they refused to assess", "assessment refused", None),
        ("they agreed to assess him", "being assessed", None),
        ("they assessed her and said no plan", "no plan after assessment", "no"),
        ("we've got the draft plan", "draft plan", "no"),
        ("the final plan came", "final plan", "yes"),
        ("they sent an amendment notice", "annual review", "yes"),
        ("a letter that my plan is being ceased", "plan ending", "yes"),
        ("we have lodged the appeal", "appeal or mediation", None),
        ("he was suspended", "excluded or suspended", None),
        ("pupil excluded permanently on 18 November", "excluded or suspended", None),
        ("I asked for mediation and it's booked", "appeal or mediation", None),
        ("we're waiting on the draft, assessment's happening", "being assessed", None),
        ("the proposed plan, marked DRAFT on every page", "draft plan", "no"),
        ("been told no plan after his assessment", "no plan after assessment", "no"),
        ("panel said no to the EHC needs assessment", "assessment refused", None),
        ("Casework officer: request received 5 Oct 2026", "assessment requested", None),
    ],
)
def test_the_stage_says_whether_there_is_a_plan(
    places: Places, text: str, stage: str, plan: str | None
) -> None:
    known = values(places, text)

    assert (known["stage"], known.get("plan")) == (stage, plan)


@pytest.mark.parametrize(
    "text",
    [
        "what happens in year 9?",
        "My friend's son has an EHCP and he's only in Year 2",
        "A girl down the road got a plan. Someone said kids with autism get one",
        "suppose they send a final plan and i dont agree",
        "Would like a special school for him eventually",
        "i think she might be autistic",
        "What's the deadline if a draft plan is issued on 1 December? Hypothetical, for a training slide.",
        "should i apply for an ehc assessment or wait. havent applied",
        "does having epilepsy count as SEN?",
        "how many y10s in fenland are permanently excluded each year",
        "an autism assessment was refused by the clinic",
        "he isn't at college any more",
        "she's 4 months behind on reading",
        "next year she'll be in Year 7",
        "he was in Year 4 when it began",
        "she reads like a ten year old",
        "had he been excluded I'd understand the fuss",
        "last year when she was small she was suspended",
        "the school is talking about a part-time timetable",
        "he's been excluded from the school trip",
        "there's a family history of epilepsy",
        "can you fill the form in for me",
    ],
)
def test_what_is_asked_supposed_wished_past_or_of_others_is_no_fact(
    places: Places, text: str
) -> None:
    assert values(places, text) == {}


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("im 15 and i think its me", "age", "15"),
        ("I'm 17 and my mum says i need a plan", "age", "17"),
        ("girl 13 autistic burnt out", "age", "13"),
        ("two and three quarters and he only eats toast", "age", "2"),
        ("first year at secondary", "year", "Year 7"),
        ("review was on 4th nov for my lad who's in year nine", "year", "Year 9"),
        ("we go to nursery five mornings", "setting", "nursery"),
        ("no one will take him", "setting", "no school place"),
        ("i dont go in anymore", "attendance", "not in school"),
        ("only in till 10.30 each day", "attendance", "part-time"),
        ("he does four hours a week at school", "attendance", "part-time"),
        ("she's in full days from last week", "attendance", "in school"),
        ("hasnt been in since 3/11", "date out of school since", "2026-11-03"),
        ("they've excluded her permanently, 19/11", "date of exclusion", "2026-11-19"),
        ("the plan review's on 10 December", "date of review meeting", "2026-12-10"),
        ("We rent in Wisbech", "district", "Fenland"),
    ],
)
def test_facts_are_told_in_many_ways(places: Places, text: str, name: str, value: str) -> None:
    assert values(places, text).get(name) == value


@pytest.mark.parametrize(
    "text",
    [
        "I'm 34 with two kids and my boy started",
        "four hours a week at school. FOUR.",
        "I'm 40. he cries",
    ],
)
def test_another_number_is_no_age_of_the_child(places: Places, text: str) -> None:
    assert "age" not in values(places, text)


def test_an_appeal_is_still_on_when_its_history_is_told(places: Places) -> None:
    known = values(places, "we've lodged an appeal", "the refusal letter was dated 1 October")

    assert known["stage"] == "appeal or mediation"
    assert known["date of refusal letter"] == "2026-10-01"


def test_a_question_still_tells_of_my_child(places: Places) -> None:
    assert values(places, "can my 10 year old son with an ehcp get transport?") == {
        "role": "parent",
        "age": "10",
        "plan": "yes",
    }


@pytest.mark.parametrize(
    ("first", "then", "name", "value"),
    [
        ("she is in year 7", "no, she's in year 8", "year", "Year 8"),
        ("did we say? he's in year 2", "should be year 3", "year", "Year 3"),
        ("we live in Ely", "we live in Huntingdon now", "district", "Huntingdonshire"),
        ("autism and adhd", "the adhd isnt right", "needs", "autism"),
        ("he's waiting for an autism diagnosis", "he's autistic", "needs", "autism"),
        (
            "Review meeting 21 October",
            "You wrote 21 October, it says 22nd",
            "date of review meeting",
            "2026-10-22",
        ),
        (
            "final plan came 18 november",
            "actually its a draft not the final one",
            "date of draft plan",
            "2026-11-18",
        ),
        ("he's been excluded", "sorry not excluded, wrong word", "stage", None),
        ("we asked for an assessment", "they said no", "stage", "assessment refused"),
        ("he's at college", "he's left college now", "setting", None),
    ],
)
def test_a_later_message_corrects_an_earlier_one(
    places: Places, first: str, then: str, name: str, value: str | None
) -> None:
    assert values(places, first).get(name) != value

    assert values(places, first, then).get(name) == value


@pytest.mark.parametrize(
    ("request_", "gone"),
    [
        (
            "forget what I said about the letter",
            {"stage", "date of refusal letter"},
        ),
        ("scrap the date of the letter", {"date of refusal letter"}),
        ("Please delete where we live. I shouldn't have put that.", {"district"}),
        ("remove his age too", {"age"}),
        ("Two things to rub out. His age. And Ely.", {"age", "district"}),
        ("please dont store that hes dyslexic", {"needs"}),
        ("disregard the diagnosis please", {"needs"}),
        ("you dont need to know who i am, take that out", {"role"}),
        ("Not sure about his year group. Drop it for now.", {"year"}),
        ("delete everything I told you", set(LABELS)),
        ("they forget his age all the time", set()),
    ],
)
def test_what_somebody_asks_to_forget_is_forgotten(
    places: Places, request_: str, gone: set[str]
) -> None:
    told = "I'm his dad, he's 8, Year 4, dyslexic, we live in Ely. The refusal letter is dated 9 November."
    before = values(places, told)
    assert {"stage", "district", "date of refusal letter", "needs"} <= before.keys()

    after = values(places, told, request_)

    assert after == {name: value for name, value in before.items() if name not in gone}


def test_another_child_begins_anew_but_for_who_asks_and_where(places: Places) -> None:
    known = values(
        places,
        "My son is 14 at special school, he has an EHCP. We live in Soham",
        "I have a question for my other son. He's in year 1",
    )

    assert known == {"role": "parent", "year": "Year 1", "district": "East Cambridgeshire"}


def test_the_date_on_a_letter_beats_the_day_it_came(places: Places) -> None:
    known = values(places, "Refusal letter came on 20 November, dated 16 November")

    assert known["date of refusal letter"] == "2026-11-16"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("got my certificate from the mediation adviser on 20 November", "mediation certificate"),
        ("we told the council on 20 November that we want mediation", "mediation request"),
        ("told the adviser on 20 november that we do not want mediation", "mediation refusal"),
        ("asked the council to reassess on 20 november", "reassessment request"),
        ("notice of amendments came on 20 November after the review", "amendment notice"),
        ("transport was refused on 20 November", "transport decision"),
        ("we asked for a stage 1 transport review on 20 November", "transport appeal"),
        ("governors kept the permanent exclusion, their letter 20 November", "governors' letter"),
        ("moved to Ely from Kent on 20 November, he has a plan", "move"),
        ("formal complaint to the council made on 20 November", "complaint"),
        ("school discriminated against my son on 20 November", "discrimination"),
        ("our school was consulted on 20 November about a child", "school consultation"),
        ("order of 20 November: the council must amend the plan", "order to amend"),
        ("tribunal ruled 20 November the plan must be kept", "order to keep the plan"),
        ("council gave in on 20 November and will assess", "conceding to assess"),
    ],
)
def test_a_date_is_of_what_its_sentence_says(places: Places, text: str, name: str) -> None:
    assert values(places, text).get(f"date of {name}") == "2026-11-20"


@pytest.mark.parametrize(
    "text",
    [
        "refusal letter dated 18 December 2026",
        "we moved from Kent on 3 March 2027 with a plan",
        "the draft plan is dated tomorrow",
        "the draft came about three weeks ago",
        "final plan 31 November 2026",
        "he was permanently excluded on 9 December 2026",
        "suspended from 11 January 2028 for 7 days",
        "the annual review was held on 8 January 2027",
        "they promised the draft plan by 16 November",
        "the annual review was meant to be on 18 November",
        "I'm applying for an EHC assessment on Monday",
        "dated 12 November, not sure if it is the draft or the final plan",
    ],
)
def test_what_cannot_have_happened_yet_or_on_a_day_is_no_date(places: Places, text: str) -> None:
    assert not [name for name in values(places, text) if name.startswith("date ")]


@pytest.mark.parametrize(
    ("text", "name", "day"),
    [
        ("we are moving to Ely on 5 January, he has a plan", "of move", "2027-01-05"),
        ("we move to Ely on 5/1/27", "of move", "2027-01-05"),
        ("suspended from tomorrow for 6 days", "of exclusion", "2026-12-02"),
        ("she is suspended from Monday", "of exclusion", "2026-12-07"),
        ("annual review put back from 3 December to 21 January", "of review meeting", "2027-01-21"),
        ("Last in school 5 November. Off ill from 9 November", "out of school since", "2026-11-09"),
        ("govnors letter came 20 november, exclusion upheld", "of governors' letter", "2026-11-20"),
        ("trubunal orderd them to asses on 2 nov", "of order to assess", "2026-11-02"),
        ("aplied for ehcp septmber 14th", "of request", "2026-09-14"),
        (
            "told the mediation adviser no thanks 20 Nov, cert?",
            "of mediation refusal",
            "2026-11-20",
        ),
    ],
)
def test_a_plan_put_off_or_misspelt_is_read_all_the_same(
    places: Places, text: str, name: str, day: str
) -> None:
    assert values(places, text).get(f"date {name}") == day


def test_a_date_without_a_year_lies_ahead_for_a_meeting_alone(places: Places) -> None:
    known = values(places, "The annual review is on 14 January. The final plan came on 15 January")

    assert known["date of review meeting"] == "2027-01-14"
    assert known["date of final plan"] == "2026-01-15"


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("he got excluded for good on 20 November", "exclusion"),
        ("20/11: PEX, no warning", "exclusion"),
        ("suspended on 20 November", "suspension"),
        ("excluded on 20 November for 6 days", "suspension"),
        ("excluded on 20 November", ""),
    ],
)
def test_an_exclusion_is_for_good_or_for_a_time_as_it_was_told(
    places: Places, text: str, event: str
) -> None:
    known = facts_after(text, {}, today=TODAY, places=places)

    assert event_of("date of exclusion", known) == event


@pytest.mark.parametrize(
    ("name", "value", "label", "words"),
    [
        ("date of draft plan", "2026-11-12", "Date of the draft plan", "12 November 2026"),
        ("date of move", "2026-11-12", "Date of the move", "12 November 2026"),
        ("year", "Year 4", "School year", "Year 4"),
        ("plan", "yes", "EHC plan", "Yes"),
    ],
)
def test_a_fact_is_shown_in_words(name: str, value: str, label: str, words: str) -> None:
    assert shown(name, Fact(value, "…")) == (label, words)


@pytest.mark.parametrize("text", ["a " * 2000, "\n" * 4000, "İ" * 2000, "my " * 1300, "if " * 1300])
def test_a_long_message_takes_a_bounded_time(places: Places, text: str) -> None:
    start = process_time()

    facts_after(text, {}, today=TODAY, places=places)

    assert process_time() - start < 0.5


@pytest.mark.parametrize(
    ("messages", "name", "value"),
    [
        (["My son is 7 and has ADHD"], "needs", "adhd"),
        (["My son is 7", "no wait he's 17"], "age", "17"),
        (["She is in Year 5", "no sorry she's in Year 6"], "year", "Year 6"),
        (["no diagnosis no plan right?"], "plan", None),
        (["so he's got no plan then?"], "plan", None),
        (["she'd be in year 8 then right?"], "year", None),
        (["My baby is 9 months old and isn't hearing"], "age", None),
        (
            ["he's not been in school since June", "he went back on Monday"],
            "attendance",
            "in school",
        ),
        (["He went back to the GP last week"], "attendance", None),
        (["My son is 7 with autism and my daughter is 12 with ADHD"], "age", "7"),
        (["My son is 7 with autism and my daughter is 12 with ADHD"], "needs", "autism"),
        (["My eldest is 9, my youngest is 4. It is about the youngest"], "age", "4"),
    ],
)
def test_a_guess_a_correction_and_a_second_child_are_told_apart(
    places: Places, messages: list[str], name: str, value: str | None
) -> None:
    assert values(places, *messages).get(name) == value
