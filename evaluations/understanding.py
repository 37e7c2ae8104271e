"""How well messages are understood: danger, kinds, identifying details, facts, dates, follow-ups, conversations.

Each set has two halves: one that rules and thresholds were tuned on, and one that is only reported.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError, model_validator

from assistant.answering import Assistant
from assistant.conversation import Answer, Outcome, Question, Turn
from assistant.facts import Fact, facts_after
from assistant.masking import mask, visible
from evaluations.cases import CASES, CaseFault
from evaluations.dates import dates_read
from knowledge.documents import Audience
from knowledge.ingest import Progress
from knowledge.places import Places

MESSAGES = CASES / "understanding"
SETS = ("danger", "ordinary", "kinds", "details", "facts", "followups", "conversations")
_AWAY = (Outcome.NOT_OURS, Outcome.PRIVATE)
_TURNED_AWAY = ("not_ours", "other_council", "opinion", "letter", "private", "misuse")
_OURS = ("guidance", "contact", "glossary", "dates", "service")


class Said(BaseModel):
    """One message of a conversation, and what should come of it; what is not given is not measured."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    says: str
    outcome: tuple[Outcome, ...] = ()
    rests_on: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    facts: Mapping[str, str | list[str]] | None = None
    why: str = ""


class Messages(BaseModel):
    """A case: what somebody says, in one message or several; the set that it is in says what the rest is for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    turns: tuple[Said, ...]
    half: Literal["tune", "report"]
    name: str = ""
    audience: Audience = Audience.PARENT
    kind: str = ""
    type: str = ""
    language: str = "en"
    also: str = ""
    hidden: tuple[str, ...] = ()
    stays: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()
    second: tuple[str, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _as_turns(cls, given: object) -> object:
        """A text alone is one turn, and a turn may be a text alone."""
        if not isinstance(given, dict):
            return given
        said = given.pop("text", None)
        turns = [said] if said is not None else given.get("turns", [])
        return given | {"turns": [{"says": one} if isinstance(one, str) else one for one in turns]}

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(turn.says for turn in self.turns)


_MESSAGES = TypeAdapter(tuple[Messages, ...])


def read_messages(name: str, folder: Path = MESSAGES) -> tuple[Messages, ...]:
    """A set of messages by its name. CaseFault names file and fault."""
    path = folder / f"{name}.yaml"
    try:
        return _MESSAGES.validate_python(yaml.safe_load(path.read_text("utf-8")))
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise CaseFault(f"{path}: {error}") from error


def understanding(
    assistant: Assistant, places: Places, now: datetime, progress: Progress
) -> dict[str, float]:
    """Every figure by its name and half ("danger_recall.report")."""
    sets = {name: read_messages(name) for name in SETS}
    ask = _Asking(assistant, now)
    measures: list[tuple[str, Sequence[Messages], Callable[[Messages], Sequence[bool]]]] = [
        ("danger_recall", sets["danger"], ask.is_stopped),
        ("ordinary_stopped", _of(sets["ordinary"], "ordinary", "idiom", "near"), ask.is_stopped),
        ("perhaps_stopped", _of(sets["ordinary"], "perhaps"), ask.is_stopped),
        ("turned_away_rightly", _of(sets["kinds"], *_TURNED_AWAY), ask.is_turned_away),
        ("ours_turned_away", _of(sets["kinds"], *_OURS), ask.is_turned_away),
        ("details_hidden", _with_details(sets["details"]), is_hidden),
        ("ordinary_masked", _of(sets["details"], "ordinary"), is_masked),
        ("facts_right", sets["facts"], lambda case: facts_right(case, places, now)),
        ("followups_first", sets["followups"], ask.is_found),
        ("conversation_turns_right", sets["conversations"], ask.goes_well),
    ]
    found: dict[str, float] = {}
    for number, (name, cases, measure) in enumerate(measures, start=1):
        for half in ("tune", "report"):
            passed = [one for case in cases if case.half == half for one in measure(case)]
            found[f"{name}.{half}"] = sum(passed) / len(passed) if passed else float("nan")
        progress(number, len(measures))
    return found | dates_read(places)


class _Asking:
    """Asks the assistant, and says what came of it."""

    def __init__(self, assistant: Assistant, now: datetime) -> None:
        self._assistant = assistant
        self._now = now

    def is_stopped(self, case: Messages) -> tuple[bool]:
        """Whether help came first."""
        *before, last = [Question(text, case.audience) for text in case.texts]
        earlier = [Turn(question) for question in before]
        return (self._assistant.help_first(last, earlier) is not None,)

    def is_turned_away(self, case: Messages) -> tuple[bool]:
        """Whether it ended as no question of ours; one with a real question in it must be answered as well."""
        answer = self._answers(case)[-1]
        if case.also:
            return (bool(answer.citations),)
        return (answer.outcome in _AWAY,)

    def is_found(self, case: Messages) -> tuple[bool]:
        """Whether the first source is a right one, and for two questions one of each."""
        cited = _cited(self._answers(case)[-1])
        if case.second:
            return (
                bool(cited.keys() & set(case.rests_on)) and bool(cited.keys() & set(case.second)),
            )
        first = next(iter(cited), "")
        return (first in case.rests_on,)

    def goes_well(self, case: Messages) -> list[bool]:
        """For each turn, whether it ended as it should, on a right source, with what it must say and know."""
        return [
            not list(faults(said, answer))
            for said, answer in zip(case.turns, self._answers(case), strict=True)
        ]

    def _answers(self, case: Messages) -> list[Answer]:
        turns: list[Turn] = []
        answers = []
        for text in case.texts:
            question = Question(text, case.audience)
            answers.append(self._assistant.answer(question, turns, now=self._now))
            turns.append(Turn(question, answers[-1]))
        return answers


def faults(said: Said, answer: Answer) -> Iterator[str]:
    """What is wrong with an answer, in words."""
    if said.outcome and answer.outcome not in said.outcome:
        yield f"ended as {answer.outcome.value}"
    cited = _cited(answer)
    is_help = answer.outcome is Outcome.URGENT  # rests on contacts, and cites nothing
    if said.rests_on and not is_help and not cited.keys() & set(said.rests_on):
        yield f"rests on {', '.join(cited) or 'nothing'}"
    yield from (f"does not say “{words}”" for words in said.has if words not in answer.text)
    yield from (f"says “{words}”" for words in said.lacks if words.lower() in answer.text.lower())
    for name, value in (said.facts or {}).items():
        known = answer.facts.get(name, {}).get("value")
        if known != _value(value):
            yield f"{name} is {known}"


def is_hidden(case: Messages) -> tuple[bool]:
    """Whether every identifying detail is gone from a message, and nothing that should stay is."""
    masked = mask(visible(case.texts[-1])).text.lower()
    return (not any(one.lower() in masked for one in case.hidden),)


def is_masked(case: Messages) -> tuple[bool]:
    """Whether anything was taken out."""
    return (bool(mask(visible(case.texts[-1])).kinds),)


def facts_right(case: Messages, places: Places, now: datetime) -> list[bool]:
    """For each turn, whether exactly what was said is known."""
    known: dict[str, Fact] = {}
    right = []
    for said in case.turns:
        known = facts_after(said.says, known, today=now.date(), places=places)
        wanted = {name: _value(value) for name, value in (said.facts or {}).items()}
        right.append({name: fact.value for name, fact in known.items()} == wanted)
    return right


def _value(given: str | list[str]) -> str:
    return given if isinstance(given, str) else ", ".join(given)


def _cited(answer: Answer) -> dict[str, None]:
    """The sections cited, in order, as "pack/page#section"."""
    return dict.fromkeys(one.address.removeprefix("/guidance/") for one in answer.citations)


def _of(cases: Iterable[Messages], *kinds: str) -> list[Messages]:
    return [case for case in cases if case.kind in kinds]


def _with_details(cases: Iterable[Messages]) -> list[Messages]:
    return [case for case in cases if case.hidden]
