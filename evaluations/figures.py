"""How fast and how large the product is on this machine: answers, indexing, start and memory."""

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from assistant.answering import Assistant
from assistant.conversation import Question
from knowledge.documents import Audience
from knowledge.ingest import Progress, digest_of, ingest
from knowledge.library import Library
from knowledge.packs import read_packs
from knowledge.passages import cut, searched_text, windows
from knowledge.preparing import sentence_embedder
from knowledge.settings import KnowledgeSettings


def answering(
    assistant: Assistant, asked: Sequence[tuple[str, Audience]], now: datetime, progress: Progress
) -> dict[str, float]:
    """Milliseconds for an answer: screening, retrieval and composing; no question is asked twice."""
    took = []
    assistant.answer(Question("Hello"), now=now)
    for number, (text, audience) in enumerate(asked, start=1):
        started = time.perf_counter()
        assistant.answer(Question(text, audience), now=now)
        took.append((time.perf_counter() - started) * 1000)
        progress(number, len(asked))
    took.sort()
    return {
        "answers": len(took),
        "answer_p50_ms": statistics.median(took),
        "answer_p95_ms": took[int(0.95 * (len(took) - 1))],
    }


def indexing(settings: KnowledgeSettings, progress: Progress) -> dict[str, float]:
    """A first ingest beside the encoder alone over the same texts, in turn; then an ingest that changes nothing."""
    library = Library.of(read_packs(settings.packs_dir, settings.packs))
    embedder = sentence_embedder(settings, threads=os.cpu_count() or 1)
    passages = [
        one for document in library.searched for one in cut(document, pieces=embedder.pieces)
    ]
    texts = list(
        {*map(searched_text, passages), *(w.text for one in passages for w in windows(one))}
    )
    digest = digest_of([settings.packs_dir / name for name in settings.packs])
    started = time.perf_counter()
    embedder.embed(sorted(texts, key=len))
    alone = len(texts) / (time.perf_counter() - started)
    with tempfile.TemporaryDirectory() as folder:
        first = ingest(
            library, digest=digest, index=Path(folder), embedder=embedder, progress=progress
        )
        second = ingest(library, digest=digest, index=Path(folder), embedder=embedder)
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
    return {
        "passages": len(passages),
        "texts": len(texts),
        "encoder_texts_per_s": alone,
        "first_ingest_texts_per_s": first.embedded / first.seconds,
        "first_ingest_to_encoder": first.embedded / first.seconds / alone,
        "second_ingest_s": second.seconds,
        "index_mb": size / 1e6,
    }


def serving(asked: Sequence[str]) -> dict[str, float]:
    """Seconds from starting the server until it is ready, and its memory before and after answering."""
    port = _free_port()
    started = time.perf_counter()
    environment = {**os.environ, "PORT": str(port), "HOST": "127.0.0.1"}
    server = subprocess.Popen(
        [sys.executable, "-m", "web"], env=environment, stderr=subprocess.DEVNULL
    )
    try:
        _until_ready(f"http://127.0.0.1:{port}/readyz", server)
        ready = time.perf_counter() - started
        before = _resident_mb(server.pid)
        for text in asked:
            _post_page(f"http://127.0.0.1:{port}/", text)
        return {
            "ready_s": ready,
            "resident_mb": before,
            "resident_after_answers_mb": _resident_mb(server.pid),
        }
    finally:
        server.terminate()
        server.wait(10)


def _post_page(address: str, text: str) -> None:
    from urllib.parse import urlencode

    body = urlencode({"text": text, "audience": "parent"}).encode()
    with urllib.request.urlopen(urllib.request.Request(address, data=body), timeout=30) as reply:
        reply.read()


def _until_ready(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if server.poll() is not None:
            raise RuntimeError(
                "the server stopped before it was ready; start it by hand to see why"
            )
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise RuntimeError("the server was not ready within 30 seconds")


def _resident_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def _free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])
