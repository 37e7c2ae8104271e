"""What we must not keep: identifying details, replaced by what they were before anything is stored."""

import re
from dataclasses import dataclass

from assistant.details import DETAILS, Detail
from assistant.people import names_in

_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
)


@dataclass(frozen=True)
class Masked:
    """A text without what identifies somebody, and the kinds of detail that were taken out."""

    text: str
    kinds: tuple[str, ...] = ()


def visible(text: str) -> str:
    """A text without control and hidden characters, which can carry words that nobody sees."""
    return _HIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def mask(text: str) -> Masked:
    """Replace identifying details by their kind in square brackets; of a postcode the outward part stays."""
    kinds: list[str] = []
    once = _masked_once(text, kinds)
    while once != text:  # what stood around a detail may now make another
        text, once = once, _masked_once(once, kinds)
    return Masked(text, tuple(dict.fromkeys(kinds)))


def _masked_once(text: str, kinds: list[str]) -> str:
    for detail in DETAILS:
        if detail.may_be_in(text):
            text = _without(detail, text, kinds)
    return _without_names(text, kinds)


def _without(detail: Detail, text: str, kinds: list[str]) -> str:
    def hide(match: re.Match[str]) -> str:
        shown = detail.shown(match)
        if shown != match[0]:
            kinds.append(detail.kind)
        return shown

    return detail.pattern.sub(hide, text)


def _without_names(text: str, kinds: list[str]) -> str:
    kept, end = [], 0
    for start, stop in names_in(text):
        kept += [text[end:start], "[name]"]
        end = stop
        kinds.append("name")
    return "".join([*kept, text[end:]])
