"""What a message is: its kind, the feeling it carries, and the query it makes."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files

from assistant.conversation import Outcome, Question, Turn
from knowledge.documents import Audience, Exchange, Query
from knowledge.keywords import terms
from knowledge.sentences import sentences


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


@dataclass(frozen=True)
class Understood:
    """A question as the service took it. `other` names the other council.

    `is_felt`: it carries feeling; `names_subject`: it, or a turn before it, is plainly about our subject.
    """

    question: Question
    query: Query
    kind: Kind = Kind.GUIDANCE
    other: str = ""
    is_felt: bool = False
    is_disagreement: bool = False
    names_subject: bool = True

    @property
    def audience(self) -> Audience:
        return self.question.audience

    @property
    def is_professional(self) -> bool:
        """Whether whoever asks wants statute and evidence."""
        return self.audience in (Audience.SENCO, Audience.OFFICER)


def understand(question: Question, earlier: Sequence[Turn]) -> Understood:
    """Read a message in the light of the turns before it, oldest first."""
    text = _plain(question.text)
    history = tuple(_exchange(turn) for turn in reversed(earlier) if _bears_on_later_turns(turn))
    kind, other = _kind(text, is_first=not earlier)
    return Understood(
        question=question,
        query=Query(
            _ROUTED.get(kind, _searched(question.text)), () if kind in _ROUTED else history
        ),
        kind=kind,
        other=other,
        is_felt=bool(_FEELING.search(text)),
        is_disagreement=bool(_DISAGREEMENT.search(text)),
        names_subject=bool(earlier) or bool(_SUBJECT.search(text)),
    )


def _searched(text: str) -> str:
    """The message without sentences that only say how somebody feels."""
    kept = [one for one in sentences(text) if not _only_feels(_plain(one))]
    return " ".join(kept) if kept else text


def _only_feels(sentence: str) -> bool:
    return bool(_FEELING.search(sentence)) and len(terms(_FEELING.sub(" ", sentence))) <= 2


def _exchange(turn: Turn) -> Exchange:
    """An earlier turn as search sees it; of its answer, the words that were quoted first."""
    quoted = turn.answer.citations[0].quote if turn.answer and turn.answer.citations else ""
    return Exchange(_searched(turn.question.text), quoted)


def _bears_on_later_turns(turn: Turn) -> bool:
    return turn.answer is None or turn.answer.outcome not in _LEFT_BEHIND


def _kind(text: str, *, is_first: bool) -> tuple[Kind, str]:
    for kind, pattern in _PATTERNS:
        if pattern.search(text):
            return kind, ""
    if _NATION.search(text) and not _MOVING.search(text):
        return Kind.OTHER_NATION, ""
    if other := _other_council(text):
        return Kind.OTHER_COUNCIL, other
    if is_first and _is_vague(text):
        return Kind.VAGUE, ""
    return Kind.GUIDANCE, ""


def _is_vague(text: str) -> bool:
    """A word alone, two that are not of our subject, or words that name the subject and ask nothing of it."""
    words = re.findall(r"\w+", text)
    if len(words) <= 1 or (len(words) == 2 and not _SUBJECT.search(text)):
        return True
    return len(words) <= 4 and not set(terms(text)) - _BARE and not _ASKING.search(text)


def _other_council(text: str) -> str:
    """The other council that somebody says they live under; moving there or here is no such thing."""
    if _MOVING.search(text):
        return ""
    found = _ELSEWHERE.search(text)
    return _COUNCILS[next(name for name in found.groups() if name)] if found else ""


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[’‘'`]", "", text.lower()).split())


_LEFT_BEHIND = (Outcome.URGENT, Outcome.PRIVATE, Outcome.GREETING)
# What these kinds look up, in place of their own words.
_ROUTED = {
    Kind.PERSON: "How do I speak to a person at the council?",
    Kind.COMPLAINT: "How do I complain about the council?",
}

_DATA = tomllib.loads(files("assistant").joinpath("kinds.toml").read_text("utf-8"))
_PATTERNS = [
    (Kind[name.upper()], re.compile("|".join(each))) for name, each in _DATA["kinds"].items()
]
_FEELING, _DISAGREEMENT, _MOVING, _SUBJECT = (
    re.compile(r"\b(?:" + "|".join(_DATA["signs"][name]) + r")\b")
    for name in ("feeling", "disagreement", "moving", "subject")
)
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
