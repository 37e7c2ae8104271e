"""Texts without structure of their own."""

from knowledge.reading.plain import read_plain


def test_each_text_becomes_a_section_and_each_line_a_block() -> None:
    document = read_plain("guide", {"guide#1": ("Appeals", "You may. You need not.\n\nAsk first.")})

    (section,) = document.sections
    assert (section.anchor, section.heading) == ("guide#1", "Appeals")
    assert [block.text for block in section.blocks] == ["You may. You need not.", "Ask first."]


def test_a_text_without_a_title_takes_the_first_line_of_its_document() -> None:
    document = read_plain("guide", {"1": ("", "All about appeals\nYou may."), "2": ("", "Ask.")})

    assert [section.heading for section in document.sections] == ["All about appeals"] * 2


def test_a_link_reads_as_its_label() -> None:
    words = "[All about appeals](https://example.org/a)\nSee [the form](form.pdf#page=2) first."

    (section,) = read_plain("guide", {"1": ("", words)}).sections

    assert section.heading == "All about appeals"
    assert [block.text for block in section.blocks] == ["All about appeals", "See the form first."]
