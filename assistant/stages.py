"""Where things stand between a family, a school and the council: the stage, whether there is a plan, their dates."""

import re
from datetime import date

from assistant.asserting import GUARDS, Fact, Message, Standing, fact_of, patterns_of
from assistant.fact_dates import BY_STAGE, dates_told

_STAGES = patterns_of("stage")
_PLANS = patterns_of("plan")
# What stages say of a plan.
_STAGE_PLANS = {
    "SEN Support": "no",
    "no plan after assessment": "no",
    "draft plan": "no",
    "final plan": "yes",
    "annual review": "yes",
    "plan ending": "yes",
}
_ASKED = ("assessment requested", "being assessed")
# The stages that lie behind each.
_LED_TO = {
    "appeal or mediation": (
        *_ASKED,
        "assessment refused",
        "no plan after assessment",
        "final plan",
    ),
    "no plan after assessment": _ASKED,
    "draft plan": _ASKED,
    "final plan": _ASKED,
}
_GUARDED = {
    "SEN Support": ("intended", "coming", "past"),
    "no support": ("intended", "coming", "past"),
    "plan ending": ("feared",),
    "excluded or suspended": ("intended", "bygone"),
}


def take_stage_and_plan(message: Message, known: dict[str, Fact], today: date) -> None:
    """Take up what a message says of the stage, of the plan and of their dates."""
    held = known.get("stage")
    stages, denied = _stages_told(message)
    if held and held.value in denied and held.value not in [one.value for one in stages]:
        _drop_stage(known, held, stages[0].value if stages else "")
    if stages and not _is_behind(message, stages[0], held):
        known["stage"] = stages[0]
        _take_plan_of(stages, known)
    if refused := _refusal_of(message, known.get("stage")):
        known["stage"] = refused
    if plan := _plan_told(message):
        known["plan"] = plan
    stage = known["stage"].value if "stage" in known else ""
    plan_stage = next(
        (one.value for one in stages if one.value in ("draft plan", "final plan")), ""
    )
    known |= dates_told(message, known, stage, plan_stage=plan_stage, today=today)
    if "date of review meeting" in known and "stage" not in known:
        known["stage"] = Fact("annual review", known["date of review meeting"].said)
        known.setdefault("plan", Fact("yes", known["stage"].said))


def _is_behind(message: Message, told: Fact, held: Fact | None) -> bool:
    """Whether a stage leads to the one that is known, and is told of as its history: a refusal that is appealed."""
    is_earlier = bool(held) and told.value in _LED_TO.get(held.value if held else "", ())
    return is_earlier and not GUARDS["anew"].search(message.plain)


def _refusal_of(message: Message, held: Fact | None) -> Fact | None:
    """ "We refused it" of a request that is known."""
    match = _REFUSED_IT.search(message.plain)
    if not match or not held or held.value != "assessment requested":
        return None
    is_stated = message.standing(*match.span(), "intended") is Standing.STATED
    return fact_of(message, match, "assessment refused") if is_stated else None


_REFUSED_IT = re.compile(
    r"\b(?:refused|rejected|declined|turned) (?:it|this|that|the request|us|him|her|me)\b(?: down)?"
    r"|\b(?:said|saying) no\b|\b(?:got|was|were|been) (?:refused|rejected|turned down)\b"
    r"|\b(?:refused|rejected|turned down)(?=[.,;]|$)"
)


def _stages_told(message: Message) -> tuple[list[Fact], list[str]]:
    """The stages that a message states, the weightiest first, and those that it denies."""
    stated: list[Fact] = []
    denied: list[str] = []
    for stage, pattern in _STAGES.items():
        if not message.may_tell(stage):
            continue
        guards = _GUARDED.get(stage, ("intended",))
        for match in pattern.finditer(message.plain):
            if "assess" in stage and _is_of_something_else(message, match):
                continue
            standing = message.standing(match.start(), match.end(), *guards)
            if standing is Standing.STATED:
                stated.append(fact_of(message, match, stage))
                break
            if standing is Standing.DENIED:
                denied.append(stage)
    return stated, denied


def _is_of_something_else(message: Message, match: re.Match[str]) -> bool:
    """An assessment for autism, by social care, of a carer … is none for a plan."""
    start = max(message.sentence_of(match.start())[0], match.start() - 20)
    other = GUARDS["other_assessment"].search(message.plain, start, match.end() + 30)
    return other is not None and other.end() > match.start() and other.start() < match.end()


def _drop_stage(known: dict[str, Fact], held: Fact, instead: str) -> None:
    """A stage that is denied goes, with what followed from it; its date is the date of what it is instead."""
    del known["stage"]
    if "plan" in known and known["plan"].said == held.said:
        del known["plan"]
    day = known.pop(BY_STAGE.get(held.value, ""), None)
    if day and instead in ("draft plan", "final plan"):
        known[BY_STAGE[instead]] = day


def _take_plan_of(stages: list[Fact], known: dict[str, Fact]) -> None:
    for one in stages:
        if one.value in _STAGE_PLANS:
            known["plan"] = Fact(_STAGE_PLANS[one.value], one.said)
            return


def _plan_told(message: Message) -> Fact | None:
    for match in _PLANS["no"].finditer(message.plain):
        if not message.is_closed(match.start()):
            return fact_of(message, match, "no")
    for match in _PLANS["yes"].finditer(message.plain):
        if message.standing(match.start(), match.end(), "coming") is Standing.STATED:
            return fact_of(message, match, "yes")
    for match in _PLANS["presupposed"].finditer(message.plain):
        if _is_presupposed(message, match):
            return fact_of(message, match, "yes")
    for match in _PLANS["alone"].finditer(message.plain):
        is_stated = message.standing(match.start(), match.end()) is Standing.STATED
        if is_stated and message.alone(match.start(), match.end()):
            return fact_of(message, match, "yes")
    return None


def _is_presupposed(message: Message, match: re.Match[str]) -> bool:
    start, end = message.sentence_of(match.start())
    before = message.before(match.start())
    is_of_others = GUARDS["others"].search(message.plain, start, end)
    return not is_of_others and not GUARDS["applying"].search(before)
