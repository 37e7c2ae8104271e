"""Nothing is said that its passage does not bear out, and every sentence carries its mark."""

from assistant.citing import Cited, Draft, DraftSentence, Part, cite
from knowledge.documents import Passage, Role
from tests.assistant.passages import CHECKED, block, passage

APPEAL = passage(
    "england/refused#appeal",
    block(
        Role.ANSWER,
        "You can appeal.",
        "It is free.",
        references=("CFA 2014 s.51", "HESC Rules 2008 rule 20"),
    ),
    block(Role.DETAIL, "Most people go without a lawyer."),
    block(Role.BY_WHEN, "Appeal within 2 months.", references=("Regs 2014 reg 33",)),
    block(Role.DO_NOW, "Find the letter.", "Note its date."),
    block(Role.DO_NOW, "Ring the adviser."),
)


def drafted(*parts: tuple[Role, tuple[str, ...]], of: Passage = APPEAL) -> Draft:
    return Draft(
        tuple(
            Part(role, tuple(DraftSentence(text, (of.id,)) for text in texts))
            for role, texts in parts
        )
    )


def cited(draft: Draft, *, with_references: bool = False) -> Cited:
    found = cite(draft, [APPEAL], with_references=with_references)
    assert found is not None
    return found


def test_a_sentence_that_is_not_in_its_passage_is_dropped() -> None:
    draft = drafted((Role.ANSWER, ("You can appeal.", "You will win.")))

    found = cited(draft)

    assert found.text == "You can appeal. [1]"
    assert found.citations[0].quote == "You can appeal."


def test_a_sentence_that_names_no_passage_it_was_shown_is_dropped() -> None:
    other = passage("england/other#one", block(Role.ANSWER, "You can appeal."))
    draft = drafted((Role.ANSWER, ("You can appeal.",)), of=other)

    assert cite(draft, [APPEAL]) is None


def test_without_a_sentence_left_there_is_no_answer() -> None:
    assert cite(drafted((Role.ANSWER, ("You will win.",))), [APPEAL]) is None
    assert cite(Draft(()), [APPEAL]) is None


def test_a_sentence_may_rest_on_any_of_the_passages_it_names() -> None:
    other = passage("england/other#one", block(Role.ANSWER, "Mediation is free."))
    sentence = DraftSentence("You can appeal.", (other.id, APPEAL.id))

    found = cite(Draft((Part(Role.ANSWER, (sentence,)),)), [other, APPEAL])

    assert found is not None
    (citation,) = found.citations
    assert citation.passage.endswith(APPEAL.text)


def test_sentences_of_several_passages_in_one_part_are_each_cited_to_their_own() -> None:
    other = passage("england/other#one", block(Role.ANSWER, "Mediation is free."))
    sentences = (
        DraftSentence("You can appeal.", (APPEAL.id,)),
        DraftSentence("It is free.", (APPEAL.id,)),
        DraftSentence("Mediation is free.", (other.id,)),
    )

    found = cite(Draft((Part(Role.ANSWER, sentences),)), [APPEAL, other])

    assert found is not None
    assert found.text == "You can appeal. [1] It is free. [1] Mediation is free. [2]"
    assert [citation.quote for citation in found.citations] == [
        "You can appeal. It is free.",
        "Mediation is free.",
    ]


def test_marks_are_numbered_in_order_past_what_was_dropped() -> None:
    draft = drafted(
        (Role.ANSWER, ("You can appeal.",)),
        (Role.DETAIL, ("You will win.",)),
        (Role.BY_WHEN, ("Appeal within 2 months.",)),
    )

    found = cited(draft)

    assert [citation.mark for citation in found.citations] == [1, 2]
    assert found.text == "You can appeal. [1]\n\n- **By when:** Appeal within 2 months. [2]"


def test_every_sentence_carries_its_mark() -> None:
    found = cited(drafted((Role.ANSWER, ("You can appeal.", "It is free."))))

    assert found.text == "You can appeal. [1] It is free. [1]"


def test_a_citation_copies_what_was_relied_on() -> None:
    (citation,) = cited(drafted((Role.ANSWER, ("You can appeal.", "It is free.")))).citations

    assert citation.title == "The page england/refused"
    assert citation.section == "The section england/refused#appeal"
    assert citation.address == "/guidance/england/refused#appeal"
    assert citation.quote == "You can appeal. It is free."
    assert citation.source == "CFA 2014 s.51; HESC Rules 2008 rule 20"
    assert citation.checked == CHECKED
    assert citation.passage == f"{APPEAL.heading}\n{APPEAL.text}"


def test_a_sentence_that_leans_on_its_question_is_printed_and_quoted_with_it() -> None:
    sentence = DraftSentence("You can appeal.", (APPEAL.id,))

    found = cited(Draft((Part(Role.ANSWER, (sentence,), APPEAL.heading),)))

    assert found.text == f"**{APPEAL.heading}** [1] You can appeal. [1]"
    assert found.citations[0].quote == f"{APPEAL.heading}\nYou can appeal."
    assert found.citations[0].quote in found.citations[0].passage


def test_of_sentences_that_stand_apart_the_quote_is_the_first() -> None:
    draft = drafted((Role.DETAIL, ("You can appeal.", "Most people go without a lawyer.")))

    (citation,) = cited(draft).citations

    assert citation.quote == "You can appeal."


def test_professionals_read_the_references_behind_the_words() -> None:
    draft = drafted(
        (Role.ANSWER, ("You can appeal.", "It is free.")),
        (Role.DETAIL, ("Most people go without a lawyer.",)),
    )

    found = cited(draft, with_references=True)

    assert found.text == (
        "You can appeal. [1] It is free. (CFA 2014 s.51; HESC Rules 2008 rule 20) [1]\n\n"
        "- Most people go without a lawyer. [2]"
    )


def test_families_read_no_references_but_can_open_them() -> None:
    found = cited(drafted((Role.BY_WHEN, ("Appeal within 2 months.",))))

    assert "reg 33" not in found.text
    assert found.citations[0].source == "Regs 2014 reg 33"


def test_a_label_is_printed_once_for_neighbours_that_share_it() -> None:
    draft = drafted(
        (Role.DO_NOW, ("Find the letter.", "Note its date.")),
        (Role.DO_NOW, ("Ring the adviser.",)),
    )

    found = cited(draft)

    assert found.text == (
        "- **Do now:** Find the letter. [1] Note its date. [1] Ring the adviser. [2]"
    )


def test_what_to_do_now_is_given_as_steps_too() -> None:
    draft = drafted(
        (Role.ANSWER, ("You can appeal.",)),
        (Role.DO_NOW, ("Find the letter.", "Note its date.")),
        (Role.DO_NOW, ("Ring the adviser.", "Then win.")),
    )

    assert cited(draft).next_steps == ("Find the letter. Note its date.", "Ring the adviser.")


def test_an_answer_that_leans_on_its_question_is_printed_under_it() -> None:
    sentence = DraftSentence("You can appeal.", (APPEAL.id,))
    question = APPEAL.heading

    found = cite(Draft((Part(Role.ANSWER, (sentence,), question),)), [APPEAL])

    assert found is not None
    assert found.text == f"**{question}** [1] You can appeal. [1]"
    assert found.citations[0].quote == f"{question}\nYou can appeal."
    assert found.citations[0].quote in found.citations[0].passage
