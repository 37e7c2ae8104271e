"""The dates that an answer carries: worked out from what was told, asked for where a date is missing."""

from collections.abc import Sequence
from datetime import date

import pytest

from assistant.conversation import OWN_LANGUAGE_ENDS, Answer, Citation, Outcome, Question, Turn
from assistant.date_doubts import DateDoubt
from assistant.dating import Told, date_answered, with_dates
from assistant.facts import Fact
from knowledge.clock.deadlines import Clock, read_clocks
from knowledge.settings import KnowledgeSettings

TODAY = date(2026, 12, 1)
REFUSED = "england/refused-assessment#the-council-refused-to-assess-my-child-what-can-i-do"
TIMELINE = "england/assessment-timeline#how-long-does-an-ehc-needs-assessment-take"
DRAFT = ["date of draft plan"]
ABOUT_NOTHING = "england/four-areas-of-need#what-are-they"


@pytest.fixture(scope="module")
def clock() -> Clock:
    settings = KnowledgeSettings()
    return read_clocks(settings.packs_dir, settings.packs)


def an_answer(
    place: str, text: str = "You can appeal. [1]\n\n- **Do now:** Find the date. [1]"
) -> Answer:
    cited = Citation(1, "A page", "A section", f"/guidance/{place}", "Find the date.")
    return Answer(Outcome.ANSWERED, text, citations=(cited,))


def dated(
    clock: Clock,
    place: str,
    facts: dict[str, str] | None = None,
    *,
    now: Sequence[str] = (),
    doubts: Sequence[DateDoubt] = (),
    earlier: Sequence[Turn] = (),
    words: str = "",
    asked: str = "",
) -> Answer:
    known = {name: Fact(value, value) for name, value in (facts or {}).items()}
    told = Told(known, now, doubts, words, asked)
    return with_dates(an_answer(place), told, earlier, clock=clock, today=TODAY)


def test_an_answer_carries_the_dates_of_what_it_is_about(clock: Clock) -> None:
    answer = dated(clock, REFUSED, {"date of refusal letter": "2026-11-02"})

    assert [(one["limit"], one["date"]) for one in answer.deadlines] == [
        ("mediation-adviser", "2027-01-02"),
        ("appeal", "2027-01-02"),
    ]
    assert "**By Saturday 2 January 2027** (in 32 days)" in answer.text
    assert "act by Thursday 31 December 2026" in answer.text
    assert "(/dates?what=decision-letter&on=2026-11-02)" in answer.text


def test_dates_of_something_else_are_left_out(clock: Clock) -> None:
    answer = dated(clock, ABOUT_NOTHING, {"date of refusal letter": "2026-11-02"})

    assert answer == an_answer(ABOUT_NOTHING)


def test_dates_that_this_message_tells_stand_after_the_direct_answer(clock: Clock) -> None:
    told = {"date of request": "2026-09-14"}

    now = dated(clock, TIMELINE, told, now=["date of request"]).text
    later = dated(clock, TIMELINE, told).text

    assert now.index("You can appeal") < now.index("Your dates") < now.index("Do now")
    assert later.index("Do now") < later.index("Your dates")


def test_a_date_that_this_message_tells_has_its_dates_whatever_the_answer_is_about(
    clock: Clock,
) -> None:
    told = {"date of draft plan": "2026-11-30"}

    answer = dated(clock, ABOUT_NOTHING, told, now=["date of draft plan"])

    assert [one["date"] for one in answer.deadlines] == ["2026-12-14"]


def test_a_date_that_has_passed_says_what_can_be_done(clock: Clock) -> None:
    answer = dated(clock, TIMELINE, {"date of request": "2026-09-14"})

    assert answer.text.startswith("**This date passed 36 days ago**, on Monday 26 October 2026: ")
    assert answer.text.count("If it has not happened yet: ask the council") == 1
    assert [one["overdue"] for one in answer.deadlines] == [True, False, False]


def test_few_days_left_are_the_first_thing_said(clock: Clock) -> None:
    near = dated(clock, REFUSED, {"date of refusal letter": "2026-10-12"}).text
    far = dated(clock, REFUSED, {"date of refusal letter": "2026-11-12"}).text
    last = dated(clock, ABOUT_NOTHING, {"date of draft plan": "2026-11-17"}, now=DRAFT).text

    assert near.startswith("**You have 11 days left**, until Saturday 12 December 2026: the last")
    assert near.count("act by Friday 11 December 2026") == 1
    assert "left**" not in far
    assert last.startswith("**Today, Tuesday 1 December 2026, is the day**: send your comments")


def test_a_decision_that_has_come_is_not_pressed_for(clock: Clock) -> None:
    told = {"date of request": "2026-10-01", "stage": "assessment refused"}

    refused = dated(clock, ABOUT_NOTHING, told, now=["date of request"]).text
    waiting = dated(clock, ABOUT_NOTHING, told | {"stage": ""}, now=["date of request"]).text

    assert refused.startswith("You can appeal")
    assert waiting.startswith("**This date passed 19 days ago**")


def test_whoever_may_still_appeal_is_not_told_first_what_is_too_late(clock: Clock) -> None:
    told = {"date of refusal letter": "2026-09-28", "date of mediation certificate": "2026-11-20"}

    answer = dated(clock, REFUSED, told)

    assert answer.text.startswith("You can appeal")
    assert "**By Sunday 20 December 2026**" in answer.text


def test_what_is_taken_for_granted_is_said_once(clock: Clock) -> None:
    told = {"date of exclusion": "2026-11-24"}

    text = dated(clock, ABOUT_NOTHING, told, now=[*told], words="permanently excluded").text

    assert text.count("no school holiday or training day falls between") == 1
    assert text.count("the exclusion is permanent") == 1
    assert "or later if the school closes" in text


def test_dates_that_passed_long_ago_are_left_out_unless_they_are_spoken_of(clock: Clock) -> None:
    told = {"date of final plan": "2025-10-14"}
    place = "england/annual-review#what-are-the-dates-for-an-annual-review"

    review = dated(clock, place, told, now=[*told], asked="When is the first review due?")
    appeal = dated(clock, place, told, now=[*told], asked="Can I still appeal to the tribunal?")

    assert [one["limit"] for one in review.deadlines] == ["first-review"]
    assert "appeal" in [one["limit"] for one in appeal.deadlines]


def test_dates_that_were_said_before_are_said_in_short(clock: Clock) -> None:
    first = dated(clock, REFUSED, {"date of refusal letter": "2026-11-02"})

    again = dated(
        clock,
        REFUSED,
        {"date of refusal letter": "2026-11-02"},
        earlier=[Turn(Question("They refused"), first)],
    )

    assert again.deadlines == first.deadlines
    assert "**By Saturday 2 January 2027**" in again.text
    assert "Within 2 months" not in again.text


def test_a_date_that_is_missing_is_asked_for_once(clock: Clock) -> None:
    first = dated(clock, TIMELINE)
    second = dated(clock, TIMELINE, earlier=[Turn(Question("How long?"), first)])

    assert "On what day did the council receive the request? Tell me" in first.text
    assert second == an_answer(TIMELINE)


def test_a_date_alone_answers_what_was_asked(clock: Clock) -> None:
    asked = [Turn(Question("How long?"), dated(clock, TIMELINE))]

    assert date_answered("14 september", asked, clock, TODAY) == {
        "date of request": Fact("2026-09-14", "14 september")
    }
    assert date_answered("14 september", [], clock, TODAY) == {}
    assert date_answered("14 december 2027", asked, clock, TODAY) == {}
    long = "his birthday is 14 september and he is in a school that does nothing for him"
    assert date_answered(long, asked, clock, TODAY) == {}


def test_whoever_is_in_year_6_has_the_date_of_the_move(clock: Clock) -> None:
    answer = dated(
        clock, "england/phase-transfer#when-must-the-plan-name-the-next-school", {"year": "Year 6"}
    )

    assert [one["date"] for one in answer.deadlines] == ["2027-02-15"]
    assert "**Before Monday 15 February 2027**" in answer.text


def test_a_letter_of_the_future_is_not_counted_from(clock: Clock) -> None:
    answer = dated(clock, REFUSED, {"date of refusal letter": "2027-11-02"})

    assert answer.deadlines == ()


def test_the_date_of_a_certificate_makes_the_later_last_day_to_appeal(clock: Clock) -> None:
    told = {"date of final plan": "2026-09-30", "date of mediation certificate": "2026-11-25"}

    answer = dated(clock, ABOUT_NOTHING, told, now=["date of mediation certificate"])

    assert [(one["limit"], one["date"]) for one in answer.deadlines] == [("appeal", "2027-01-04")]
    assert "(/dates?what=plan-made&on=2026-09-30&mediation-certificate=2026-11-25)" in answer.text
    assert "Friday 25 December 2026 falls from 25 December to 1 January" in answer.text


def test_what_was_due_before_a_meeting_that_has_been_is_not_told(clock: Clock) -> None:
    place = "england/annual-review#what-must-happen-after-the-meeting"

    before = dated(clock, place, {"date of review meeting": "2027-01-15"})
    after = dated(clock, place, {"date of review meeting": "2026-10-05"})

    assert "review-notice" in {one["limit"] for one in before.deadlines}
    assert "review-notice" not in {one["limit"] for one in after.deadlines}


def test_school_days_ask_for_the_days_on_which_the_school_is_closed(clock: Clock) -> None:
    told = {"date of governors' letter": "2026-11-27"}

    text = dated(clock, ABOUT_NOTHING, told, now=list(told)).text

    assert "**By Friday 18 December 2026 to be safe**" in text
    assert "[Give the days on which it is closed](/dates?what=governors-letter" in text


def test_a_date_out_of_all_reason_is_not_counted_from(clock: Clock) -> None:
    assert dated(clock, REFUSED, {"date of refusal letter": "1066-10-14"}).deadlines == ()


def test_an_exclusion_is_a_suspension_where_somebody_said_so(clock: Clock) -> None:
    place = "england/suspension-and-exclusion#my-child-has-been-suspended-today-what-are-my-rights"
    told = {"date of exclusion": "2026-11-23"}

    for_days = dated(clock, place, told, now=["date of exclusion"], words="suspended for 8 days")
    for_two = dated(clock, place, told, now=["date of exclusion"], words="suspended for 2 days")
    for_good = dated(clock, place, told, now=["date of exclusion"], words="permanently excluded")

    assert [one["limit"] for one in for_days.deadlines] == ["suspension-education"]
    assert for_two.deadlines == ()
    part_time = "suspended for 8 days, and before that he was in school 3 days a week"
    still = dated(clock, place, told, now=["date of exclusion"], words=part_time)
    assert still.deadlines == for_days.deadlines
    assert {one["limit"] for one in for_good.deadlines} == {"exclusion-education", "governors-meet"}


@pytest.mark.parametrize(
    ("doubt", "said"),
    [
        (
            DateDoubt("3/4/26", "ambiguous", date(2026, 4, 3), date(2026, 3, 4)),
            "If you meant Wednesday 4 March 2026",
        ),
        (DateDoubt("9/14/2026", "ambiguous", date(2026, 9, 14)), "If that is not right, tell me"),
        (DateDoubt("31 february", "impossible"), "There is no such day as “31 february”"),
        (DateDoubt("in september", "vague"), "What is the date, as the letter has it?"),
        (DateDoubt("3 March 2027", "future", date(2027, 3, 3)), "has not come yet"),
        (
            DateDoubt("5 november", "which", date(2026, 11, 5)),
            "What happened on Thursday 5 November 2026?",
        ),
        (
            DateDoubt("tues 4 nov", "weekday", date(2026, 11, 4), date(2026, 11, 3)),
            "I took it for Wednesday",
        ),
    ],
)
def test_a_date_in_doubt_says_how_it_was_read_or_asks(
    clock: Clock, doubt: DateDoubt, said: str
) -> None:
    answer = dated(clock, REFUSED, doubts=[doubt])

    assert said in answer.text
    assert answer.deadlines == ()


def test_an_answer_has_at_most_eight_dates_and_those_to_come_first(clock: Clock) -> None:
    told = {
        "date of request": "2026-09-14",
        "date of review meeting": "2027-01-15",
        "date of refusal letter": "2026-11-02",
        "date of draft plan": "2026-11-30",
    }

    answer = dated(clock, TIMELINE, told, now=list(told))

    days = [one["date"] for one in answer.deadlines]
    assert len(days) == 8
    assert days == sorted(days)
    assert min(days) >= TODAY.isoformat()


def test_words_in_the_persons_own_language_stay_first(clock: Clock) -> None:
    told = Told({"date of request": Fact("2026-11-14", "14")}, ["date of request"])
    answer = an_answer(
        TIMELINE, f"Po polsku.{OWN_LANGUAGE_ENDS}In English. [1]\n\n- **Do now:** This. [1]"
    )

    text = with_dates(answer, told, (), clock=clock, today=TODAY).text

    assert text.startswith(f"Po polsku.{OWN_LANGUAGE_ENDS}In English. [1]\n\n**Your dates**")


def test_help_that_comes_first_carries_no_dates(clock: Clock) -> None:
    told = Told({"date of refusal letter": Fact("2026-11-02", "2 november")})
    answer = Answer(Outcome.URGENT, "Call 999.")

    assert with_dates(answer, told, (), clock=clock, today=TODAY) == answer
