"""Signs of danger in the words of a message: those that are one alone, and those that may be."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from typing import Any


class Danger(StrEnum):
    """What kind of help comes first; in order of how pressing it is."""

    EMERGENCY = "emergency"
    SUICIDE = "suicide"
    CHILD = "child"
    ADULT = "adult"
    STAFF = "staff"
    PARENT = "parent"
    THREAT = "threat"


@dataclass(frozen=True)
class Sign:
    """A sign, where in the text it ends, and whether it is of now rather than past, denied or unsure.

    One that `may_be_harmless` is said of harmless things too, so that it is weighed with what else is said.
    """

    danger: Danger
    reason: str
    end: int
    is_now: bool
    may_be_harmless: bool = False


def signs_in(text: str) -> Iterator[Sign]:
    """The signs in plain words that are one alone, or that may be one."""
    bare = cleared(text)
    for part, signs in (("now", _NOW), ("likely", _LIKELY)):
        for danger, pattern in signs:
            for match in pattern.finditer(bare):
                is_now = not (_is_past_or_denied(bare, match) or _is_on_paper(bare, match))
                reason = f"{danger.value}: “{match[0].strip()}”"
                yield Sign(danger, reason, match.end(), is_now, part == "likely")
    for danger, pattern in _PERHAPS:
        for match in pattern.finditer(bare):
            yield Sign(danger, f"perhaps {danger.value}: “{match[0].strip()}”", match.end(), False)


def is_over(text: str) -> bool:
    """Whether plain words speak of what is past, denied or only dealt with on paper, and of nothing that goes on."""
    return bool(_OVER.search(text) or _PAPER.search(text)) and not _GOES_ON.search(text)


def goes_on(text: str) -> bool:
    """Whether plain words say that something spoken of before happens still, again or soon."""
    return bool(_CONTINUES.search(text))


def may_be_of_an_adult(text: str) -> bool:
    """Whether the person at risk may be an adult."""
    return bool(_ADULT.search(text))


def cleared(text: str) -> str:
    """Plain words without the turns of phrase that name no danger, in the same places."""
    return _IDIOMS.sub(lambda match: " " * len(match[0]), text)


_AROUND = 60
_AS_CHILD = r"when (?:he|she|i|they) (?:was|were) (?:little|younger|small|at primary)"
_LONG_AGO = rf"(?:years? ago|months ago|in the past|{_AS_CHILD})"
_PAST = re.compile(
    rf"\b(?:used to|{_LONG_AGO}|previously|historic\w*|no longer) (?:(?!(?:now|today|again|still|but)\b)\w+ ){{0,2}}$"
)
_AFTER = re.compile(
    rf"^(?:(?: \w+){{0,4}} {_LONG_AGO}|(?: (?!(?:the|my|our|a|i)\b)\w+){{0,2}} (?:policy|policies|training))\b"
)
# "They said no. I want to die": with a subject of its own the sign is another clause, and is not denied.
_SUBJECT = r"(?:i|im|ive|he|hes|she|shes|they|we|my|his|her|our|the|a|and|but|so|because|now)\b"
_DENIED = re.compile(
    rf"\b(?:not|never|isnt|wasnt|doesnt|didnt|hasnt|no (?:sign|history|evidence|thoughts?|risk) of) "
    rf"(?:(?!{_SUBJECT})\w+ ){{0,2}}$"
)
# Nor is a sign that itself begins with "not" or "no".
_UNDENIABLE = re.compile(
    rf"^(?:{_SUBJECT}|(?:no|not|isnt|cant|do|does|did|dnt|dont|doesnt|hasnt|havent|never|nothing|stopped|can|any)\b)"
)


def _is_on_paper(text: str, match: re.Match[str]) -> bool:
    around = text[max(0, match.start() - _AROUND) : match.end() + _AROUND]
    return bool(_PAPER.search(around)) and not _GOES_ON.search(around)


def _is_past_or_denied(text: str, match: re.Match[str]) -> bool:
    before, after = (
        text[max(0, match.start() - 40) : match.start()],
        text[match.end() : match.end() + 40],
    )
    is_denied = bool(_DENIED.search(before)) and not _UNDENIABLE.match(match[0])
    return is_denied or bool(_PAST.search(before)) or bool(_AFTER.match(after))


def _read(*path: str) -> dict[str, Any]:
    return tomllib.loads(files("assistant").joinpath(*path).read_text("utf-8"))


_FLAGS = _read("red_flags.toml")


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"<([A-Z]+)>", lambda match: _FLAGS["fragments"][match[1]], pattern))


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    return _compiled(r"\b(?:" + "|".join(patterns) + r")\b")


_NOW, _LIKELY, _PERHAPS = (
    [(Danger(kind), _compiled(one)) for kind, patterns in _FLAGS[part].items() for one in patterns]
    for part in ("now", "likely", "perhaps")
)
_IDIOMS = _any_of(_FLAGS["harmless"]["idioms"])
_OVER = _any_of(_FLAGS["time"]["over"])
_PAPER = _any_of(_FLAGS["time"]["paper"])
_GOES_ON = _any_of(_FLAGS["time"]["goes_on"])
_CONTINUES = _any_of(_FLAGS["time"]["continues"])
_ADULT = re.compile("|".join(_FLAGS["adult"]["signs"]))
