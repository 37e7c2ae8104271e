"""The real parts, made from settings and joined."""

from assistant.answering import Assistant
from assistant.conversing import Conversing
from assistant.quoting import Quoting
from assistant.settings import AssistantSettings
from assistant.store import Store
from knowledge.ingest import Progress
from knowledge.preparing import prepared_retriever
from knowledge.settings import KnowledgeSettings, from_environment
from web.services import Services


def services_from_settings(progress: Progress) -> Services:
    """Database and index brought up to date, and what answers from them."""
    settings = from_environment(AssistantSettings)
    store = Store(settings.database_address)
    store.migrate()
    retriever = prepared_retriever(from_environment(KnowledgeSettings), progress)
    return Services(
        retriever,
        store,
        Conversing(store, Assistant(retriever, Quoting())),
        now=settings.now,
        keep_days=settings.keep_days,
        fixed_today=settings.today,
    )
