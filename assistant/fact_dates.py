"""The dates that a message tells, by what each is the date of, and the event of the statutory clock that it is."""

import re
from collections.abc import Mapping
from datetime import date

from assistant.asserting import DATA, Fact, Message, compiled
from assistant.date_tense import day_meant, is_far_behind, is_put_ahead, is_too_early
from assistant.naming_dates import BY_STAGE as BY_STAGE
from assistant.naming_dates import MOST, DateNames, corrects
from knowledge.clock.dates import WrittenDate, written_dates

_PERMANENT, _FOR_A_TIME, _PUT_OFF, _ABSENT, _NOT_YET = (
    compiled(DATA["around_dates"][name])
    for name in ("permanent", "for_a_time", "put_off", "absent", "not_yet")
)
# The first day of an absence is told by "ill from", and not by the last day in school.
_ABSENCE = "date out of school since"
_ARRIVED = re.compile(r"\b(?:came|arriv\w+|reach\w+|received|got|landed|turned up)\b[^.]{0,30}$")
_DATED = re.compile(r"\b(?:dated|date (?:on|of)|date is|is dated)\b[^.]{0,25}$")
_DENIED = re.compile(r"\b(?:not|wasn'?t|isn'?t) (?:on |the |dated |until )*$")
_NOT_HELD = re.compile(
    r"\b(?:meant|supposed) to (?:be|have|\w+)\b[^.,;]{0,40}$|\bdue to (?:be|have been|happen)\b[^.]{0,20}$"
    r"|\b(?:by|until|till|before) (?:the )?$"
)
_PART = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b(?! (?:of )?[a-z]{3,9}ber\b)")
_IS_PART = re.compile(r"(?:the )?\d{1,2}(?:st|nd|rd|th)")


def event_of(name: str, facts: Mapping[str, Fact], said: str = "") -> str:
    """The event of the statutory clock that a date's fact is of; "" where that cannot be told.

    `said`: the messages that told it, for what the stage leaves open. An exclusion of which nobody has said whether it
    is permanent is none.
    """
    if name != "date of exclusion":
        return str(DATA["events"].get(name, ""))
    told = [facts[one].said for one in ("stage", name) if one in facts]
    words = " ".join((*told, said)).lower()
    if _PERMANENT.search(words):
        return "exclusion"
    return "suspension" if _FOR_A_TIME.search(words) else ""


def dates_told(
    message: Message, known: Mapping[str, Fact], stage: str, *, plan_stage: str, today: date
) -> dict[str, Fact]:
    """The dates that a message tells, by name. `plan_stage`: the plan that it speaks of beside its stage."""
    written = [one for one in written_dates(message.plain, today) if one.day]
    if corrected := _in_part(message, written, known):
        return corrected
    names = DateNames(message, written, known, stage, plan_stage)
    found: dict[str, Fact] = {}
    sure: dict[str, bool] = {}
    for one in written[:MOST]:
        name = names.of(one)
        day = day_meant(message, one, name, today)
        if not name or day is None or not _has_happened(message, one, name, day, today):
            continue
        lead = message.plain[message.sentence_of(one.start)[0] : one.start]
        is_dated = bool(_DATED.search(lead))
        is_sure = is_dated or (name == _ABSENCE and bool(_ABSENT.search(lead)))
        is_arrival = not is_dated and bool(_ARRIVED.search(lead))
        if is_arrival and name in known and not corrects(message):
            continue
        if name not in found or (is_sure and not sure[name]) or corrects(message):
            found[name] = Fact(str(day), _said(message, one, name))
            sure[name] = is_sure
    return found


def _has_happened(message: Message, one: WrittenDate, name: str, day: date, today: date) -> bool:
    """Whether it is stated that something took place on a day, or is booked for it."""
    is_closed = message.is_closed(one.start) and not (name in _OWN_DOING and _is_own(message, one))
    if is_closed or _DENIED.search(message.before(one.start)):
        return False
    if is_put_ahead(message, one) and is_far_behind(one, day, today):
        return False
    lead = message.plain[message.sentence_of(one.start)[0] : one.start]
    is_asked_later = name in _OWN_ASKING and one.day != one.coming and _NOT_YET.search(lead)
    if is_asked_later or _NOT_HELD.search(lead) or _PUT_OFF.search(lead):
        return False
    return not is_too_early(message, one, name, day, today)


def _is_own(message: Message, one: WrittenDate) -> bool:
    """Whether the sentence says what "I" or "we" did, though it speaks of others ("a pupil")."""
    return bool(_OWN.match(message.plain, message.sentence_of(one.start)[0]))


_OWN = re.compile(r"\W*(?:i|we)(?: (?:\w+ )?)(?:told|got|received|had|were|was|said|asked|have)\b")
_OWN_DOING = (
    "date of school consultation",
    "date of mediation refusal",
    "date of mediation request",
)
# What a family asks for: "I'm applying on Monday" has not happened.
_OWN_ASKING = (
    "date of request",
    "date of mediation request",
    "date of reassessment request",
    "date of transport application",
    "date of transport appeal",
    "date of second transport appeal",
    "date of complaint",
    "date of review panel request",
    "date of governors asked",
)


def _said(message: Message, one: WrittenDate, name: str) -> str:
    """The words of a date; of an exclusion, those too that tell whether it is for good."""
    start, end = one.start, one.end
    if name == "date of exclusion":
        first, last = message.sentence_of(one.start)
        for words in (_PERMANENT, _FOR_A_TIME):
            if match := words.search(message.plain, first, last):
                start, end = min(start, match.start()), max(end, match.end())
    return message.text[start:end]


def _in_part(
    message: Message, written: list[WrittenDate], known: Mapping[str, Fact]
) -> dict[str, Fact]:
    """ "You wrote 21 October, it says 22nd": a known date with another day of the month."""
    whole = [one for one in written if not _IS_PART.fullmatch(one.words)]
    parts = [
        match
        for match in _PART.finditer(message.plain)
        if not any(one.start <= match.start() < one.end for one in whole)
    ]
    named = {str(one.day) for one in whole}
    held = [name for name in known if name.startswith("date ")]
    meant = [name for name in held if known[name].value in named]
    if not meant and len(held) == 1 and corrects(message) and not whole:
        meant = held
    if not parts or not meant or len(named) > 1:
        return {}
    match = parts[-1]
    try:
        day = date.fromisoformat(known[meant[0]].value).replace(day=int(match[1]))
    except ValueError:
        return {}
    return {meant[0]: Fact(str(day), message.text[match.start() : match.end()])}
