"""Time limits of the law, as data: what starts each, how long it runs, what may extend it and where it stands."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Literal

from dateutil.relativedelta import FR, relativedelta
from pydantic import BeforeValidator, Field, model_validator

from knowledge.clock.working_days import Closures, after_working_days, working_day_from
from knowledge.reading.toml import Entry


class Who(StrEnum):
    """Who must act by the date."""

    COUNCIL = "council"
    FAMILY = "family"
    SCHOOL = "school"
    GOVERNORS = "governors"
    NHS = "nhs"
    ADVISER = "mediation adviser"
    ADVICE_GIVER = "whoever was asked for advice"
    PANEL = "panel"


def _several(given: object) -> object:
    return (given,) if isinstance(given, str) else given


Names = Annotated[tuple[str, ...], BeforeValidator(_several)]
_Length = Annotated[int | None, Field(ge=0)]
_UNITS = ("days", "weeks", "months", "working_days", "school_days", "on", "ends_with")


class Event(Entry):
    """Something that happens on a date, from which time limits run.

    `names` are ways to say it, `asks` the question for its date, `assumes` what is taken for granted of the date given;
    `pages` are the sections (or whole pages) on whose subject its dates bear, `group` is where it stands in a list.
    `lies_ahead`: its date may be one to come, as a meeting's or a move's; a letter's may not. `follows`: what it
    cannot come before, of several the first.
    """

    what: str
    asks: str
    group: str
    names: tuple[str, ...] = Field(min_length=1)
    assumes: Names = ()
    pages: tuple[str, ...] = ()
    lies_ahead: bool = False
    follows: Names = ()


class DatedPages(Entry):
    """More pages for `id`: of an event, those on which its dates bear; of a time limit, those for who missed it."""

    pages: tuple[str, ...]


class Extension(Entry):
    """A reason for which the law lets somebody act after a time limit."""

    what: str
    source: str


class TimeLimit(Entry):
    """A rule of law ("6 weeks from the request"): one length, in one unit, from any of the events in `starts`.

    `counts_first_day`: the day on which it starts is its first day, so 15 days end 14 days later. `back`: it runs
    backwards, to before the event. `on`: a day of the event's year ("02-15"). `ends_with`: the end of compulsory school
    age. `less_a_day`: it ends the day before. `later_of`: the later of it and those limits counts; where their date is
    not known, `if_unknown` says so. `moves`: over Christmas and in August it moves on, as appeals to the tribunal do.
    `wording` says how the date is to be taken. `missed` is what the person can do once it has passed, `ask` what to ask
    for in writing; `brings` is the event that ends the wait for it. It is law for what starts from `valid_from` to
    `valid_until`, in the place of an older `version_of`.
    """

    starts: Names = Field(min_length=1)
    what: str
    who: Who
    rule: str
    source: str
    days: _Length = None
    weeks: _Length = None
    months: _Length = None
    working_days: _Length = None
    school_days: _Length = None
    on: str = Field(default="", pattern=r"^(\d\d-\d\d)?$")
    ends_with: Literal["", "compulsory school age"] = ""
    counts_first_day: bool = False
    back: bool = False
    less_a_day: bool = False
    later_of: tuple[str, ...] = ()
    if_unknown: str = ""
    moves: bool = False
    wording: Literal["by", "before", "from", "usually"] = "by"
    assumes: Names = ()
    extends: tuple[str, ...] = ()
    missed: str = ""
    ask: str = ""
    brings: str = ""
    version_of: str = ""
    valid_from: date = date.min
    valid_until: date = date.max

    @model_validator(mode="after")
    def _has_one_length(self) -> "TimeLimit":
        given = [unit for unit in _UNITS if getattr(self, unit) not in (None, "")]
        if len(given) != 1:
            raise ValueError(f"give its length in one unit: {', '.join(_UNITS)}")
        if self.on:
            date.fromisoformat(f"2000-{self.on}")
        if self.valid_from > self.valid_until:
            raise ValueError("valid_from is after valid_until")
        return self

    @property
    def is_law(self) -> bool:
        """Whether it is a time limit, and not only what usually happens."""
        return self.wording != "usually"

    def ends(self, start: date, closed: Closures = ()) -> date:
        """Its last day, before anything moves it. `closed`: when the school is closed, for school days.

        A month ends on the same day of the month, or on the month's last day where it has none. OverflowError where
        the calendar ends first.
        """
        if self.on:
            return date.fromisoformat(f"{start.year:04}-{self.on}")
        if self.ends_with:
            return _end_of_compulsory_school_age(start)
        for count, away in ((self.working_days, ()), (self.school_days, closed)):
            if count is not None:
                return after_working_days(
                    start, count, away, counts_first_day=self.counts_first_day
                )
        length = relativedelta(days=self.days or 0, weeks=self.weeks or 0, months=self.months or 0)
        end = start - length if self.back else start + length
        return end - timedelta(int(self.counts_first_day) + int(self.less_a_day))

    def is_valid_on(self, start: date) -> bool:
        return self.valid_from <= start <= self.valid_until

    def overlaps(self, other: "TimeLimit") -> bool:
        """Whether both are versions of one limit, and law on the same day."""
        same = (self.version_of or self.id) == (other.version_of or other.id)
        return (
            same and self.valid_from <= other.valid_until and other.valid_from <= self.valid_until
        )


def moved(day: date) -> date:
    """Where an appeal's last day moves: from Christmas to January's first working day, from August to September's.

    HESC Rules 2008 rule 12(3)(a).
    """
    if day.month == 8:
        return working_day_from(date(day.year, 9, 1))
    if (day.month, day.day) >= (12, 25):
        return working_day_from(date(day.year + 1, 1, 2))
    if (day.month, day.day) == (1, 1):
        return working_day_from(date(day.year, 1, 2))
    return day


def faults_between(
    events: dict[str, Event], limits: dict[str, TimeLimit], extensions: dict[str, Extension]
) -> Iterator[tuple[TimeLimit, str]]:
    """Each limit that names what is not there, or is law at the same time as another version of it."""
    for limit in limits.values():
        for names, known, kind in (
            (limit.starts, events.keys(), "event"),
            (limit.extends, extensions.keys(), "extension"),
            (limit.later_of, limits.keys(), "time limit"),
            ([limit.version_of] if limit.version_of else [], limits.keys(), "time limit"),
            ([limit.brings] if limit.brings else [], events.keys(), "event"),
        ):
            yield from (
                (limit, f"there is no {kind} “{one}”; mend the name")
                for one in names
                if one not in known
            )
        for other in limits.values():
            if other.line < limit.line and limit.overlaps(other):
                yield (
                    limit,
                    f"is law on the same days as “{other.id}”; end one before the other begins",
                )


def _end_of_compulsory_school_age(birthday: date) -> date:
    """The last Friday in June of the school year of a sixteenth birthday (CFA 2014 s.83)."""
    year = birthday.year + int(birthday.month > 8)
    return date(year, 6, 30) + relativedelta(weekday=FR(-1))
