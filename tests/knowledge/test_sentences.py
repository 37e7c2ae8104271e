"""A text's sentences, word for word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.sentences import sentences


def test_a_text_is_parted_at_the_ends_of_its_sentences() -> None:
    text = "You may appeal. It is free! Do you need a lawyer? No."

    assert sentences(text) == ["You may appeal.", "It is free!", "Do you need a lawyer?", "No."]


@pytest.mark.parametrize(
    "sentence",
    [
        "The council must decide under s. 36 of the Act.",
        "A cost of £2.50 a day, e.g. A taxi, is paid.",
        "Ask Mrs. Khan or Dr. Osei about it.",
        "This is reg. 4 of the rules.",
    ],
)
def test_a_full_stop_that_ends_no_sentence_parts_nothing(sentence: str) -> None:
    assert sentences(sentence) == [sentence]


def test_a_closing_quotation_mark_belongs_to_its_sentence() -> None:
    assert sentences("They said “no.” You may appeal.") == ["They said “no.”", "You may appeal."]


def test_the_end_of_a_line_ends_a_sentence() -> None:
    assert sentences("What to bring\nthe letter\n\n") == ["What to bring", "the letter"]


@given(st.text())
def test_nothing_but_space_is_lost_or_changed(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
