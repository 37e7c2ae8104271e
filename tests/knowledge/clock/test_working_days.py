"""Working days and school days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.clock.working_days import (
    after_working_days,
    is_working_day,
    working_day_from,
    working_day_until,
    working_days_until,
)

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    "holiday",
    [
        date(2026, 4, 3),  # Good Friday
        date(2026, 4, 6),  # Easter Monday
        date(2026, 12, 28),  # for Boxing Day, a Saturday
        date(2027, 12, 27),  # for Christmas Day, a Saturday
        date(2027, 12, 28),  # for Boxing Day, a Sunday
        date(2028, 1, 3),  # for New Year's Day, a Saturday
    ],
)
def test_a_bank_holiday_of_england_is_no_working_day(holiday: date) -> None:
    assert not is_working_day(holiday)


def test_a_holiday_of_scotland_alone_is_a_working_day() -> None:
    assert is_working_day(date(2026, 11, 30))
    assert is_working_day(date(2025, 1, 2))


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 11, 2), 1, date(2026, 11, 3)),
        (date(2026, 11, 6), 1, date(2026, 11, 9)),  # over a weekend
        (date(2026, 11, 7), 1, date(2026, 11, 9)),  # from a Saturday
        (date(2026, 12, 23), 3, date(2026, 12, 30)),  # over Christmas
        (date(2026, 4, 1), 2, date(2026, 4, 7)),  # over Easter
        (date(2026, 11, 2), 0, date(2026, 11, 2)),
    ],
)
def test_working_days_are_counted_from_the_day_after(start: date, count: int, end: date) -> None:
    assert after_working_days(start, count) == end


def test_the_first_day_counts_where_it_is_said_to() -> None:
    assert after_working_days(date(2026, 11, 2), 6, counts_first_day=True) == date(2026, 11, 9)
    assert after_working_days(date(2026, 11, 7), 1, counts_first_day=True) == date(2026, 11, 9)


def test_days_on_which_the_school_is_closed_are_left_out() -> None:
    half_term = [(date(2026, 10, 26), date(2026, 10, 30))]

    assert after_working_days(date(2026, 10, 23), 2, half_term) == date(2026, 11, 3)


@given(start=DAYS, count=st.integers(0, 60))
def test_one_more_working_day_always_ends_later(start: date, count: int) -> None:
    assert after_working_days(start, count) < after_working_days(start, count + 1)


@given(start=DAYS, count=st.integers(1, 60))
def test_so_many_working_days_lie_between(start: date, count: int) -> None:
    end = after_working_days(start, count)

    assert is_working_day(end)
    assert working_days_until(end, start) == count


@given(day=DAYS)
def test_the_nearest_working_days_stand_around_a_day(day: date) -> None:
    before, after = working_day_until(day), working_day_from(day)

    assert before <= day <= after
    assert is_working_day(before)
    assert is_working_day(after)
    between = (before + timedelta(number) for number in range(1, (after - before).days))
    assert not any(map(is_working_day, between))
