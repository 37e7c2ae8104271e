"""The dates of a message, and what each is the date of: by the words near it, else by the stage that is known."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from assistant.asserting import DATA, GUARDS, Fact, Message, compiled
from knowledge.clock.dates import WrittenDate, written_dates

# Of which document or meeting a date is where only "the letter" or "it" is said.
BY_STAGE = {
    "assessment requested": "date of request",
    "assessment refused": "date of refusal letter",
    "no plan after assessment": "date of decision letter",
    "draft plan": "date of draft plan",
    "final plan": "date of final plan",
    "annual review": "date of review meeting",
    "plan ending": "date of decision letter",
    "excluded or suspended": "date of exclusion",
}
# "The decision letter" and "the refusal" are said of each other; the stage tells which it is.
_DECISIONS = ("date of refusal letter", "date of decision letter")
_NAMES = [name for name in DATA["dates"] if name.startswith("date ")]
_NEAR = {name: compiled("|".join(words)) for name, words in DATA["dates"].items()}
_AHEAD = re.compile(
    r"(?:'s|\b(?:is|booked|due|will be|coming|next|scheduled|arranged|set|planned|going to be|moved to))\b"
    r"(?![^.]*\b(?:was|were|been|held|happened)\b)[^.]{0,25}$"
)
_ARRIVED = re.compile(r"\b(?:came|arriv\w+|reach\w+|received|got|landed|turned up)\b[^.]{0,30}$")
_DATED = re.compile(r"\b(?:dated|date (?:on|of)|date is|is dated)\b[^.]{0,25}$")
_DENIED = re.compile(r"\b(?:not|wasn'?t|isn'?t) (?:on |the |dated |until )*$")
_NOT_HELD = re.compile(r"\b(?:meant|supposed|due) to (?:be|have been|happen)\b[^.]{0,20}$")
_PART = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b(?! (?:of )?[a-z]{3,9}ber\b)")
_FAR = 200


def dates_told(
    message: Message, known: Mapping[str, Fact], stage: str, *, plan_stage: str, today: date
) -> dict[str, Fact]:
    """The dates that a message tells, by name. `plan_stage`: the plan that it speaks of beside its stage."""
    written = [one for one in written_dates(message.plain, today) if one.day]
    if corrected := _in_part(message, written, known):
        return corrected
    found: dict[str, Fact] = {}
    sure: dict[str, bool] = {}
    for one in written:
        if message.is_closed(one.start) or _DENIED.search(message.before(one.start)):
            continue
        name = _name_of(message, one, known, stage, plan_stage)
        if not name:
            continue
        lead = message.plain[message.sentence_of(one.start)[0] : one.start]
        is_dated = bool(_DATED.search(lead))
        is_arrival = not is_dated and bool(_ARRIVED.search(lead))
        if _NOT_HELD.search(lead) or (is_arrival and name in known and not _corrects(message)):
            continue
        if name not in found or (is_dated and not sure[name]) or _corrects(message):
            found[name] = Fact(_day(one, name, lead), message.text[one.start : one.end])
            sure[name] = is_dated
    return found


def _day(one: WrittenDate, name: str, lead: str) -> str:
    """A meeting that is booked lies ahead; a letter that came lies behind."""
    is_ahead = name == "date of review meeting" and bool(_AHEAD.search(lead))
    return str(one.coming if is_ahead and one.coming else one.day)


def _corrects(message: Message) -> bool:
    return bool(GUARDS["correcting"].search(message.plain))


def _in_part(
    message: Message, written: list[WrittenDate], known: Mapping[str, Fact]
) -> dict[str, Fact]:
    """ "You wrote 21 October, it says 22nd": a known date with another day of the month."""
    parts = [
        match
        for match in _PART.finditer(message.plain)
        if not any(one.start <= match.start() < one.end for one in written)
    ]
    named = {str(one.day) for one in written}
    held = [name for name in known if name.startswith("date ")]
    meant = [name for name in held if known[name].value in named]
    if not meant and len(held) == 1 and _corrects(message) and not written:
        meant = held
    if not parts or not meant or len(named) > 1:
        return {}
    match = parts[-1]
    try:
        day = date.fromisoformat(known[meant[0]].value).replace(day=int(match[1]))
    except ValueError:
        return {}
    return {meant[0]: Fact(str(day), message.text[match.start() : match.end()])}


def _name_of(
    message: Message, one: WrittenDate, known: Mapping[str, Fact], stage: str, plan_stage: str
) -> str:
    start, end = message.sentence_of(one.start)
    near = sorted(_words_near(message.plain, start, end, one))
    if "attendance" not in known:
        near = [word for word in near if word[2] != "date out of school since"]
    name = near[0][2] if near else ""
    by_stage = BY_STAGE.get(stage) or BY_STAGE.get(plan_stage, "")
    if name == "nothing":
        return ""
    if name in _DECISIONS and by_stage in _DECISIONS:
        return by_stage
    if name in _NAMES:
        return name
    if name == "written" and not by_stage:
        return next((one for _, _, one in near if one in _NAMES), _corrected_name(message, known))
    if by_stage and (name == "written" or message.alone(one.start, one.end)):
        return by_stage
    return _corrected_name(message, known)


def _corrected_name(message: Message, known: Mapping[str, Fact]) -> str:
    """The only date that is known, where a message puts something right."""
    held = [name for name in known if name.startswith("date ")]
    return held[0] if len(held) == 1 and _corrects(message) else ""


def _words_near(
    text: str, start: int, end: int, one: WrittenDate
) -> Iterator[tuple[int, int, str]]:
    """How far each word stands that says what a date is of; what stands before it is nearer than what comes after."""
    for order, (name, pattern) in enumerate(_NEAR.items()):
        for match in pattern.finditer(text, max(start, one.start - _FAR), one.start):
            weight = 3 if name == "written" else 1
            yield (_gap(text, match.end(), one.start) * weight, order, name)
        for match in pattern.finditer(text, one.end, min(end, one.end + 80)):
            weight = 4 if name == "written" else 2
            yield (_gap(text, one.end, match.start()) * weight + 10, order, name)


def _gap(text: str, start: int, end: int) -> int:
    """A stop between them parts words as twenty letters do."""
    return end - start + 20 * len(re.findall(r"[,;:–]| and | but ", text[start:end]))
