"""Dates as people write them, found in a text."""

from datetime import date
from time import process_time

import pytest

from knowledge.clock.dates import Doubt, written_dates

TODAY = date(2026, 12, 1)  # a Tuesday


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("It came on 3 March.", "3 March", date(2026, 3, 3)),
        ("dated the 17th of November for", "17th of November", date(2026, 11, 17)),
        ("1st of dec", "1st of dec", date(2026, 12, 1)),
        ("on Nov 12th we", "Nov 12th", date(2026, 11, 12)),
        ("the 17th day of November 2026", "17th day of November 2026", date(2026, 11, 17)),
        ("on the twenty-third of October we", "twenty-third of October", date(2026, 10, 23)),
        ("2026-11-03", "2026-11-03", date(2026, 11, 3)),
        ("2026-11-03T09:30", "2026-11-03", date(2026, 11, 3)),
        ("21 sept 2026", "21 sept 2026", date(2026, 9, 21)),
        ("rcvd 14SEP26, wk 6?", "14SEP26", date(2026, 9, 14)),
        ("14 Sep '26", "14 Sep '26", date(2026, 9, 14)),
        ("5-Oct-26 by", "5-Oct-26", date(2026, 10, 5)),
        ("14 January next year", "14 January next year", date(2027, 1, 14)),
        ("3 march last year", "3 march last year", date(2025, 3, 3)),
        ("born 4 May 1987", "4 May 1987", date(1987, 5, 4)),
        ("born 23/5/14", "23/5/14", date(2014, 5, 23)),
        ("30/11/26", "30/11/26", date(2026, 11, 30)),
        ("28 . 04 . 26", "28 . 04 . 26", date(2026, 4, 28)),
        ("24-5-26", "24-5-26", date(2026, 5, 24)),
        ("it is 28 4 26, so", "28 4 26", date(2026, 4, 28)),
        ("on 23/11 they", "23/11", date(2026, 11, 23)),
        ("absence began 15.11, and", "15.11", date(2026, 11, 15)),
        ("Tues 24 nov", "Tues 24 nov", date(2026, 11, 24)),
        ("24/11 (Tuesday)", "24/11 (Tuesday)", date(2026, 11, 24)),
        ("tue 3/11/26", "tue 3/11/26", date(2026, 11, 3)),
        ("9th feburary", "9th feburary", date(2026, 2, 9)),
        ("16th noverber", "16th noverber", date(2026, 11, 16)),
        ("jume 17 th they", "jume 17 th", date(2026, 6, 17)),
        ("12 dezember 2025", "12 dezember 2025", date(2025, 12, 12)),
        ("list z dnia 12 listopada", "12 listopada", date(2026, 11, 12)),
        ("lapkričio 12 d.", "lapkričio 12", date(2026, 11, 12)),
        ("лист від 12 листопада", "12 листопада", date(2026, 11, 12)),
        ("12 noiembrie 2026", "12 noiembrie 2026", date(2026, 11, 12)),
        ("১২ নভেম্বর ২০২৬", "১২ নভেম্বর ২০২৬", date(2026, 11, 12)),
        ("12 de novembro", "12 de novembro", date(2026, 11, 12)),
        ("since the 12th he", "the 12th", date(2026, 11, 12)),
        ("Friday the 20th", "Friday the 20th", date(2026, 11, 20)),
        ("19th of last month", "19th of last month", date(2026, 11, 19)),
        ("last month on the 19th", "last month on the 19th", date(2026, 11, 19)),
        ("on the 5th ult. I", "the 5th ult", date(2026, 11, 5)),
        ("second Tuesday in November", "second Tuesday in November", date(2026, 11, 10)),
        ("last day of September", "last day of September", date(2026, 9, 30)),
        ("on Christmas Eve 2025", "Christmas Eve 2025", date(2025, 12, 24)),
        ("St. is no day, bonfire night is", "bonfire night", date(2026, 11, 5)),
        ("easter monday", "easter monday", date(2026, 4, 6)),
        ("May Day bank holiday", "May Day bank holiday", date(2026, 5, 4)),
        ("day after Halloween", "day after Halloween", date(2026, 11, 1)),
        ("the day before 3 November", "the day before 3 November", date(2026, 11, 2)),
        ("suspended for 8 days on Monday 23 November", "Monday 23 November", date(2026, 11, 23)),
        ("8 days from Monday 30 November 2026", "Monday 30 November 2026", date(2026, 11, 30)),
        ("suspended 21-9 for", "21-9", date(2026, 9, 21)),
        ("2026 November 5", "2026 November 5", date(2026, 11, 5)),
        ("19th of the month just gone", "19th of the month just gone", date(2026, 11, 19)),
        ("dya b4 yest we", "dya b4 yest", date(2026, 11, 29)),
        ("yestrday it came", "yestrday", date(2026, 11, 30)),
        ("a week from tomorrow", "a week from tomorrow", date(2026, 12, 9)),
        ("in a fortnight's time", "in a fortnight's time", date(2026, 12, 15)),
    ],
)
def test_a_date_is_read_as_it_is_written(text: str, words: str, day: date) -> None:
    (found,) = written_dates(text, TODAY)

    assert (found.words, found.day, found.doubt) == (words, day, Doubt.NONE)
    assert text[found.start : found.end] == words


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("last Friday", date(2026, 11, 27)),
        ("tuesday just gone", date(2026, 11, 24)),
        ("Monday past", date(2026, 11, 30)),
        ("next tuesday", date(2026, 12, 8)),
        ("this coming friday", date(2026, 12, 4)),
        ("a week last Thursday", date(2026, 11, 19)),
        ("a fortnight last Monday", date(2026, 11, 16)),
        ("the friday before last", date(2026, 11, 20)),
        ("last Friday but one", date(2026, 11, 20)),
        ("Monday week", date(2026, 12, 14)),
        ("two weeks on friday", date(2026, 12, 18)),
        ("a week tomorrow", date(2026, 12, 9)),
        ("tomorrow week", date(2026, 12, 9)),
        ("Thursday of last week", date(2026, 11, 26)),
        ("last week on Thursday", date(2026, 11, 26)),
        ("monday the week before last", date(2026, 11, 16)),
        ("Wednesday next week", date(2026, 12, 9)),
        ("two mondays ago", date(2026, 11, 23)),
        ("yday", date(2026, 11, 30)),
        ("the day before yesterday", date(2026, 11, 29)),
        ("the evening before last", date(2026, 11, 29)),
        ("last night", date(2026, 11, 30)),
        ("this morning", date(2026, 12, 1)),
        ("2moro", date(2026, 12, 2)),
        ("2 weeks ago", date(2026, 11, 17)),
        ("4wks ago", date(2026, 11, 3)),
        ("fortnight ago", date(2026, 11, 17)),
        ("two weeks back", date(2026, 11, 17)),
        ("three weeks ago today", date(2026, 11, 10)),
        ("3 weeks ago tomorrow", date(2026, 11, 11)),
        ("a week ago last Thursday", date(2026, 11, 19)),
        ("twenty one weeks ago", date(2026, 7, 7)),
        ("3 weeks and 2 days ago", date(2026, 11, 8)),
        ("a month ago", date(2026, 11, 1)),
        ("a year ago today", date(2025, 12, 1)),
        ("six weeks since we asked", date(2026, 10, 20)),
        ("10 days' time", date(2026, 12, 11)),
        ("3 weeks from now", date(2026, 12, 22)),
    ],
)
def test_a_day_told_from_today_is_counted(text: str, day: date) -> None:
    (found,) = written_dates(text, TODAY)

    assert (found.day, found.coming, found.doubt) == (day, day, Doubt.NONE)


@pytest.mark.parametrize(
    "text",
    [
        "since September",
        "mid-October",
        "end of last month",
        "the week before half term",
        "over Easter",
        "last term",
        "about 3 weeks ago",
        "a couple of weeks ago",
        "3/4 weeks ago",
        "a week and a half ago",
        "a month or so back",
        "nearly a year ago",
        "between 3 and 7 November",
        "the 4th or 5th of nov",
        "around the 10th of march",
        "10 november, roughly",
        "w/c 21 june",
        "just before 10 November",
        "the other day",
        "the following monday",
        "a tuesday in october",
        "draft came on Diwali",
        "during Ramadan",
        "this time last year",
        "six weeks friday",
    ],
)
def test_words_that_name_no_one_day_are_vague(text: str) -> None:
    found = written_dates(text, TODAY)

    assert {(one.doubt, one.day) for one in found} == {(Doubt.VAGUE, None)}


@pytest.mark.parametrize(
    "text",
    [
        "in year 6 march past",
        "every Friday",
        "24/7",
        "14 days, 2 months, section 19, level 3",
        "she is 25 may be more",
        "help on monday mornings",
        "monday to friday, 9-3",
        "we live in March",
        "he may 1 day march into school",
        "level 2/3 and 3/5 days, 7/8 times",
        "the 2nd school, his 3rd time",
        "at 3.30 or 14:15, £26/11",
        "20 weeks, within 6 weeks, 15 days",
        "call 01223 714705, CB2 3AB",
        "reg 5(1), s.36(8), SI 2014/1530",
        "policy 2026-27, ages 16-19",
        "the sun sat on the mat, it wed",
        "may i ask",
    ],
)
def test_what_is_no_date_is_left_out(text: str) -> None:
    assert written_dates(text, TODAY) == []


@pytest.mark.parametrize(
    "text", ["31 Feb", "30 February 2026", "32/01/2026", "45th of March", "on 31/11", "0/2/27"]
)
def test_a_day_that_is_in_no_calendar_is_impossible(text: str) -> None:
    (found,) = written_dates(text, TODAY)

    assert (found.day, found.coming, found.doubt) == (None, None, Doubt.IMPOSSIBLE)


@pytest.mark.parametrize(
    ("text", "doubt", "day", "other"),
    [
        ("3/4/26", Doubt.AMBIGUOUS, date(2026, 4, 3), date(2026, 3, 4)),
        ("2/6 is its date", Doubt.AMBIGUOUS, date(2026, 6, 2), date(2026, 2, 6)),
        ("dated 9/14/2026", Doubt.AMBIGUOUS, date(2026, 9, 14), None),
        ("last monday", Doubt.AMBIGUOUS, date(2026, 11, 30), date(2026, 11, 23)),
        ("next friday", Doubt.AMBIGUOUS, date(2026, 12, 4), date(2026, 12, 11)),
        ("Monday 24 November 2026", Doubt.WEEKDAY, date(2026, 11, 24), date(2026, 11, 23)),
        ("thur 27/11/26", Doubt.WEEKDAY, date(2026, 11, 27), date(2026, 11, 26)),
    ],
)
def test_a_date_that_could_be_read_otherwise_says_so(
    text: str, doubt: Doubt, day: date, other: date | None
) -> None:
    (found,) = written_dates(text, TODAY)

    assert (found.day, found.doubt, found.other) == (day, doubt, other)


def test_several_dates_are_told_in_their_order() -> None:
    text = "from Mon 23rd - Fri 27th Nov, then 3-4 December and 12 jan, tuesday"

    days = [one.coming for one in written_dates(text, TODAY)]

    assert days == [
        date(2026, 11, 23),
        date(2026, 11, 27),
        date(2026, 12, 3),
        date(2026, 12, 4),
        date(2027, 1, 12),
    ]


def test_a_date_without_a_year_lies_behind_and_its_next_ahead() -> None:
    (found,) = written_dates("review on 14 January", TODAY)

    assert (found.day, found.coming) == (date(2026, 1, 14), date(2027, 1, 14))


def test_a_leap_day_without_a_year_is_in_a_year_that_has_one() -> None:
    (found,) = written_dates("29 feb", TODAY)

    assert (found.day, found.coming) == (date(2024, 2, 29), date(2028, 2, 29))


def test_a_weekday_tells_the_year_that_is_meant() -> None:
    (found,) = written_dates("Thursday 3 December", TODAY)

    assert found.day == date(2026, 12, 3)


@pytest.mark.parametrize(
    "text",
    [
        "a " * 2000,
        "3 " * 2000,
        "march " * 700,
        "3 march " * 500,
        "3/4/26 " * 570,
        "1 auguxt " * 440,
        "a few weeks or so " * 220,
        "১২ মার্চ " * 440,
        "\u200f" * 4000,
    ],
)
def test_a_long_text_takes_a_bounded_time(text: str) -> None:
    start = process_time()

    written_dates(text, TODAY)

    assert process_time() - start < 0.5


def test_the_last_day_of_a_range_follows_the_first() -> None:
    first, last = written_dates("suspended from 24 November to 11 December", TODAY)

    assert (first.day, last.day) == (date(2026, 11, 24), date(2026, 12, 11))


def test_days_from_a_weekday_may_be_a_length_and_then_the_day() -> None:
    (found,) = written_dates("the review is 10 days from Monday", TODAY)

    assert found.doubt is Doubt.AMBIGUOUS
    assert (found.day, found.other) == (date(2026, 12, 17), date(2026, 12, 7))


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("it was a week in 11/2026", Doubt.VAGUE),
        ("when he was in year 3", Doubt.VAGUE),
        ("20 working days ago", Doubt.VAGUE),
        ("23 octember 2026", Doubt.IMPOSSIBLE),
    ],
)
def test_what_could_be_of_several_days_or_months_is_none(text: str, doubt: Doubt) -> None:
    assert [(one.day, one.doubt) for one in written_dates(text, TODAY)] == [(None, doubt)]


@pytest.mark.parametrize(
    "text",
    [
        "EHCP no. 14-11-26 ref",
        "our ref: 14/11/26",
        "happy new year",
        "the Friday club",
        "Mr May 24-7",
    ],
)
def test_a_reference_or_a_wish_is_no_date(text: str) -> None:
    assert written_dates(text, TODAY) == []
