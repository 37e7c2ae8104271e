"""Letters, filled in on the page."""

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from fastapi.testclient import TestClient

from knowledge.retrieval import PackRetriever
from tests.fakes import WordEmbedder
from tests.knowledge.test_letters import CHASE
from tests.packs import PackDir

EVENT = """\
[request]
what = "A request"
asks = "When was it?"
group = "Asking"
names = ["request"]
"""
LIMIT = """\
[decision]
starts = "request"
what = "An answer"
who = "council"
weeks = 6
rule = "6 weeks"
source = "Regs 2014"
"""
GIVEN = {"child": "Sam <b>", "received": "2026-05-01", "helps": "A quiet room."}


@pytest.fixture
def retriever(anyshire: PackDir, tmp_path: Path) -> PackRetriever:
    folder = anyshire.path / "england"
    (folder / "events.toml").write_text(EVENT, "utf-8")
    (folder / "time_limits.toml").write_text(LIMIT, "utf-8")
    (folder / "letters").mkdir()
    (folder / "letters" / "chase.toml").write_text(CHASE, "utf-8")
    anyshire.publish(tmp_path / "index", WordEmbedder())
    return PackRetriever(tmp_path / "index", WordEmbedder())


def test_letters_are_listed_with_when_to_use_them(client: TestClient) -> None:
    page = client.get("/letters").text

    assert '<a class="govuk-link" href="/letters/chase">Chase a late decision</a>' in page
    assert "Use this letter after six weeks." in page


def test_a_letter_opens_with_brackets(client: TestClient) -> None:
    page = client.get("/letters/chase").text

    assert "[your child&#39;s name]: you had my request on [date]." in page
    assert "To: Anyshire Council" in page
    assert "Still in brackets: 4." in page


def test_a_letter_is_filled_in_and_what_was_typed_stays_in_the_form(client: TestClient) -> None:
    page = client.post("/letters/chase", data=GIVEN).text

    assert "Sam &lt;b&gt;: you had my request on Friday 1 May 2026." in page
    assert "Your time ended on Friday 12 June 2026." in page
    assert 'value="2026-05-01"' in page
    assert "Wednesday 1 July 2026" in page
    assert "Still in brackets" not in page
    assert "has not passed yet" not in page


def test_a_letter_whose_time_has_not_passed_says_so(client: TestClient) -> None:
    page = client.post("/letters/chase", data={**GIVEN, "received": "2026-06-30"}).text

    assert "The time has not passed yet: it ends on 11 August 2026." in page


def test_a_date_that_cannot_be_read_is_asked_for_again(client: TestClient) -> None:
    reply = client.post("/letters/chase", data={**GIVEN, "received": "2026-02-31"})

    assert reply.status_code == 422
    assert (
        '<a href="#received">When the council had it: choose a day, month and year</a>'
        in reply.text
    )
    assert "A quiet room." in reply.text


def test_a_letter_is_saved_as_a_word_file(client: TestClient) -> None:
    reply = client.post("/letters/chase.docx", data=GIVEN)

    assert reply.headers["Content-Disposition"] == 'attachment; filename="chase.docx"'
    words = "\n".join(one.text for one in Document(BytesIO(reply.content)).paragraphs)
    assert "Sam <b>: you had my request on Friday 1 May 2026." in words


def test_what_a_word_processor_put_between_lines_breaks_no_letter(client: TestClient) -> None:
    reply = client.post("/letters/chase.docx", data={"child": "A\x0bB\x00C\ufffe"})

    assert reply.status_code == 200


def test_what_is_typed_into_a_letter_is_neither_kept_nor_logged(
    client: TestClient, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    client.post("/letters/chase", data={"child": "Zebedee", "helps": "Zebedee likes trains"})

    logged = capsys.readouterr()
    assert "route=/letters/{id}" in logged.out
    assert "Zebedee" not in logged.out + logged.err
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not any(b"Zebedee" in path.read_bytes() for path in kept)


def test_the_chat_leads_to_the_letter(client: TestClient) -> None:
    asked = {"text": "is there a letter to chase a decision, letter no reply"}

    page = client.post("/", data=asked, follow_redirects=True).text

    assert "Use this letter after six weeks." in page
    assert 'href="/letters/chase"' in page


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_letter_that_there_is_not_is_not_found(client: TestClient, method: str) -> None:
    assert getattr(client, method)("/letters/none").status_code == 404
