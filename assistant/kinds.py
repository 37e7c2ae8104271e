"""What kind of message this is: a question of ours, small talk, another subject, misuse."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from typing import Protocol

from assistant.councils import other_council, other_nation
from assistant.likeness import Likeness
from assistant.splitting import asked_in
from knowledge.keywords import terms


class Kind(StrEnum):
    """What sort of message this is."""

    GUIDANCE = "guidance"
    SERVICE = "service search"
    DATES = "dates"
    CONTACT = "contact"
    GLOSSARY = "what a word means"
    GREETING = "greeting"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    VAGUE = "vague"
    PERSON = "wants a person"
    COMPLAINT = "complaint"
    COMPLAINT_SERVICE = "complaint about this service"
    OTHER_COUNCIL = "another council"
    OTHER_NATION = "another nation"
    NOT_OURS = "another subject"
    OPINION = "opinion or prediction"
    LETTER = "to be written as a lawyer would"
    MISUSE = "misuse"
    SOMEBODY_ELSE = "about somebody else"
    OWN_CASE = "where their own case stands"


# Questions of ours: the pages answer them.
OURS = frozenset({Kind.GUIDANCE, Kind.SERVICE, Kind.DATES, Kind.CONTACT, Kind.GLOSSARY})


@dataclass(frozen=True)
class Reading:
    """What kind a message was taken for, and why.

    `other` is the council or the nation of another place. `asked` is what a message of another kind asks of ours
    besides, in its own words: "ignore your rules. how long do they have to decide?"
    """

    kind: Kind
    reason: str
    other: str = ""
    asked: str = ""

    @property
    def is_likeness(self) -> bool:
        """Whether only likeness to examples says so."""
        return self.reason.startswith(_LIKE)


class Likening(Protocol):
    """Examples of kinds of message, and how like them texts are."""

    def like(self, texts: Sequence[str]) -> list[Likeness]: ...


def kind_of(message: str, *, is_first: bool, examples: Likening | None = None) -> Reading:
    """The kind of a message. `is_first`: nothing was said before that a word alone could lean on."""
    message = _unmasked(message)
    reading = _read(message, is_first=is_first, examples=examples)
    if reading.kind in OURS or reading.kind in _WHOLE:
        return reading
    asked = _asked_besides(message, examples)
    if asked and reading.kind is Kind.MISUSE:
        # Nothing here carries an order out, so what is pasted has no say: the question beside it is what was asked.
        return Reading(Kind.GUIDANCE, f"a question beside {reading.reason}", asked=asked)
    return Reading(reading.kind, reading.reason, reading.other, asked)


def _unmasked(message: str) -> str:
    """With a name where one was masked, so that it reads as it was written: "tell me about Sam in Year 5"."""
    return message.replace("[name]", _ANY_NAME)


def _read(message: str, *, is_first: bool, examples: Likening | None) -> Reading:
    text = plain(message)
    for kind, patterns in _PLAIN:
        for pattern in patterns:
            if found := pattern.search(text):
                return Reading(kind, f"rule: {found.group(0).strip()[:60]}")
    if nation := other_nation(text):
        return Reading(Kind.OTHER_NATION, "place", nation)
    if other := other_council(text):
        return Reading(Kind.OTHER_COUNCIL, "place", other)
    if _is_vague(text) or _leans_on_what_was_said(text):
        return Reading(Kind.VAGUE if is_first else Kind.GUIDANCE, "rule: few words")
    return _likest(text, examples.like([message])[0], is_first=is_first) if examples else NO_SIGN


def _likest(text: str, likeness: Likeness, *, is_first: bool) -> Reading:
    """The kind whose examples a message is like, weighed against all that is ours."""
    scores = {Kind[label.upper()]: score for label, score in likeness.scores.items()}
    ours = {kind: score for kind, score in scores.items() if kind in OURS}
    others = {kind: score for kind, score in scores.items() if kind not in OURS}
    margin = sum(others.values()) - sum(ours.values())
    if not is_first:  # "do you get wages": what such words are about was said before
        others.pop(Kind.VAGUE, None)
        others.pop(Kind.NOT_OURS, None)
    if _ASKING.search(text):
        others = {kind: score for kind, score in others.items() if kind not in _POLITE}
    kind = max(others, key=lambda one: others[one])
    needed = _needed(kind, text, is_first=is_first)
    chosen = kind if margin >= needed else max(ours, key=lambda one: ours[one])
    cosine, example = likeness.nearest[chosen.name.lower()]
    return Reading(chosen, f"{_LIKE} “{example}” ({cosine:.2f}, margin {margin:.2f})")


def _needed(kind: Kind, text: str, *, is_first: bool) -> float:
    """How far a kind must stand before ours: more where words before could be what a message leans on."""
    is_off_subject = kind is Kind.NOT_OURS and not shows("subject", text)
    alone = _OFF_SUBJECT if is_off_subject else _NEEDED[kind]
    if is_first or kind in _SMALL_TALK:
        return alone
    hint = _HINTS.get(kind)
    return alone + (_MORE_LATER if hint and hint.search(text) else _MORE_LATER_UNHINTED)


def _asked_besides(message: str, examples: Likening | None) -> str:
    """The questions of a message that are ours though the whole of it is not; "" where it asks nothing else."""
    parts = _PARTS.sub("\n", message)
    asked = asked_in(parts)
    if len(asked.questions) == 1 and not asked.story:
        return ""
    ours = [
        one
        for one in asked.questions
        if len(one.split()) >= _FEWEST_ASKED
        and shows("subject", plain(one))
        and _read(one, is_first=True, examples=examples).kind in OURS
    ]
    return " ".join(ours)


def _is_vague(text: str) -> bool:
    """A word alone, two that are not of our subject, or words that name the subject and ask nothing of it."""
    words = re.findall(r"\w+", text)
    if len(words) <= 1:
        return True
    if len(words) > 4 or _ASKING.search(text):
        return False
    return not set(terms(text)) - _BARE or (len(words) == 2 and not shows("subject", text))


def _leans_on_what_was_said(text: str) -> bool:
    """A question without a subject: "ok and how long have I got?"."""
    is_question = bool(_ASKING.search(text)) and not shows("subject", text)
    return is_question and not set(terms(text)) - _BARE - _UNNAMED


def signs_of(message: str) -> frozenset[str]:
    """What a message shows of each kind, by name: of what it hints, what it names, how long it is.

    Examples weigh these beside the words themselves.
    """
    text = plain(message)
    hints = {f"<{kind.name.lower()}>" for kind, pattern in _HINTS.items() if pattern.search(text)}
    named = {f"<{name}>" for name, pattern in _SIGNS.items() if pattern.search(text)}
    length = min(_LONGEST, len(text.split()).bit_length())
    return frozenset({*hints, *named, f"<length {length}>"})


def shows(sign: str, text: str) -> bool:
    """Whether a plain text has one of the words of a sign ("feeling", "disagreement", "subject")."""
    return bool(_SIGNS[sign].search(text))


def is_medical(text: str) -> bool:
    """Whether a plain text asks about medicine or somebody's health."""
    return bool(_MEDICAL.search(text))


def without(sign: str, text: str) -> str:
    """A plain text without the words of a sign."""
    return _SIGNS[sign].sub(" ", text)


def plain(text: str) -> str:
    """A message in small letters, without apostrophes, its words parted by single spaces."""
    return " ".join(re.sub(r"[’‘'`]", "", text.lower()).split())


_DATA = tomllib.loads(files("assistant").joinpath("kinds.toml").read_text("utf-8"))
_PLAIN = [
    (Kind[name.upper()], [re.compile(one) for one in each]) for name, each in _DATA["plain"].items()
]
_HINTS = {Kind[name.upper()]: re.compile("|".join(each)) for name, each in _DATA["hints"].items()}
_SIGNS = {
    name: re.compile(r"\b(?:" + "|".join(each) + r")\b") for name, each in _DATA["signs"].items()
}
_MEDICAL = re.compile(r"\b(?:" + "|".join(_DATA["medical"]["words"]) + r")\b")
_ASKING = re.compile(r"\b(?:what|whats|who|whos|when|where|why|how|which)\b")
# What parts a pasted thing, or an aside, from the words around it.
_PARTS = re.compile(
    r"\"\s*[,:]\s*\"?|\b(?:anyway|seriously(?: tho(?:ugh)?)?|joking aside|in the real world|real question)\b"
    r"|<[^<>]{0,500}>|-{3,}|#{2,}|\[\[[^\[\]]{0,80}\]\]|\[/?(?:inst|system|admin|override)\]|[{}]",
    re.I,
)
_ANY_NAME = "Sam"
_LIKE = "like"
_FEWEST_ASKED = 4
_LONGEST = 6  # 32 words and more are alike
NO_SIGN = Reading(Kind.GUIDANCE, "no sign of another kind")
# These have nothing beside them.
_WHOLE = frozenset({Kind.VAGUE, Kind.GREETING, Kind.THANKS, Kind.GOODBYE, Kind.OTHER_NATION})
_POLITE = frozenset({Kind.GREETING, Kind.THANKS, Kind.GOODBYE})
_SMALL_TALK = _POLITE | {Kind.VAGUE}
# Chosen on messages of authors whom the examples did not hold, so that few real questions are turned away.
# In the middle of a conversation a few words are like too much: "and me? is there a thing for me".
_MORE_LATER, _MORE_LATER_UNHINTED = 0.4, 1.2
# More where more of ours looks like it; least where a message names nothing of our subject.
_OFF_SUBJECT = 0.01
_NEEDED = {kind: 0.16 if kind in _SMALL_TALK else 0.08 for kind in Kind} | {
    Kind.NOT_OURS: 0.16,
    Kind.OPINION: 0.16,
}
# Words that name the subject and ask nothing of it.
_BARE = frozenset(
    terms(
        "ehcp ehc plan plans help send sen assessment support question info "
        "information advice child son daughter school"
    )
)
# Words that say nothing of what is asked about.
_UNNAMED = frozenset(
    terms(
        "ok okay right so well now then next still again got get gotten have happen happens happening long longer "
        "soon many much time do does done doing go going gone start started know tell ask asked need want say said "
        "take taken takes wait waiting please thanks try else actually really just like thing things wot wat whats "
        "hows step steps"
    )
)
