"""What must never wait: danger to somebody, found before anything else is done with a message.

Every hit carries its reason. A sign that is past, denied or unsure is no stop: help is then offered beside the answer.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files

from assistant.likeness import Examples
from knowledge.sentences import sentences


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
class Alarm:
    """What was found: the kinds, most pressing first, and the words that gave rise to each."""

    stop: tuple[Danger, ...] = ()
    beside: tuple[Danger, ...] = ()
    reasons: tuple[str, ...] = ()


def screen(text: str, earlier: Sequence[str] = (), examples: Examples | None = None) -> Alarm:
    """Look for danger in a message; `earlier` are the person's messages before it, newest first.

    A sign that begins in the message before and ends in this one counts too. Where no sign stands in the words, each
    sentence is compared with examples of danger and of what only sounds like it.
    """
    now = _plain(text)
    found = [sign for spelling in _spellings(now) for sign in _signs(spelling)]
    if examples and not any(sign.is_now for sign in found):
        found += _by_likeness(text, examples)
    if earlier and not any(sign.is_now for sign in found):
        before = _plain(earlier[0])[-400:]
        found += [sign for sign in _signs(f"{before} {now}") if sign.end > len(before) + 1]
    stop = [sign.danger for sign in found if sign.is_now]
    if Danger.CHILD in stop and _ADULT.search(now):
        stop.append(Danger.ADULT)
    beside = [sign.danger for sign in found if not sign.is_now]
    return Alarm(_in_order(stop), _in_order(beside), tuple(sign.reason for sign in found))


@dataclass(frozen=True)
class _Sign:
    danger: Danger
    reason: str
    end: int
    is_now: bool


def _signs(text: str) -> Iterator[_Sign]:
    cleared = _IDIOMS.sub(lambda match: " " * len(match[0]), text)
    for danger, pattern in _NOW:
        for match in pattern.finditer(cleared):
            is_now = not _is_past_or_denied(cleared, match)
            yield _Sign(danger, f"{danger.value}: “{match[0].strip()}”", match.end(), is_now)
    for danger, pattern in _PERHAPS:
        for match in pattern.finditer(cleared):
            yield _Sign(danger, f"perhaps {danger.value}: “{match[0].strip()}”", match.end(), False)


def _by_likeness(text: str, examples: Examples) -> Iterator[_Sign]:
    """Sentences like the examples of a danger: very like, it is one; rather like, it may be."""
    for like in examples.like(_clauses(text)):
        for danger in Danger:
            score = like.scores.get(danger.value, 0.0)
            if score >= _RATHER_LIKE:
                cosine, example = like.nearest[danger.value]
                reason = f"like {danger.value} ({score:.2f}): near “{example}” ({cosine:.2f})"
                yield _Sign(danger, reason, len(text), score >= _VERY_LIKE)


def _clauses(text: str) -> list[str]:
    """The sentences of a message; the message itself where it has one."""
    return list(dict.fromkeys(sentences(text)))[:_MOST_CLAUSES]


_VERY_LIKE, _RATHER_LIKE = 0.6, 0.45
_MOST_CLAUSES = 100
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


def _is_past_or_denied(text: str, match: re.Match[str]) -> bool:
    before, after = (
        text[max(0, match.start() - 40) : match.start()],
        text[match.end() : match.end() + 40],
    )
    is_denied = bool(_DENIED.search(before)) and not _UNDENIABLE.match(match[0])
    return is_denied or bool(_PAST.search(before)) or bool(_AFTER.match(after))


def _plain(text: str) -> str:
    """Lower case, no apostrophes, punctuation or simple mark-up; letters in disguise are shown."""
    text = unicodedata.normalize("NFKC", text).lower()
    text = re.sub(r"['’‘ʼ`´]|</?[a-z]{1,6} ?/?>|[\u0300-\u036f]", "", text)
    words = "".join(map(_spaced, text)).split()
    return " ".join(map(_undisguised, _SPELT_OUT.sub(_joined, " ".join(words)).split()))


# Single letters with spaces between them: "k i l l".
_SPELT_OUT = re.compile(r"\b(?:[a-z] ){3,}[a-z]\b")
_LOOK_ALIKES = str.maketrans("аеіосрухѕјԁһ", "aeiocpyxsjdh")
_DIGITS = str.maketrans("013457", "oieast")


def _joined(match: re.Match[str]) -> str:
    return match[0].replace(" ", "")


def _undisguised(word: str) -> str:
    """Cyrillic letters within a Latin word, and digits between letters, as the letters they stand for."""
    if re.search("[a-z]", word) and re.search("[а-яіѕјԁһ]", word):
        word = word.translate(_LOOK_ALIKES)
    return word.translate(_DIGITS) if re.search(r"[a-z][0-9]+[a-z]", word) else word


def _spaced(character: str) -> str:
    """A space for punctuation, nothing for what joins letters unseen; the vowel signs of Bengali are letters too."""
    kind = unicodedata.category(character)
    if kind == "Cf":
        return ""
    return " " if kind[0] in "PSZC" and character != "/" else character


def _spellings(text: str) -> dict[str, None]:
    """Letters that are repeated for stress ("sleeeep", "diiie") stand twice, and once; joined letters part again."""
    texts = dict.fromkeys(re.sub(r"([a-z])\1{2,}", one, text) for one in (r"\1\1", r"\1"))
    parted = {
        re.sub(r"(kill|hurt|cut|harm|hang)(my|him|her|your)(self)", r"\1 \2\3", one): None
        for one in texts
    }
    return texts | parted


def _in_order(dangers: Sequence[Danger]) -> tuple[Danger, ...]:
    return tuple(danger for danger in Danger if danger in dangers)


_FLAGS = tomllib.loads(files("assistant").joinpath("red_flags.toml").read_text("utf-8"))


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"<([A-Z]+)>", lambda match: _FLAGS["fragments"][match[1]], pattern))


_NOW = [
    (Danger(kind), _compiled(one)) for kind, patterns in _FLAGS["now"].items() for one in patterns
]
_PERHAPS = [
    (Danger(kind), _compiled(one))
    for kind, patterns in _FLAGS["perhaps"].items()
    for one in patterns
]
_IDIOMS = re.compile(r"\b(?:" + "|".join(_FLAGS["harmless"]["idioms"]) + r")\b")
_ADULT = re.compile("|".join(_FLAGS["adult"]["signs"]))
