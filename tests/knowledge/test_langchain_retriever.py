"""The product's search, used from LangChain."""

from pathlib import Path

from langchain_core.documents import Document

from knowledge.documents import Audience, Query
from knowledge.langchain_retriever import PackLangChainRetriever
from knowledge.retrieval import PackRetriever
from tests.fakes import WordEmbedder


def test_langchain_is_given_the_passages_that_search_finds(index: Path) -> None:
    search = PackRetriever(index, WordEmbedder())
    retriever = PackLangChainRetriever(retriever=search, audience=Audience.SENCO, limit=2)

    documents = retriever.invoke("appeal to the tribunal")

    matches = search.search(Query("appeal to the tribunal"), audience=Audience.SENCO, limit=2)
    assert [one.page_content for one in documents] == [match.passage.text for match in matches]
    assert documents[0].metadata == {
        "id": matches[0].passage.id,
        "title": "The council said no",
        "section": "The council refused to assess. What can I do?",
        "address": "/guidance/england/refused#the-council-refused-to-assess-what-can-i-do",
        "score": matches[0].score,
    }


def test_it_joins_a_langchain_pipeline(index: Path) -> None:
    retriever = PackLangChainRetriever(retriever=PackRetriever(index, WordEmbedder()), limit=1)

    pipeline = retriever | titles

    assert pipeline.invoke("a taxi to school") == ["Getting to school"]


def titles(documents: list[Document]) -> list[str]:
    return [document.metadata["title"] for document in documents]
