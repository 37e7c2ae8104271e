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
    "Will, my eldest, is in year 10",
    "Ted is not eating at school",
    "Dawn's 13, and nobody told us",
    "nobody told Brexlynn she could come",
    "if hope needs a new school, who asks",
    "so basically mason is on 38% attendance",
    "precious has been out of school since easter",
    "they moved jade to a table on her own",
    "the school nurse, jan pettifer, says no",
    "hi im mum to sky, and we waited a year",
    "we call him bubba, and he is 4",
    "Pip (real name unknown) needs a safe space",
    "K. Mazur, Yr 8, plan in place",
    "We saw Dr A Khan in community paediatrics",
    "Councillor Pereira said she would raise it",
    "want Summer to go to the same school",
    "Not ready, see above\nBrexlynn",
    "its for leo",
]
NOBODY = [
    "Winnie the Pooh, Henry VIII and a jack in the box",
    "Skool said no and Legoland is closed",
    "he rose at five, and they rob us",
    "moved from Catterick to Wyton, and then to Ely",
    "the Wechsler test, Numicon and Rekenrek",
    "Sonic and Mario, all day",
    "he uses a Kaye walker, and the Henry hoover noise hurts",
    "is Sarah's Law something for schools",
    "live near Little Paxton, or King's Ripton",
    "reads Matilda at six",
    "Hope this helps, may I ask, will they pay",
    "Hillcrest is full, is Oakwood better",
    "a robin, his teddy, hazel class and a daisy chain",
    "a draft on 14 Jan 2026, due in April",
    "fasting for Ramadan, and Jacqueline Wilson's books",
    "qualifies for the whiteboard, my hosepipe",
]


@pytest.mark.parametrize("text", NAMED)
def test_who_is_named_by_where_the_word_stands_is_taken_out(text: str) -> None:
    masked = mask(text)

    assert masked.kinds == ("name",)


@pytest.mark.parametrize("text", NOBODY)
def test_a_word_that_only_looks_like_a_name_stays(text: str) -> None:
    assert mask(text).text == text
