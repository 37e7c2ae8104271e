"""The dates that a message tells, by what each is the date of, and the event of the statutory clock that it is."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from assistant.asserting import DATA, Fact, Message, compiled
from assistant.counted_dates import OTHER_DAY, Told, counted, is_another, rank_of, told_as
from assistant.date_cues import TABLE
from assistant.date_spelling import meant
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
_DENIED = re.compile(r"\b(?:not|wasn'?t|isn'?t) (?:on |the |dated |until )*$")
_NOT_HELD = re.compile(
    r"\b(?:meant|supposed) to (?:be|have|\w+)\b[^.,;]{0,40}$|\bdue to (?:be|have been|happen)\b[^.]{0,20}$"
    r"|\b(?:was|were) due (?:in )?(?:on )?(?:the )?$|\b(?:should|ought to) have \w+[^.,;]{0,20}$"
    r"|\b(?:by|until|till|before) (?:the )?$|\bsay,? (?:on |it'?s )?(?:the )?$"
)
# "We did not get it until 16 November."
_ONLY_THEN = re.compile(
    r"(?:\bnot|n'?t|\bonly|\bnever)\b[^.,;]{0,25}\b(?:get|got|receive|received|reach|reached|arrive|arrived|come|came|see|saw)"
    r"\b[^.,;]{0,15}\b(?:until|till|til) (?:the )?$"
)
_KNOWN = compiled(TABLE["around"]["known"])
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
    message = read_for_dates(message, known)
    written = written_dates(message.plain, today)
    if corrected := _in_part(message, [one for one in written if one.day], known):
        return corrected
    names = DateNames(message, written, known, stage, plan_stage)
    found = {}
    for name, told in told_dates(message, names, written, today).items():
        right = counted(message, told)
        is_better = right.rank < OTHER_DAY and not is_another(message, right.one)
        if name not in known or is_better or corrects(message):
            found[name] = Fact(str(right.day), _said(message, right.one, name))
    return found


def read_for_dates(message: Message, known: Mapping[str, Fact]) -> Message:
    """The message with the words right that tell what a date is of."""
    text = meant(message.text)
    if text == message.text:
        return message
    return Message(text, knows_child=bool(known.keys() - {"role", "district"}))


def told_dates(
    message: Message, names: DateNames, written: Sequence[WrittenDate], today: date
) -> dict[str, list[Told]]:
    """What has happened or is booked, with every date that is told of it, in the message's order."""
    found: dict[str, list[Told]] = {}
    for one in written[:MOST]:
        name = names.of(one)
        day = day_meant(message, one, name, today)
        if name and day and _has_happened(message, one, name, day, today):
            how = told_as(message, one, written)
            lead = message.plain[message.sentence_of(one.start)[0] : one.start]
            is_first_day = name == _ABSENCE and _ABSENT.search(lead)
            rank = 0 if is_first_day else rank_of(name, how)
            found.setdefault(name, []).append(Told(name, one, day, how, rank))
    return found


def _has_happened(message: Message, one: WrittenDate, name: str, day: date, today: date) -> bool:
    """Whether it is stated that something took place on a day, or is booked for it."""
    is_stated = _KNOWN.search(message.before(one.start)) or (
        name in _OWN_DOING and _is_own(message, one)
    )
    is_closed = message.is_closed(one.start) and not is_stated
    if is_closed or _DENIED.search(message.before(one.start)):
        return False
    if is_put_ahead(message, one) and is_far_behind(one, day, today):
        return False
    lead = message.plain[message.sentence_of(one.start)[0] : one.start]
    is_asked_later = name in _OWN_ASKING and one.day != one.coming and _NOT_YET.search(lead)
    is_not_held = _NOT_HELD.search(lead) and not _ONLY_THEN.search(lead)
    if is_asked_later or is_not_held or _PUT_OFF.search(lead):
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
