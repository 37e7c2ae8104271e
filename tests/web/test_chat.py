"""The pages of a conversation, without JavaScript."""

import re
from datetime import datetime
from html import unescape
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.conversation import MOST_CHARACTERS
from knowledge.settings import LONDON
from tests.web.conftest import Built

REFUSED = "The council refused to assess. What can I do?"
DANGER = "I want to kill myself"
STANDING_LINE = "automated tool, not a person"


def ask(client: TestClient, text: str, audience: str = "parent") -> Any:
    """The page that comes back."""
    return client.post("/", data={"text": text, "audience": audience})


def found(pattern: str, page: Any) -> list[str]:
    return [unescape(one) for one in re.findall(pattern, page.text)]


@pytest.mark.parametrize("path", ["/", "/guidance", "/guidance/england/refused", "/nowhere"])
def test_every_page_says_that_this_is_no_person(client: TestClient, path: str) -> None:
    page = client.get(path)

    assert STANDING_LINE in page.text
    assert page.text.count("<h1") == 1


def test_a_question_is_shown_with_its_answer_until_the_conversation_is_left(
    client: TestClient,
) -> None:
    answered = ask(client, REFUSED)
    again = client.get("/")
    client.post("/new")

    for page in (answered, again):
        assert REFUSED in page.text
        assert "You can appeal to an independent tribunal." in page.text
    assert REFUSED not in client.get("/").text


def test_a_post_leads_to_a_page_that_may_be_reloaded(client: TestClient) -> None:
    reply = client.post("/", data={"text": REFUSED}, follow_redirects=False)

    assert reply.status_code == 303
    assert reply.headers["location"].startswith("/#answer-")


def test_each_mark_leads_to_its_source(client: TestClient) -> None:
    page = ask(client, REFUSED)

    marks = found(r'href="#(source-[^"]+)"', page)
    assert marks
    assert set(marks) <= set(found(r'id="([^"]+)"', page))
    assert "/guidance/england/refused" in " ".join(
        found(r'class="govuk-link" href="([^"]+)"', page)
    )
    assert "https://www.legislation.gov.uk/ukpga/2014/6/section/51" in page.text


def test_what_somebody_types_is_text_and_nothing_else(client: TestClient) -> None:
    page = ask(client, "<script>alert(1)</script> refused to assess?")

    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.text


@pytest.mark.parametrize("text", ["", "   ", "x" * (MOST_CHARACTERS + 1)])
def test_a_message_that_cannot_be_used_comes_back_with_what_to_change(
    client: TestClient, text: str
) -> None:
    page = ask(client, text, "senco")

    assert page.status_code == 422
    assert 'href="#text"' in page.text
    assert text in found(r"(?s)<textarea[^>]*>\n?(.*?)</textarea>", page)
    assert found(r'value="(\w+)" checked', page) == ["senco"]


def test_danger_in_a_message_that_is_too_long_is_answered(client: TestClient) -> None:
    page = ask(client, f"{'word ' * MOST_CHARACTERS} {DANGER}")

    assert page.status_code == 200
    assert "app-answer--urgent" in page.text


def test_numbers_of_an_urgent_answer_can_be_rung(client: TestClient) -> None:
    page = ask(client, DANGER)

    urgent = page.text[page.text.index("app-answer--urgent") : page.text.index("</article>")]
    assert 'href="tel:999"' in urgent
    assert 'href="tel:111"' in urgent


def test_who_is_asking_is_kept_and_can_be_switched(client: TestClient) -> None:
    first = ask(client, REFUSED, "young_person")
    second = ask(client, REFUSED, "senco")

    assert found(r'value="(\w+)" checked', first) == ["young_person"]
    assert found(r'value="(\w+)" checked', second) == ["senco"]
    assert found("<p>(The council refused.*?)</p>", second) == [REFUSED, REFUSED]


def test_nobody_becomes_an_officer_by_saying_so(client: TestClient) -> None:
    page = ask(client, "Where is the officers' cupboard key?", "officer")

    assert page.status_code == 422
    assert "upstairs" not in page.text


def test_a_suggestion_is_a_button_that_asks(client: TestClient) -> None:
    suggested = found(r'name="text" value="([^"]+)"', client.get("/"))

    page = ask(client, suggested[0])

    assert suggested[0] in page.text
    assert "app-answer" in page.text


def test_a_deleted_conversation_is_gone(client: TestClient) -> None:
    ask(client, REFUSED)
    key = dict(client.cookies)

    page = client.post("/delete")
    client.cookies.update(key)

    assert "has been deleted" in page.text
    assert REFUSED not in client.get("/").text


def test_a_conversation_that_was_forgotten_begins_anew(client: TestClient) -> None:
    client.cookies.set("conversation", "gone.token")

    page = ask(client, REFUSED)

    assert page.status_code == 200
    assert REFUSED in page.text


def test_somebody_who_found_an_answer_useful_is_thanked(client: TestClient) -> None:
    answer = found(r'name="answer_id" value="([^"]+)"', ask(client, REFUSED))[0]

    page = client.post("/feedback", data={"answer_id": answer, "useful": "yes"})

    assert "Thank you for telling us" in page.text


def test_feedback_without_a_conversation_leads_to_the_chat(client: TestClient) -> None:
    page = client.post("/feedback", data={"answer_id": "1", "useful": "no"})

    assert page.status_code == 200
    assert "Your question" in page.text


@pytest.mark.parametrize(
    ("base", "is_secure"), [("http://testserver", False), ("https://testserver", True)]
)
def test_the_key_to_a_conversation_is_for_its_browser_alone(
    built: Built, base: str, is_secure: bool
) -> None:
    reply = built(base=base).post("/", data={"text": REFUSED}, follow_redirects=False)

    cookie = reply.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert ("Secure" in cookie) is is_secure


def test_a_day_that_stands_in_for_today_is_shown(built: Built) -> None:
    client = built(fixed_today=datetime(2026, 11, 23, tzinfo=LONDON))

    assert all("23 November 2026" in client.get(path).text for path in ("/", "/guidance", "/none"))


def test_what_was_understood_is_shown_with_the_words_it_came_from(client: TestClient) -> None:
    page = ask(client, "He is in year 4 and the council refused to assess. What can I do?")

    assert "What I have understood" in page.text
    assert "<strong>School year:</strong> Year 4" in page.text
    assert "You said “year 4”" in page.text


def test_a_fact_that_is_removed_is_gone_from_the_page_and_from_later_answers(
    client: TestClient,
) -> None:
    ask(client, "He is in year 4 and the council refused to assess. What can I do?")

    page = client.post("/facts/remove", data={"name": "year"})
    later = ask(client, "and how long do I have?")

    assert "Year 4" not in page.text
    assert "Year 4" not in later.text


def test_nothing_is_said_to_be_understood_where_nothing_was_told(client: TestClient) -> None:
    assert "What I have understood" not in ask(client, "What is an appeal?").text


def test_another_language_is_marked_for_screen_readers(client: TestClient) -> None:
    page = ask(client, "Moja córka ma autyzm i szkoła nie chce jej pomóc. Co mogę zrobić?")

    assert '<div class="app-own-language" lang="pl">' in page.text
    assert "Polish interpreter, please" in page.text
