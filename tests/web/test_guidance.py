"""The published pages, as people read them."""

import re

import pytest
from fastapi.testclient import TestClient


def test_the_index_lists_what_anyone_may_read_local_pages_first(client: TestClient) -> None:
    page = client.get("/guidance").text

    assert re.findall(r"<h2[^>]*>(.*?)</h2>", page) == ["Anyshire guidance", "The council"]
    assert 'href="/guidance/anyshire/bus"' in page
    assert "Cupboard keys" not in page
    assert "For parents and carers" in page


def test_sections_of_the_guidance_are_found_by_words(client: TestClient) -> None:
    page = client.get("/guidance", params={"words": "who runs the bus <b>"}).text

    assert page.index("/guidance/anyshire/bus#who-runs-the-school-bus") < page.index(
        "See every page"
    )
    assert "<b>" not in page
    assert "Cupboard keys" not in page


def test_a_section_has_the_anchor_that_citations_name(client: TestClient) -> None:
    page = client.get("/guidance/england/refused").text

    assert 'id="the-council-refused-to-assess-what-can-i-do"' in page
    assert "turned down for an assessment" not in page


def test_a_reference_leads_to_the_law(client: TestClient) -> None:
    page = client.get("/guidance/england/refused").text

    assert 'href="https://www.legislation.gov.uk/ukpga/2014/6/section/51">CFA 2014 s.51</a>' in page
    assert "{CFA" not in page


def test_a_link_between_pages_and_a_number_to_ring_work(client: TestClient) -> None:
    page = client.get("/guidance/anyshire/bus").text

    assert 'href="/guidance/england/refused">the page on refusals</a>' in page
    assert 'href="tel:03450001111">0345 000 1111</a>' in page


def test_a_local_page_and_the_one_that_it_extends_name_each_other(client: TestClient) -> None:
    national = client.get("/guidance/england/transport").text
    local = client.get("/guidance/anyshire/bus").text

    assert 'In Anyshire: <a class="govuk-link" href="/guidance/anyshire/bus">' in national
    assert 'href="/guidance/england/transport"' in local


def test_a_page_that_was_replaced_leads_to_the_one_in_its_place(client: TestClient) -> None:
    reply = client.get("/guidance/england/money", follow_redirects=False)

    assert reply.status_code == 307
    assert reply.headers["location"] == "/guidance/anyshire/travel-money"


def test_a_later_passage_of_a_long_section_lands_in_it(client: TestClient) -> None:
    page = client.get("/guidance/anyshire/long").text

    assert 'id="what-is-on-the-long-page~2"' in page


@pytest.mark.parametrize(("path", "is_due"), [("anyshire/long", True), ("anyshire/bus", False)])
def test_a_page_past_its_review_says_so(client: TestClient, path: str, is_due: bool) -> None:
    assert ("due for review" in client.get(f"/guidance/{path}").text) is is_due


@pytest.mark.parametrize("path", ["anyshire/keys", "anyshire/none", "../etc", "england/%00"])
def test_what_is_not_for_the_public_is_not_found(client: TestClient, path: str) -> None:
    page = client.get(f"/guidance/{path}")

    assert page.status_code == 404
    assert "upstairs" not in page.text


@pytest.mark.parametrize("address", ["/toolkit", "/letters", "/letters/chase", "/glossary"])
def test_what_a_council_does_not_publish_is_no_page_and_in_no_menu(
    client: TestClient, address: str
) -> None:
    reply = client.get(address)

    assert reply.status_code == 404
    assert f'href="{address}"' not in reply.text
