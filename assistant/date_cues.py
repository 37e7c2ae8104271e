"""The words around a date that tell what it is the date of, and how far its own stretch of a sentence reaches."""

import re
import tomllib
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from assistant.asserting import Message, compiled
from knowledge.clock.dates import WrittenDate

TABLE: dict[str, dict[str, Any]] = tomllib.loads(
    files("assistant").joinpath("date_cues.toml").read_text("utf-8")
)
_BESIDE_CUES = ("spelling", "runs_from", "told_as", "around", "elsewhere")


class _Sign:
    """Words that must be there, or must not ("!"), in the stretch of a date or anywhere in the message ("*")."""

    def __init__(self, pattern: str) -> None:
        self._is_bar = pattern.startswith("!")
        self._is_anywhere = pattern.removeprefix("!").startswith("*")
        self._words = compiled(pattern.removeprefix("!").removeprefix("*"))

    def is_met(self, stretch: str, whole: str) -> bool:
        return bool(self._words.search(whole if self._is_anywhere else stretch)) is not self._is_bar


_CUES = [
    (family, name, [_Sign(pattern) for pattern in patterns])
    for family, names in TABLE.items()
    if family not in _BESIDE_CUES
    for name, alternatives in names.items()
    for patterns in alternatives
]
FAMILIES = {name: family for family, name, _ in _CUES}
# What happened at school, or to something else, and starts no time limit.
NO_EVENT = "nothing of the clock"
PARTED = re.compile(r"[,;:]| and | but | then ")
# "Suspended for 17 days this term, governors told on 3 November": no date of its own.
A_WHILE = re.compile(r"(?:this|last|the|all) (?:\w+ )?(?:term|year|week|month)\b", re.IGNORECASE)
_STRETCH, _WHOLE = 160, 600


def cued(message: Message, one: WrittenDate, written: Sequence[WrittenDate]) -> str:
    """The name of what a date is of; "" where its stretch tells nothing. `written`: all dates of the message."""
    stretch = " … ".join(stretch_of(message, one, written))
    whole = message.plain[: one.end + _WHOLE]
    met = (name for _, name, signs in _CUES if all(each.is_met(stretch, whole) for each in signs))
    return next(met, "")


def stretch_of(
    message: Message, one: WrittenDate, written: Sequence[WrittenDate]
) -> tuple[str, str]:
    """The words of its sentence before a date and behind it, as far as no other date of it is nearer."""
    start, end = sentence_around(message, one)
    days = [each for each in written if each.day or not A_WHILE.match(each.words)]
    before = max((each.end for each in days if start <= each.start < one.start), default=None)
    lead = message.plain[max(start, before or 0, one.start - _STRETCH) : one.start]
    if before is not None and (parting := PARTED.search(lead)):
        lead = lead[parting.end() :]
    after = min((each.start for each in days if one.end <= each.start < end), default=None)
    tail = message.plain[one.end : min(end, after or end, one.end + _STRETCH)]
    if after is not None and (parting := PARTED.search(tail)):
        tail = tail[: parting.start()]
    return lead, tail


def sentence_around(message: Message, one: WrittenDate) -> tuple[int, int]:
    """The sentence of a date, which the stop of "Nov. 22nd" does not end, and one word before it ("Susp. 3 May")."""
    start, end = message.sentence_of(one.start)[0], message.sentence_of(one.end - 1)[1]
    before = message.sentence_of(start - 1)[0] if start else 0
    return before if " " not in message.plain[before:start].strip() else start, end
