"""Stand-ins for what a test must not wait for."""

from collections.abc import Sequence
from functools import cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from knowledge.keywords import terms

_DIMENSIONS = 1024


class WordEmbedder:
    """Texts that share words come out near, whatever their endings; it remembers the texts it was asked for.

    Where words are given, only those count, and it is another embedder than one without.
    """

    def __init__(self, *words: str) -> None:
        self._known = frozenset(terms(" ".join(words)))
        self.asked: list[str] = []

    @property
    def id(self) -> str:
        return ":".join(["words", *sorted(self._known)])

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (len(texts), 1024), unit length."""
        self.asked += texts
        vectors = np.array([self._sum(text) for text in texts], dtype=np.float32)
        vectors = vectors.reshape(len(texts), _DIMENSIONS)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors

    def pieces(self, text: str) -> int:
        return len(text.split())

    def _sum(self, text: str) -> NDArray[np.float64]:
        """The directions of its words; that of no word goes in lightly, so that an empty text has one too."""
        found = set(terms(text))
        meant = found & self._known if self._known else found
        return 0.1 * _direction("") + sum(map(_direction, sorted(meant)), np.zeros(_DIMENSIONS))


@cache
def _direction(term: str) -> NDArray[np.float64]:
    """Always the same for a word, and nearly at right angles to every other word's."""
    length = 1 / np.sqrt(_DIMENSIONS)
    return np.random.default_rng(crc32(term.encode())).normal(scale=length, size=_DIMENSIONS)
