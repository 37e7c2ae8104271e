"""What must never wait: danger to somebody, found before anything else is done with a message.

Three layers, each of which says why: signs in the words, signs in the words of other languages, and likeness to
examples weighed together with weak signs. What is past, denied or unsure is no stop: help is then offered beside the
answer.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.likeness import Examples, Likeness
from assistant.other_languages import foreign_signs
from assistant.plain_text import mended, plain, spellings
from assistant.signs import (
    Danger,
    Sign,
    cleared,
    goes_on,
    is_over,
    may_be_of_an_adult,
    signs_in,
    weak_signs_in,
)
from knowledge.sentences import sentences

__all__ = ["Alarm", "Danger", "screen"]

# How much like danger a clause must be, from 0 to 1, where each weak sign around it adds to its likeness.
_STOP, _BESIDE, _FOR_A_WEAK_SIGN, _MOST_WEAK_SIGNS = 0.52, 0.43, 0.1, 4
_HARMLESS = "harmless"
# A second kind of danger is named from here on.
_ANOTHER_KIND = 0.3
_MOST_CLAUSES, _MOST_WORDS, _LEAST_WORDS = 50, 18, 6
_MOST_WORDS_OF_A_CONTINUATION = 30
_PARTS = re.compile(
    r"(?<=[,;:…])\s+|(?<=[.!?])\s+|\s+[-–—]\s+|\s+(?=(?:and|but|because|so|then)\s)", re.IGNORECASE
)


@dataclass(frozen=True)
class Alarm:
    """What was found: the kinds, most pressing first, and the words that gave rise to each."""

    stop: tuple[Danger, ...] = ()
    beside: tuple[Danger, ...] = ()
    reasons: tuple[str, ...] = ()


def screen(text: str, earlier: Sequence[str] = (), examples: Examples | None = None) -> Alarm:
    """Look for danger in a message; `earlier` are the person's messages before it, newest first.

    A sign that begins in the message before and ends in this one counts too, and so does one before that goes on now.
    """
    found = _found(text, examples)
    if earlier and not _is_any_now(found):
        found += _across(earlier[0], text, examples)
    stop = [sign.danger for sign in found if sign.is_now]
    if Danger.CHILD in stop and may_be_of_an_adult(plain(text)):
        stop.append(Danger.ADULT)
    beside = [sign.danger for sign in found if not sign.is_now]
    return Alarm(_in_order(stop), _in_order(beside), tuple(sign.reason for sign in found))


def _found(text: str, examples: Examples | None) -> list[Sign]:
    """The signs of one message; likeness is asked only where the words do not settle it."""
    words = plain(text)
    right = mended(text)
    found = [
        sign
        for each in dict.fromkeys((words, plain(right)))
        for spelling in spellings(each)
        for sign in signs_in(spelling)
    ]
    found += [
        Sign(Danger(sign.kind), sign.reason, len(words), sign.is_enough)
        for sign in foreign_signs(words)
    ]
    if examples and not _is_any_now(found):
        found += _by_likeness(right, examples)
    return found


def _across(before: str, now: str, examples: Examples | None) -> list[Sign]:
    """The signs that need both messages: one that begins before and ends now, and one before that goes on now."""
    earlier, later = plain(mended(before))[-400:], plain(mended(now))
    joined = [sign for sign in signs_in(f"{earlier} {later}") if sign.end > len(earlier) + 1]
    if len(later.split()) > _MOST_WORDS_OF_A_CONTINUATION or not goes_on(later):
        return joined
    return joined + [
        Sign(sign.danger, f"goes on: {sign.reason}", len(later), True)
        for sign in _found(before, examples)
    ]


def _by_likeness(text: str, examples: Examples) -> Iterator[Sign]:
    """Clauses like the examples of a danger, with the weak signs in and around them."""
    clauses = _clauses(text)
    words = [plain(clause) for clause in clauses]
    weak = [weak_signs_in(each) for each in words]
    compared = [_without_idioms(*pair) for pair in zip(clauses, words, strict=True)]
    for place, like in enumerate(examples.like(compared)):
        around: dict[int, str] = {}
        for each in weak[max(0, place - 1) : place + 2]:
            around |= each
        bonus = _FOR_A_WEAK_SIGN * min(len(around), _MOST_WEAK_SIGNS)
        score = _nearness(like) + bonus
        if score >= _BESIDE:
            is_now = score >= _STOP and not is_over(" ".join(words[max(0, place - 1) : place + 2]))
            yield from _like(like, score, list(around.values()), len(text), is_now)


def _without_idioms(clause: str, words: str) -> str:
    """The clause as it was typed; where a turn of phrase is cleared away, the plain words that are left."""
    left = cleared(words)
    return clause if left == words else " ".join(left.split()) or "."


def _nearness(like: Likeness) -> float:
    """How like danger a clause is: learnt likeness, and how much nearer an example of danger is than a harmless one."""
    danger = max(cosine for kind, (cosine, _) in like.nearest.items() if kind != _HARMLESS)
    return 1 - like.scores[_HARMLESS] + danger - like.nearest[_HARMLESS][0]


def _like(
    like: Likeness, score: float, weak: Sequence[str], end: int, is_now: bool
) -> Iterator[Sign]:
    """The kind that the clause is most like, and another that it is like too."""
    kinds = sorted(Danger, key=lambda danger: -like.scores.get(danger.value, 0.0))
    for danger in kinds[:2]:
        if danger is kinds[0] or like.scores.get(danger.value, 0.0) >= _ANOTHER_KIND:
            cosine, example = like.nearest[danger.value]
            words = f", with “{'”, “'.join(weak)}”" if weak else ""
            reason = f"like {danger.value} ({score:.2f}): near “{example}” ({cosine:.2f}){words}"
            yield Sign(danger, reason, end, is_now)


def _clauses(text: str) -> list[str]:
    """A message in clauses short enough to be compared with one example, and long enough to say something."""
    parts = [
        part
        for sentence in sentences(text)
        for part in ([sentence] if len(sentence.split()) <= _MOST_WORDS else _cut(sentence))
    ]
    clauses: list[str] = []
    for part in parts:
        is_short = bool(clauses) and len(clauses[-1].split()) < _LEAST_WORDS
        if is_short and len(clauses[-1].split()) + len(part.split()) <= _MOST_WORDS:
            clauses[-1] += f" {part}"
        else:
            clauses.append(part)
    return list(dict.fromkeys(clauses))[:_MOST_CLAUSES]


def _cut(sentence: str) -> Iterator[str]:
    """The parts of a long sentence, joined as far as they are short; words are counted where nothing parts them."""
    kept: list[str] = []
    for part in _PARTS.split(sentence):
        words = part.split()
        if kept and len(kept) + len(words) > _MOST_WORDS:
            yield " ".join(kept)
            kept = []
        kept += words
        while len(kept) > _MOST_WORDS:
            yield " ".join(kept[:_MOST_WORDS])
            kept = kept[_MOST_WORDS:]
    if kept:
        yield " ".join(kept)


def _is_any_now(signs: Sequence[Sign]) -> bool:
    return any(sign.is_now for sign in signs)


def _in_order(dangers: Sequence[Danger]) -> tuple[Danger, ...]:
    return tuple(danger for danger in Danger if danger in dangers)
