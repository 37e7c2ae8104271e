"""Passages, and the windows within them, kept in Chroma and found by meaning.

A folder is written once, whole, and only read after that (Chroma misses rows when two write one folder). Beside
Chroma stand the same vectors as one plain array, to score exactly the rows that Chroma came up with, and to be used
again by the next index: first every passage's, then every window's.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from knowledge.documents import Passage
from knowledge.errors import NotStored
from knowledge.passages import Window

Vector = NDArray[np.float32]
_PASSAGE = TypeAdapter(Passage)
_HNSW = {"hnsw": {"space": "cosine", "ef_search": 200}}
_BATCH = 2000


class Vectors:
    """A published folder of vectors, by row: row n is the nth passage that was written."""

    def __init__(self, folder: Path) -> None:
        with _writable(folder):
            self._client = _client(folder / "chroma")
            self._passages = self._client.get_collection("passages", embedding_function=None)
            self._windows = self._client.get_collection("windows", embedding_function=None)
        rows = json.loads((folder / "rows.json").read_text("utf-8"))
        self._ids: list[str] = rows["ids"]
        self._rows = {id: row for row, id in enumerate(self._ids)}
        self._coverage: list[list[list[int]]] = rows["coverage"]
        self._starts = np.cumsum([0, *map(len, self._coverage)])
        self._is_wording = np.array(
            [not covered for each in self._coverage for covered in each], dtype=bool
        )
        vectors: Vector = np.load(folder / "vectors.npy").astype(np.float32)
        self._passage_vectors, self._window_vectors = vectors[: len(self)], vectors[len(self) :]

    @staticmethod
    def write(
        folder: Path,
        passages: Sequence[Passage],
        windows: Sequence[Sequence[Window]],
        vectors: Vector,
    ) -> None:
        """Write a folder. `windows` has a sequence for each passage; `vectors` the passages' first, then theirs."""
        ids = [passage.id for passage in passages]
        texts = [_PASSAGE.dump_json(passage).decode() for passage in passages]
        numbers = [str(number) for number in range(len(vectors) - len(ids))]
        held = [{"passage": text} for text in texts]
        with _writable(folder), closing(_client(folder / "chroma")) as client:
            _fill(client, "passages", ids, vectors[: len(ids)], held)
            _fill(client, "windows", numbers, vectors[len(ids) :])
        with (
            _writable(folder),
            closing(sqlite3.connect(folder / "chroma" / "chroma.sqlite3")) as kept,
        ):
            kept.execute("VACUUM")  # what Chroma has let go of: a fifth of the file
        # Half the room on disk, and a cosine differs by less than a thousandth.
        np.save(folder / "vectors.npy", vectors.astype(np.float16))
        coverage = [[window.blocks for window in each] for each in windows]
        (folder / "rows.json").write_text(json.dumps({"ids": ids, "coverage": coverage}), "utf-8")

    def __len__(self) -> int:
        return len(self._ids)

    def close(self) -> None:
        """Let go of the folder."""
        self._client.close()

    def near(self, vector: Vector, limit: int) -> set[int]:
        """Rows whose passage, or a window within it, lies nearest, by Chroma's approximate search."""
        passages = _nearest(self._passages, vector, min(limit, len(self)))
        windows = _nearest(self._windows, vector, min(limit, len(self._window_vectors)))
        owners = np.searchsorted(self._starts, [int(id) for id in windows], side="right") - 1
        return {self._rows[id] for id in passages} | set(owners.tolist())

    def cosines(self, vector: Vector, rows: NDArray[np.int64]) -> Vector:
        """The cosine of each row's whole passage."""
        return np.asarray(self._passage_vectors[rows] @ vector)

    def best_windows(
        self, vector: Vector, rows: NDArray[np.int64]
    ) -> tuple[Vector, Vector, Vector]:
        """For each row: the highest cosine of its windows that can be quoted, and of its other wordings the highest
        and the mean of the three highest (of all, where there are fewer).

        -1 where it has none.
        """
        counts = self._starts[rows + 1] - self._starts[rows]
        places = np.repeat(np.arange(len(rows)), counts)
        inside = np.arange(counts.sum()) + np.repeat(
            self._starts[rows] - np.cumsum(counts) + counts, counts
        )
        cosines = self._window_vectors[inside] @ vector
        is_wording = self._is_wording[inside]
        window = np.full(len(rows), -1.0, dtype=np.float32)
        np.maximum.at(window, places[~is_wording], cosines[~is_wording])
        return window, *_best_of_each(places[is_wording], cosines[is_wording], len(rows))

    def nearness(self, vector: Vector, row: int, blocks: int) -> tuple[float, ...]:
        """For each block of a row's passage, the highest cosine of the windows that cover it."""
        nearest = [0.0] * blocks
        for cosine, covered in zip(
            self._window_cosines(vector, row), self._coverage[row], strict=True
        ):
            for block in covered:
                nearest[block] = max(nearest[block], float(cosine))
        return tuple(nearest)

    def passages(self, rows: Sequence[int]) -> list[Passage]:
        """The passages of the rows, in the rows' order."""
        ids = [self._ids[row] for row in rows]
        found = self._passages.get(ids=ids, include=["metadatas"])
        held = dict(zip(found["ids"], found["metadatas"] or [], strict=True))
        return [_PASSAGE.validate_json(held[id]["passage"]) for id in ids]

    def passage(self, id: str) -> Passage | None:
        """One passage by its id."""
        found = self._passages.get(ids=[id], include=["metadatas"])["metadatas"]
        return _PASSAGE.validate_json(found[0]["passage"]) if found else None

    def _window_cosines(self, vector: Vector, row: int) -> Vector:
        windows = self._window_vectors[self._starts[row] : self._starts[row + 1]]
        return np.asarray(windows @ vector)


def _best_of_each(places: NDArray[np.int64], cosines: Vector, size: int) -> tuple[Vector, Vector]:
    """For each place, the highest of its cosines and the mean of its three highest; -1 where it has none."""
    order = np.lexsort((-cosines, places))
    places, cosines = places[order], cosines[order]
    first = np.flatnonzero(np.diff(places, prepend=-1))
    rank = np.arange(len(places)) - np.repeat(first, np.diff(first, append=len(places)))
    highest = np.full((size, 3), np.nan, dtype=np.float32)
    highest[places[rank < 3], rank[rank < 3]] = cosines[rank < 3]
    counts = np.maximum((~np.isnan(highest)).sum(axis=1), 1)
    mean = np.nansum(highest, axis=1) / counts
    has_none = np.isnan(highest[:, 0])
    return np.where(has_none, -1.0, highest[:, 0]), np.where(has_none, -1.0, mean)


def _client(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))


def _nearest(collection: Any, vector: Vector, limit: int) -> list[str]:
    if not limit:
        return []
    found = collection.query(query_embeddings=vector[None, :], n_results=limit, include=[])
    return list(found["ids"][0])


@contextmanager
def _writable(folder: Path) -> Iterator[None]:
    """NotStored where Chroma cannot write: it does so even to open a folder."""
    from chromadb.errors import ChromaError

    try:
        yield
    except (ChromaError, sqlite3.Error) as error:
        cure = "make room, or set DATA_DIR to a folder you may write"
        raise NotStored(f"Cannot write {folder.parent}: {error}; {cure}.") from error


def _fill(
    client: Any,
    name: str,
    ids: Sequence[str],
    vectors: Vector,
    metadatas: Sequence[dict[str, str]] | None = None,
) -> None:
    collection = client.create_collection(name, embedding_function=None, configuration=_HNSW)
    for part in _parts(len(ids)):
        held = metadatas[part] if metadatas else None
        collection.add(ids=ids[part], embeddings=vectors[part], metadatas=held)


def _parts(size: int) -> Iterator[slice]:
    return (slice(start, start + _BATCH) for start in range(0, size, _BATCH))
