"""The same passages found by their words: BM25 (Robertson and Zaragoza 2009)."""

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
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
_stemmer = Stemmer.Stemmer("english")


def terms(text: str) -> list[str]:
    """Stemmed words that can carry meaning; a link counts by its label."""
    words = _WORD.findall(_LINK.sub(r" \1 ", text).lower().replace("’", "'"))
    stems: list[str] = _stemmer.stemWords(
        [word.removesuffix("'s") for word in words if word not in _STOP]
    )
    return stems


class Keywords:
    """BM25 over passages, and over the pairs of neighbouring words in them, by row."""

    def __init__(self, words: bm25s.BM25, counts: dict[str, int], size: int) -> None:
        self._words = words
        self._counts = counts
        self._size = size

    @classmethod
    def build(cls, texts: Iterable[str]) -> "Keywords":
        """Index the texts; row n is the nth of them."""
        tokens = [terms(text) or ["∅"] for text in texts]
        words = bm25s.BM25(k1=1.5, b=0.8)
        words.index(tokens, show_progress=False)
        return cls(words, dict(Counter(term for row in tokens for term in set(row))), len(tokens))

    def save(self, folder: Path) -> None:
        """Write the index into a folder of its own."""
        self._words.save(str(folder), show_progress=False)
        (folder / "counts.json").write_text(
            json.dumps({"size": self._size, "counts": self._counts}), "utf-8"
        )

    @classmethod
    def load(cls, folder: Path) -> "Keywords":
        """Open what `save` wrote; the scores are mapped from disk, not read."""
        kept = json.loads((folder / "counts.json").read_text("utf-8"))
        return cls(
            bm25s.BM25.load(str(folder), mmap=True, load_corpus=False), kept["counts"], kept["size"]
        )

    def scores(self, weighted: Sequence[tuple[str, float]]) -> NDArray[np.float32]:
        """For each row, the sum over the texts of weight × BM25."""
        total = np.zeros(self._size, dtype=np.float32)
        for text, weight in weighted:
            known = [term for term in terms(text) if term in self._counts]
            if known:
                total += weight * self._words.get_scores(known)
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


@lru_cache(maxsize=4096)
def _terms_of(passage: str) -> frozenset[str]:
    return frozenset(terms(passage))
