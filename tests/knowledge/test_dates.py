"""Dates as people write them, found in a text."""

from datetime import date
from time import process_time

import pytest

from knowledge.clock.dates import written_dates

TODAY = date(2026, 12, 1)  # a Tuesday


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("It came on 3 March.", "3 March", date(2026, 3, 3)),
        ("dated the 17th of November for", "17th of November", date(2026, 11, 17)),
        ("1st of dec", "1st of dec", date(2026, 12, 1)),
        ("on Nov 12th we", "Nov 12th", date(2026, 11, 12)),
        ("2026-11-03", "2026-11-03", date(2026, 11, 3)),
        ("21 sept 2026", "21 sept 2026", date(2026, 9, 21)),
        ("14 January next year", "14 January next year", date(2027, 1, 14)),
        ("30/11/26", "30/11/26", date(2026, 11, 30)),
        ("on 23/11 they", "23/11", date(2026, 11, 23)),
        ("last Friday", "last Friday", date(2026, 11, 27)),
        ("next tuesday", "next tuesday", date(2026, 12, 8)),
        ("suspended yesterday", "yesterday", date(2026, 11, 30)),
        ("2 weeks ago", "2 weeks ago", date(2026, 11, 17)),
        ("three weeks ago today", "three weeks ago today", date(2026, 11, 10)),
        ("a couple of weeks ago", "a couple of weeks ago", date(2026, 11, 17)),
        ("Tues 24 nov", "Tues 24 nov", date(2026, 11, 24)),
    ],
)
def test_a_date_is_read_as_it_is_written(text: str, words: str, day: date) -> None:
    (found,) = written_dates(text, TODAY)

    assert (found.words, found.day, found.is_ambiguous) == (words, day, False)
    assert text[found.start : found.end] == words


@pytest.mark.parametrize(
    "text",
    [
        "since September",
        "the 12th",
        "in year 6 march past",
        "every Friday",
        "24/7",
        "14 days, 2 months, section 19, level 3",
        "she is 25 may be more",
        "in March",
        "help on monday mornings",
    ],
)
def test_words_that_name_no_one_day_are_no_date(text: str) -> None:
    assert written_dates(text, TODAY) == []


@pytest.mark.parametrize("text", ["31 Feb", "30 February 2026", "32/01/2026", "05/13/2026"])
def test_a_day_that_is_in_no_calendar_is_a_date_without_a_day(text: str) -> None:
    (found,) = written_dates(text, TODAY)

    assert (found.day, found.coming) == (None, None)


@pytest.mark.parametrize(
    ("text", "day"),
    [("3/4/26", date(2026, 4, 3)), ("Monday 24 November 2026", date(2026, 11, 24))],
)
def test_a_date_that_could_be_read_otherwise_says_so(text: str, day: date) -> None:
    (found,) = written_dates(text, TODAY)

    assert (found.day, found.is_ambiguous) == (day, True)


def test_a_date_without_a_year_lies_behind_and_its_next_ahead() -> None:
    (found,) = written_dates("review on 14 January", TODAY)

    assert (found.day, found.coming) == (date(2026, 1, 14), date(2027, 1, 14))


def test_a_leap_day_without_a_year_is_in_a_year_that_has_one() -> None:
    (found,) = written_dates("29 feb", TODAY)

    assert (found.day, found.coming) == (date(2024, 2, 29), date(2028, 2, 29))


def test_a_weekday_tells_the_year_that_is_meant() -> None:
    (found,) = written_dates("Thursday 3 December", TODAY)

    assert found.day == date(2026, 12, 3)


@pytest.mark.parametrize("text", ["a " * 2000, "3 " * 2000, "march " * 700, "3 march " * 500])
def test_a_long_text_takes_a_bounded_time(text: str) -> None:
    start = process_time()

    written_dates(text, TODAY)

    assert process_time() - start < 0.5
