"""What identifies somebody is taken out, and what an answer needs stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.masking import mask, visible

DETAILS = {
    "e-mail address": ["write to sam.example+send@example.org please"],
    "date of birth": [
        "dob 12/03/2015",
        "D.O.B.: 12.3.15",
        "he was born on 3rd of March 2015",
        "Date of birth 2015-03-12",
        "her birthday is 3 March 2015",
    ],
    "National Insurance number": ["AB123456C", "my number is ab 12 34 56 c"],
    "pupil number": ["UPN A823432108001", "upn b82343210800a"],
    "NHS number": ["943 476 5919", "9434765919", "NHS no 943-476-5919."],
    "phone number": [
        "07700 900123",
        "+44 7700 900123",
        "+44 (0)20 7946 0018",
        "(01632) 960001",
        "ring 01632960001",
    ],
    "postcode": ["CB1 2AB", "pe29 3tn", "we live in CB12AB"],
    "address": ["12 Mill Road", "4a, Old Orchard Close"],
    "name": [
        "my son Ravi",
        "My Daughter Amelia is nine",
        "my son, Ravi, is nine",
        "my son's name is Ravi",
        "my daughter’s name is Mary-Jane O'Brien",
        "my 7 year old son Ravi Sample",
        "our eldest daughter Amelia!",
        "my grandson is called Ravi.",
        "my sons Ravi and Tom",
        "My name is Sam Sample",
        "he was called Ravi at birth",
    ],
}
KEPT = [
    "I got the letter on 2 November 2026.",
    "The review was on 12/11/2026 at 10:30",
    "the plan is dated 2026-11-12",
    "943 476 5918 has another check digit, so it is no NHS number",
    "QQ 12 34 56 C begins as no National Insurance number does",
    "I rang 0345 045 5200 and 0300 123 4567",
    "Childline is 0800 1111, Samaritans 116 123, and then there is 999",
    "my area is CB1, or PE29",
    "he starts Y7 2nd term, after KS1 1st year",
    "send@cambridgeshire.gov.uk did not answer",
    "my son Has no plan",
    "My son Monday to Friday",
    "my child Benefit stopped",
    "my son Autistic and in year 4",
    "Is the school called Reception?",
    "They offered 15 hours, 3 times a week, for 6 to 12 weeks",
    "the £6,000 rule, section F, s.36(8) and reg 13(2)",
]


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in DETAILS.items() for text in texts]
)
def test_an_identifying_detail_is_taken_out(kind: str, text: str) -> None:
    masked = mask(text)

    assert masked.kinds == (kind,)
    assert masked.text != text


@pytest.mark.parametrize("text", KEPT)
def test_what_identifies_nobody_stays(text: str) -> None:
    assert mask(text).text == text


def test_a_detail_is_replaced_by_what_it_was() -> None:
    masked = mask("My son Ravi, dob 12/03/2015, NHS 943 476 5919: ring 07700 900123.")

    assert masked.text == (
        "My son [name], dob [date of birth], NHS [NHS number]: ring [phone number]."
    )
    assert masked.kinds == ("date of birth", "NHS number", "phone number", "name")


def test_of_a_postcode_the_first_half_stays() -> None:
    assert mask("We live in cb1 2ab now").text == "We live in CB1 now"


def test_a_kind_that_occurs_twice_is_named_once() -> None:
    assert mask("07700 900123 or 07700 900456").kinds == ("phone number",)


def test_masking_twice_changes_nothing_where_details_stand_side_by_side() -> None:
    once = mask("CB1 2AB 3DD and 12 12 Mill Road Road").text

    assert mask(once).text == once


detail = st.sampled_from([text for texts in DETAILS.values() for text in texts] + KEPT)


@given(st.lists(st.one_of(detail, st.text(max_size=8)), max_size=6).map(" ".join))
def test_masking_twice_changes_nothing(text: str) -> None:
    once = mask(text)

    twice = mask(once.text)

    assert twice.text == once.text
    assert twice.kinds == ()


@pytest.mark.parametrize(
    "hidden", ["\u200b", "\u00ad", "\ufeff", "\u202e", "\u2066", "\x00", "\x1b", "\U000e0041"]
)
def test_hidden_characters_are_taken_out(hidden: str) -> None:
    assert visible(f"How long{hidden} does it take?") == "How long does it take?"


def test_a_detail_behind_hidden_characters_is_found() -> None:
    assert mask(visible("0770\u200b0 900\u202e123")).text == "[phone number]"


def test_lines_tabs_and_letters_of_every_language_stay() -> None:
    text = "Line one\n\tline two: żółć, дитина, শিশু, 👩‍👧"

    assert visible(text.replace("\n", "\r\n")) == text
