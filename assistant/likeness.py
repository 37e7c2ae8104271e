"""Sentences that people might write, each with what it shows, and how like them a message is.

Adding an example is adding a line to a file of `examples/`; `sorting` learns from them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

# The label of what only sounds like the other labels, or is ordinary.
HARMLESS = "harmless"
# How much the classifier's word counts beside nearness: chosen on messages of authors whom neither had seen.
_CLASSIFIER = 1 / 3


@dataclass(frozen=True)
class Likeness:
    """How like the examples of each label a text is, and the nearest example of each with its cosine."""

    text: str
    scores: Mapping[str, float]
    nearest: Mapping[str, tuple[float, str]]


class Examples(Protocol):
    """Labelled sentences that texts can be compared with."""

    def like(self, texts: Sequence[str]) -> list[Likeness]:
        """How like the examples each text is, in order."""


class Ensemble:
    """Two opinions weighed: nearness to examples, and what a classifier says that was tuned on them.

    Nearness knows a new example at once; the classifier tells better what is meant from what it is about.
    """

    def __init__(
        self,
        examples: Examples,
        classify: Callable[[Sequence[str]], Sequence[Mapping[str, float]]],
    ) -> None:
        self._examples = examples
        self._classify = classify

    def like(self, texts: Sequence[str]) -> list[Likeness]:
        """How like the examples of each label each text is, in order."""
        each = list(dict.fromkeys(texts))
        found = {
            text: replace(near, scores=_weighed(near.scores, said))
            for text, near, said in zip(
                each, self._examples.like(each), self._classify(each), strict=True
            )
        }
        return [found[text] for text in texts]


def _weighed(near: Mapping[str, float], said: Mapping[str, float]) -> dict[str, float]:
    return {
        label: (1 - _CLASSIFIER) * score + _CLASSIFIER * said.get(label, 0.0)
        for label, score in near.items()
    }
