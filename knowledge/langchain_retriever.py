"""The product's search as a LangChain retriever, for whoever builds on LangChain."""

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from knowledge.documents import Audience, Match, Query
from knowledge.retrieval import PackRetriever


class PackLangChainRetriever(BaseRetriever):
    """Passages as LangChain documents, best first; `metadata` says where each is published."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    retriever: PackRetriever
    audience: Audience = Audience.PARENT
    limit: int = 8

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        matches = self.retriever.search(Query(query), audience=self.audience, limit=self.limit)
        return [_document(match) for match in matches]


def _document(match: Match) -> Document:
    passage = match.passage
    return Document(
        id=passage.id,
        page_content=passage.text,
        metadata={
            "id": passage.id,
            "title": passage.title,
            "section": passage.heading,
            "address": passage.address,
            "score": match.score,
        },
    )
