"""What was published, kept with its index."""

import json
from pathlib import Path

import pytest

from knowledge.errors import IndexMismatch
from knowledge.index import Index
from knowledge.ingest import is_current
from knowledge.library import Library
from knowledge.publishing import published
from tests.fakes import WordEmbedder
from tests.packs import PLAN, PackDir


def test_a_library_is_read_back_as_it_was_kept(three_pages: PackDir, tmp_path: Path) -> None:
    library = three_pages.library()

    library.save(tmp_path / "library.json")

    assert Library.load(tmp_path / "library.json") == library


def test_a_document_that_is_not_there_is_none(three_pages: PackDir) -> None:
    assert three_pages.library().document("england/none") is None


def test_the_products_mark_is_the_topmost_packs(pack_dir: PackDir) -> None:
    pack_dir.begin("england", mark="mark.svg")
    pack_dir.write("england/plan", PLAN)
    (pack_dir.path / "england" / "mark.svg").write_text("<svg/>", "utf-8")
    assert pack_dir.library().mark == "<svg/>"

    local = pack_dir.begin("cambridgeshire", mark="mark.svg")
    (local / "mark.svg").write_text("<svg>ours</svg>", "utf-8")

    assert pack_dir.library().mark == "<svg>ours</svg>"


def test_a_product_may_have_no_mark(three_pages: PackDir) -> None:
    assert three_pages.library().mark == ""


def test_an_index_of_another_version_is_not_current(three_pages: PackDir, tmp_path: Path) -> None:
    embedder = WordEmbedder()
    three_pages.publish(tmp_path / "index", embedder)
    kept = published(tmp_path / "index") / "manifest.json"
    said = json.loads(kept.read_text("utf-8"))

    kept.write_text(json.dumps({**said, "cutter": "another version"}), "utf-8")

    assert not is_current(tmp_path / "index", embedder_id=embedder.id, digest=said["digest"])
    with pytest.raises(IndexMismatch):
        Index(published(tmp_path / "index"), embedder)
    assert three_pages.publish(tmp_path / "index", embedder).embedded == 0
    assert is_current(tmp_path / "index", embedder_id=embedder.id, digest=said["digest"])
