"""Feeling is taken up once, for what it is about."""

import pytest

from assistant.acknowledging import acknowledged


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("They refused to assess and I am so tired", "told no"),
        ("he is too anxious to go in", "school is so hard"),
        ("nobody ever answers", "nobody has answered"),
        ("still waiting after 30 weeks", "kept waiting"),
        ("he was suspended", "suspension"),
        ("I am exhausted", "carrying a great deal"),
        ("this is a joke, you lot are useless", "straight answer"),
        ("she is in tears about it", "so hard at the moment"),
    ],
)
def test_feeling_is_taken_up_for_what_it_is_about(asked: str, said: str) -> None:
    assert said in acknowledged(asked)


def test_the_same_feeling_is_not_taken_up_twice_running() -> None:
    first = acknowledged("they refused to assess him")

    assert acknowledged("but they refused!", [f"{first} You can appeal."]) == ""


def test_no_sentence_is_said_twice_in_a_conversation() -> None:
    first = acknowledged("they refused to assess him")

    later = acknowledged(
        "they refused again", ["You can ask for reasons.", f"{first} You can appeal."]
    )

    assert later not in ("", first)


def test_another_feeling_is_taken_up_in_its_own_words() -> None:
    first = acknowledged("they refused to assess him")

    assert "kept waiting" in acknowledged("we have been waiting for months", [first])
