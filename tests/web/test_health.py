"""Whether the service says truly that it can answer."""

import shutil
from pathlib import Path

from fastapi.testclient import TestClient

from assistant.store import Store
from tests.web.conftest import Built


def test_a_whole_service_is_alive_and_ready(client: TestClient) -> None:
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").json() == {"ready": True, "reasons": []}


def test_without_its_index_it_is_alive_and_not_ready(client: TestClient, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "index")

    ready = client.get("/readyz")

    assert ready.status_code == 503
    assert "index" in ready.json()["reasons"][0]
    assert client.get("/healthz").status_code == 200


def test_without_its_index_pages_still_name_whom_to_call(
    client: TestClient, tmp_path: Path
) -> None:
    shutil.rmtree(tmp_path / "index")

    page = client.post("/", data={"text": "The council refused to assess. What can I do?"})

    assert page.status_code == 503
    assert "0345 000 1111" in page.text


def test_a_database_without_its_tables_is_not_ready(built: Built, tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'empty.db'}")

    ready = built(store=store).get("/readyz")
    store.close()

    assert ready.status_code == 503
    assert ready.json()["reasons"][0].startswith("database: ")
