"""One published folder, open for reading: passages by meaning and by words, and how each stands for a reader."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.documents import Audience, Exchange, Query
from knowledge.errors import IndexMismatch
from knowledge.ingest import Embedder, opened_spelling
from knowledge.keywords import Keywords
from knowledge.library import Library, made_by
from knowledge.phases import Phase
from knowledge.publishing import manifest
from knowledge.vectors import Vector, Vectors

_AUTHORITY = 0.03
# A document that was not written to answer stands behind a page that says the same.
_IMPORTED = -0.06
_OTHER_PHASE = -0.2
# A letter is for those who ask for one.
_LETTER = -0.06
# What is only to be checked with the council stands behind what says more.
_OPEN = -0.05
# Written for this reader first; then for this reader too; then for others.
_AUDIENCE = (0.1, 0.05, -0.05)


class Index:
    """One published folder, open for reading."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        kept = manifest(folder)
        if kept["embedder"] != embedder.id or kept["cutter"] != made_by():
            made = f"{kept['embedder']}, {kept['cutter']}"
            raise IndexMismatch(
                f"The index was made by another embedder or cutter ({made}); run: python -m knowledge ingest"
            )
        self.folder = folder
        self.library = Library.load(folder / "library.json")
        self.vectors = Vectors(folder)
        self._glossary = self.library.glossary
        self._spelling = opened_spelling(folder, embedder)
        self.keywords = Keywords.load(folder / "keywords")
        self.documents: NDArray[np.int32] = np.load(folder / "documents.npy")
        rows = json.loads((folder / "standing.json").read_text("utf-8"))
        self.is_public = np.array([one["public"] for one in rows], dtype=bool)
        self._authority = np.array([_authority_weight(one) for one in rows], dtype=np.float32)
        self._phase = {phase: _phase_weights(rows, phase) for phase in Phase}
        self._audience = {audience: _audience_weights(rows, audience) for audience in Audience}

    def spelt_out(self, query: Query) -> Query:
        """With right words beside misspelt ones, and the words of short forms beside those."""
        earlier = [Exchange(self._spelt(one.question), one.answer) for one in query.earlier]
        return replace(query, words=self._spelt(query.words), earlier=tuple(earlier))

    def _spelt(self, text: str) -> str:
        return self._glossary.spell_out(self._spelling.put_right(text))

    def standing(self, audience: Audience, phase: Phase | None) -> Vector:
        """What each row gains from its authority and from being written for this reader, and loses where it speaks
        of another stage of education than the one that was named.
        """
        standing = self._authority + self._audience[audience]
        return standing + self._phase[phase] if phase else standing


def _authority_weight(row: dict[str, Any]) -> float:
    behind = (_IMPORTED if row["imported"] else 0.0) + (_LETTER if row["letter"] else 0.0)
    behind += _OPEN if row["open"] else 0.0
    return _AUTHORITY * float(row["authority"]) + behind


def _phase_weights(rows: Sequence[dict[str, Any]], phase: Phase) -> Vector:
    others = [bool(one["phases"]) and phase not in one["phases"] for one in rows]
    return np.array(others, dtype=np.float32) * np.float32(_OTHER_PHASE)


def _audience_weights(rows: Sequence[dict[str, Any]], audience: Audience) -> Vector:
    def weight(written_for: list[str]) -> float:
        first, too, others = _AUDIENCE
        return (
            others if audience not in written_for else first if written_for[0] == audience else too
        )

    return np.array([weight(one["audience"]) for one in rows], dtype=np.float32)
