"""How hard a text is to read."""

import pytest

from knowledge.readability import grade, syllables

EASY = "You can ask for help. Go to the school. Tell them what your child needs. They must reply."
FAIR = (
    "The council must decide within six weeks whether it will assess your child. "
    "If the answer is no, the letter has to explain why and tell you how to appeal."
)
HARD = (
    "Notwithstanding the authority's determination, the responsible commissioning body retains "
    "a non-delegable statutory obligation to secure the specified therapeutic provision, "
    "irrespective of organisational reconfiguration or insufficient departmental resources."
)


def test_harder_texts_have_higher_grades() -> None:
    grades = [grade(EASY), grade(FAIR), grade(HARD)]

    assert grades == sorted(grades)
    assert grades[0] < 4 < grades[1] < 9 < 15 < grades[2]


def test_a_list_item_is_read_by_itself() -> None:
    items = ["Bring the letter", "Bring the report", "Bring a friend"]

    assert grade("\n".join(items)) < grade(" ".join(items))


def test_a_text_without_words_is_not_hard() -> None:
    assert grade("") == grade("123 – 456?") == 0.0


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("the school named times", 1),
        ("needed places table council", 2),
        ("EHC assessment", 3),
    ],
)
def test_syllables_are_counted_as_they_are_said(words: str, count: int) -> None:
    assert {word: syllables(word) for word in words.split()} == dict.fromkeys(words.split(), count)
