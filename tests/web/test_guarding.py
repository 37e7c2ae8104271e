"""Headers that keep pages to themselves."""

import re

import pytest
from fastapi.testclient import TestClient


@pytest.mark.parametrize("path", ["/", "/guidance", "/nowhere", "/healthz"])
def test_a_page_loads_nothing_from_elsewhere_and_is_not_kept(client: TestClient, path: str) -> None:
    headers = client.get(path).headers

    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"


def test_static_files_are_kept_under_an_address_that_changes_with_them(client: TestClient) -> None:
    addresses = re.findall(r'"(/static/[^"]+)"', client.get("/").text)

    files = [client.get(address) for address in addresses]
    assert len(files) == 3
    assert all(file.status_code == 200 for file in files)
    assert all("immutable" in file.headers["cache-control"] for file in files)
    assert client.get("/static/old/site.css").headers["cache-control"] == "no-store"


def test_pages_hold_no_script_or_style_of_their_own(client: TestClient) -> None:
    page = client.post("/", data={"text": "The council refused to assess. What can I do?"}).text

    assert "<style" not in page
    assert " style=" not in page
    assert re.findall(r"<script[^>]*>[^<]+", page) == []
    assert re.findall(r"\son\w+=", page) == []


def test_styles_name_nothing_that_is_not_served_here(client: TestClient) -> None:
    sheets = re.findall(r'"(/static/[^"]+\.css)"', client.get("/").text)

    assert [re.findall(r"url\(|@import|GDS Transport", client.get(one).text) for one in sheets] == [
        [],
        [],
    ]
