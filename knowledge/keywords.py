"""The same passages found by their words, BM25 (Robertson and Zaragoza 2009), and by pairs of neighbouring words."""

import json
import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import bm25s
import numpy as np
import Stemmer
from numpy.typing import NDArray

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)|https?://\S+")
# Words of conversation, which say nothing of its subject.
_STOP = frozenset(
    """
    a an the and or but if so of to in on at by for from with as is are was were be been being am it its this
    that these those there here i me my mine we us our you your he him his she her they them their what which
    who whom whose when where why how do does did done doing can could would should will shall may might must
    have has had having not no yes ok okay please thanks thank hello hi hey just also very really about into
    than then too any some such get got im ive id ill dont doesnt didnt cant wont isnt arent wasnt thats whats
    theyre youre i'm i've don't doesn't didn't can't won't isn't aren't wasn't that's what's they're you're
    it's let's need want know tell
    """.split()
)
_PAIRS = 0.2
_FULL = 10
_stemmer = Stemmer.Stemmer("english")


def without_links(text: str) -> str:
    """A text with each link as its label; an address by itself goes."""
    return _LINK.sub(r"\1", text)


def terms(text: str) -> list[str]:
    """Stemmed words that can carry meaning; a link counts by its label."""
    words = _WORD.findall(without_links(text).lower().replace("’", "'"))
    stems: list[str] = _stemmer.stemWords(
        [word.removesuffix("'s") for word in words if word not in _STOP]
    )
    return stems


class Keywords:
    """BM25 over passages, and over the pairs of neighbouring words in them, by row."""

    def __init__(
        self, words: bm25s.BM25, pairs: bm25s.BM25, counts: dict[str, int], size: int
    ) -> None:
        self._words = words
        self._pairs = pairs
        self._counts = counts
        self._size = size

    @classmethod
    def build(cls, texts: Sequence[str], *, paired: Sequence[str] | None = None) -> "Keywords":
        """Index the texts; row n is the nth of them. Pairs are looked for in `paired` instead, where it is given."""
        tokens = [terms(text) for text in texts]
        pairs = [_pairs_of(terms(text)) for text in (texts if paired is None else paired)]
        counts = dict(Counter(term for row in tokens for term in set(row)))
        # A pair counts by its rarity alone, however often and in however long a text it stands.
        return cls(_indexed(tokens, k1=1.5, b=0.8), _indexed(pairs, k1=0, b=0), counts, len(tokens))

    def save(self, folder: Path) -> None:
        """Write the index into a folder of its own."""
        self._words.save(str(folder), show_progress=False)
        self._pairs.save(str(folder / "pairs"), show_progress=False)
        (folder / "counts.json").write_text(
            json.dumps({"size": self._size, "counts": self._counts}), "utf-8"
        )

    @classmethod
    def load(cls, folder: Path) -> "Keywords":
        """Open what `save` wrote; the scores are mapped from disk, not read."""
        kept = json.loads((folder / "counts.json").read_text("utf-8"))
        words, pairs = (
            bm25s.BM25.load(str(one), mmap=True, load_corpus=False)
            for one in (folder, folder / "pairs")
        )
        return cls(words, pairs, kept["counts"], kept["size"])

    def scores(self, weighted: Sequence[tuple[str, float]]) -> NDArray[np.float32]:
        """For each row, the sum over the texts of weight × (BM25 + a fifth of the rarity of the pairs it holds).

        A text of more than ten words counts as ten, or a long answer would drown the words now.
        """
        total = np.zeros(self._size, dtype=np.float32)
        for text, weight in weighted:
            words = terms(text)
            weight *= min(1.0, _FULL / max(len(words), 1))
            total += weight * _scored(self._words, words, self._size)
            total += weight * _PAIRS * _scored(self._pairs, _pairs_of(words), self._size)
        return total

    def overlap(self, text: str, passage: str) -> float:
        """The share of a text's words that a passage holds, rare words counting more, from 0 to 1."""
        wanted = set(terms(text))
        weight = {term: self._rarity(term) for term in wanted}
        held = wanted & _terms_of(passage)
        return sum(weight[term] for term in held) / sum(weight.values()) if wanted else 0.0

    def _rarity(self, term: str) -> float:
        count = self._counts.get(term, 0)
        return math.log(1 + (self._size - count + 0.5) / (count + 0.5))


def _pairs_of(words: Sequence[str]) -> list[str]:
    """Each pair of neighbouring words once."""
    return list(dict.fromkeys(f"{first} {second}" for first, second in pairwise(words)))


def _indexed(rows: Sequence[Sequence[str]], *, k1: float, b: float) -> bm25s.BM25:
    index = bm25s.BM25(k1=k1, b=b)
    index.index([list(row) or ["∅"] for row in rows], show_progress=False)
    return index


def _scored(index: bm25s.BM25, tokens: Sequence[str], size: int) -> NDArray[np.float32]:
    known = [token for token in tokens if token in index.vocab_dict]
    if not known:
        return np.zeros(size, dtype=np.float32)
    scores: NDArray[np.float32] = index.get_scores(known)
    return scores


@lru_cache(maxsize=4096)
def _terms_of(passage: str) -> frozenset[str]:
    return frozenset(terms(passage))
