"""Tunes the classifier on the examples: about half an hour on two cores, done by whoever changes many of them.

The embedding model stays as it is but for a small change to each layer (low-rank adaptation, Hu et al. 2021), learnt on
danger and on kinds of message together. Messages are also put together from several examples, so that danger in passing
is learnt as danger, and a long ordinary story as harmless. The examples of nearness are learnt anew by themselves.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np
import torch
from numpy.random import Generator
from torch import nn
from torch.nn import functional

from assistant.classifier import layers_of, pooled
from assistant.kinds import OURS
from assistant.languages import in_english_words
from assistant.likeness import HARMLESS
from knowledge.embedding import packaged_model
from knowledge.graphs import read_encoder
from knowledge.ingest import Progress

_RANK, _RATE, _RATE_OF_HEADS, _EPOCHS, _BATCH = 16, 1e-3, 1e-3, 3, 32
_MOST_PIECES = 160
_PUT_TOGETHER = 1100
_FEWEST_STEPS = 40
# A long example is no part of a message that is put together.
_MOST_WORDS_OF_A_PART = 35
_SEED = 0


@dataclass(frozen=True)
class Labelled:
    """A text with its label, and whether that label turns the conversation (danger; not ours)."""

    text: str
    label: str
    is_turning: bool


def tune(tasks: Mapping[str, Sequence[Labelled]], progress: Progress) -> dict[str, Any]:
    """What is learnt of labelled texts, task by task, as arrays that `classifier` reads from a NumPy file."""
    torch.manual_seed(_SEED)
    tuned = _Tuned(tasks).train()
    steps = max(_FEWEST_STEPS, _EPOCHS * sum(map(len, tasks.values())) // _BATCH)
    optimizer = torch.optim.AdamW(tuned.rates(), weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, [_RATE, _RATE_OF_HEADS], total_steps=steps, pct_start=0.1
    )
    batches = _batches(tasks, np.random.default_rng(_SEED))
    for step in range(1, steps + 1):
        optimizer.zero_grad()
        tuned.loss(*next(batches)).backward()
        nn.utils.clip_grad_norm_(tuned.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        progress(step, steps)
    learnt: dict[str, Any] = tuned.arrays()
    return learnt


def shipped_tasks() -> dict[str, list[Labelled]]:
    """The examples of danger and of kinds of message, as `assistant/examples` has them."""
    return {"danger": _danger(np.random.default_rng(_SEED)), "kinds": _kinds()}


def _examples(name: str) -> dict[str, Any]:
    text = files("assistant").joinpath("examples", f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


def _kinds() -> list[Labelled]:
    ours = {kind.name.lower() for kind in OURS}
    examples = _examples("kinds").items()
    return [Labelled(text, label, label not in ours) for label, each in examples for text in each]


def _danger(chance: Generator) -> list[Labelled]:
    """The examples of danger, those in other languages word by word in English, and messages made of several."""
    examples = _examples("danger")
    other = examples.pop("other_languages")
    found = [
        Labelled(text, label, label != HARMLESS)
        for label, each in examples.items()
        for text in (*each, *map(in_english_words, other.get(label, ())))
    ]
    return [*found, *_put_together(found, _kinds(), chance)]


def _put_together(
    danger: Sequence[Labelled], kinds: Sequence[Labelled], chance: Generator
) -> Iterator[Labelled]:
    """Messages of two to four sentences: one of them of danger, or none."""
    short = [one for one in danger if len(one.text.split()) < _MOST_WORDS_OF_A_PART]
    grave = [one for one in short if one.is_turning]
    ordinary = [one.text for one in (*danger, *kinds) if not one.is_turning]
    for _ in range(_PUT_TOGETHER):
        around = [str(one) for one in chance.choice(ordinary, chance.integers(1, 4))]
        yield Labelled(_joined([*around, str(chance.choice(ordinary))], chance), HARMLESS, False)
        one = grave[chance.integers(len(grave))]
        around.insert(chance.integers(len(around) + 1), one.text)
        yield Labelled(_joined(around, chance), one.label, True)


def _joined(parts: Sequence[str], chance: Generator) -> str:
    return " ".join(part + str(chance.choice(["", ".", ",", " and", " -"])) for part in parts)


def _batches(
    tasks: Mapping[str, Sequence[Labelled]], chance: Generator
) -> Iterator[tuple[str, list[Labelled]]]:
    """Batches of one task each, of texts that are about equally long, in a new order each time round."""
    while True:
        found = []
        for task, each in tasks.items():
            order = chance.permutation(len(each))
            for rows in np.array_split(order, max(1, len(order) // (_BATCH * 20))):
                like = sorted((each[row] for row in rows), key=lambda one: len(one.text))
                found += [(task, like[at : at + _BATCH]) for at in range(0, len(like), _BATCH)]
        yield from (found[at] for at in chance.permutation(len(found)))


class _Change(nn.Module):  # type: ignore[misc]  # torch is not typed here
    """A part of a layer, with the small change to it that is learnt."""

    def __init__(self, part: Any) -> None:
        super().__init__()
        self.part = part
        self.down = nn.Parameter(torch.randn(_RANK, part.in_features) * 0.1 / _RANK**0.5)
        self.up = nn.Parameter(torch.zeros(part.out_features, _RANK))

    def forward(self, states: Any) -> Any:
        return self.part(states) + states @ self.down.T @ self.up.T


class _Tuned(nn.Module):  # type: ignore[misc]  # torch is not typed here
    """The encoder with its changes, and for each task what tells its labels apart."""

    def __init__(self, tasks: Mapping[str, Sequence[Labelled]]) -> None:
        super().__init__()
        self.encoder, self._tokenizer = read_encoder(packaged_model())
        self.encoder.requires_grad_(False)
        self._changes = {name: _Change(part) for name, part in layers_of(self.encoder)}
        for name, change in self._changes.items():
            number, _, at = name.partition(".")
            self.encoder.encoder.layer[int(number)].set_submodule(at, change)
        self._turning = {
            task: dict(sorted({one.label: one.is_turning for one in each}.items()))
            for task, each in tasks.items()
        }
        self._share = {
            task: sum(one.is_turning for one in each) / len(each) for task, each in tasks.items()
        }
        width = 2 * self.encoder.config.hidden_size
        self.heads = nn.ModuleDict(
            {task: nn.Linear(width, len(labels) + 1) for task, labels in self._turning.items()}
        )
        self._drop = nn.Dropout(0.1)

    def rates(self) -> list[dict[str, Any]]:
        """What is learnt, each with how fast."""
        changes = [one for change in self._changes.values() for one in (change.down, change.up)]
        return [
            {"params": changes, "lr": _RATE},
            {"params": self.heads.parameters(), "lr": _RATE_OF_HEADS},
        ]

    def loss(self, task: str, batch: Sequence[Labelled]) -> Any:
        """How wrong it is about a batch: half about the label, all about its sort; both sorts weigh the same."""
        found = self._found(task, [one.text for one in batch])
        labels = list(self._turning[task])
        which = torch.tensor([labels.index(one.label) for one in batch])
        turns = torch.tensor([float(one.is_turning) for one in batch])
        share = self._share[task]
        weight = torch.where(turns > 0, 0.5 / share, 0.5 / (1 - share))
        of_label = functional.cross_entropy(
            found[:, :-1], which, reduction="none", label_smoothing=0.05
        )
        of_sort = functional.binary_cross_entropy_with_logits(
            found[:, -1], turns * 0.96 + 0.02, reduction="none"
        )
        return ((of_label / 2 + of_sort) * weight).mean()

    def _found(self, task: str, texts: Sequence[str]) -> Any:
        pieces = self._tokenizer(
            list(texts), padding=True, truncation=True, max_length=_MOST_PIECES, return_tensors="pt"
        )
        states = self.encoder(**pieces).last_hidden_state
        mask = pieces["attention_mask"].unsqueeze(-1).float()
        return self.heads[task](self._drop(pooled(states, mask)))

    def arrays(self) -> dict[str, Any]:
        """What was learnt, as `classifier` reads it."""
        found: dict[str, Any] = {}
        for name, change in self._changes.items():
            found[f"{name}.down"] = change.down.detach().half().numpy()
            found[f"{name}.up"] = change.up.detach().half().numpy()
        for task, labels in self._turning.items():
            found[f"{task}.labels"] = np.array(list(labels))
            found[f"{task}.turned"] = np.array(list(labels.values()))
            found[f"{task}.weight"] = self.heads[task].weight.detach().numpy()
            found[f"{task}.bias"] = self.heads[task].bias.detach().numpy()
        return found
