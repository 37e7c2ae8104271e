"""Passages found by their words."""

from pathlib import Path

import numpy as np
import pytest

from knowledge.keywords import Keywords, terms

TEXTS = ["Appeal to the tribunal within two months", "A taxi to school", "The school bus to school"]


@pytest.fixture
def keywords() -> Keywords:
    return Keywords.build(TEXTS)


def test_words_are_found_in_any_of_their_forms(keywords: Keywords) -> None:
    scores = keywords.scores([("appealing to tribunals", 1.0)])

    assert scores.argmax() == 0
    assert scores[1] == scores[2] == 0


def test_a_rare_word_says_more_than_a_common_one(keywords: Keywords) -> None:
    scores = keywords.scores([("taxi school", 1.0)])

    assert scores.argmax() == 1


def test_each_text_counts_by_its_weight(keywords: Keywords) -> None:
    taxi, bus = keywords.scores([("taxi", 1.0)]), keywords.scores([("bus", 1.0)])

    both = keywords.scores([("taxi", 1.0), ("bus", 0.5)])

    np.testing.assert_allclose(both, taxi + 0.5 * bus, rtol=1e-6)


def test_words_that_stand_together_count_for_more_than_the_same_words_apart() -> None:
    scores = Keywords.build(
        ["A bus pass for a school trip", "A pass for a trip on the school bus", "A taxi"]
    ).scores([("is there a school bus", 1.0)])

    assert scores[1] > scores[0] > scores[2] == 0


def test_words_of_conversation_do_not_part_what_they_stand_between() -> None:
    scores = Keywords.build(["Refused to assess", "Assess who refused"]).scores(
        [("refused assess", 1.0)]
    )

    assert scores[0] > scores[1]


def test_pairs_are_looked_for_where_it_was_said(keywords: Keywords) -> None:
    paired = Keywords.build(TEXTS, paired=["", "school bus", ""])

    gained = paired.scores([("school bus", 1.0)]) - keywords.scores([("school bus", 1.0)])

    assert gained[1] > 0 > gained[2]


def test_a_long_text_counts_as_ten_words(keywords: Keywords) -> None:
    ten, forty = (keywords.scores([("taxi " * length, 1.0)]) for length in (10, 40))

    np.testing.assert_allclose(forty, ten, rtol=1e-5)
    assert ten.max() > keywords.scores([("taxi " * 9, 1.0)]).max()


@pytest.mark.parametrize("words", ["", "what can I do?", "zebra", "🚌", "স্কুল"])
def test_words_that_no_passage_holds_find_nothing(keywords: Keywords, words: str) -> None:
    assert not keywords.scores([(words, 1.0)]).any()


def test_what_was_saved_finds_the_same(keywords: Keywords, tmp_path: Path) -> None:
    query = [("a taxi or a bus to school", 1.0)]

    keywords.save(tmp_path / "keywords")

    opened = Keywords.load(tmp_path / "keywords")
    np.testing.assert_array_equal(opened.scores(query), keywords.scores(query))
    assert opened.overlap("school taxi", TEXTS[1]) == keywords.overlap("school taxi", TEXTS[1])


def test_overlap_is_the_share_of_the_words_that_a_passage_holds(keywords: Keywords) -> None:
    assert keywords.overlap("taxis for schools", "A taxi to school") == 1.0
    assert keywords.overlap("zebra", "A taxi to school") == 0.0
    assert keywords.overlap("what is it?", "A taxi to school") == 0.0
    half = keywords.overlap("taxi tribunal", "A taxi to school")
    assert half == pytest.approx(0.5)


def test_rare_words_weigh_more_in_the_overlap(keywords: Keywords) -> None:
    rare = keywords.overlap("taxi school", "taxi")
    common = keywords.overlap("taxi school", "school")

    assert rare > common


def test_a_link_counts_by_its_label() -> None:
    assert terms("Read [the appeal page](england/appeal) at https://example.org/x") == terms(
        "Read the appeal page at"
    )


def test_a_passage_of_no_words_has_a_row_all_the_same() -> None:
    scores = Keywords.build(["", "A taxi"]).scores([("taxi", 1.0)])

    assert scores.shape == (2,)
    assert scores.argmax() == 1
