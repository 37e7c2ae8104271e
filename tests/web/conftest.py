"""A whole site on a small pack: real index, real answers, real database."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.answering import Assistant
from assistant.conversing import Conversing
from assistant.quoting import Quoting
from assistant.replying import Composer
from assistant.store import Store
from knowledge.retrieval import PackRetriever
from knowledge.settings import LONDON
from tests.fakes import WordEmbedder
from tests.packs import REFUSED, TRANSPORT, PackDir
from web.app import create_app
from web.services import Services

NOW = datetime(2026, 7, 1, 10, 15, tzinfo=LONDON)
CONTACTS = """\
[council]
name = "Anyshire Council"
phone = "0345 000 1111"
about = "The main line"
source = "Its own page"
checked = 2026-06-01

[emergency]
name = "Emergency services"
phone = "999"
about = "Someone is in danger now"
source = "Its own page"
checked = 2026-06-01
safety = true

[nhs-mental-health]
name = "NHS 111, option 2"
phone = "111"
about = "A mental health crisis"
source = "Its own page"
checked = 2026-06-01
safety = true
"""
BUS = """\
## Who runs the school bus?
asked_as: bus company

Anyshire runs the bus, and you can call 0345 000 1111. {EA96 s.508B}

- Read [the page on refusals](england/refused) too. {EA96 s.508B}
"""
LONG = "## What is on the long page?\n\n" + "\n\n".join(
    f"Paragraph {number} says {'a word or two more ' * 12}here. {{EA96 s.508B}}"
    for number in range(12)
)
SECRET = (
    "## Where is the officers' cupboard key?\n\nThe cupboard key is kept upstairs. {EA96 s.508B}\n"
)

Built = Callable[..., TestClient]


@pytest.fixture
def anyshire(pack_dir: PackDir) -> PackDir:
    """A national pack, and a local one that stands on it."""
    pack_dir.write("england/refused", REFUSED, title="The council said no")
    pack_dir.write("england/transport", TRANSPORT, title="Getting to school")
    pack_dir.write("england/money", TRANSPORT, title="Money for travel")
    local = pack_dir.begin(
        "anyshire",
        publisher="Anyshire guidance",
        area="Anyshire",
        council="Anyshire Council",
        council_phone="0345 000 1111",
        product="Signpost",
    )
    (local / "contacts.toml").write_text(CONTACTS, "utf-8")
    pack_dir.write("anyshire/bus", BUS, title="The school bus", extends="england/transport")
    pack_dir.write("anyshire/travel-money", BUS, title="Travel money", replaces="england/money")
    pack_dir.write("anyshire/long", LONG, title="A long page", review_by="2026-06-30")
    pack_dir.write("anyshire/keys", SECRET, title="Cupboard keys", audience=["officer"])
    return pack_dir


@pytest.fixture
def retriever(anyshire: PackDir, tmp_path: Path) -> PackRetriever:
    anyshire.publish(tmp_path / "index", WordEmbedder())
    return PackRetriever(tmp_path / "index", WordEmbedder())


@pytest.fixture
def kept(sqlite_address: str) -> Iterator[Store]:
    """An empty database."""
    store = Store(sqlite_address)
    store.migrate()
    yield store
    store.close()


@pytest.fixture
def built(retriever: PackRetriever, kept: Store) -> Built:
    """A browser or program at a site, of which a test may exchange a part."""

    def build(
        *,
        store: Store = kept,
        composer: Composer | None = None,
        base: str = "http://testserver",
        fixed_today: datetime | None = None,
    ) -> TestClient:
        assistant = Assistant(retriever, composer or Quoting())
        services = Services(
            retriever,
            store,
            Conversing(store, assistant),
            now=lambda: NOW,
            keep_days=30,
            fixed_today=fixed_today,
        )
        return TestClient(create_app(services), base_url=base)

    return build


@pytest.fixture
def client(built: Built) -> TestClient:
    return built()
