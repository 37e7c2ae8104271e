"""The parts that routes use, made once and handed to them."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Request

from assistant.conversing import Conversing
from assistant.store import Store
from knowledge.errors import KnowledgeError
from knowledge.library import Library
from knowledge.retrieval import PackRetriever


class Services:
    """`fixed_today` is the moment that stands in place of the present, where one does."""

    def __init__(
        self,
        retriever: PackRetriever,
        store: Store,
        conversing: Conversing,
        *,
        now: Callable[[], datetime],
        keep_days: int = 30,
        fixed_today: datetime | None = None,
    ) -> None:
        self.retriever = retriever
        self.store = store
        self.conversing = conversing
        self.now = now
        self.keep_days = keep_days
        self.fixed_today = fixed_today
        self._library = retriever.library

    @property
    def library(self) -> Library:
        """What is published; where that cannot be opened, what was before: every page names numbers from it."""
        with suppress(KnowledgeError):
            self._library = self.retriever.library
        return self._library


def _services(request: Request) -> Services:
    services: Services = request.app.state.services
    return services


TheServices = Annotated[Services, Depends(_services)]
