"""A message is like the examples that it is near to, and what was learnt is kept between starts."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.likeness import Examples

AXES = ("knife", "form", "taxi")


class WordEmbedder:
    """An axis for each of a few words; counts what it is asked for."""

    id = "words"

    def __init__(self) -> None:
        self.embedded: list[str] = []

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.embedded += texts
        rows = [[float(axis in text) for axis in AXES] + [0.1] for text in texts]
        vectors = np.asarray(rows, dtype=np.float32)
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))

    def pieces(self, text: str) -> int:
        return len(text.split())


LABELLED = {
    "threat": ["he has a knife", "a knife in his bag"],
    "harmless": ["which form", "the taxi is late", "send the form"],
}


@pytest.fixture
def embedder() -> WordEmbedder:
    return WordEmbedder()


def test_a_text_is_most_like_the_examples_that_it_is_near(embedder: WordEmbedder) -> None:
    examples = Examples(LABELLED, embedder)

    knife, form = examples.like(["a knife at school", "where is the form"])

    assert knife.scores["threat"] > 0.8 > 0.2 > form.scores["threat"]
    assert form.scores["harmless"] > 0.8


def test_the_likenesses_of_all_labels_add_up_to_one(embedder: WordEmbedder) -> None:
    like = Examples(LABELLED, embedder).like(["a taxi and a knife"])[0]

    assert sum(like.scores.values()) == pytest.approx(1.0, abs=1e-4)


def test_the_nearest_example_of_each_label_is_named(embedder: WordEmbedder) -> None:
    like = Examples(LABELLED, embedder).like(["taxi"])[0]

    cosine, example = like.nearest["harmless"]
    assert example == "the taxi is late"
    assert cosine == pytest.approx(1.0, abs=1e-4)


def test_nothing_is_like_nothing(embedder: WordEmbedder) -> None:
    assert Examples(LABELLED, embedder).like([]) == []


def test_what_was_learnt_is_kept_between_starts(embedder: WordEmbedder, tmp_path: Path) -> None:
    first = Examples(LABELLED, embedder, tmp_path).like(["knife"])
    asked = len(embedder.embedded)

    second = Examples(LABELLED, embedder, tmp_path).like(["knife"])

    assert second == first
    assert len(embedder.embedded) == asked + 1


def test_another_example_is_learnt_anew(embedder: WordEmbedder, tmp_path: Path) -> None:
    Examples(LABELLED, embedder, tmp_path)
    more = LABELLED | {"threat": [*LABELLED["threat"], "taxi knife"]}

    like = Examples(more, embedder, tmp_path).like(["taxi knife"])[0]

    assert like.nearest["threat"][1] == "taxi knife"


def test_a_spoilt_file_is_learnt_anew(embedder: WordEmbedder, tmp_path: Path) -> None:
    before = Examples(LABELLED, embedder, tmp_path).like(["knife"])
    for path in tmp_path.iterdir():
        path.write_bytes(b"spoilt")

    assert Examples(LABELLED, embedder, tmp_path).like(["knife"]) == before
