"""A query → the nearest passages: meaning and words fused, weighted by authority and by audience.

Meaning is the cosine of the query with a passage and with the nearest window in it, and mostly with the nearest other
ways of asking the section's question, where it has some; words are BM25 and the pairs of neighbouring words, scaled to
their highest. Earlier turns count for less the further back they lie, and for less again where the words now stand well
by themselves, which is how a change of subject shows. The documents that earlier turns led to are leant towards.
"""

import math
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from knowledge.documents import Audience, Exchange, Match, Passage, Query
from knowledge.index import Index
from knowledge.ingest import Embedder
from knowledge.library import Library
from knowledge.phases import Phase, phase_in
from knowledge.publishing import published
from knowledge.vectors import Vector

_CANDIDATES = 200
_TURNS = 5
_DECAY = 0.2
_ANSWER = 0.1
# An earlier question that weighs less than this is as good as not heard.
_HEARD = 0.1
_WORDS = 0.3
_ASKED = 0.8
_VERBATIM = 0.95
# The most that a document gains from the turns before.
_STATE = 0.25

Rows = NDArray[np.int64]


class PackRetriever:
    """Searches the index that is published now; a newly published one is opened at the next search.

    Texts are embedded again whenever they count: the embedder should remember them.
    """

    def __init__(self, index: Path, embedder: Embedder) -> None:
        self._path = index
        self._embedder = embedder
        self._opening = Lock()
        self._open: Index | None = None
        self._before: Index | None = None
        self._votes = lru_cache(maxsize=1024)(self._count_votes)

    @property
    def index(self) -> Index:
        """The open index. IndexMissing, or IndexMismatch where another embedder or cutter made it."""
        folder = published(self._path)
        with self._opening:
            if self._open is None or self._open.folder != folder:
                self._open = self._taken_up(folder, instead_of=self._open)
            return self._open

    def _taken_up(self, folder: Path, *, instead_of: Index | None) -> Index:
        """Searches under way end in the index before; the one before that is let go of."""
        index = Index(folder, self._embedder)
        if self._before is not None:
            self._before.vectors.close()
        self._before = instead_of
        self._votes.cache_clear()
        return index

    @property
    def library(self) -> Library:
        """The documents and contacts that the open index was made from."""
        return self.index.library

    def search(
        self, query: Query, *, audience: Audience = Audience.PARENT, limit: int = 8
    ) -> list[Match]:
        """The nearest passages, best first; pages for officers alone are found by officers alone."""
        index = self.index
        if not len(index.vectors) or not query.words.strip():
            return []
        query = index.spelt_out(query)
        ranking = _Ranking(index, query, self._vector)
        scores = (
            ranking.scores
            + index.standing(audience, _phase(query))[ranking.rows]
            + self._leaning(index, query, ranking.rows)
        )
        if audience is not Audience.OFFICER:
            scores = np.where(index.is_public[ranking.rows], scores, -np.inf)
        best = [
            place
            for place in np.argsort(-scores, kind="stable")[:limit]
            if np.isfinite(scores[place])
        ]
        passages = index.vectors.passages([int(ranking.rows[place]) for place in best])
        return [
            self._match(ranking, int(place), passage, float(scores[place]), query)
            for place, passage in zip(best, passages, strict=True)
        ]

    def passage(self, id: str) -> Passage | None:
        """One passage by its id."""
        return self.index.vectors.passage(id)

    def leans_on(self, query: Query) -> tuple[tuple[str, float], ...]:
        """The earlier questions that a search weighs in, newest first, with their weight beside 1 for the words now.

        Those that weigh less than a tenth are left out.
        """
        index = self.index
        if not (len(index.vectors) and query.words.strip() and query.earlier):
            return ()
        history = _history_weight(index, index.spelt_out(query), self._vector)
        weighed = ((turn.question, history * _DECAY**back) for back, turn in _numbered(query))
        return tuple((text, weight) for text, weight in weighed if weight >= _HEARD)

    def _match(
        self, ranking: "_Ranking", place: int, passage: Passage, score: float, query: Query
    ) -> Match:
        return Match(
            passage=passage,
            score=score,
            cosine=float(ranking.nearest[place]),
            overlap=ranking.index.keywords.overlap(query.words, _words_of(passage)),
            nearness=ranking.index.vectors.nearness(
                ranking.vector, int(ranking.rows[place]), len(passage.blocks)
            ),
        )

    def _leaning(self, index: Index, query: Query, rows: Rows) -> Vector:
        """Towards the documents that the turns before led to, far less where they led to many."""
        state: dict[int, float] = {}
        for turn in range(min(len(query.earlier), _TURNS) - 1, -1, -1):
            votes = self._votes(
                index, query.earlier[turn].question, tuple(query.earlier[turn + 1 :][:_TURNS])
            )
            state = {
                key: 0.5 * state.get(key, 0) + 0.5 * votes.get(key, 0)
                for key in state.keys() | votes.keys()
            }
        strongest = max(state.values(), default=0.0)
        leaning = [
            min(strongest**2 * state.get(int(document), 0.0), _STATE)
            for document in index.documents[rows]
        ]
        return np.array(leaning, dtype=np.float32)

    def _count_votes(
        self, index: Index, words: str, earlier: tuple[Exchange, ...]
    ) -> dict[int, float]:
        """The five best passages of a turn vote for their documents, by 1/rank; the votes sum to one."""
        ranking = _Ranking(index, Query(words, earlier), self._vector)
        votes: dict[int, float] = {}
        for rank, place in enumerate(np.argsort(-ranking.scores, kind="stable")[:5], start=1):
            document = int(index.documents[ranking.rows[place]])
            votes[document] = votes.get(document, 0.0) + 1 / rank
        return {document: vote / sum(votes.values()) for document, vote in votes.items()}

    def _vector(self, text: str) -> Vector:
        return np.asarray(self._embedder.embed([text])[0])


class _Ranking:
    """Candidate rows and their scores in meaning and words, before standing and leaning."""

    def __init__(self, index: Index, query: Query, vector_of: Callable[[str], Vector]) -> None:
        self.index = index
        texts = _weighted(query, _history_weight(index, query, vector_of))
        self.vector = _unit(np.sum([weight * vector_of(text) for text, weight in texts], axis=0))
        lexical = index.keywords.scores(texts)
        near = index.vectors.near(self.vector, _CANDIDATES)
        near.update(map(int, np.argsort(-lexical)[:_CANDIDATES]))
        self.rows = _sorted(near)
        whole = index.vectors.cosines(self.vector, self.rows)
        window, wording, wordings = index.vectors.best_windows(self.vector, self.rows)
        highest = float(lexical.max())
        words = lexical[self.rows] / highest if highest > 0 else np.zeros(len(self.rows))
        # Other ways of asking the section's own question say best what the section is for: three of them together,
        # since one alone may be near by chance; one that is the words themselves counts as it is.
        asked = np.where(wording > _VERBATIM, wording, wordings)
        meant = _ASKED * asked + (1 - _ASKED) * 0.5 * (whole + window)
        self.scores = np.where(wording > -1, meant, 0.5 * (whole + window)) + _WORDS * words
        self.nearest = np.maximum.reduce([whole, window, wording])


def _history_weight(index: Index, query: Query, vector_of: Callable[[str], Vector]) -> float:
    """Less where the words now stand well by themselves: then the subject has probably changed."""
    if not query.earlier:
        return 0.0
    vector = vector_of(query.words)
    rows = _sorted(index.vectors.near(vector, 10))
    nearest = float(index.vectors.cosines(vector, rows).max())
    return min(max(math.exp(-3 * (nearest - 0.52)), 0.2), 3.0)


def _phase(query: Query) -> Phase | None:
    """The stage of education that the words now name; or else the one that is known; or else that which the turns
    before name, the newest first.
    """
    named = phase_in(query.words) or query.phase
    before = (phase_in(one.question) for one in query.earlier)
    return named or next((phase for phase in before if phase), None)


def _weighted(query: Query, history: float) -> list[tuple[str, float]]:
    """The words now and the turns before them, each with its weight."""
    texts = [(query.words, 1.0)]
    for back, turn in _numbered(query):
        texts.append((turn.question, history * _DECAY**back))
        if turn.answer:
            texts.append((turn.answer, history * _ANSWER * _DECAY ** (back - 1)))
    return texts


def _numbered(query: Query) -> Iterator[tuple[int, Exchange]]:
    """The turns before that count, the newest as 1."""
    return enumerate(query.earlier[:_TURNS], start=1)


def _sorted(rows: set[int]) -> Rows:
    return np.array(sorted(rows), dtype=np.int64)


def _unit(vector: Vector) -> Vector:
    return vector / max(float(np.linalg.norm(vector)), 1e-9)


def _words_of(passage: Passage) -> str:
    return "\n".join([passage.title, passage.heading, *passage.asked_as, passage.text])
