"""What kind of message this is: a question of ours, small talk, another subject, misuse."""

import re
import tomllib
from enum import StrEnum
from importlib.resources import files

from assistant.likeness import Examples
from knowledge.keywords import terms


class Kind(StrEnum):
    """What sort of message this is."""

    GUIDANCE = "guidance"
    GREETING = "greeting"
    THANKS = "thanks"
    VAGUE = "vague"
    PERSON = "wants a person"
    COMPLAINT = "complaint"
    OTHER_COUNCIL = "another council"
    OTHER_NATION = "another nation"
    NOT_OURS = "another subject"
    OPINION = "opinion or prediction"
    LETTER = "to be written as a lawyer would"
    MISUSE = "misuse"
    SOMEBODY_ELSE = "about somebody else"


def kind_of(text: str, *, is_first: bool, examples: Examples | None = None) -> tuple[Kind, str]:
    """The kind of a plain message, and the other council where it names one."""
    for kind, pattern in _PATTERNS:
        if pattern.search(text):
            return kind, ""
    if _NATION.search(text) and not shows("moving", text):
        return Kind.OTHER_NATION, ""
    if other := _other_council(text):
        return Kind.OTHER_COUNCIL, other
    if is_first and _is_vague(text):
        return Kind.VAGUE, ""
    return Kind.GUIDANCE, ""


def _is_vague(text: str) -> bool:
    """A word alone, two that are not of our subject, or words that name the subject and ask nothing of it."""
    words = re.findall(r"\w+", text)
    if len(words) <= 1 or (len(words) == 2 and not shows("subject", text)):
        return True
    return len(words) <= 4 and not set(terms(text)) - _BARE and not _ASKING.search(text)


def _other_council(text: str) -> str:
    """The other council that somebody says they live under; moving there or here is no such thing."""
    if shows("moving", text):
        return ""
    found = _ELSEWHERE.search(text)
    return _COUNCILS[next(name for name in found.groups() if name)] if found else ""


def shows(sign: str, text: str) -> bool:
    """Whether a plain text has one of the words of a sign ("feeling", "disagreement", "moving", "subject")."""
    return bool(_SIGNS[sign].search(text))


def without(sign: str, text: str) -> str:
    """A plain text without the words of a sign."""
    return _SIGNS[sign].sub(" ", text)


def plain(text: str) -> str:
    """A message in small letters, without apostrophes, its words parted by single spaces."""
    return " ".join(re.sub(r"[’‘'`]", "", text.lower()).split())


_DATA = tomllib.loads(files("assistant").joinpath("kinds.toml").read_text("utf-8"))
_PATTERNS = [
    (Kind[name.upper()], re.compile("|".join(each))) for name, each in _DATA["kinds"].items()
]
_SIGNS = {
    name: re.compile(r"\b(?:" + "|".join(each) + r")\b") for name, each in _DATA["signs"].items()
}
_NATION = re.compile(r"\b(?:" + "|".join(_DATA["elsewhere"]["nations"]) + r")\b")
_COUNCILS: dict[str, str] = _DATA["councils"]
_NAMES = "|".join(sorted(_COUNCILS, key=len, reverse=True))
_LIVING = r"(?:live|lives|living|resident|based|(?:i|we) am|im|were|we are|here)"
_BODY = r"(?:city |county |borough )?(?:council|la|local authority|send team|sendiass)"
_ELSEWHERE = re.compile(
    rf"\b{_LIVING} (?:\w+ ){{0,2}}?(?:in|near|under) ({_NAMES})\b|\b({_NAMES}) {_BODY}\b"
    rf"|\b(?:in|for|from|of|under) ({_NAMES})(?:[?.!]|$)"
)
_ASKING = re.compile(r"\b(?:what|whats|who|whos|when|where|why|how|which)\b")
# Words that name the subject and ask nothing of it.
_BARE = frozenset(
    terms(
        "ehcp ehc plan plans help send sen assessment support question info "
        "information advice child son daughter school"
    )
)
