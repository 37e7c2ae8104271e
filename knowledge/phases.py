"""Stages of education, and which of them a text speaks of."""

import re
from enum import StrEnum


class Phase(StrEnum):
    """A stage of education."""

    EARLY_YEARS = "early-years"
    PRIMARY = "primary"
    SECONDARY = "secondary"
    POST_16 = "post-16"

    @property
    def label(self) -> str:
        return _PHASES[self][0]

    @property
    def learner(self) -> str:
        """Whom a sentence about this phase speaks of ("a primary school child")."""
        return _PHASES[self][1]


_PHASES = {
    Phase.EARLY_YEARS: ("Early years", "a child under five"),
    Phase.PRIMARY: ("Primary", "a primary school child"),
    Phase.SECONDARY: ("Secondary", "a secondary school pupil"),
    Phase.POST_16: ("Post-16", "a college or sixth form student"),
}


# Years are those of English schools; ages those at which children are in them.
_YEAR = re.compile(
    r"\b(?:years?|yrs?|y)\.? ?(1[0-3]|[1-9])\b(?! (?:old|ago|plan|time|later))", re.IGNORECASE
)
_AGE = re.compile(
    r"\b(\d{1,2})(?:[ -]?(?:years?|yrs?)[ -]?old| ?y/?o)\b|\baged? (\d{1,2})\b", re.IGNORECASE
)
_NAMED = (
    (
        Phase.EARLY_YEARS,
        r"nursery|nurseries|pre-?school|under[- ]fives?|under 5s?|reception|toddlers?|playgroup|early years"
        r"|eyfs|childminder",
    ),
    (Phase.POST_16, r"college|sixth form|6th form|post[- ]16|a levels?|apprentice\w*"),
    (
        Phase.SECONDARY,
        r"secondary|high school|gcses?|ks ?[34]|key stage [34]|year (?:seven|eight|nine|ten|eleven)",
    ),
    (
        Phase.PRIMARY,
        r"primary|infants?|juniors?|ks ?[12]|key stage [12]|year (?:one|two|three|four|five|six)",
    ),
)


def phase_in(text: str) -> Phase | None:
    """The phase that a text names, by a school year, an age or a kind of setting; none where it names none."""
    if year := _YEAR.search(text):
        return _phase_of_age(int(year[1]) + 4)
    if age := _AGE.search(text):
        return _phase_of_age(int(age[1] or age[2]))
    named = (
        phase for phase, words in _NAMED if re.search(rf"\b(?:{words})\b", text, re.IGNORECASE)
    )
    return next(named, None)


def _phase_of_age(age: int) -> Phase | None:
    """A child turns five in Reception, and is eleven when secondary school begins."""
    if age > 25:
        return None
    last = ((4, Phase.EARLY_YEARS), (10, Phase.PRIMARY), (15, Phase.SECONDARY))
    return next((phase for oldest, phase in last if age <= oldest), Phase.POST_16)


def phases_named(heading: str) -> tuple[Phase, ...]:
    """The phases that a section is for by its heading: those of the one setting that it names, all where it names none
    or several.
    """
    named = [
        phase for phase, words in _NAMED if re.search(rf"\b(?:{words})\b", heading, re.IGNORECASE)
    ]
    return phases_of(named[0]) if len(named) == 1 else ()


def phases_of(page: str) -> tuple[Phase, ...]:
    """The phases that a page for one of them speaks of: the one before too, since families look ahead."""
    if page not in set(Phase):
        return ()
    order = list(Phase)
    place = order.index(Phase(page))
    return tuple(order[max(place - 1, 0) : place + 1])
