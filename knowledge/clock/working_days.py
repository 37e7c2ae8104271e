"""Working days and school days in England: which days count, and where so many of them lead."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

# From the first to the last day of each time that a school is closed.
Closures = Sequence[tuple[date, date]]


def is_working_day(day: date, closed: Closures = ()) -> bool:
    """Monday to Friday, no bank holiday of England, and in no closure."""
    if day.weekday() > 4 or day in _bank_holidays(day.year):
        return False
    return not any(first <= day <= last for first, last in closed)


def after_working_days(
    start: date, count: int, closed: Closures = (), *, counts_first_day: bool = False
) -> date:
    """The last of so many working days after `start`, or of those that begin with it."""
    day = start - timedelta(1) if counts_first_day else start
    while count:
        day += timedelta(1)
        count -= is_working_day(day, closed)
    return day


def working_day_from(day: date) -> date:
    """That day, or the first working day after it."""
    while not is_working_day(day):
        day += timedelta(1)
    return day


def working_day_until(day: date) -> date:
    """That day, or the last working day before it."""
    while not is_working_day(day):
        day -= timedelta(1)
    return day


def working_days_until(day: date, today: date) -> int:
    """How many working days are left after today, that day among them."""
    each = (today + timedelta(number) for number in range(1, (day - today).days + 1))
    return sum(map(is_working_day, each))


@lru_cache(maxsize=256)
def _bank_holidays(year: int) -> frozenset[date]:
    from holidays import country_holidays  # a tenth of a second, which most commands need not wait

    return frozenset(country_holidays("GB", subdiv="ENG", years=year))
