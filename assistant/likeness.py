"""Sentences that people might write, each with what it shows, and how like them a message is.

Adding an example is adding a line to a file of `examples/`; `sorting` learns from them.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Protocol

from knowledge.ingest import Embedder

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


def shipped_examples(name: str, embedder: Embedder, kept: Path | None = None) -> Examples:
    """The examples of `assistant/examples/{name}.toml`: a list of sentences for each label, one of them harmless.

    `kept` is a folder in which what was learnt is kept between starts.
    """
    # Sorting itself speaks of likeness.
    from assistant.sorting import Sorter

    text = files("assistant").joinpath("examples", f"{name}.toml").read_text("utf-8")
    labelled = tomllib.loads(text)
    return Sorter(labelled, [label for label in labelled if label != HARMLESS], embedder, kept)
