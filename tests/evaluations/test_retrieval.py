"""Any corpus, searched by the product's own retrieval and scored."""

import gzip
import json
import math
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from evaluations.retrieval import (
    Corpus,
    CorpusFault,
    library_of,
    measure,
    ndcg,
    read_corpus,
    recall,
    reciprocal_rank,
    scores,
    searcher,
    write_run,
)
from knowledge.documents import Exchange, Query
from tests.building import ROOT
from tests.fakes import WordEmbedder

TEXTS: list[dict[str, Any]] = [
    {"_id": "appeals#1", "title": "Appeals", "text": "You can appeal to the tribunal."},
    {"_id": "appeals#2", "title": "Appeals", "text": "An appeal is free."},
    {"_id": "buses#1", "title": "Buses", "text": "A taxi or a bus takes a child to school."},
]
QUERIES: list[dict[str, Any]] = [
    {"_id": "q1", "text": "appeal to a tribunal"},
    {"_id": "q2", "text": "a bus to school", "earlier": [{"question": "Hi", "answer": "Hello"}]},
]
QRELS = "query-id\tcorpus-id\tscore\nq1\tappeals#1\t2\nq1\tappeals#2\t1\nq2\tbuses#1\t1\n"


def as_lines(rows: list[dict[str, Any]]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A corpus of three texts and two queries."""
    (tmp_path / "corpus.jsonl").write_text(as_lines(TEXTS), "utf-8")
    (tmp_path / "queries.jsonl").write_text(as_lines(QUERIES), "utf-8")
    (tmp_path / "qrels.tsv").write_text(QRELS, "utf-8")
    return tmp_path


def evaluate(folder: Path, *options: str) -> "subprocess.CompletedProcess[str]":
    """python -m evaluations retrieval, with a data folder of its own."""
    return subprocess.run(
        [sys.executable, "-m", "evaluations", "retrieval", str(folder), *options],
        cwd=ROOT,
        env={**os.environ, "DATA_DIR": str(folder / "data")},
        capture_output=True,
        text=True,
    )


def silent(done: int, of: int) -> None:
    pass


def test_gain_is_discounted_by_rank_and_set_against_the_best_order() -> None:
    grades = {"a": 3, "b": 2, "c": 1}
    ideal = 3 / math.log2(2) + 2 / math.log2(3) + 1 / math.log2(4)

    assert ndcg(["a", "b", "c"], grades, 3) == pytest.approx(1.0)
    assert ndcg(["c", "x", "a"], grades, 3) == pytest.approx((1 + 3 / 2) / ideal)
    assert ndcg(["x", "a"], grades, 1) == 0.0
    assert ndcg(["b"], grades, 1) == pytest.approx(2 / 3)


def test_recall_is_the_share_of_what_answers_that_was_found() -> None:
    grades = {"a": 3, "b": 1, "c": 1, "d": 1}

    assert recall(["a", "x", "b"], grades, 1) == 0.25
    assert recall(["a", "x", "b"], grades, 3) == 0.5
    assert recall([], grades, 3) == 0.0


def test_the_reciprocal_rank_is_of_the_first_that_answers() -> None:
    assert reciprocal_rank(["x", "y", "a", "b"], {"a": 1, "b": 2}, 10) == pytest.approx(1 / 3)
    assert reciprocal_rank(["x", "y", "a"], {"a": 1}, 2) == 0.0


def test_scores_are_means_over_the_judged_queries() -> None:
    found = scores({"q1": ["a"], "q2": ["x"], "q3": ["a"]}, {"q1": {"a": 1}, "q2": {"a": 1}})

    assert found["nDCG@1"] == found["Recall@10"] == found["MRR@10"] == 0.5


def test_a_corpus_is_read_packed_or_not(folder: Path) -> None:
    plain = read_corpus(folder)
    for name in ("corpus", "queries"):
        path = folder / f"{name}.jsonl"
        (folder / f"{name}.jsonl.gz").write_bytes(gzip.compress(path.read_bytes(), mtime=0))
        path.unlink()

    packed = read_corpus(folder)

    assert packed == plain
    assert packed.relevant == {"q1": {"appeals#1": 2, "appeals#2": 1}, "q2": {"buses#1": 1}}


def test_earlier_turns_are_read_oldest_first_and_searched_newest_first(folder: Path) -> None:
    earlier = [{"question": "First?", "answer": "One."}, {"question": "Second?", "answer": None}]
    query = {"_id": "q1", "text": "Third?", "earlier": earlier}
    (folder / "queries.jsonl").write_text(as_lines([query, QUERIES[1]]), "utf-8")

    read = read_corpus(folder).queries["q1"]

    assert read == Query("Third?", (Exchange("Second?", ""), Exchange("First?", "One.")))


def test_the_texts_of_a_document_stand_in_the_order_of_the_numbers_in_their_ids() -> None:
    texts = {"guide-1713-3490": ("", "Then this."), "guide-7-1713": ("", "First this.")}

    (document,) = library_of(Corpus(texts, {}, {})).documents

    assert [one.anchor for one in document.sections] == ["guide-7-1713", "guide-1713-3490"]
    assert {one.heading for one in document.sections} == {"First this."}


def test_lines_without_anything_on_them_and_scores_of_nothing_are_passed_over(
    folder: Path,
) -> None:
    (folder / "corpus.jsonl").write_text(as_lines(TEXTS) + "\n\n", "utf-8")
    (folder / "qrels.tsv").write_text(QRELS + "q2\tappeals#1\t0\n\n", "utf-8")

    assert read_corpus(folder).relevant["q2"] == {"buses#1": 1}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("corpus.jsonl", None, "there is no corpus.jsonl or corpus.jsonl.gz"),
        ("queries.jsonl", None, "there is no queries.jsonl or queries.jsonl.gz"),
        ("qrels.tsv", None, "there is no qrels.tsv"),
        ("corpus.jsonl", as_lines([TEXTS[0]]) + "{not json\n", "corpus.jsonl:2: needs an object"),
        ("corpus.jsonl", "[]\n", "corpus.jsonl:1: needs an object with _id and text"),
        ("corpus.jsonl", '{"_id": "a"}\n', "corpus.jsonl:1: needs an object with _id and text"),
        ("corpus.jsonl", b"\xff\xfe\x00\n", "corpus.jsonl:1: needs an object"),
        ("queries.jsonl", '{"_id": "q1", "text": "", "earlier": ["Hi"]}\n', "queries.jsonl:1:"),
        ("corpus.jsonl", "", "no text of the corpus holds a word"),
        ("corpus.jsonl", '{"_id": "a", "text": " "}\n', "no text of the corpus holds a word"),
        ("qrels.tsv", "header\nq1\tnone\t1\n", "qrels.tsv:2: “none” is not in the files"),
        ("qrels.tsv", "header\nq9\tappeals#1\t1\n", "qrels.tsv:2: “q9” is not in the files"),
        ("qrels.tsv", "header\nq1 appeals#1 1\n", "qrels.tsv:2: needs query-id, corpus-id and a"),
        ("qrels.tsv", "header\nq1\tappeals#1\tyes\n", "qrels.tsv:2: needs query-id, corpus-id and"),
        ("qrels.tsv", "header\nq1\tappeals#1\t0\n", "qrels.tsv: no query has anything relevant"),
        ("qrels.tsv", "", "qrels.tsv: no query has anything relevant"),
        ("qrels.tsv", b"\xff\xfe", "qrels.tsv: not UTF-8 text"),
    ],
)
def test_a_corpus_that_cannot_be_used_names_file_and_line(
    folder: Path, name: str, content: str | bytes | None, message: str
) -> None:
    (folder / name).unlink()
    if content is not None:
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)

    with pytest.raises(CorpusFault) as raised:
        read_corpus(folder)

    assert str(raised.value).startswith(str(folder))
    assert message in str(raised.value)


@pytest.mark.parametrize("content", [b"not packed", gzip.compress(b"x" * 999, mtime=0)[:-9]])
def test_a_packed_file_that_is_damaged_is_named(folder: Path, content: bytes) -> None:
    (folder / "corpus.jsonl").unlink()
    (folder / "corpus.jsonl.gz").write_bytes(content)

    with pytest.raises(CorpusFault, match=r"corpus\.jsonl\.gz"):
        read_corpus(folder)


def test_texts_whose_ids_differ_in_their_closing_numbers_are_of_one_document(
    folder: Path,
) -> None:
    documents = library_of(read_corpus(folder)).documents

    assert [(one.id, len(one.sections)) for one in documents] == [("appeals", 2), ("buses", 1)]


def test_a_corpus_is_indexed_searched_and_scored(folder: Path) -> None:
    found, rankings = measure(
        read_corpus(folder), WordEmbedder(), cache=folder / "cache", progress=silent
    )

    assert rankings["q1"] == ["appeals#1", "appeals#2", "buses#1"]
    assert rankings["q2"][0] == "buses#1"
    assert found["nDCG@5"] == found["Recall@5"] == found["MRR@10"] == 1.0
    assert found["queries"] == 2
    assert found["p50_ms"] <= found["p95_ms"]
    assert found["passages_per_s"] > 0


def test_the_second_time_nothing_is_embedded(folder: Path) -> None:
    corpus = read_corpus(folder)
    measure(corpus, WordEmbedder(), cache=folder / "cache", progress=silent)

    found, _ = measure(corpus, WordEmbedder(), cache=folder / "cache", progress=silent)

    assert math.isnan(found["texts_embedded_per_s"])
    assert found["nDCG@5"] == 1.0


def test_a_long_text_counts_once_however_many_passages_it_makes(folder: Path) -> None:
    long = "\n".join(f"You can appeal to the tribunal on day {day}." for day in range(300))
    texts = [{"_id": "long~2", "text": long}, TEXTS[2]]
    (folder / "corpus.jsonl").write_text(as_lines(texts), "utf-8")
    (folder / "qrels.tsv").write_text("header\nq1\tlong~2\t1\nq2\tbuses#1\t1\n", "utf-8")
    corpus = read_corpus(folder)
    measure(corpus, WordEmbedder(), cache=folder / "cache", progress=silent)

    found = searcher(folder / "cache", WordEmbedder())(corpus.queries["q1"])

    assert found == ["long~2", "buses#1"]


def test_a_text_without_words_is_found_by_nobody(folder: Path) -> None:
    texts = [TEXTS[0], {"_id": "appeals#2", "text": " "}, TEXTS[2]]
    (folder / "corpus.jsonl").write_text(as_lines(texts), "utf-8")

    found, rankings = measure(
        read_corpus(folder), WordEmbedder(), cache=folder / "cache", progress=silent
    )

    assert rankings["q1"] == ["appeals#1", "buses#1"]
    assert found["Recall@10"] == 0.75


def test_a_run_file_has_a_line_for_each_rank(tmp_path: Path) -> None:
    write_run(tmp_path / "run", {"q1": ["a", "b"]})

    lines = (tmp_path / "run").read_text("utf-8").splitlines()

    assert lines == ["q1\tQ0\ta\t1\t1.000000\tproduct", "q1\tQ0\tb\t2\t0.500000\tproduct"]


@pytest.mark.slow
def test_a_folder_that_holds_no_corpus_ends_the_command_with_one_line(tmp_path: Path) -> None:
    folder = tmp_path / "[red]none"

    done = evaluate(folder)

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == f"{folder}: there is no corpus.jsonl or corpus.jsonl.gz\n"


@pytest.mark.real
def test_the_command_prints_one_flat_object_for_programs(folder: Path) -> None:
    run_file = folder / "run"

    done = evaluate(folder, "--json", "--run-file", str(run_file))

    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["nDCG@5"] == found["Recall@5"] == found["MRR@10"] == 1.0
    assert {"p50_ms", "p95_ms", "passages_per_s", "peak_memory_mb"} <= found.keys()
    assert len(run_file.read_text("utf-8").splitlines()) == 6
