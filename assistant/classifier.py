"""A text classifier: the embedding model, tuned on the examples to tell what a message wants and not what it is about.

Its weights are the packaged model's with a small change to each layer (low-rank adaptation, Hu et al. 2021), which
`fine_tuning` learns and `examples/classifier.npz` holds.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding import RememberingEmbedder, packaged_model
from knowledge.graphs import Graph, export, is_exported, write_graph

SHIPPED = Path(__file__).parent / "examples" / "classifier.npz"

Arrays = Mapping[str, NDArray[Any]]

# The parts of a layer that are changed.
PARTS = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)


class Classifier:
    """Probabilities of the labels of each task ("danger", "kinds"), all from one pass over a text.

    `tuned` is what was learnt; `cache` is where the graph made of it is kept.
    """

    def __init__(self, tuned: bytes, *, cache: Path) -> None:
        learnt = np.load(BytesIO(tuned), allow_pickle=False)
        model = packaged_model()
        folder = cache / f"classifier-{hashlib.sha256(tuned).hexdigest()[:16]}"
        if not is_exported(folder):
            arrays = {name: learnt[name] for name in learnt.files}
            export(folder, lambda unfinished: _write(arrays, model, unfinished))
        # One pass tells of every task, so the next that is asked of the same text is at hand.
        self._graph = RememberingEmbedder(Graph(model, folder, threads=1))
        self._labels = {task: learnt[f"{task}.labels"].tolist() for task in tasks_of(learnt)}
        self._harmful = {task: learnt[f"{task}.turned"] for task in self._labels}

    def labelled(self, task: str, texts: Sequence[str]) -> list[dict[str, float]]:
        """For each text how probable each label of a task is; together they make 1."""
        if not texts:
            return []
        start = 0
        for name, labels in self._labels.items():
            if name == task:
                break
            start += len(labels) + 1
        found = self._graph.embed(texts)[:, start : start + len(self._labels[task]) + 1]
        return [self._probable(task, row) for row in found.astype(np.float64)]

    def _probable(self, task: str, found: NDArray[np.float64]) -> dict[str, float]:
        """The last number says whether a text is of the labels that turn it, the others which of either sort it is."""
        turned = self._harmful[task]
        each = np.exp(found[:-1] - found[:-1].max())
        is_turned = 1 / (1 + np.exp(-found[-1]))
        shares = np.where(turned, each / each[turned].sum(), each / each[~turned].sum())
        each = shares * np.where(turned, is_turned, 1 - is_turned)
        return dict(zip(self._labels[task], map(float, each), strict=True))


def shipped_classifier(cache: Path) -> Classifier:
    """The classifier as it was learnt from `assistant/examples`."""
    return Classifier(SHIPPED.read_bytes(), cache=cache)


def tasks_of(names: Iterable[str]) -> list[str]:
    """The tasks that a file holds, in the order of its outputs."""
    return sorted(name.removesuffix(".labels") for name in names if name.endswith(".labels"))


def layers_of(encoder: Any) -> list[tuple[str, Any]]:
    """Each part of each layer that is changed, by its name."""
    return [
        (f"{number}.{part}", layer.get_submodule(part))
        for number, layer in enumerate(encoder.encoder.layer)
        for part in PARTS
    ]


def pooled(states: Any, mask: Any) -> Any:
    """What a text's pieces say on average, and the most that any of them says: (n, 2 · width)."""
    import torch

    mean = (states * mask).sum(1) / mask.sum(1).clamp(min=1.0)
    most = (states + (mask - 1) * 1e4).amax(1)
    return torch.cat([mean, most], dim=-1)


def _write(learnt: Arrays, model: Path, folder: Path) -> None:
    import torch

    def adapt(encoder: Any) -> None:
        for name, part in layers_of(encoder):
            change = learnt[f"{name}.up"].astype("float32") @ learnt[f"{name}.down"].astype(
                "float32"
            )
            part.weight.data += torch.from_numpy(change)

    weight = np.concatenate([learnt[f"{task}.weight"] for task in tasks_of(learnt)])
    bias = np.concatenate([learnt[f"{task}.bias"] for task in tasks_of(learnt)])

    def head(states: Any, mask: Any) -> Any:
        factors = torch.from_numpy(weight.astype("float32"))
        return pooled(states, mask) @ factors.T + torch.from_numpy(bias.astype("float32"))

    write_graph(model, folder, head, adapt)
