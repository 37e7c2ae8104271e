from pathlib import Path
from knowledge.retrieval import PackRetriever
from knowledge.documents import Query
from tests.fakes import WordEmbedder
def test_x(index: Path):
    r = PackRetriever(index, WordEmbedder())
    for m in r.search(Query("how do I appeal a refusal")): print(m.score, m.cosine, m.overlap, m.passage.id)
