"""What every command needs first: the packs read, and an index of them that is up to date."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from knowledge.embedding import RememberingEmbedder, SentenceEmbedder, packaged_model
from knowledge.errors import IndexMissing, KnowledgeError
from knowledge.ingest import Embedder, Ingested, Progress, digest_of, ingest, is_current
from knowledge.library import Library
from knowledge.packs import read_packs
from knowledge.publishing import manifest, published
from knowledge.retrieval import PackRetriever
from knowledge.settings import KnowledgeSettings


def sentence_embedder(settings: KnowledgeSettings, *, threads: int = 1) -> SentenceEmbedder:
    """The embedder that the settings name; by default the packaged model."""
    return SentenceEmbedder(
        settings.model or packaged_model(), cache=settings.model_cache, threads=threads
    )


def query_embedder(settings: KnowledgeSettings) -> RememberingEmbedder:
    """What embeds the messages of people: each of them once."""
    return RememberingEmbedder(sentence_embedder(settings))


def index_packs(
    settings: KnowledgeSettings, progress: Progress = lambda done, of: None
) -> Ingested:
    """Read the packs and publish an index of them, on every core. PackFaults leaves the old index in use."""
    folders = [settings.packs_dir / name for name in settings.packs]
    library = Library.of(read_packs(settings.packs_dir, settings.packs))
    embedder = sentence_embedder(settings, threads=os.cpu_count() or 1)
    return ingest(
        library,
        digest=digest_of(folders),
        index=index_of(settings),
        embedder=embedder,
        progress=progress,
    )


def is_up_to_date(settings: KnowledgeSettings, embedder: Embedder) -> bool:
    """Whether the published index says what the packs say now."""
    folders = [settings.packs_dir / name for name in settings.packs]
    return is_current(index_of(settings), embedder_id=embedder.id, digest=digest_of(folders))


def prepared_retriever(
    settings: KnowledgeSettings,
    progress: Progress = lambda done, of: None,
    *,
    index: Callable[[KnowledgeSettings, Progress], object] = index_packs,
    embedder: Embedder | None = None,
) -> PackRetriever:
    """Search over an index that is up to date; packs are indexed first where they changed.

    Where they cannot be read or the index cannot be written, the index that is there goes on answering; the warning
    is on stderr. Without one, the error is raised.
    """
    embedder = embedder or query_embedder(settings)
    try:
        if not is_up_to_date(settings, embedder):
            index(settings, progress)
    except KnowledgeError as error:
        if not _has_usable_index(settings, embedder):
            raise
        print(
            f"The packs were not indexed, so the index before answers on:\n{error}", file=sys.stderr
        )
    return PackRetriever(index_of(settings), embedder)


def _has_usable_index(settings: KnowledgeSettings, embedder: Embedder) -> bool:
    """Whether the index before is one of the same packs: another place's would mislead."""
    try:
        kept = manifest(published(index_of(settings)))
    except IndexMissing:
        return False
    return bool(kept["embedder"] == embedder.id and kept.get("packs") == sorted(settings.packs))


def index_of(settings: KnowledgeSettings) -> Path:
    """Where the index is kept."""
    return settings.data_dir / "index"
