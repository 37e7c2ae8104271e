"""What people and programs see when something breaks, and what is written about it."""

import json
from collections.abc import Sequence

import pytest
from fastapi.testclient import TestClient
from structlog.testing import capture_logs

from assistant.citing import Draft
from assistant.store import Store
from assistant.understanding import Understood
from knowledge.documents import Match
from tests.databases import read_only
from tests.web.conftest import Built

PRIVATE = "The council refused to assess our Rumpelstiltskin."


class Broken:
    """A composer that fails on every question, quoting it."""

    name = "broken"

    def compose(self, understood: Understood, matches: Sequence[Match]) -> Draft:
        raise RuntimeError(understood.question.text)


def whom_to_call(page: str) -> bool:
    return (
        "Anyshire Council" in page and 'href="tel:03450001111"' in page and 'href="tel:999"' in page
    )


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/nowhere", 404), ("PUT", "/", 405), ("POST", "/feedback", 422)],
)
def test_an_error_page_names_whom_to_call(
    client: TestClient, method: str, path: str, status: int
) -> None:
    page = client.request(method, path)

    assert page.status_code == status
    assert whom_to_call(page.text)


def test_a_form_beyond_measure_is_refused_kindly(client: TestClient) -> None:
    page = client.post("/", data={"text": "x" * 300_000})

    assert page.status_code == 413
    assert whom_to_call(page.text)


def test_a_broken_part_is_an_apology_and_the_question_is_kept(built: Built) -> None:
    client = built(composer=Broken())

    page = client.post("/", data={"text": PRIVATE})

    assert page.status_code == 500
    assert whom_to_call(page.text)
    assert page.headers["x-content-type-options"] == "nosniff"


def test_a_broken_part_is_a_problem_to_programs(built: Built) -> None:
    client = built(composer=Broken())
    began = client.post("/api/v1/conversations", json={"audience": "parent"}).json()

    reply = client.post(
        f"/api/v1/conversations/{began['id']}/messages",
        json={"text": PRIVATE},
        headers={"Authorization": f"Bearer {began['token']}"},
    )

    assert reply.status_code == 500
    assert reply.headers["content-type"] == "application/problem+json"


def test_logs_never_hold_what_somebody_wrote(built: Built) -> None:
    client = built(composer=Broken())

    with capture_logs() as logs:
        client.post("/", data={"text": PRIVATE})
        client.get("/Rumpelstiltskin?q=Rumpelstiltskin")

    assert [log["event"] for log in logs] == ["broken", "request", "request"]
    assert [log.get("status") for log in logs] == [None, 500, 404]
    assert "Rumpelstiltskin" not in json.dumps(logs)


def test_a_database_that_cannot_be_written_is_a_page_with_whom_to_call(
    built: Built, kept: Store, sqlite_address: str
) -> None:
    store = Store(read_only(sqlite_address))

    page = built(store=store).post("/", data={"text": PRIVATE})
    store.close()

    assert page.status_code == 503
    assert whom_to_call(page.text)
