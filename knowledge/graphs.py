"""Models of sentence-transformers' kind as graphs of onnxruntime: written once, whole or not at all, then mapped."""

import io
import os
import shutil
import warnings
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import ModelMissing, NotStored

_MOST_PIECES = 256
_BATCH = 16
_GRAPH, _WEIGHTS = "graph.onnx", "weights.bin"


class Graph:
    """An exported model in `folder`, and the tokenizer of `model` that feeds it; `threads` is for one call."""

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
        self._id = folder.name
        self._threads = threads
        self._width: int = self._session.get_outputs()[0].shape[1]
        self._tokenizer = Tokenizer.from_file(str(model / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    @property
    def id(self) -> str:
        """Which model this is."""
        return self._id

    def pieces(self, text: str) -> int:
        """How many word-pieces a text is, without the two that open and close it."""
        return len(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (len(texts), width). Texts of like length go through together, so that little is padded."""
        encoded = [_cut(one.ids) for one in self._tokenizer.encode_batch(list(texts))]
        order = np.argsort([len(ids) for ids in encoded], kind="stable")
        vectors = np.empty((len(texts), self._width), dtype=np.float32)

        def fill(rows: NDArray[np.int64]) -> None:
            vectors[rows] = self._run_batch([encoded[row] for row in rows])

        batches = [order[start : start + _BATCH] for start in range(0, len(order), _BATCH)]
        if self._threads == 1 or len(batches) == 1:
            for rows in batches:
                fill(rows)
        else:
            with ThreadPoolExecutor(self._threads) as pool:
                list(pool.map(fill, batches))
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


def export(folder: Path, write: Callable[[Path], None]) -> None:
    """Have a graph written into `folder`, which is then there whole or not at all. NotStored where there is no room."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    unfinished = folder.with_name(f"{folder.name}.{os.getpid()}.unfinished")
    try:
        unfinished.mkdir(parents=True, exist_ok=True)
        write(unfinished)
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


def is_exported(folder: Path) -> bool:
    """Whether a graph is there."""
    return (folder / _GRAPH).exists()


def write_graph(
    model: Path, folder: Path, head: Callable[[Any, Any], Any], adapt: Callable[[Any], None]
) -> None:
    """Write an encoder with what stands on it; the weights beside the graph, to be mapped and not read.

    `head(states, mask)` makes one vector of the states of each text's pieces, (n, pieces, width) and (n, pieces, 1)
    → (n, any); `adapt` may change the encoder before.
    """
    import onnx
    import torch

    encoder, tokenizer = read_encoder(model)
    adapt(encoder)

    class Headed(torch.nn.Module):  # type: ignore[misc]  # torch is not typed here
        def __init__(self) -> None:
            super().__init__()
            self.encoder = encoder

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            states = self.encoder(input_ids=input_ids, attention_mask=attention_mask)
            mask = attention_mask.unsqueeze(-1).to(states.last_hidden_state.dtype)
            return head(states.last_hidden_state, mask)

    sample = tokenizer(["one", "one and another"], padding=True, return_tensors="pt")
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Headed(),
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


def read_encoder(model: Path) -> tuple[Any, Any]:
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
