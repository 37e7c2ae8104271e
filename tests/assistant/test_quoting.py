"""An answer is made of a page's own sentences: the direct answer, then what this reader needs most."""

from dataclasses import replace

import pytest

from assistant.citing import Draft
from assistant.conversation import Question
from assistant.quoting import Quoting
from assistant.understanding import understand
from knowledge.documents import Audience, Block, Match, Role, Statement
from tests.assistant.passages import block, match, passage, signpost


def compose(*matches: Match, asked: str = "x", audience: Audience = Audience.PARENT) -> Draft:
    return Quoting().compose(understand(Question(asked, audience), ()), matches)


def said(draft: Draft) -> list[str]:
    return [sentence.text for part in draft.parts for sentence in part.sentences]


def words(count: int, name: str) -> str:
    """A sentence of so many words."""
    return " ".join([name] * (count - 1)) + " end."


def test_the_direct_answer_leads_and_the_rest_keeps_the_pages_order() -> None:
    page = passage(
        "p#s",
        block(Role.ANSWER, "You can appeal.", "It is free."),
        block(Role.WHO_DECIDES, "The tribunal decides."),
        block(Role.DETAIL, "It takes a year."),
        block(Role.BY_WHEN, "Within 2 months."),
        block(Role.DO_NOW, "Find the letter."),
        block(Role.INDEPENDENT_HELP, "SENDIASS is free."),
    )

    draft = compose(match(page))

    assert said(draft) == [
        "You can appeal.",
        "It is free.",
        "The tribunal decides.",
        "It takes a year.",
        "Within 2 months.",
        "Find the letter.",
        "SENDIASS is free.",
    ]


def test_every_sentence_is_the_passages_own_and_names_it() -> None:
    page = passage("p#s", block(Role.ANSWER, "One.", "Two."), block(Role.DETAIL, "Three."))

    draft = compose(match(page))

    for part in draft.parts:
        for sentence in part.sentences:
            assert sentence.text in page.text
            assert sentence.passages == ("p#s",)


def test_a_detail_that_does_not_bear_on_the_question_is_left_out() -> None:
    page = passage(
        "p#s",
        block(Role.ANSWER, "You can appeal."),
        block(Role.DETAIL, "The form is SEND35a."),
        block(Role.DETAIL, "In Wales it differs."),
    )

    draft = compose(match(page, 0.4, 0.6, 0.2))

    assert said(draft) == ["You can appeal.", "The form is SEND35a."]


def test_where_room_is_short_help_and_dates_and_deciders_go_before_details() -> None:
    page = passage(
        "p#s",
        block(Role.ANSWER, words(60, "answer")),
        block(Role.DETAIL, words(60, "detail")),
        block(Role.WHO_DECIDES, words(30, "decider")),
        block(Role.BY_WHEN, words(30, "date")),
        block(Role.INDEPENDENT_HELP, words(30, "help")),
    )

    draft = compose(match(page))

    assert [part.role for part in draft.parts] == [
        Role.ANSWER,
        Role.WHO_DECIDES,
        Role.BY_WHEN,
        Role.INDEPENDENT_HELP,
    ]


def test_a_direct_answer_is_given_however_long_it_is() -> None:
    page = passage("p#s", block(Role.ANSWER, words(300, "answer")), block(Role.DETAIL, "More."))

    assert said(compose(match(page))) == [words(300, "answer")]


@pytest.mark.parametrize(
    ("audience", "most"),
    [
        (Audience.YOUNG_PERSON, 130),
        (Audience.PARENT, 165),
        (Audience.SENCO, 190),
        (Audience.OFFICER, 190),
    ],
)
def test_each_reader_is_given_as_much_as_they_will_read(audience: Audience, most: int) -> None:
    details = [block(Role.DETAIL, words(10, f"detail{number}")) for number in range(30)]
    page = passage("p#s", block(Role.ANSWER, words(10, "answer")), *details)

    draft = compose(match(page), audience=audience)

    assert most - 10 < sum(len(text.split()) for text in said(draft)) <= most


def test_what_only_sends_the_reader_elsewhere_is_not_quoted() -> None:
    mixed = Block(
        Role.DO_NOW,
        (Statement("Find the letter."), Statement("See the hub.", is_signpost=True)),
    )
    page = passage(
        "p#s",
        block(Role.ANSWER, "You can appeal."),
        signpost("Read about mediation."),
        mixed,
    )

    assert said(compose(match(page))) == ["You can appeal.", "Find the letter."]


@pytest.mark.parametrize(
    ("answer", "question"),
    [("Yes, if you want to.", "The section p#s"), ("You can appeal.", "")],
)
def test_an_answer_that_leans_on_its_question_carries_it(answer: str, question: str) -> None:
    page = passage("p#s", block(Role.ANSWER, answer))

    (part,) = compose(match(page)).parts

    assert part.question == question


def test_what_to_do_now_is_said_to_those_alone_whom_the_page_is_for() -> None:
    page = passage(
        "p#s", block(Role.ANSWER, "You can appeal."), block(Role.DO_NOW, "Tell the parents.")
    )
    for_sencos = replace(page, audience=(Audience.SENCO,))

    assert said(compose(match(for_sencos))) == ["You can appeal."]
    assert "Tell the parents." in said(compose(match(for_sencos), audience=Audience.SENCO))


def test_the_nearest_section_alone_answers() -> None:
    first = passage("p#s", block(Role.ANSWER, "You can appeal."))
    second = passage("p#t", block(Role.ANSWER, "Mediation is free."))

    assert said(compose(match(first), match(second))) == ["You can appeal."]


def test_of_a_document_without_our_shape_the_best_sentences_come_in_their_order() -> None:
    page = passage(
        "imported#one",
        block(Role.DETAIL, "The centre was built in 1970.", "A taxi is free for pupils."),
        block(Role.DETAIL, "The roof is red."),
        block(Role.DETAIL, "Ask for the taxi form.", "The garden has a pond."),
        *[block(Role.DETAIL, f"Room {number} is blue.") for number in range(6)],
    )

    draft = compose(match(page, 0.5, 0.1, 0.5, *[0.2] * 6), asked="is there a free taxi form")

    told = said(draft)
    assert told[:2] == ["The centre was built in 1970.", "A taxi is free for pupils."]
    assert "Ask for the taxi form." in told
    assert "The roof is red." not in told
    assert told == sorted(told, key=page.text.index)
    assert len(told) == 6


def test_sentences_of_another_imported_document_are_not_mixed_in() -> None:
    first = passage("imported#one", block(Role.DETAIL, "A taxi is free for pupils."))
    again = passage("imported#two", block(Role.DETAIL, "Ask for the taxi form."))
    other = passage("elsewhere#one", block(Role.DETAIL, "A free taxi for all."))

    draft = compose(match(first), match(other), match(again), asked="free taxi")

    assert said(draft) == ["A taxi is free for pupils.", "Ask for the taxi form."]
