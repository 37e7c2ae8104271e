"""Sentences that people might write, each with what it shows, and how like them a message is.

Adding an example is adding a line to a file of `examples/`; `sorting` learns from them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

# The label of what only sounds like the other labels, or is ordinary.
HARMLESS = "harmless"


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
