"""Sentences that people might write, each with what it shows, and how like them a message is.

Likeness is learnt from the examples alone, when they are opened: kernel ridge regression over their vectors (Murphy
2012, §14.4.3), one function for each label, near 1 for what is like its examples and near 0 for what is like the
others. Adding an example is adding a line.
"""

import tomllib
import uuid
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from knowledge.ingest import Embedder

# How quickly likeness falls off with the cosine, and how far a single example may bend it: by cross-validation.
_SHARPNESS, _SMOOTHING = 6.0, 0.3
_OF_ITS_OWN = {"danger": (4.0, 0.1)}

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
        self,
        labelled: Mapping[str, Sequence[str]],
        embedder: Embedder,
        kept: Path | None = None,
        *,
        sharpness: float = _SHARPNESS,
        smoothing: float = _SMOOTHING,
    ) -> None:
        self._embedder = embedder
        self._sharpness = sharpness
        self._texts = [text for texts in labelled.values() for text in texts]
        self._label_of = np.array([label for label, texts in labelled.items() for _ in texts])
        self._labels = list(labelled)
        targets = (self._label_of[:, None] == np.array(self._labels)[None, :]).astype(np.float32)
        self._means = targets.mean(axis=0)
        said = [embedder.id, f"{sharpness} {smoothing}", *self._label_of, *self._texts]
        self._vectors, self._weights = _kept(
            kept, "\n".join(said), lambda: self._learnt(targets, smoothing)
        )

    def _learnt(self, targets: Vectors, smoothing: float) -> tuple[Vectors, Vectors]:
        vectors = self._embedder.embed(self._texts)
        kernel = self._kernel(vectors @ vectors.T)
        ridge = kernel + smoothing * np.eye(len(self._texts), dtype=np.float32)
        return vectors, np.linalg.solve(ridge, targets - self._means)

    def _kernel(self, cosines: Vectors) -> Vectors:
        return np.asarray(np.exp(self._sharpness * (cosines - 1)), dtype=np.float32)

    def like(self, texts: Sequence[str]) -> list[Likeness]:
        """How like the examples each text is, in order."""
        if not texts:
            return []
        cosines = self._embedder.embed(texts) @ self._vectors.T
        scores = self._means + self._kernel(cosines) @ self._weights
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
    sharpness, smoothing = _OF_ITS_OWN.get(name, (_SHARPNESS, _SMOOTHING))
    return Examples(tomllib.loads(text), embedder, kept, sharpness=sharpness, smoothing=smoothing)


def _kept(
    folder: Path | None, said: str, learnt: Callable[[], tuple[Vectors, Vectors]]
) -> tuple[Vectors, Vectors]:
    """Vectors and weights, read where they were kept; where they cannot be kept, made at each start."""
    if folder is None:
        return learnt()
    path = folder / f"{sha256(said.encode()).hexdigest()[:16]}.npz"
    with suppress(OSError, ValueError, KeyError, BadZipFile), np.load(path) as kept:
        return kept["vectors"], kept["weights"]
    vectors, weights = learnt()
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{uuid.uuid4().hex}.part.npz")
        np.savez(part, vectors=vectors, weights=weights)
        part.replace(path)
    return vectors, weights
