"""The assistant with its real parts, over an index that is up to date."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from assistant.answering import Assistant
from assistant.classifier import shipped_classifier
from assistant.kinds import OURS
from assistant.likeness import Ensemble, Examples
from assistant.quoting import Quoting
from assistant.sorting import shipped_examples, shipped_sorter
from knowledge.embedding import RememberingEmbedder
from knowledge.ingest import Embedder, Progress
from knowledge.preparing import (
    index_packs,
    prepared_retriever,
    query_embedder,
    sentence_embedder,
)
from knowledge.retrieval import PackRetriever
from knowledge.settings import KnowledgeSettings


def prepared_assistant(
    settings: KnowledgeSettings,
    progress: Progress = lambda done, of: None,
    *,
    index: Callable[[KnowledgeSettings, Progress], object] = index_packs,
) -> tuple[Assistant, PackRetriever]:
    """The assistant, and the retriever that it searches with; packs are indexed first where they changed."""
    embedder = query_embedder(settings)
    retriever = prepared_retriever(settings, progress, index=index, embedder=embedder)
    danger, kinds = _examples(settings, embedder)
    return Assistant(retriever, Quoting(), danger=danger, kinds=kinds), retriever


def learn_examples(settings: KnowledgeSettings) -> None:
    """Learn from the examples on every core, once for each change of them: it takes a minute or two."""
    threads = os.cpu_count() or 1
    _examples(settings, RememberingEmbedder(sentence_embedder(settings, threads=threads), most=1))


def _examples(settings: KnowledgeSettings, embedder: Embedder) -> tuple[Examples, Examples]:
    kept = _kept_in(settings)
    kinds = shipped_sorter([kind.name.lower() for kind in OURS], embedder, kept)
    danger = shipped_examples("danger", embedder, kept)
    classifier = shipped_classifier(kept)
    return (
        Ensemble(danger, partial(classifier.labelled, "danger")),
        Ensemble(kinds, partial(classifier.labelled, "kinds")),
    )


def _kept_in(settings: KnowledgeSettings) -> Path:
    """Beside the model, where set-up learns them for all who use it; else with the data."""
    beside = settings.model_cache / "examples"
    is_usable = beside.is_dir() or os.access(settings.model_cache, os.W_OK)
    return beside if is_usable else settings.data_dir / "examples"
