"""Markdown → safe HTML."""

import pytest

from assistant.conversation import Answer, Citation, ContactGiven, Outcome
from web.rendering import answer_html, grouped, reference_links


def answer(text: str, marks: int = 2) -> Answer:
    citations = tuple(
        Citation(
            mark, "Refused", "What now?", f"/guidance/england/refused#{mark}", "You can appeal."
        )
        for mark in range(1, marks + 1)
    )
    contacts = (
        ContactGiven("Emergency", "999"),
        ContactGiven("Shout", "85258"),
        ContactGiven("The team", email="team@example.gov.uk"),
    )
    return Answer(Outcome.ANSWERED, text, id="a", citations=citations, contacts=contacts)


def test_a_mark_is_a_link_to_its_source() -> None:
    html = answer_html(answer("You can appeal. [1]"))

    assert '<a href="#source-a-1" aria-label="Source 1">1</a>' in html


def test_a_number_in_brackets_that_is_no_mark_stays() -> None:
    assert "[7]" in answer_html(answer("The form has a box [7]. [1]"))


def test_of_equal_marks_in_a_paragraph_the_last_of_a_run_is_shown() -> None:
    html = answer_html(answer("One. [1] Two. [1] Three. [2] Four. [1]\n\n- Five. [1] Six. [1]"))

    assert html.count("#source-a-1") == 3
    assert html.count("#source-a-2") == 1
    assert html.index("Two.") < html.index("#source-a-1")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[click](javascript:alert(1))",
        "![x](https://elsewhere.example/x.png)",
    ],
)
def test_nothing_in_a_text_runs_or_loads(text: str) -> None:
    html = answer_html(answer(text))

    assert "<script" not in html
    assert "<img" not in html
    assert "href=" not in html


def test_numbers_and_addresses_of_contacts_ring_and_write() -> None:
    html = answer_html(
        answer("Call **999**, text 85258 or write to team@example.gov.uk. Page 111.")
    )

    assert 'href="tel:999"' in html
    assert 'href="sms:85258"' in html
    assert 'href="mailto:team@example.gov.uk"' in html
    assert "tel:111" not in html


def test_references_are_linked_where_their_address_is_known() -> None:
    html = reference_links("CFA 2014 s.51; Feedback <policy>")

    assert 'section/51">CFA 2014 s.51</a>; Feedback &lt;policy&gt;' in html


def test_citations_of_one_section_stand_together() -> None:
    first, second = answer("", marks=2).citations

    assert grouped([first, second, first]) == [[first, first], [second]]
