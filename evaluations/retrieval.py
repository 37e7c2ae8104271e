"""Any corpus in BEIR's files, searched by the product's own retrieval → how well, and how fast."""

import csv
import gzip
import hashlib
import json
import math
import re
import resource
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.documents import Exchange, Match, Query
from knowledge.ingest import Embedder, Progress, ingest
from knowledge.library import Library
from knowledge.packs import PackSettings
from knowledge.reading.plain import read_plain
from knowledge.retrieval import PackRetriever

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
    rows = {
        str(row["_id"]): (str(row.get("title") or ""), str(row["text"]))
        for row in _lines(folder, "corpus")
    }
    queries = {str(row["_id"]): _query(row) for row in _lines(folder, "queries")}
    relevant = _relevant(folder / "qrels.tsv", rows.keys(), queries.keys())
    if not rows:
        raise CorpusFault(f"{folder}: the corpus is empty")
    return Corpus(rows, queries, relevant)


def measure(
    corpus: Corpus, embedder: Embedder, *, cache: Path, progress: Progress
) -> tuple[dict[str, float], dict[str, list[str]]]:
    """Index the corpus (vectors are kept in `cache`), search every judged query, and give scores and rankings."""
    ingested = ingest(
        library_of(corpus), digest=corpus.digest, index=cache, embedder=embedder, progress=progress
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
    retriever = PackRetriever(index, embedder)
    return lambda query: _ids(retriever.search(query, limit=3 * max(_DEPTHS)))


def library_of(corpus: Corpus) -> Library:
    """The corpus as documents; texts whose ids differ only in their closing numbers are one document's."""
    grouped: dict[str, dict[str, tuple[str, str]]] = {}
    for id, text in corpus.texts.items():
        grouped.setdefault(_PLACE.sub("", id) or id, {})[id] = text
    documents = tuple(read_plain(id, texts) for id, texts in grouped.items())
    return Library(documents, (), PackSettings(name="corpus", publisher="corpus"))


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
    """Corpus ids without repeats: a long text may have been cut into several passages."""
    ids = (
        re.sub(r"~\d+$", "", one.passage.id.removeprefix(f"{one.passage.document}#"))
        for one in matches
    )
    return list(dict.fromkeys(ids))[: max(_DEPTHS)]


def _figures(took: Sequence[float], passages: int, seconds: float, rate: float) -> dict[str, float]:
    ordered = sorted(took)
    return {
        "queries": len(took),
        "p50_ms": statistics.median(ordered),
        "p95_ms": ordered[int(0.95 * (len(ordered) - 1))],
        "passages_per_s": math.nan if math.isnan(rate) else passages / seconds,
        "texts_embedded_per_s": rate,
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _mean(values: Iterator[float]) -> float:
    kept = list(values)
    return sum(kept) / len(kept)


def _query(row: Mapping[str, Any]) -> Query:
    earlier = [
        Exchange(str(one["question"]), str(one.get("answer") or ""))
        for one in row.get("earlier") or ()
    ]
    return Query(str(row["text"]), tuple(reversed(earlier)))


def _lines(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    path = next(
        (
            folder / f"{name}{end}"
            for end in (".jsonl", ".jsonl.gz")
            if (folder / f"{name}{end}").exists()
        ),
        None,
    )
    if path is None:
        raise CorpusFault(f"{folder}: there is no {name}.jsonl or {name}.jsonl.gz")
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            try:
                row = json.loads(line)
                yield {"_id": row["_id"], "text": row["text"], **row}
            except (ValueError, KeyError, TypeError) as error:
                raise CorpusFault(
                    f"{path}:{number}: needs an object with _id and text ({error})"
                ) from error


def _relevant(path: Path, texts: Any, queries: Any) -> dict[str, dict[str, int]]:
    if not path.exists():
        raise CorpusFault(f"{path.parent}: there is no qrels.tsv")
    relevant: dict[str, dict[str, int]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(rows, None)
        for number, row in enumerate(rows, start=2):
            if len(row) < 3 or not row[2].strip().isdigit():
                raise CorpusFault(
                    f"{path}:{number}: needs query-id, corpus-id and a whole score, parted by tabs"
                )
            query, text, score = row[0], row[1], int(row[2])
            if query not in queries or text not in texts:
                raise CorpusFault(
                    f"{path}:{number}: “{query if query not in queries else text}” is not in the files"
                )
            if score > 0:
                relevant.setdefault(query, {})[text] = score
    if not relevant:
        raise CorpusFault(f"{path}: no query has anything relevant")
    return relevant
