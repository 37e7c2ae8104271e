"""Sentences that people might write, each with what it shows, and how like them a message is.

Likeness is learnt from the examples alone, when they are opened: kernel ridge regression over their vectors (Murphy
2012, §14.4.3), one function for each label, near 1 for what is like its examples and near 0 for what is like the
others. Adding an example is adding a line.
"""

import tomllib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.ingest import Embedder

# How quickly likeness falls off with the cosine, and how far a single example may bend it.
_SHARPNESS = 6.0
_SMOOTHING = 0.3

Vectors = NDArray[np.float32]


@dataclass(frozen=True)
class Likeness:
    """How like the examples of each label a text is, and the nearest example of each with its cosine."""

    text: str
    scores: Mapping[str, float]
    nearest: Mapping[str, tuple[float, str]]


class Examples:
    """Labelled sentences, and what is like them. `kept` is a folder in which their vectors are kept between starts."""

    def __init__(
        self, labelled: Mapping[str, Sequence[str]], embedder: Embedder, kept: Path | None = None
    ) -> None:
        self._embedder = embedder
        self._texts = [text for texts in labelled.values() for text in texts]
        self._label_of = np.array([label for label, texts in labelled.items() for _ in texts])
        self._labels = list(labelled)
        self._vectors = _kept_vectors(self._texts, embedder, kept)
        targets = (self._label_of[:, None] == np.array(self._labels)[None, :]).astype(np.float32)
        self._means = targets.mean(axis=0)
        kernel = _kernel(self._vectors @ self._vectors.T)
        ridge = kernel + _SMOOTHING * np.eye(len(self._texts), dtype=np.float32)
        self._weights = np.linalg.solve(ridge, targets - self._means)

    def like(self, texts: Sequence[str]) -> list[Likeness]:
        """How like the examples each text is, in order."""
        if not texts:
            return []
        cosines = self._embedder.embed(texts) @ self._vectors.T
        scores = self._means + _kernel(cosines) @ self._weights
        return [
            self._likeness(text, row, near)
            for text, row, near in zip(texts, scores, cosines, strict=True)
        ]

    def _likeness(self, text: str, scores: Vectors, cosines: Vectors) -> Likeness:
        nearest = {}
        for label in self._labels:
            rows = np.flatnonzero(self._label_of == label)
            best = rows[int(np.argmax(cosines[rows]))]
            nearest[label] = (float(cosines[best]), self._texts[best])
        return Likeness(text, dict(zip(self._labels, map(float, scores), strict=True)), nearest)


def shipped_examples(name: str, embedder: Embedder, kept: Path | None = None) -> Examples:
    """The examples of `assistant/examples/{name}.toml`: a list of sentences for each label."""
    text = files("assistant").joinpath("examples", f"{name}.toml").read_text("utf-8")
    return Examples(tomllib.loads(text), embedder, kept)


def _kernel(cosines: Vectors) -> Vectors:
    return np.asarray(np.exp(_SHARPNESS * (cosines - 1)), dtype=np.float32)


def _kept_vectors(texts: Sequence[str], embedder: Embedder, kept: Path | None) -> Vectors:
    """The vectors of the texts, read where they were kept; where they cannot be kept, made at each start."""
    if kept is None:
        return embedder.embed(texts)
    digest = sha256("\n".join([embedder.id, *texts]).encode()).hexdigest()[:16]
    path = kept / f"{digest}.npy"
    with suppress(OSError, ValueError):
        return np.asarray(np.load(path), dtype=np.float32)
    vectors = embedder.embed(texts)
    with suppress(OSError):
        kept.mkdir(parents=True, exist_ok=True)
        np.save(path.with_suffix(f".{id(vectors)}.npy"), vectors)
        path.with_suffix(f".{id(vectors)}.npy").replace(path)
    return vectors
