"""A message, before it is asked: an empty or too long one is the person's to correct."""

from collections.abc import Sequence

from assistant import wording
from assistant.conversation import MOST_CHARACTERS, Turn
from assistant.masking import visible
from assistant.screening import screen


class UnusableMessage(Exception):
    """Its text says what to change."""


def check(text: str, earlier: Sequence[Turn] = ()) -> None:
    """Raise UnusableMessage, unless a message that is too long speaks of danger: that is always answered."""
    text = visible(text)
    if not text.strip():
        raise UnusableMessage(wording.EMPTY)
    if len(text) > MOST_CHARACTERS and not _speaks_of_danger(text, earlier):
        raise UnusableMessage(wording.TOO_LONG.format(length=len(text), most=MOST_CHARACTERS))


def _speaks_of_danger(text: str, earlier: Sequence[Turn]) -> bool:
    return bool(screen(text, [turn.question.text for turn in reversed(earlier)]).stop)
