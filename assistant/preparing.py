"""The assistant with its real parts, over an index that is up to date."""

from collections.abc import Callable

from assistant.answering import Assistant
from assistant.kinds import OURS
from assistant.likeness import shipped_examples
from assistant.quoting import Quoting
from assistant.sorting import shipped_sorter
from knowledge.ingest import Progress
from knowledge.preparing import index_packs, prepared_retriever, query_embedder
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
    kept = settings.data_dir / "examples"
    assistant = Assistant(
        retriever,
        Quoting(),
        danger=shipped_examples("danger", embedder, kept),
        kinds=shipped_sorter([kind.name.lower() for kind in OURS], embedder, kept),
    )
    return assistant, retriever
