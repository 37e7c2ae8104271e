"""Stand-ins for what a test must not wait for."""

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from knowledge.keywords import terms

_DIMENSIONS = 256
# So that a text without a single known word has a direction too.
_EVERY_TEXT = 0.1


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
        """Shape (len(texts), 256), unit length."""
        self.asked += texts
        vectors = np.zeros((len(texts), _DIMENSIONS), dtype=np.float32)
        vectors[:, 0] = _EVERY_TEXT
        for row, text in enumerate(texts):
            vectors[row, [_place(term) for term in self._meant(text)]] = 1.0
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors

    def pieces(self, text: str) -> int:
        return len(text.split())

    def _meant(self, text: str) -> set[str]:
        found = set(terms(text))
        return found & self._known if self._known else found


def _place(term: str) -> int:
    return 1 + crc32(term.encode()) % (_DIMENSIONS - 1)
