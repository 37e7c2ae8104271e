"""The toolkit, as a SENCO uses it."""

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from knowledge.retrieval import PackRetriever
from tests.fakes import WordEmbedder
from tests.knowledge.test_toolkit import SEMH, write
from tests.packs import PackDir


@pytest.fixture
def retriever(anyshire: PackDir, tmp_path: Path) -> PackRetriever:
    write(anyshire.path / "anyshire")
    anyshire.publish(tmp_path / "index", WordEmbedder())
    return PackRetriever(tmp_path / "index", WordEmbedder())


def strategies(page: str) -> list[str]:
    return re.findall(r'<article class="app-strategy" id="([^"]+)"', page)


def test_the_toolkit_opens_with_nothing_chosen(client: TestClient) -> None:
    page = client.get("/toolkit").text

    assert strategies(page) == []
    assert "These are examples." in page
    assert '<a href="/toolkit" aria-current="page">' in page


def test_strategies_are_shown_for_what_was_chosen_and_the_choice_stays(client: TestClient) -> None:
    choice = {"area": SEMH, "phase": "secondary", "difficulty": "sitting"}

    page = client.get("/toolkit", params=choice).text

    assert strategies(page) == ["passes", "steps"]
    assert re.findall(r'<option value="([^"]+)" selected', page) == list(choice.values())


@pytest.mark.parametrize("phase", ["moon", "'; drop table", "primary "])
def test_a_choice_that_there_is_not_counts_as_none(client: TestClient, phase: str) -> None:
    reply = client.get("/toolkit", params={"area": SEMH, "phase": phase})

    assert reply.status_code == 200
    assert strategies(reply.text) == ["breaks", "passes", "steps"]


def test_a_plan_to_print_has_what_was_chosen_the_review_date_and_room_for_impact(
    client: TestClient,
) -> None:
    query = {"strategy": ["breaks", "steps", "breaks", "none"], "review": "2027-01-15"}

    page = client.get("/toolkit/plan", params=query).text

    assert re.findall(r'scope="row">([^<]+)<', page) == ["Movement breaks", "Short steps"]
    assert "15 January 2027" in page
    assert 'scope="col">Impact</th>' in page
    assert page.count("Ask the SENCO if nothing changes.") == 1


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ({"area": SEMH}, "Choose one or more strategies for the plan."),
        ({"area": SEMH, "strategy": "breaks", "review": "soon"}, "Write the review date as a day"),
    ],
)
def test_a_plan_that_cannot_be_made_says_why_and_keeps_the_choice(
    client: TestClient, query: dict[str, str], error: str
) -> None:
    reply = client.get("/toolkit/plan", params=query)

    assert reply.status_code == 422
    assert error in reply.text
    assert strategies(reply.text) == ["breaks", "passes", "steps"]
    assert ('value="breaks" checked' in reply.text) is ("strategy" in query)


def test_the_chat_answers_from_the_toolkit_with_a_link_already_filled_in(
    client: TestClient,
) -> None:
    asked = {"text": "Year 8, always fidgeting, hard to sit still, what can I try?"}

    page = client.post("/", data=asked, follow_redirects=True).text

    link = f"/toolkit?area={SEMH}&amp;phase=secondary&amp;difficulty=sitting"
    assert "ELSA passes" in page
    assert "These are examples." in page
    assert (
        f'<a class="govuk-link" href="{link}">open these in the toolkit</a>' in page or link in page
    )
