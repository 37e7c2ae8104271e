"""The real parts, made from settings and joined."""

import subprocess
import sys

from assistant.answering import Assistant
from assistant.conversing import Conversing
from assistant.quoting import Quoting
from assistant.settings import AssistantSettings
from assistant.store import Store
from knowledge.ingest import Progress
from knowledge.preparing import is_up_to_date, prepared_retriever, sentence_embedder
from knowledge.settings import KnowledgeSettings, from_environment
from web.services import Services


def services_from_settings(progress: Progress) -> Services:
    """Database and index brought up to date, and what answers from them."""
    settings = from_environment(AssistantSettings)
    store = Store(settings.database_address)
    store.migrate()
    knowledge = from_environment(KnowledgeSettings)
    if not is_up_to_date(knowledge, sentence_embedder(knowledge)):
        # In a process of its own, so that the server does not keep the memory that indexing took.
        subprocess.run(
            [sys.executable, "-m", "knowledge", "ingest"], stdout=sys.stderr, check=False
        )
    retriever = prepared_retriever(knowledge, progress)
    return Services(
        retriever,
        store,
        Conversing(store, Assistant(retriever, Quoting())),
        now=settings.now,
        keep_days=settings.keep_days,
        fixed_today=settings.today,
    )
