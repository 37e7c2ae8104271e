"""What must never wait: danger to somebody, found before anything else is done with a message.

Three layers, each of which says why: signs in the words, signs in the words of other languages, and likeness to
examples, weighed together. What is past, denied or unsure is no stop: help is then offered beside the
answer.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from assistant.languages import ENGLISH, in_english_words, spoken_in
from assistant.likeness import HARMLESS, Examples, Likeness
from assistant.other_languages import foreign_signs
from assistant.plain_text import mended, plain, spellings
from assistant.signs import (
    Danger,
    Sign,
    goes_on,
    is_over,
    may_be_of_an_adult,
    signs_in,
)
from knowledge.sentences import sentences

__all__ = ["Alarm", "Danger", "screen"]

# How much like danger a message must be: half by its clause that is most so, half as a whole. A likely sign adds to it.
_STOP, _BESIDE = 0.13, 0.08
_FOR_A_LIKELY_SIGN = 0.05
# Of many clauses, one that is harmless is soon taken for danger: each must be more like it.
_FOR_A_PART = 0.04
# A sentence or a part of one stands for itself where it is far more like danger: so what is said in passing is seen.
_FOR_A_SMALL_PART = 0.3
_FEWEST_TO_PART, _LEAST_PART, _MOST_PARTS = 12, 3, 60
# What is like nothing is not danger: how much less a text is like danger for each bit that it is like anything at all.
_FOR_ANY_LIKENESS = 0.3
# A second kind of danger is named from here on.
_ANOTHER_KIND = 0.3
_MOST_CLAUSES, _MOST_WORDS, _LEAST_WORDS = 50, 25, 6
_MOST_WORDS_OF_A_CONTINUATION = 30
_PARTS = re.compile(
    r"(?<=[,;:…])\s+|(?<=[.!?])\s+|\s+[-–—]\s+|\s+(?=(?:and|but|because|so|then|btw|anyway|also)\s)",
    re.IGNORECASE,
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
    foreign = [
        Sign(Danger(sign.kind), sign.reason, len(words), sign.is_enough)
        for sign in foreign_signs(words)
    ]
    found = [*_in_words(text), *foreign]
    if examples is None or any(sign.is_now and not sign.may_be_harmless for sign in found):
        return found
    weighed = [sign for sign in found if not (sign.is_now and sign.may_be_harmless)]
    alike = _alike(_in_english(text), examples)
    return [*weighed, *(sign for one in alike for sign in one.signs())]


def _in_english(text: str) -> str:
    """A message mended; one in another language word by word in English."""
    return mended(text) if spoken_in(text) == ENGLISH else in_english_words(text)


@lru_cache(maxsize=64)
def _in_words(text: str) -> tuple[Sign, ...]:
    """The signs in the words of a text as it is typed, and mended, in every spelling of both."""
    return tuple(
        sign
        for each in dict.fromkeys((plain(text), plain(mended(text))))
        for spelling in spellings(each)
        for sign in signs_in(spelling)
    )


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


@dataclass(frozen=True)
class _Alike:
    """How like danger a clause is, weighed with the whole message and with the likely signs in the clause."""

    like: Likeness
    score: float
    likely: tuple[Sign, ...]
    is_over: bool
    end: int

    def signs(self) -> Iterator[Sign]:
        if self.score >= _BESIDE:
            for danger in _kinds(self.like, self.likely):
                reason = _reason(danger, self.like, self.score, self.likely)
                yield Sign(danger, reason, self.end, self.score >= _STOP and not self.is_over)


def _alike(text: str, examples: Examples) -> Iterator[_Alike]:
    """Each clause, and how like the examples of danger it is, half by itself and half with all that is said.

    Then the small parts of the message, each by itself alone.
    """
    clauses, parts = _clauses(text), _small_parts(text)
    whole, *each = examples.like([text, *clauses, *parts])
    for place, (clause, like) in enumerate(zip([*clauses, *parts], each, strict=True)):
        likely = tuple(sign for sign in _in_words(clause) if sign.is_now)
        score = _nearness(like) + _FOR_A_LIKELY_SIGN * bool(likely)
        if place < len(clauses):
            score += (_nearness(whole) - _nearness(like)) / 2 - _FOR_A_PART * (len(clauses) > 1)
        else:
            score -= _FOR_A_SMALL_PART
        yield _Alike(like, score, likely, is_over(plain(clause)), len(text))


def _small_parts(text: str) -> list[str]:
    """The sentences of a longer message, their parts, and each part with the next."""
    if len(text.split()) <= _FEWEST_TO_PART:
        return []
    found: list[str] = []
    for sentence in sentences(text):
        parts = [part for part in _PARTS.split(sentence) if len(part.split()) >= _LEAST_PART]
        pairs = map(" ".join, pairwise(parts))
        found += [sentence, *(parts if len(parts) > 1 else ()), *pairs]
    return [part for part in dict.fromkeys(found) if part != text][:_MOST_PARTS]


def _nearness(like: Likeness) -> float:
    """How like danger a text is, of whatever kind, less for being like examples at all."""
    return (1 - _FOR_ANY_LIKENESS) * sum(like.scores.values()) - like.scores[HARMLESS]


def _kinds(like: Likeness, likely: Sequence[Sign]) -> list[Danger]:
    """The kind that a clause is most like, another that it is like too, and those that its words name."""
    kinds = sorted(Danger, key=lambda danger: -like.scores.get(danger.value, 0.0))
    second = [kind for kind in kinds[1:2] if like.scores.get(kind.value, 0.0) >= _ANOTHER_KIND]
    return list(dict.fromkeys([kinds[0], *second, *(sign.danger for sign in likely)]))


def _reason(danger: Danger, like: Likeness, score: float, likely: Sequence[Sign]) -> str:
    near = ""
    if danger.value in like.nearest:
        cosine, example = like.nearest[danger.value]
        near = f": near “{example}” ({cosine:.2f})"
    words = f", with “{'”, “'.join(sign.reason for sign in likely)}”" if likely else ""
    return f"like {danger.value} ({score:.2f}){near}{words}"


def _clauses(text: str) -> list[str]:
    """A short message whole; a longer one in clauses short enough to compare, and long enough to say something."""
    if len(text.split()) <= _MOST_WORDS:
        return [text]
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
