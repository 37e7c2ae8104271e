"""Passages found by their meaning."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from knowledge.documents import Block, Passage, Role, Statement
from knowledge.passages import Window
from knowledge.vectors import Vector, Vectors
from tests.fakes import WordEmbedder

TEXTS = ["Appeal to the tribunal", "A taxi to school", "Mediation is free"]


def passage(number: int, text: str) -> Passage:
    blocks = (Block(Role.ANSWER, (Statement(text, ("CFA 2014 s.51",)),)),)
    return Passage(f"england/page#{number}", "england/page", "A page", "Who?", "/there", blocks)


def meaning(*texts: str) -> Vector:
    return WordEmbedder().embed(texts)


def write(folder: Path, windows: Sequence[Sequence[Window]]) -> Vectors:
    passages = [passage(number, text) for number, text in enumerate(TEXTS)]
    texts = [*TEXTS, *(window.text for each in windows for window in each)]
    Vectors.write(folder, passages, windows, meaning(*texts))
    return Vectors(folder)


@pytest.fixture
def vectors(tmp_path: Path) -> Vectors:
    return write(tmp_path, [[Window(text, (0,))] for text in TEXTS])


def test_a_passage_is_read_back_as_it_was_written(vectors: Vectors) -> None:
    assert vectors.passages([2, 0]) == [passage(2, TEXTS[2]), passage(0, TEXTS[0])]
    assert vectors.passage("england/page#1") == passage(1, TEXTS[1])
    assert vectors.passage("england/page#9") is None


def test_the_nearest_row_has_the_highest_cosine(vectors: Vectors) -> None:
    (vector,) = meaning("taxis to school")

    assert 1 in vectors.near(vector, 1)
    cosines = vectors.cosines(vector, np.arange(3))
    np.testing.assert_allclose(cosines, meaning(*TEXTS) @ vector, atol=1e-3)
    assert cosines.argmax() == 1


def test_a_passage_is_found_by_a_window_within_it(tmp_path: Path) -> None:
    windows = [[Window("Appeal", (0,)), Window("buses for zebras")], [Window("taxi", (0,))], []]
    vectors = write(tmp_path, windows)
    (vector,) = meaning("zebras on buses")

    assert 0 in vectors.near(vector, 1)
    quotable, other_wordings, _ = vectors.best_windows(vector, np.arange(3))
    assert other_wordings[0] == pytest.approx(1.0, abs=0.01)
    assert quotable[0] < 0.1
    assert quotable[1] < 0.1


def test_a_passage_without_windows_is_never_nearest_by_them(tmp_path: Path) -> None:
    vectors = write(tmp_path, [[Window("Appeal", (0,))], [Window("taxi", (0,))], []])
    (vector,) = meaning("mediation")

    quotable, other_wordings, _ = vectors.best_windows(vector, np.arange(3))

    assert quotable.argmin() == 2
    assert other_wordings.tolist() == [-1.0, -1.0, -1.0]


def test_three_other_wordings_count_together_and_fewer_as_they_are(tmp_path: Path) -> None:
    near, far = Window("zebras on buses"), Window("taxi")
    vectors = write(tmp_path, [[near, near, far, far], [near, far], [far, Window("zebras", (0,))]])
    (vector,) = meaning("zebras on buses")

    _, nearest, together = vectors.best_windows(vector, np.arange(3))

    assert nearest[:2] == pytest.approx([1, 1], abs=0.01)
    assert together == pytest.approx([2 / 3, 1 / 2, 0], abs=0.1)


def test_each_block_is_as_near_as_the_nearest_window_that_covers_it(tmp_path: Path) -> None:
    windows = [[Window("appeal", (0, 1)), Window("tribunal", (1,)), Window("taxi")], [], []]
    vectors = write(tmp_path, windows)
    (vector,) = meaning("tribunal")

    first, second, third = vectors.nearness(vector, 0, blocks=3)

    assert second == pytest.approx(1.0, abs=0.01)
    assert first < 0.1
    assert third == 0.0


def test_an_index_of_nothing_finds_nothing(tmp_path: Path) -> None:
    Vectors.write(tmp_path, [], [], np.empty((0, 1024), dtype=np.float32))

    vectors = Vectors(tmp_path)

    assert len(vectors) == 0
    assert vectors.near(meaning("tribunal")[0], 5) == set()
