"""Time limits as data: how each is counted, and what is wrong with a rule file."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.clock.deadlines import read_clock
from knowledge.clock.rules import TimeLimit, Who, moved
from knowledge.clock.working_days import is_working_day
from knowledge.errors import PackFaults

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
UNITS = ["days", "weeks", "months", "working_days", "school_days"]
EVENT = """
[request]
what = "The council received a request"
asks = "When did the council receive it?"
group = "Asking"
names = ["request"]
"""
LIMIT = """
[decision]
starts = "request"
what = "The council decides"
who = "council"
rule = "within 6 weeks"
source = "Regs 2014 reg 5(1)"
"""


def a_limit(**length: object) -> TimeLimit:
    said = {"id": "a", "starts": "b", "what": "c", "rule": "d", "source": "e"}
    return TimeLimit.model_validate({**said, "who": Who.COUNCIL, **length})


@given(start=DAYS, unit=st.sampled_from(UNITS), count=st.integers(0, 60))
def test_a_limit_never_ends_before_it_starts(start: date, unit: str, count: int) -> None:
    assert a_limit(**{unit: count}).ends(start) >= start


@given(start=DAYS, unit=st.sampled_from(UNITS), count=st.integers(0, 60))
def test_a_longer_limit_ends_later(start: date, unit: str, count: int) -> None:
    assert a_limit(**{unit: count}).ends(start) < a_limit(**{unit: count + 1}).ends(start)


@given(start=DAYS, unit=st.sampled_from(UNITS), count=st.integers(0, 60))
def test_a_later_start_never_ends_earlier(start: date, unit: str, count: int) -> None:
    limit = a_limit(**{unit: count})

    assert limit.ends(start) <= limit.ends(start + timedelta(1))


@given(start=DAYS, count=st.integers(0, 60))
def test_a_week_is_seven_days(start: date, count: int) -> None:
    assert a_limit(weeks=count).ends(start) == a_limit(days=7 * count).ends(start)


@given(start=DAYS, count=st.integers(1, 60))
def test_where_the_first_day_counts_a_limit_ends_a_day_earlier(start: date, count: int) -> None:
    counted = a_limit(days=count, counts_first_day=True).ends(start)

    assert counted == a_limit(days=count).ends(start) - timedelta(1)


@given(start=DAYS, count=st.integers(0, 24))
def test_a_month_ends_on_the_same_day_or_on_the_last_of_the_month(start: date, count: int) -> None:
    end = a_limit(months=count).ends(start)

    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == count
    assert end.day == start.day or (end + timedelta(1)).day == 1


@given(start=DAYS, count=st.integers(0, 24))
def test_backwards_is_as_long_as_forwards(start: date, count: int) -> None:
    assert a_limit(weeks=count, back=True).ends(a_limit(weeks=count).ends(start)) == start


@given(day=DAYS)
def test_an_appeal_moves_only_over_christmas_and_in_august(day: date) -> None:
    is_moved = moved(day) != day

    assert is_moved == (
        day.month == 8 or (day.month, day.day) >= (12, 25) or (day.month, day.day) == (1, 1)
    )
    assert not is_moved or (moved(day) > day and is_working_day(moved(day)))


@pytest.mark.parametrize(
    ("birthday", "last_friday_in_june"),
    [
        (date(2026, 8, 31), date(2026, 6, 26)),
        (date(2026, 9, 1), date(2027, 6, 25)),
        (date(2028, 2, 29), date(2028, 6, 30)),
    ],
)
def test_compulsory_school_age_ends_in_the_school_year_of_the_sixteenth_birthday(
    birthday: date, last_friday_in_june: date
) -> None:
    assert a_limit(ends_with="compulsory school age").ends(birthday) == last_friday_in_june


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("", "one unit"),
        ("days = 3\nweeks = 2\n", "one unit"),
        ("days = -1\n", "greater than or equal to 0"),
        ("years = 1\n", "years"),
        ('on = "02-31"\n', "day is out of range"),
        ('on = "soon"\n', "pattern"),
        ("weeks = 6\nvalid_from = 2027-01-01\nvalid_until = 2026-01-01\n", "valid_from"),
        ('weeks = 6\nstarts_with = "x"\n', "starts_with"),
        ('weeks = 6\nextends = ["none-such"]\n', "none-such"),
        ('weeks = 6\nlater_of = ["none-such"]\n', "none-such"),
    ],
)
def test_a_rule_that_cannot_be_counted_is_a_fault_on_its_line(
    tmp_path: Path, said: str, message: str
) -> None:
    (tmp_path / "events.toml").write_text(EVENT, "utf-8")
    (tmp_path / "time_limits.toml").write_text(LIMIT + said, "utf-8")

    with pytest.raises(PackFaults) as raised:
        read_clock(tmp_path)

    fault = raised.value.faults[0]
    assert (fault.path, fault.line) == (str(tmp_path / "time_limits.toml"), 2)
    assert message in fault.message


def test_a_limit_of_an_event_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "time_limits.toml").write_text(f"{LIMIT}weeks = 6\n", "utf-8")

    with pytest.raises(PackFaults, match="there is no event “request”"):
        read_clock(tmp_path)


def test_two_versions_of_a_limit_may_not_be_law_on_the_same_day(tmp_path: Path) -> None:
    (tmp_path / "events.toml").write_text(EVENT, "utf-8")
    newer = LIMIT.replace("[decision]", "[decision-2028]")
    (tmp_path / "time_limits.toml").write_text(
        f"{LIMIT}weeks = 6\n{newer}weeks = 8\nversion_of = 'decision'\nvalid_from = 2028-09-01\n",
        "utf-8",
    )

    with pytest.raises(PackFaults, match="is law on the same days as “decision”"):
        read_clock(tmp_path)


def test_what_started_before_a_reform_keeps_the_older_limit(tmp_path: Path) -> None:
    (tmp_path / "events.toml").write_text(EVENT, "utf-8")
    newer = LIMIT.replace("[decision]", "[decision-2028]")
    (tmp_path / "time_limits.toml").write_text(
        f"{LIMIT}weeks = 6\nvalid_until = 2028-08-31\n"
        f"{newer}weeks = 8\nversion_of = 'decision'\nvalid_from = 2028-09-01\n",
        "utf-8",
    )

    clock = read_clock(tmp_path)

    before, after = date(2028, 8, 31), date(2028, 9, 1)
    assert clock.deadlines({"request": before}, today=before)[0].day == date(2028, 10, 12)
    assert clock.deadlines({"request": after}, today=after)[0].day == date(2028, 10, 27)
