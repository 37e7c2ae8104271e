"""Packs published as an index, whole or not at all."""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from knowledge.documents import Query
from knowledge.errors import IndexMismatch, IndexMissing, NotStored
from knowledge.ingest import digest_of, is_current
from knowledge.publishing import published
from knowledge.retrieval import PackRetriever
from tests.building import ROOT
from tests.fakes import WordEmbedder
from tests.packs import PLAN, TRANSPORT, PackDir

BUS = TRANSPORT.replace("a taxi or a bus", "a zebra")


class InterruptedEmbedder(WordEmbedder):
    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        raise KeyboardInterrupt


def found(index: Path, words: str) -> list[str]:
    matches = PackRetriever(index, WordEmbedder()).search(Query(words))
    return [match.passage.document for match in matches if match.overlap > 0]


def kept(index: Path) -> set[str]:
    return {path.name for path in index.iterdir()} - {"lock", "current"}


def building(packs: PackDir, index: Path, file_size: int = -1) -> "subprocess.Popen[str]":
    """Another process that publishes the packs; it may write no file larger than so many bytes."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.building", str(packs.path), str(index)],
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, file_size)),
    )


def test_the_first_time_everything_is_new(three_pages: PackDir, tmp_path: Path) -> None:
    done = three_pages.publish(tmp_path / "index", WordEmbedder())

    assert (done.added, done.changed, done.removed, done.unchanged) == (3, 0, 0, 0)
    assert found(tmp_path / "index", "taxi") == ["england/transport"]


def test_only_what_changed_is_embedded_again(three_pages: PackDir, index: Path) -> None:
    three_pages.write("england/transport", BUS, title="Getting to school")
    embedder = WordEmbedder()

    done = three_pages.publish(index, embedder)

    assert (done.added, done.changed, done.removed, done.unchanged) == (0, 1, 0, 2)
    assert len(embedder.asked) == done.embedded > 0
    assert all("zebra" in text for text in embedder.asked)
    assert found(index, "zebra") == ["england/transport"]


def test_a_change_of_standing_alone_is_a_change_that_embeds_nothing(
    three_pages: PackDir, index: Path
) -> None:
    three_pages.write("england/plan", PLAN, title="Inside a plan", audience=["senco"])
    embedder = WordEmbedder()

    done = three_pages.publish(index, embedder)

    assert (done.changed, done.unchanged) == (1, 2)
    assert embedder.asked == []


def test_a_page_that_is_removed_is_found_no_more(three_pages: PackDir, index: Path) -> None:
    (three_pages.path / "england" / "guidance" / "transport.md").unlink()

    done = three_pages.publish(index, WordEmbedder())

    assert (done.removed, done.unchanged) == (1, 2)
    assert found(index, "taxi") == []
    assert PackRetriever(index, WordEmbedder()).library.document("england/transport") is None


def test_an_unchanged_run_publishes_nothing(three_pages: PackDir, index: Path) -> None:
    before, embedder = published(index), WordEmbedder()

    done = three_pages.publish(index, embedder)

    assert (done.added, done.changed, done.removed, done.unchanged) == (0, 0, 0, 3)
    assert published(index) == before
    assert kept(index) == {before.name}
    assert embedder.asked == []


def test_the_same_text_is_embedded_once(pack_dir: PackDir, tmp_path: Path) -> None:
    embedder = WordEmbedder()
    for name in ("one", "two"):
        pack_dir.write(f"england/{name}", PLAN)

    done = pack_dir.publish(tmp_path / "index", embedder)

    assert done.added == 2
    assert len(embedder.asked) == len(set(embedder.asked))


def test_an_index_of_another_embedder_is_refused_and_the_error_says_what_mends_it(
    index: Path,
) -> None:
    other = PackRetriever(index, WordEmbedder("taxi"))

    with pytest.raises(IndexMismatch, match="run: python -m knowledge ingest"):
        other.search(Query("taxi"))


def test_an_ingest_makes_the_index_of_another_embedder_its_own(
    three_pages: PackDir, index: Path
) -> None:
    other = WordEmbedder("taxi")

    done = three_pages.publish(index, other)

    assert done.embedded == len(other.asked) > 0
    assert PackRetriever(index, other).search(Query("taxi"))


def test_where_nothing_was_indexed_the_error_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="run: python -m knowledge ingest"):
        published(tmp_path / "index")


def test_an_index_is_current_until_its_packs_or_its_embedder_change(
    three_pages: PackDir, index: Path
) -> None:
    folders = [three_pages.path / "england"]
    embedder = WordEmbedder()
    assert is_current(index, embedder_id=embedder.id, digest=digest_of(folders))
    assert not is_current(index, embedder_id="another", digest=digest_of(folders))

    three_pages.write("england/plan", PLAN)

    assert not is_current(index, embedder_id=embedder.id, digest=digest_of(folders))


@pytest.mark.parametrize("name", ["current", "folder"])
def test_an_index_that_lost_a_part_is_built_again(
    three_pages: PackDir, index: Path, name: str
) -> None:
    lost = index / "current" if name == "current" else published(index)
    lost.rename(index.parent / "lost")

    three_pages.publish(index, WordEmbedder())

    assert found(index, "taxi") == ["england/transport"]


def test_a_build_that_is_interrupted_leaves_the_old_index_answering(
    three_pages: PackDir, index: Path
) -> None:
    three_pages.write("england/transport", BUS)

    with pytest.raises(KeyboardInterrupt):
        three_pages.publish(index, InterruptedEmbedder())

    assert found(index, "taxi") == ["england/transport"]
    assert len(kept(index)) == 1


@pytest.mark.slow
@pytest.mark.parametrize("sign", [".building-*", ".building-*/chroma/*"])
def test_a_build_that_is_killed_leaves_the_old_index_and_the_next_one_sweeps(
    three_pages: PackDir, index: Path, sign: str
) -> None:
    many = "".join(f"{BUS.replace('zebra', f'zebra {number}')}\n" for number in range(500))
    three_pages.write("england/transport", many)

    with building(three_pages, index) as process:
        while process.poll() is None and not any(index.glob(sign)):
            time.sleep(0.001)
        process.kill()

    assert any(index.glob(".building-*"))
    assert found(index, "taxi") == ["england/transport"]
    three_pages.write("england/transport", BUS)
    three_pages.publish(index, WordEmbedder())
    assert not any(index.glob(".building-*"))
    assert found(index, "zebra") == ["england/transport"]


@pytest.mark.slow
def test_two_processes_that_ingest_at_once_wait_for_each_other(
    three_pages: PackDir, tmp_path: Path
) -> None:
    index = tmp_path / "index"

    with building(three_pages, index) as one, building(three_pages, index) as other:
        printed = [json.loads(process.communicate()[0]) for process in (one, other)]

    assert sorted((done["added"], done["unchanged"]) for done in printed) == [(0, 3), (3, 0)]
    assert len(kept(index)) == 1
    assert found(index, "taxi") == ["england/transport"]


def test_a_folder_that_cannot_be_made_is_said_clearly(three_pages: PackDir, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")

    with pytest.raises(
        NotStored, match=r"Cannot write .*Not a directory; make room, or set DATA_DIR"
    ):
        three_pages.publish(tmp_path / "file" / "index", WordEmbedder())


@pytest.mark.slow
@pytest.mark.parametrize("size", [1_000, 100_000])
def test_a_disk_that_is_full_leaves_the_old_index_answering_and_nothing_half_written(
    three_pages: PackDir, index: Path, size: int
) -> None:
    three_pages.write("england/transport", BUS)

    with building(three_pages, index, file_size=size) as process:
        errors = process.communicate()[1]

    assert "knowledge.errors.NotStored: Cannot write" in errors
    assert "make room, or set DATA_DIR" in errors
    assert len(kept(index)) == 1
    assert found(index, "taxi") == ["england/transport"]


def test_a_running_retriever_answers_from_a_new_index_at_its_next_search(
    three_pages: PackDir, index: Path
) -> None:
    retriever = PackRetriever(index, WordEmbedder())
    assert retriever.search(Query("taxi"))[0].overlap > 0

    three_pages.write("england/transport", BUS)
    three_pages.publish(index, WordEmbedder())

    assert retriever.search(Query("zebra"))[0].passage.document == "england/transport"
    assert retriever.search(Query("taxi"))[0].overlap == 0


def test_an_index_that_was_replaced_is_swept_once_nobody_can_be_reading_it(
    three_pages: PackDir, index: Path
) -> None:
    first = published(index)
    three_pages.write("england/transport", BUS)
    three_pages.publish(index, WordEmbedder())
    assert first.exists()

    an_hour_ago = time.time() - 3600
    os.utime(index / "current", (an_hour_ago, an_hour_ago))
    three_pages.publish(index, WordEmbedder())

    assert kept(index) == {published(index).name}
