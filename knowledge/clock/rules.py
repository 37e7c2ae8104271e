"""Time limits of the law, as data: what starts each, how long it runs and where it stands."""

from datetime import date
from pathlib import Path

from dateutil.relativedelta import relativedelta
from pydantic import Field, model_validator

from knowledge.reading.toml import Entry, read_entries


class TimeLimit(Entry):
    """A rule of law ("6 weeks from the request"), in calendar days, weeks or months.

    `counts_first_day`: the day on which it starts is its first day, so 15 days end 14 days later.
    """

    starts: str
    what: str
    days: int = Field(default=0, ge=0)
    weeks: int = Field(default=0, ge=0)
    months: int = Field(default=0, ge=0)
    counts_first_day: bool = False
    rule: str
    source: str

    @model_validator(mode="after")
    def _has_one_length(self) -> "TimeLimit":
        if sum(map(bool, (self.days, self.weeks, self.months))) != 1:
            raise ValueError("give its length in one unit: days, weeks or months")
        return self

    def ends(self, start: date) -> date:
        """Its last day. A month ends on the same day of the month, or on the month's last day where it has none."""
        length = relativedelta(days=self.days, weeks=self.weeks, months=self.months)
        return start + length - relativedelta(days=int(self.counts_first_day))


def read_time_limits(path: Path) -> list[TimeLimit]:
    """The time limits of one file; none where there is no such file."""
    return read_entries(path, TimeLimit)
