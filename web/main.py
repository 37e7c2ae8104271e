"""The real parts, made from settings and joined."""

import subprocess
import sys

from assistant.conversing import Conversing
from assistant.preparing import prepared_assistant
from assistant.settings import AssistantSettings
from assistant.store import Store
from knowledge.errors import KnowledgeError
from knowledge.ingest import Progress
from knowledge.settings import KnowledgeSettings, from_environment
from web.services import Services


def services_from_settings(progress: Progress) -> Services:
    """Database and index brought up to date, and what answers from them."""
    settings = from_environment(AssistantSettings)
    store = Store(settings.database_address)
    store.migrate()
    knowledge = from_environment(KnowledgeSettings)
    assistant, retriever = prepared_assistant(knowledge, progress, index=_index_apart)
    return Services(
        retriever,
        store,
        Conversing(store, assistant),
        now=settings.now,
        keep_days=settings.keep_days,
        fixed_today=settings.today,
    )


def _index_apart(settings: KnowledgeSettings, progress: Progress) -> None:
    """In a process of its own, so that the server does not keep the memory that indexing took."""
    command = [sys.executable, "-m", "knowledge", "ingest"]
    if subprocess.run(command, stdout=sys.stderr, check=False).returncode:
        raise KnowledgeError("Indexing did not succeed: the reason stands above.")
