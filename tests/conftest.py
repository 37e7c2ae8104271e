"""Packs and an index for each test: small, real and its own."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from knowledge.preparing import index_packs
from knowledge.settings import KnowledgeSettings
from tests.fakes import WordEmbedder
from tests.packs import PLAN, REFUSED, TRANSPORT, PackDir

pytest_plugins = ["tests.databases"]

# A busy machine is slow, not wrong.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture
def pack_dir(tmp_path: Path) -> PackDir:
    """An empty folder for packs."""
    return PackDir(tmp_path / "packs")


@pytest.fixture
def three_pages(pack_dir: PackDir) -> PackDir:
    """A pack of three pages with nothing in common."""
    pack_dir.write("england/refused", REFUSED, title="The council said no")
    pack_dir.write("england/transport", TRANSPORT, title="Getting to school")
    pack_dir.write("england/plan", PLAN, title="Inside a plan")
    return pack_dir


@pytest.fixture
def index(three_pages: PackDir, tmp_path: Path) -> Path:
    """The three pages, published with a WordEmbedder."""
    folder = tmp_path / "index"
    three_pages.publish(folder, WordEmbedder())
    return folder


@pytest.fixture(scope="session")
def shipped_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the shipped packs indexed with the real weights: once for all workers, since it is slow."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    settings = KnowledgeSettings(DATA_DIR=folder / "shipped")
    index_packs(settings)  # whoever comes second waits, and finds it done
    return settings.data_dir
