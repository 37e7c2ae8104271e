"""The pages in real Chromium: on a phone and a desktop, with JavaScript and without, for everybody."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.real]

PHONE, DESKTOP = 390, 1280
REFUSED = "They refused to assess my son. What can we do now?"
PASTED = "2 November 2026\nDear Ms Reid, we have decided not to carry out an EHC needs assessment."
AXE = Path(__file__).parent / "axe" / "axe.min.js"
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

Visiting = Callable[..., Visit]


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_question_is_answered_from_a_source_that_opens(
    visit: Visiting, width: int, javascript: bool
) -> None:
    at = visit(width, javascript=javascript)
    at.open("/")

    at.ask(REFUSED)

    expect(at.page.locator(".app-answer")).to_contain_text("independent tribunal")
    at.page.get_by_role("link", name="Source 1").first.click()
    expect(at.page.locator(".app-source__mark:target")).to_be_in_viewport()
    at.page.locator(".app-source a").first.click()
    expect(at.page.locator("h2:target")).to_be_in_viewport()
    assert at.faults == []


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_the_newest_question_is_in_view_after_it_was_asked(
    visit: Visiting, javascript: bool
) -> None:
    at = visit(PHONE, javascript=javascript)
    at.open("/")

    at.ask(REFUSED)
    at.ask("How long do I have to appeal?")

    expect(at.page.locator(".app-question").last).to_be_in_viewport()
    expect(at.page.locator(".app-question").first).not_to_be_in_viewport()


def test_a_conversation_can_be_held_and_deleted_without_script(visit: Visiting) -> None:
    at = visit(PHONE, javascript=False)
    at.open("/")
    at.page.get_by_label("Young person").check()
    at.ask("Can I get a taxi to college?")

    at.page.locator(".app-questions button").first.click()
    at.page.get_by_role("button", name="Yes").last.click()
    expect(at.page.get_by_text("Thank you for telling us")).to_be_visible()
    expect(at.page.get_by_label("Young person")).to_be_checked()
    at.page.locator("summary", has_text="Delete my conversation").click()
    at.page.get_by_role("button", name="Delete my conversation").click()

    expect(at.page.get_by_text("has been deleted")).to_be_visible()
    expect(at.page.locator(".app-question")).to_have_count(0)


def test_an_empty_question_is_asked_for_where_the_focus_is(visit: Visiting) -> None:
    at = visit(PHONE)
    at.open("/")

    at.page.get_by_role("button", name="Ask", exact=True).click()

    expect(at.page.locator(".govuk-error-summary")).to_be_focused()
    at.page.get_by_role("link", name="Please type a question first.").click()
    expect(at.page.get_by_role("textbox")).to_be_focused()


def test_the_keyboard_can_skip_to_the_content(visit: Visiting) -> None:
    at = visit(DESKTOP)
    at.open("/")

    at.page.keyboard.press("Tab")
    expect(at.page.get_by_role("link", name="Skip to main content")).to_be_focused()
    at.page.keyboard.press("Enter")

    expect(at.page.locator("main")).to_be_focused()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_letter_is_filled_in_with_the_date_worked_out(visit: Visiting, javascript: bool) -> None:
    at = visit(PHONE, javascript=javascript)
    at.open("/letters")
    at.page.get_by_role("link", name="Chase a late decision on an assessment").click()

    at.page.get_by_label("Your child's name").fill("Sam")
    at.page.get_by_label("The day the council got your request").fill("2026-10-01")
    at.page.get_by_role("button", name="Fill in the letter").click()

    letter = at.page.get_by_role("region", name="The letter")
    expect(letter).to_be_in_viewport()
    expect(letter).to_contain_text("That time ended on Thursday 12 November 2026.")
    expect(letter).to_contain_text("EHC needs assessment: Sam, born [date of birth]")
    assert at.page.get_by_role("button", name="Print the letter").is_visible() is javascript


def test_a_letter_is_saved_as_a_word_file(visit: Visiting) -> None:
    at = visit(DESKTOP)
    at.open("/letters/ask-for-an-assessment")

    with at.page.expect_download() as download:
        at.page.get_by_role("button", name="Save as a Word file").click()

    assert download.value.suggested_filename == "ask-for-an-assessment.docx"


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_dates_are_worked_out_by_keyboard_and_taken_along(
    visit: Visiting, javascript: bool
) -> None:
    at = visit(PHONE, javascript=javascript)
    at.open("/dates")
    at.page.get_by_label("Choose what happened").focus()

    at.page.keyboard.type("The council received a request for an EHC")
    at.page.get_by_label("On what date?").fill("14 Sept 2026")
    at.page.get_by_label("On what date?").press("Enter")

    expect(at.page.get_by_role("heading", name="Your dates")).to_be_visible()
    expect(at.page.get_by_role("img", name="Timeline of your dates")).to_be_visible()
    at.page.get_by_text("The same in a table").click()
    expect(at.page.get_by_role("table")).to_contain_text("By Monday 26 October 2026")
    with at.page.expect_download() as download:
        at.page.get_by_role("link", name="Put them in my calendar").click()
    assert download.value.suggested_filename == "dates.ics"
    assert at.faults == []


@pytest.mark.parametrize("width", [320, PHONE, DESKTOP])
def test_the_timeline_fits_and_can_be_read(visit: Visiting, width: int) -> None:
    at = visit(width)
    dates_that_follow(at)

    sizes = at.page.locator(".app-line__words tspan").evaluate_all(
        "each => each.map(one => one.parentNode.getBBox().x + one.getComputedTextLength())"
    )

    assert max(sizes) <= 310
    scale = at.page.locator(".app-line__drawing").evaluate("one => one.clientWidth / 310")
    assert scale * 15 >= 12
    assert at.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_senco_goes_from_a_question_to_a_plan_to_print(visit: Visiting, javascript: bool) -> None:
    at = visit(DESKTOP, javascript=javascript)
    at.open("/")
    at.page.get_by_label("SENCO or school").check()
    at.ask("Year 3, can't sit still, what can I try?")

    expect(at.page.locator(".app-answer")).to_contain_text("Planned movement breaks")
    at.page.get_by_role("link", name="open these in the toolkit").click()
    expect(at.page.get_by_label("Phase")).to_have_value("primary")
    for box in at.page.get_by_role("checkbox").all()[:2]:
        box.check()
    at.page.get_by_label("Review date").fill("2027-01-15")
    at.page.get_by_role("button", name="Make a plan to print").click()

    expect(at.page.get_by_role("row")).to_have_count(3)
    expect(at.page.locator("main")).to_contain_text("15 January 2027")


def test_a_printed_plan_is_the_plan_alone(visit: Visiting) -> None:
    at = visit(DESKTOP)
    at.open("/toolkit/plan?strategy=planned-movement-primary")

    at.page.emulate_media(media="print")

    expect(at.page.locator(".app-plan")).to_be_visible()
    for hidden in (".app-header", ".app-footer", "[data-print]"):
        expect(at.page.locator(hidden)).to_be_hidden()


def test_the_words_of_a_page_are_explained_on_it(visit: Visiting) -> None:
    at = visit(PHONE)
    at.open("/guidance/england/mediation")

    at.page.locator("summary", has_text="Words explained").click()

    expect(at.page.get_by_text("mediation certificate", exact=True)).to_be_visible()


def test_reform_stands_under_a_dated_notice(visit: Visiting) -> None:
    at = visit(PHONE)
    at.open("/guidance/england/is-the-law-changing")

    notice = at.page.get_by_role("region", name="As at 23 November 2026")
    expect(notice).to_contain_text("has not changed")
    expect(notice).to_contain_text("Kept by the SEND content editor")


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_what_was_understood_can_be_taken_back(visit: Visiting, javascript: bool) -> None:
    at = visit(PHONE, javascript=javascript)
    at.open("/")
    at.ask("We live in Ely. My son is in year 4 and they refused to assess him. What can we do?")
    understood = at.page.get_by_role("region", name="What I have understood")
    expect(understood).to_contain_text("School year: Year 4")

    at.page.get_by_role("button", name=re.compile("Remove.*School year")).click()

    expect(understood).to_be_in_viewport()
    expect(understood).not_to_contain_text("Year 4")
    expect(understood).to_contain_text("East Cambridgeshire")
    at.ask("and how long do we have?")
    expect(at.page.locator(".app-read-with").last).to_contain_text("refused to assess him")
    expect(understood).not_to_contain_text("Year 4")
    assert at.faults == []


def test_a_vague_message_gets_topics_to_choose_from(visit: Visiting) -> None:
    at = visit(PHONE)
    at.open("/")
    at.ask("ehcp??")

    at.page.locator(".app-questions button").first.click()

    expect(at.page.locator(".app-answer")).to_have_count(2)
    expect(at.page.locator(".app-answer--answered")).to_have_count(1)


def empty(at: Visit) -> None:
    at.open("/")


def answered(at: Visit) -> None:
    at.open("/")
    at.ask(REFUSED)


def opened_source(at: Visit) -> None:
    answered(at)
    at.page.locator("summary", has_text="Words quoted").first.click()


def urgent(at: Visit) -> None:
    at.open("/")
    at.ask("I want to kill myself")


def understood(at: Visit) -> None:
    at.open("/")
    at.ask("I am the SENCO. He is 7, in year 3, has autism and they refused on 12 November.")


def in_polish(at: Visit) -> None:
    at.open("/")
    at.ask("Moja córka ma autyzm i szkoła nie chce jej pomóc. Co mogę zrobić?")


def urgent_in_bengali(at: Visit) -> None:
    at.open("/")
    at.ask("আমি মরতে চাই")


def two_questions(at: Visit) -> None:
    at.open("/")
    at.ask("How do I appeal? And can we get school transport?")


def refused(at: Visit) -> None:
    at.open("/")
    at.page.get_by_role("button", name="Ask", exact=True).click()
    at.page.locator(".govuk-error-summary").wait_for()


def index(at: Visit) -> None:
    at.open("/guidance")


def guidance(at: Visit) -> None:
    at.open("/guidance/england/refused-assessment")


def not_found(at: Visit) -> None:
    at.open("/nowhere")


def found(at: Visit) -> None:
    at.open("/guidance?words=taxi+to+school")


def reform(at: Visit) -> None:
    at.open("/guidance/england/reform-timeline")
    at.page.locator("summary", has_text="Words explained").click()


def letters(at: Visit) -> None:
    at.open("/letters")


def letter_with_an_error(at: Visit) -> None:
    at.open("/letters/more-time-on-a-draft-plan")
    at.page.locator("#served").evaluate("field => { field.type = 'text'; field.value = 'soon' }")
    at.page.get_by_role("button", name="Fill in the letter").click()
    at.page.locator(".govuk-error-summary").wait_for()


def dates(at: Visit) -> None:
    at.open("/dates")


def dates_that_follow(at: Visit) -> None:
    at.open("/dates?what=request-received&on=2026-09-14")
    at.page.locator("summary", has_text="The rule, and what to do").first.click()


def dates_in_school_days(at: Visit) -> None:
    at.open("/dates?what=governors-letter&on=2026-11-16&closed=2026-12-21")


def dates_with_an_error(at: Visit) -> None:
    at.open("/dates?what=decision-letter&on=31/02/2026")
    at.page.locator(".govuk-error-summary").wait_for()


def letter_explained(at: Visit) -> None:
    at.open("/dates")
    at.page.get_by_label("Paste the words").fill(PASTED)
    at.page.get_by_role("button", name="Explain my letter").click()
    at.page.get_by_text("This looks like").wait_for()


def toolkit(at: Visit) -> None:
    at.open("/toolkit?phase=primary&difficulty=sitting-still")


def plan_without_a_choice(at: Visit) -> None:
    toolkit(at)
    at.page.get_by_role("button", name="Make a plan to print").click()
    at.page.locator(".govuk-error-summary").wait_for()


def plan(at: Visit) -> None:
    at.open("/toolkit/plan?strategy=planned-movement-primary&review=2027-01-15")


def glossary(at: Visit) -> None:
    at.open("/glossary")


STATES = [
    *(understood, in_polish, urgent_in_bengali, two_questions),
    *(empty, answered, opened_source, urgent, refused, index, guidance, not_found),
    *(dates, dates_that_follow, dates_in_school_days, dates_with_an_error, letter_explained),
    *(found, reform, letters, letter_with_an_error, toolkit, plan_without_a_choice, plan, glossary),
]


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("state", STATES)
def test_a_page_shuts_nobody_out(
    visit: Visiting, state: Callable[[Visit], None], width: int
) -> None:
    at = visit(width)

    state(at)

    assert violations(at) == []
    assert at.page.evaluate("document.documentElement.scrollWidth") <= width


def violations(at: Visit) -> list[str]:
    """What axe-core finds against WCAG 2.2 A and AA, and against good practice."""
    at.page.evaluate(AXE.read_text("utf-8"))
    only: dict[str, Any] = {"runOnly": STANDARD}
    found = at.page.evaluate(f"axe.run(document, {json.dumps(only)})")["violations"]
    return [f"{one['id']}: {node['html']}" for one in found for node in one["nodes"]]
