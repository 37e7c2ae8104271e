"""How well dates in messages are read: the days, what is in doubt, and what each is the date of."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from assistant.date_doubts import doubts_in
from assistant.fact_dates import event_of
from assistant.facts import facts_after
from evaluations.cases import CASES, CaseFault
from knowledge.places import Places

WRITTEN = CASES / "understanding" / "dates.yaml"


class Written(BaseModel):
    """A message, what day it is, the days that it tells, what they are dates of, and what of them must be asked."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str
    today: date
    dates: tuple[date, ...] = ()
    events: dict[str, date] = {}
    asks: Literal["", "vague", "which", "ambiguous", "impossible", "future", "weekday"] = ""
    half: Literal["tune", "report"]


_WRITTEN = TypeAdapter(tuple[Written, ...])


def read_written(path: Path = WRITTEN) -> tuple[Written, ...]:
    """The messages of a file. CaseFault names file and fault."""
    try:
        return _WRITTEN.validate_python(yaml.safe_load(path.read_text("utf-8")))
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise CaseFault(f"{path}: {error}") from error


def dates_read(places: Places) -> dict[str, float]:
    """Every figure by its name and half ("dates_right.report")."""
    cases = read_written()
    measures: dict[str, tuple[Sequence[Written], Callable[[Written, Places], bool]]] = {
        "date_facts_right": (
            [one for one in cases if one.asks in ("", "vague", "impossible")],
            is_right,
        ),
        "date_doubts_met": ([one for one in cases if one.asks], is_doubted),
        "dates_silently_wrong": (cases, is_silently_wrong),
    }
    found = {}
    for name, (each, measure) in measures.items():
        for half in ("tune", "report"):
            passed = [measure(case, places) for case in each if case.half == half]
            found[f"{name}.{half}"] = sum(passed) / len(passed) if passed else float("nan")
    return found


def is_right(case: Written, places: Places) -> bool:
    """Whether exactly the dates whose event the message tells are known, each as that of its event."""
    return _told(case, places) == case.events


def is_doubted(case: Written, places: Places) -> bool:
    """Whether what must be asked, or said of how a date was read, is."""
    known = facts_after(case.text, {}, today=case.today, places=places)
    return case.asks in {one.kind for one in doubts_in(case.text, known, case.today)}


def is_silently_wrong(case: Written, places: Places) -> bool:
    """Whether a day is taken that the message does not tell, and nothing is said of how it was read."""
    known = facts_after(case.text, {}, today=case.today, places=places)
    taken = {
        date.fromisoformat(one.value) for name, one in known.items() if name.startswith("date ")
    }
    said = {one.day for one in doubts_in(case.text, known, case.today)}
    return bool(taken - set(case.dates) - said)


def _told(case: Written, places: Places) -> dict[str, date]:
    known = facts_after(case.text, {}, today=case.today, places=places)
    named = {event_of(name, known, case.text): fact.value for name, fact in known.items()}
    return {event: date.fromisoformat(value) for event, value in named.items() if event}
