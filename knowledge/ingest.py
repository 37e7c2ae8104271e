"""A library → a published index: cut, compare, embed what is new, and publish it whole."""

import hashlib
import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from knowledge.dictionary import Dictionary
from knowledge.documents import Passage
from knowledge.errors import IndexMissing, NotStored
from knowledge.keywords import Keywords
from knowledge.library import Library, made_by
from knowledge.passages import cut, headings, keep_whole, searched_text, windows
from knowledge.publishing import building, manifest, one_builder, publish, published, sweep
from knowledge.spelling import Spelling, words_of
from knowledge.vectors import Vectors

_PASSAGE = TypeAdapter(Passage)
# Texts embedded between two reports of progress: enough to sort by length, few enough to watch.
_CHUNK = 512


class Embedder(Protocol):
    """Turns texts into vectors, one for each, in order: float32, (len(texts), dimensions), unit length."""

    @property
    def id(self) -> str: ...
    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]: ...
    def pieces(self, text: str) -> int: ...


@dataclass(frozen=True)
class Ingested:
    """What an ingest did, in passages; `embedded` counts texts, windows included."""

    added: int
    changed: int
    removed: int
    unchanged: int
    embedded: int = 0
    seconds: float = 0.0


Progress = Callable[[int, int], None]


def digest_of(folders: Sequence[Path]) -> str:
    """What the folders' files say, as one digest."""
    digest = hashlib.sha256()
    for path in sorted(path for folder in folders for path in folder.rglob("*") if path.is_file()):
        digest.update(
            f"{path.parent.name}/{path.name}\0".encode()
            + hashlib.sha256(path.read_bytes()).digest()
        )
    return digest.hexdigest()


def is_current(index: Path, *, embedder_id: str, digest: str) -> bool:
    """Whether the published index was made from these packs, by this embedder and cutter."""
    try:
        kept = manifest(published(index))
    except IndexMissing:
        return False
    return (kept["embedder"], kept["cutter"], kept["digest"]) == (embedder_id, made_by(), digest)


def ingest(
    library: Library,
    *,
    digest: str,
    index: Path,
    embedder: Embedder,
    progress: Progress = lambda done, of: None,
    is_cut: bool = False,
) -> Ingested:
    """Publish an index of the library. NotStored where the folder cannot be written; the old one then answers on.

    `is_cut`: its sections are passages already and stay whole.
    """
    started = time.perf_counter()
    try:
        with one_builder(index):
            sweep(index)
            before = _before(index, embedder)
            if before and before["digest"] == digest and before["cutter"] == made_by():
                done = Ingested(0, 0, 0, unchanged=len(before["passages"]))
            else:
                passages = _passages(library, embedder, is_cut=is_cut)
                done = _publish(library, passages, digest, index, embedder, progress, before)
    except OSError as error:
        cure = "make room, or set DATA_DIR to a folder you may write"
        message = f"Cannot write {index}: {error.strerror or error}; {cure}."
        raise NotStored(message) from error
    return replace(done, seconds=time.perf_counter() - started)


def _passages(library: Library, embedder: Embedder, *, is_cut: bool) -> list[Passage]:
    return [
        passage
        for document in library.searched
        for passage in (keep_whole(document) if is_cut else cut(document, pieces=embedder.pieces))
    ]


def _publish(
    library: Library,
    passages: Sequence[Passage],
    digest: str,
    index: Path,
    embedder: Embedder,
    progress: Progress,
    before: dict[str, Any] | None,
) -> Ingested:
    cut_windows = [windows(passage) for passage in passages]
    texts = [
        *map(searched_text, passages),
        *(window.text for each in cut_windows for window in each),
    ]
    vectors, embedded = _embed(texts, embedder, index, before, progress)
    said = {one.id: hashlib.sha256(_PASSAGE.dump_json(one)).hexdigest() for one in passages}
    kept = {
        "embedder": embedder.id,
        "cutter": made_by(),
        "digest": digest,
        "packs": sorted({document.id.partition("/")[0] for document in library.documents}),
        "passages": said,
        "texts": _digests(texts),
    }
    with building(index) as folder:
        Vectors.write(folder, passages, cut_windows, vectors)
        _keywords(passages).save(folder / "keywords")
        _save_spelling(folder, passages, embedder)
        library.save(folder / "library.json")
        _save_rows(folder, passages)
        (folder / "manifest.json").write_text(json.dumps(kept), "utf-8")
        publish(index, folder, digest)
    return _compared(before["passages"] if before else {}, said, embedded)


def _save_spelling(folder: Path, passages: Sequence[Passage], embedder: Embedder) -> None:
    """The dictionary, and the words that the passages use with their counts."""
    Dictionary.write(folder / "dictionary.npy")
    counts = words_of(passages, is_word_of(Dictionary(folder / "dictionary.npy"), embedder))
    (folder / "words.json").write_text(json.dumps(counts), "utf-8")


def opened_spelling(folder: Path, embedder: Embedder) -> Spelling:
    """What a published folder knows of spelling."""
    counts = json.loads((folder / "words.json").read_text("utf-8"))
    return Spelling(counts, is_word_of(Dictionary(folder / "dictionary.npy"), embedder))


def is_word_of(dictionary: Dictionary, embedder: Embedder) -> Callable[[str], bool]:
    """Whether a word is right: the dictionary has it, or it is one whole piece to the embedding model."""
    return lambda word: word in dictionary or embedder.pieces(word) == 1


def _compared(old: Mapping[str, str], new: Mapping[str, str], embedded: int) -> Ingested:
    stayed = old.keys() & new.keys()
    changed = sum(1 for id in stayed if old[id] != new[id])
    return Ingested(
        added=len(new.keys() - old.keys()),
        changed=changed,
        removed=len(old.keys() - new.keys()),
        unchanged=len(stayed) - changed,
        embedded=embedded,
    )


def _embed(
    texts: Sequence[str],
    embedder: Embedder,
    index: Path,
    before: dict[str, Any] | None,
    progress: Progress,
) -> tuple[NDArray[np.float32], int]:
    """Vectors of all texts; those that the index before already had are taken from it."""
    digests = _digests(texts)
    known: dict[str, NDArray[np.float32]] = {}
    if before:
        kept = np.load(published(index) / "vectors.npy", mmap_mode="r")
        known = dict(zip(before["texts"], kept, strict=True))
    wanted = list(
        {
            digest: text for digest, text in zip(digests, texts, strict=True) if digest not in known
        }.items()
    )
    # By length, so that a batch holds texts of like length and little is padded.
    wanted.sort(key=lambda one: len(one[1]))
    progress(0, len(wanted))
    for start in range(0, len(wanted), _CHUNK):
        part = wanted[start : start + _CHUNK]
        known |= zip(
            [digest for digest, _ in part], embedder.embed([text for _, text in part]), strict=True
        )
        progress(min(start + _CHUNK, len(wanted)), len(wanted))
    return np.array([known[digest] for digest in digests], dtype=np.float32), len(wanted)


def _keywords(passages: Sequence[Passage]) -> Keywords:
    return Keywords.build(
        [_keyword_text(one) for one in passages], paired=[_paired_text(one) for one in passages]
    )


def _keyword_text(passage: Passage) -> str:
    """The words that a passage is found by; its headings count once more."""
    return "\n".join([*headings(passage), *passage.asked_as, searched_text(passage)])


def _paired_text(passage: Passage) -> str:
    """The words whose pairs a passage is found by: people's own, where it has some, and not its stock phrases."""
    if not passage.asked_as:
        return _keyword_text(passage)
    return "\n".join([passage.heading, *passage.asked_as])


def _save_rows(folder: Path, passages: Sequence[Passage]) -> None:
    """What ranking needs of every passage without opening it."""
    documents = {
        id: number for number, id in enumerate(dict.fromkeys(one.document for one in passages))
    }
    np.save(
        folder / "documents.npy",
        np.array([documents[one.document] for one in passages], dtype=np.int32),
    )
    rows = [
        {
            "authority": one.authority,
            "audience": list(one.audience),
            "public": one.is_public,
            "imported": one.is_imported,
            "letter": one.address.startswith("/letters/"),
            "open": "please check with the council" in one.blocks[0].text.lower(),
            "phases": one.phases,
        }
        for one in passages
    ]
    (folder / "standing.json").write_text(json.dumps(rows), "utf-8")


def _before(index: Path, embedder: Embedder) -> dict[str, Any] | None:
    """The manifest of the index in use, where its vectors can be used again."""
    try:
        kept = manifest(published(index))
    except IndexMissing:
        return None
    return kept if kept["embedder"] == embedder.id else None


def _digests(texts: Sequence[str]) -> list[str]:
    return [hashlib.sha256(text.encode()).hexdigest()[:32] for text in texts]
