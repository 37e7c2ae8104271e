"""Documents cut into passages, and the windows within them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.documents import Block, Document, Role, Section, Source, Statement
from knowledge.passages import MOST_PIECES, Window, cut, keep_whole, searched_text, windows
from knowledge.sentences import sentences
from tests.fakes import WordEmbedder

pieces = WordEmbedder().pieces


def sentence(number: int, length: int) -> str:
    return f"Sentence {number}{' word' * (length - 2)}."


def block(*lengths: int, role: Role = Role.DETAIL, first: int = 0) -> Block:
    texts = (sentence(number, length) for number, length in enumerate(lengths, start=first))
    return Block(role, tuple(map(Statement, texts)))


def section(*blocks: Block, anchor: str = "who", asked_as: tuple[str, ...] = ()) -> Section:
    return Section(anchor, "Who decides?", blocks, asked_as)


def document(*sections: Section, sources: tuple[Source, ...] = ()) -> Document:
    return Document("england/plan", "The plan", sections, sources=sources)


lengths = st.integers(min_value=2, max_value=60)
blocks = st.builds(
    lambda each, role: block(*each, role=role),
    st.lists(lengths, min_size=1, max_size=12),
    st.sampled_from(Role),
)
documents = st.lists(st.lists(blocks, max_size=8), max_size=3).map(
    lambda each: document(*(section(*one, anchor=f"s{n}") for n, one in enumerate(each)))
)


def test_a_section_is_one_passage_with_its_own_address() -> None:
    (passage,) = cut(document(section(block(5, 6))), pieces=pieces)

    assert passage.id == "england/plan#who"
    assert passage.address == "/guidance/england/plan#who"
    assert (passage.title, passage.heading) == ("The plan", "Who decides?")


def test_ids_stay_when_another_section_is_added() -> None:
    before = document(section(block(5), anchor="who"), section(block(6), anchor="when"))
    new = section(block(*[50] * 10), anchor="new")

    after = replace(before, sections=(new, *before.sections))

    ids = [passage.id for passage in cut(before, pieces=pieces)]
    assert [passage.id for passage in cut(after, pieces=pieces)][-2:] == ids


def test_a_long_section_is_cut_between_its_blocks() -> None:
    whole = section(*(block(50, 50, first=10 * number) for number in range(5)))

    passages = cut(document(whole), pieces=pieces)

    assert [len(passage.blocks) for passage in passages] == [2, 2, 1]
    assert [passage.id.partition("#")[2] for passage in passages] == ["who", "who~2", "who~3"]
    assert {passage.address for passage in passages} == {"/guidance/england/plan#who"}
    assert tuple(one for passage in passages for one in passage.blocks) == whole.blocks


def test_a_text_that_was_cut_already_stays_whole() -> None:
    long = section(*(block(50, 50, first=10 * number) for number in range(5)))

    (passage,) = keep_whole(document(long, section(anchor="empty")))

    assert passage.id == "england/plan#who"
    assert passage.blocks == long.blocks


def test_each_part_of_a_long_section_opens_with_its_direct_answer() -> None:
    answer = block(30, role=Role.ANSWER)
    rest = tuple(block(50, 50, first=10 * number) for number in range(5))

    passages = cut(document(section(answer, *rest)), pieces=pieces)

    assert len(passages) == 3
    assert {passage.blocks[0] for passage in passages} == {answer}
    assert tuple(one for passage in passages for one in passage.blocks[1:]) == rest
    assert all(pieces(searched_text(passage)) <= MOST_PIECES for passage in passages)


def test_a_block_too_long_for_a_passage_is_cut_between_its_sentences() -> None:
    long = block(*[50] * 9, role=Role.DO_NOW)

    passages = cut(document(section(long)), pieces=pieces)

    parts = [one for passage in passages for one in passage.blocks]
    assert {part.role for part in parts} == {Role.DO_NOW}
    assert tuple(one for part in parts for one in part.statements) == long.statements


def test_a_sentence_too_long_for_a_passage_keeps_its_words_in_order() -> None:
    long = block(900)

    passages = cut(document(section(long)), pieces=pieces)

    assert " ".join(passage.text for passage in passages) == long.text
    assert all(pieces(searched_text(passage)) <= MOST_PIECES for passage in passages)


def test_a_heading_that_fills_a_passage_leaves_its_words_room() -> None:
    long = replace(section(block(*[20] * 10)), heading=sentence(0, 400))

    passages = cut(document(long), pieces=pieces)

    assert len(passages) <= 2


@given(documents)
def test_every_sentence_is_verbatim_in_a_passage(made: Document) -> None:
    texts = [passage.text for passage in cut(made, pieces=pieces)]

    said = [
        statement.text
        for one in made.sections
        for each in one.blocks
        for statement in each.statements
    ]
    assert all(any(words in text for text in texts) for words in said)


@given(documents)
def test_a_passage_is_at_most_256_word_pieces_with_its_headings(made: Document) -> None:
    passages = cut(made, pieces=pieces)

    assert all(pieces(searched_text(passage)) <= MOST_PIECES for passage in passages)
    assert len({passage.id for passage in passages}) == len(passages)


@given(documents)
def test_a_window_is_at_most_60_words_of_the_blocks_that_it_names(made: Document) -> None:
    for passage in cut(made, pieces=pieces):
        found = windows(passage)

        assert all(len(window.text.split()) <= 60 for window in found)
        assert {position for window in found for position in window.blocks} == {
            position
            for position, one in enumerate(passage.blocks)
            if position == 0 or one.role is not Role.INDEPENDENT_HELP
        }
        for window in found:
            named = " ".join(_said(passage.blocks[position]) for position in window.blocks)
            assert all(one in named for one in sentences(window.text))


def _said(block: Block) -> str:
    return " ".join(statement.text for statement in block.statements)


def test_neighbouring_details_share_a_window_and_a_label_stands_alone() -> None:
    whole = section(
        block(10, role=Role.ANSWER), block(20), block(30), block(20), block(5, role=Role.BY_WHEN)
    )

    (passage,) = cut(document(whole), pieces=pieces)

    assert [window.blocks for window in windows(passage)] == [(0,), (1, 2), (3,), (4,)]


def test_a_sentence_longer_than_a_window_is_one_by_itself() -> None:
    (passage,) = cut(document(section(block(5, 90, 5))), pieces=pieces)

    assert [len(window.text.split()) for window in windows(passage)] == [5, 90, 5]


def test_the_question_and_its_other_wordings_find_the_passage_and_quote_nothing() -> None:
    (passage,) = cut(document(section(block(5), asked_as=("whose call is it",))), pieces=pieces)

    assert windows(passage)[:2] == [Window("Who decides?"), Window("whose call is it")]


@pytest.mark.parametrize(
    ("references", "authority"),
    [
        (("CFA 2014 s.36",), 1.0),
        (("CoP 9.14", "IPSEA: appeals"), 0.9),
        (("IPSEA: appeals",), 0.6),
        (("CoPilot 9.14",), 0.5),
        ((), 0.5),
    ],
)
def test_a_passage_stands_as_high_as_the_highest_source_that_it_rests_on(
    references: tuple[str, ...], authority: float
) -> None:
    sources = (
        Source("statute", "CFA 2014"),
        Source("statutory guidance", "CoP"),
        Source("national page", "IPSEA: appeals", "2025"),
    )
    said = Block(Role.ANSWER, (Statement("You may appeal.", references),))

    (passage,) = cut(document(section(said), sources=sources), pieces=pieces)

    assert passage.authority == authority
