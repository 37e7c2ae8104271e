"""A name is known by where it stands, and a word that is also a name by what is said of it."""

import pytest

from assistant.masking import mask

NAMED = [
    "will is 6 and bites",
    "mo has adhd and cant sit",
    "Chelsea got the unit place",
    "Georgia is quiet now and she hides",
    "how do i get brooklyn seen at school",
    "its for rob my lad",
    "its lilys annual review",
    "Yevhenii came two years ago",
    "joy is my daughter",
    "teacher miss twigg shouts",
    "Nurse Adeyemi trained the staff",
    "signed A. Whitcombe",
]
NOBODY = [
    "Winnie the Pooh, Henry VIII and a jack in the box",
    "Skool said no and Legoland is closed",
    "he rose at five, and they rob us",
]


@pytest.mark.parametrize("text", NAMED)
def test_who_is_named_by_where_the_word_stands_is_taken_out(text: str) -> None:
    masked = mask(text)

    assert masked.kinds == ("name",)


@pytest.mark.parametrize("text", NOBODY)
def test_a_word_that_only_looks_like_a_name_stays(text: str) -> None:
    assert mask(text).text == text
