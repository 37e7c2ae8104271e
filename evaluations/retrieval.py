"""Any corpus in BEIR's files, searched by the product's own retrieval → how well, and how fast."""

import gzip
import hashlib
import json
import math
import re
import resource
import statistics
import time
import zlib
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from knowledge.documents import Exchange, Match, Query
from knowledge.embedding import RememberingEmbedder
from knowledge.ingest import Embedder, Progress, ingest
from knowledge.library import Library
from knowledge.packs import PackSettings
from knowledge.reading.plain import read_plain
from knowledge.retrieval import PackRetriever

_Row = TypeVar("_Row")
_DEPTHS = (1, 3, 5, 10)
# The numbers that close an id, after # : / or -, tell the place within a document: "guide#2::4" is of "guide".
_PLACE = re.compile(r"[#:/-]+\d[\d_#:/-]*$")


class CorpusFault(Exception):
    """A corpus's files are missing or not in their form; the text names file and line."""


@dataclass(frozen=True)
class Corpus:
    """Texts by id (title, words), queries by id, and for each query the ids that answer it with their grade."""

    texts: dict[str, tuple[str, str]]
    queries: dict[str, Query]
    relevant: dict[str, dict[str, int]]

    @property
    def digest(self) -> str:
        """What the texts say, as one digest."""
        return hashlib.sha256(json.dumps(self.texts, sort_keys=True).encode()).hexdigest()


def read_corpus(folder: Path) -> Corpus:
    """Read corpus.jsonl, queries.jsonl (either may be .gz) and qrels.tsv. CorpusFault names what is wrong."""
    texts = dict(_rows(folder, "corpus", _text))
    if not any(words.strip() for _, words in texts.values()):
        raise CorpusFault(f"{folder}: no text of the corpus holds a word")
    queries = dict(_rows(folder, "queries", _query))
    relevant = _relevant(folder / "qrels.tsv", texts.keys(), queries.keys())
    return Corpus(texts, queries, relevant)


def measure(
    corpus: Corpus, embedder: Embedder, *, cache: Path, progress: Progress
) -> tuple[dict[str, float], dict[str, list[str]]]:
    """Index the corpus (vectors are kept in `cache`), search every judged query, and give scores and rankings."""
    ingested = ingest(
        library_of(corpus),
        digest=corpus.digest,
        index=cache,
        embedder=embedder,
        progress=progress,
        is_cut=True,
    )
    search = searcher(cache, embedder)
    rankings: dict[str, list[str]] = {}
    took = []
    for number, id in enumerate(corpus.relevant, start=1):
        started = time.perf_counter()
        rankings[id] = search(corpus.queries[id])
        took.append((time.perf_counter() - started) * 1000)
        progress(number, len(corpus.relevant))
    rate = ingested.embedded / ingested.seconds if ingested.embedded else math.nan
    return {
        **scores(rankings, corpus.relevant),
        **_figures(took, len(corpus.texts), ingested.seconds, rate),
    }, rankings


def searcher(index: Path, embedder: Embedder) -> Callable[[Query], list[str]]:
    """A query → corpus ids, best first, by the product's retrieval."""
    retriever = PackRetriever(index, RememberingEmbedder(embedder))
    return lambda query: _ids(retriever.search(query, limit=max(_DEPTHS)))


def library_of(corpus: Corpus) -> Library:
    """The corpus as documents; texts whose ids differ only in their closing numbers are one document's, in order."""
    grouped: dict[str, dict[str, tuple[str, str]]] = {}
    for id, text in corpus.texts.items():
        grouped.setdefault(_PLACE.sub("", id) or id, {})[id] = text
    documents = tuple(
        read_plain(id, dict(sorted(texts.items(), key=lambda text: _place(text[0]))))
        for id, texts in grouped.items()
    )
    return Library(documents, (), PackSettings(name="corpus", publisher="corpus"))


def _place(id: str) -> list[int]:
    """Where in its document a text stands, by the numbers that close its id."""
    place = _PLACE.search(id)
    return [int(number) for number in re.findall(r"\d+", place[0])] if place else []


def scores(
    rankings: Mapping[str, Sequence[str]], relevant: Mapping[str, Mapping[str, int]]
) -> dict[str, float]:
    """nDCG, recall and MRR, each the mean over the judged queries (Järvelin and Kekäläinen 2002)."""
    pairs = [(rankings[id], grades) for id, grades in relevant.items()]
    found = {
        f"nDCG@{k}": _mean(ndcg(ranked, grades, k) for ranked, grades in pairs) for k in _DEPTHS
    }
    found |= {
        f"Recall@{k}": _mean(recall(ranked, grades, k) for ranked, grades in pairs) for k in _DEPTHS
    }
    return found | {
        "MRR@10": _mean(reciprocal_rank(ranked, grades, 10) for ranked, grades in pairs)
    }


def ndcg(ranked: Sequence[str], grades: Mapping[str, int], depth: int) -> float:
    gained = sum(
        grades.get(id, 0) / math.log2(rank + 1) for rank, id in enumerate(ranked[:depth], start=1)
    )
    best = sorted(grades.values(), reverse=True)[:depth]
    return gained / sum(grade / math.log2(rank + 1) for rank, grade in enumerate(best, start=1))


def recall(ranked: Sequence[str], grades: Mapping[str, int], depth: int) -> float:
    return sum(1 for id in ranked[:depth] if grades.get(id, 0) > 0) / len(grades)


def reciprocal_rank(ranked: Sequence[str], grades: Mapping[str, int], depth: int) -> float:
    return next(
        (1 / rank for rank, id in enumerate(ranked[:depth], start=1) if grades.get(id, 0) > 0), 0.0
    )


def write_run(path: Path, rankings: Mapping[str, Sequence[str]]) -> None:
    """A TREC run file."""
    lines = [
        f"{query}\tQ0\t{id}\t{rank}\t{1 / rank:.6f}\tproduct\n"
        for query, ranked in rankings.items()
        for rank, id in enumerate(ranked, start=1)
    ]
    path.write_text("".join(lines), "utf-8")


def _ids(matches: Sequence[Match]) -> list[str]:
    return [one.passage.id.removeprefix(f"{one.passage.document}#") for one in matches]


def _figures(took: Sequence[float], passages: int, seconds: float, rate: float) -> dict[str, float]:
    ordered = sorted(took)
    return {
        "queries": len(took),
        "p50_ms": statistics.median(ordered),
        "p95_ms": ordered[math.ceil(0.95 * len(ordered)) - 1],
        "passages_per_s": math.nan if math.isnan(rate) else passages / seconds,
        "texts_embedded_per_s": rate,
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _mean(values: Iterator[float]) -> float:
    kept = list(values)
    return sum(kept) / len(kept)


def _text(row: Mapping[str, Any]) -> tuple[str, str]:
    return str(row.get("title") or ""), str(row["text"])


def _query(row: Mapping[str, Any]) -> Query:
    earlier = [
        Exchange(str(one["question"]), str(one.get("answer") or ""))
        for one in row.get("earlier") or ()
    ]
    return Query(str(row["text"]), tuple(reversed(earlier)))


def _rows(
    folder: Path, name: str, read: Callable[[Mapping[str, Any]], _Row]
) -> Iterator[tuple[str, _Row]]:
    """Each line of a file, read, by its id."""
    paths = [folder / f"{name}.jsonl", folder / f"{name}.jsonl.gz"]
    path = next((path for path in paths if path.exists()), None)
    if path is None:
        raise CorpusFault(f"{folder}: there is no {name}.jsonl or {name}.jsonl.gz")
    for number, line in _numbered(path):
        try:
            row = json.loads(line)
            yield str(row["_id"]), read(row)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise CorpusFault(
                f"{path}:{number}: needs an object with _id and text ({error})"
            ) from error


def _numbered(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines that hold something, with their numbers."""
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            yield from ((number, line) for number, line in enumerate(file, start=1) if line.strip())
    except (OSError, EOFError, zlib.error) as error:
        raise CorpusFault(f"{path}: cannot be read ({error})") from error


def _relevant(
    path: Path, texts: Container[str], queries: Container[str]
) -> dict[str, dict[str, int]]:
    relevant: dict[str, dict[str, int]] = {}
    for number, row in _judged(path):
        if len(row) < 3 or not row[2].strip().isdecimal():
            raise CorpusFault(
                f"{path}:{number}: needs query-id, corpus-id and a whole score, parted by tabs"
            )
        query, text, score = row[0], row[1], int(row[2])
        if query not in queries or text not in texts:
            missing = query if query not in queries else text
            raise CorpusFault(f"{path}:{number}: “{missing}” is not in the files")
        if score > 0:
            relevant.setdefault(query, {})[text] = score
    if not relevant:
        raise CorpusFault(f"{path}: no query has anything relevant")
    return relevant


def _judged(path: Path) -> list[tuple[int, list[str]]]:
    """The lines below the header, numbered and parted at their tabs; empty ones are left out."""
    if not path.is_file():
        raise CorpusFault(f"{path.parent}: there is no qrels.tsv")
    try:
        lines = path.read_text("utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise CorpusFault(f"{path}: not UTF-8 text") from error
    rows = [(number, line.split("\t")) for number, line in enumerate(lines, start=1)]
    return [(number, row) for number, row in rows[1:] if any(row)]
