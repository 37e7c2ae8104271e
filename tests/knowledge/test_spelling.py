"""Misspelt words: the right word beside them, and what is left alone."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.dictionary import Dictionary
from knowledge.documents import Audience, Block, Passage, Role, Statement
from knowledge.preparing import index_of, query_embedder
from knowledge.retrieval import PackRetriever
from knowledge.settings import KnowledgeSettings
from knowledge.spelling import Spelling, words_of

PAGES = """
    anxious anxiety school education language speech therapy disabled living allowance permanent permanently excluded
    exclusion tribunal mediation diagnosis dyslexia council review views assessment assessments reassessment deadline
    decision happens support transport physio appeal appealing refuse daughter doctor children rights needs form forms
    worker waiting list name code final early week month need is late home living
"""
DICTIONARY = frozenset("bake quid stammer brought through their there with help".split())
SPELLING = Spelling(dict.fromkeys(PAGES.split(), 90), DICTIONARY.__contains__)


@pytest.fixture(scope="module")
def dictionary(tmp_path_factory: pytest.TempPathFactory) -> Dictionary:
    path = tmp_path_factory.mktemp("words") / "dictionary.npy"
    Dictionary.write(path)
    return Dictionary(path)


@pytest.mark.parametrize(
    ("written", "put_right"),
    [
        ("my sun is ankshus", "my sun is ankshus (anxious)"),
        (
            "speach and langwige therepy",
            "speach (speech) and langwige (language) therepy (therapy)",
        ),
        ("dissabled living alowence", "dissabled (disabled) living alowence (allowance)"),
        ("he as been xcluded permenent", "he as been xcluded (excluded) permenent (permanent)"),
        ("home edukashun", "home edukashun (education)"),
        (
            "veiws. tribunel, medeation!",
            "veiws (views). tribunel (tribunal), medeation (mediation)!",
        ),
        ("a diagnosys of dyslecsia", "a diagnosys (diagnosis) of dyslecsia (dyslexia)"),
        ("wot can scool do", "wot (what) can scool (school) do"),
        ("the counsel’s desision", "the counsel’s (council) desision (decision)"),
        ("do i need an EHPC", "do i need an EHPC (EHC plan)"),
        ("WAT IS A REVEW", "WAT (what) IS A REVEW (review)"),
        ("No. Desision is late", "No. Desision (decision) is late"),
        ("daugther and chidlren", "daugther (daughter) and chidlren (children)"),
        ("", ""),
    ],
)
def test_the_right_word_stands_beside_a_misspelt_one(written: str, put_right: str) -> None:
    assert SPELLING.put_right(written) == put_right


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("a school that refuses and assesses children", id="words of the pages"),
        pytest.param("bake through quid", id="words of the dictionary"),
        pytest.param("transporting the appealed and unsupported", id="made from the pages' words"),
        pytest.param("the waitinglist", id="run together"),
        pytest.param("I met Danuta at Edukashun House", id="capitals inside a sentence"),
        pytest.param("a girl called speach, Mrs revew", id="after what introduces a name"),
        pytest.param("my son codie, my girl niamh", id="names in small letters"),
        pytest.param("[a desision] he said", id="masked details"),
        pytest.param("desision@revew.org www.desision.org desision2", id="addresses and numbers"),
        pytest.param("on wensday 3rd febuary", id="dates"),
        pytest.param("skola для дитини", id="another language"),
        pytest.param("zzqx xkcd brrrt", id="nonsense"),
    ],
)
def test_what_is_no_misspelt_word_is_left_alone(written: str) -> None:
    assert SPELLING.put_right(written) == written


def test_where_two_words_are_as_near_neither_is_put_beside() -> None:
    between = Spelling({"bending": 9, "banding": 9}, lambda word: False)

    assert between.put_right("the binding") == "the binding"


def test_a_date_is_never_put_beside() -> None:
    spelling = Spelling({"february": 50, "wednesday": 50}, lambda word: False)

    assert spelling.put_right("wensday in febuary") == "wensday in febuary"


@given(st.text(alphabet="abcdehiknorst '.[]@1ĉж😀\n", max_size=300))
def test_what_the_person_wrote_stays_whatever_it_is(written: str) -> None:
    put_right = SPELLING.put_right(written)

    rest: Iterator[str] = iter(put_right)
    assert all(letter in rest for letter in written)


@pytest.mark.parametrize(
    "written",
    [
        "a a " * 1000,
        "edukashun desision " * 300,
        " ".join(f"ed{chr(97 + n % 26)}k{chr(97 + n // 26)}shn" for n in range(600)),
        "[a" * 2000,
        "😀" * 4000,
        "\u200f\u202e" * 2000,
        "x" * 4000,
    ],
    ids=["short", "repeated", "all unknown", "brackets", "emoji", "marks", "one word"],
)
def test_a_long_message_takes_no_long_time(written: str) -> None:
    started = time.perf_counter()

    SPELLING.put_right(written)

    assert time.perf_counter() - started < 0.5


def test_misspelt_words_that_pages_are_asked_with_are_not_taken_for_right_ones() -> None:
    block = Block(Role.ANSWER, (Statement("The council’s decision is quashed."),))
    passage = Passage(
        id="england/late#late",
        document="england/late",
        title="Late",
        heading="Is it late?",
        address="/late",
        blocks=(block,),
        asked_as=("desision late", "is it tardy"),
        audience=(Audience.PARENT,),
    )

    words = words_of([passage, replace(passage, id="england/late#again")], {"tardy"}.__contains__)

    assert words["late"] == 6
    assert (words["quashed"], words["tardy"]) == (2, 2)
    assert "desision" not in words


@pytest.mark.parametrize("word", ["stuttering", "behaviour", "authorise", "paediatric", "wasnt"])
def test_the_dictionary_has_right_words(dictionary: Dictionary, word: str) -> None:
    assert word in dictionary


@pytest.mark.parametrize("word", ["recieve", "desision", "zzzzz", "дитина", "x" * 40, ""])
def test_the_dictionary_has_no_others(dictionary: Dictionary, word: str) -> None:
    assert word not in dictionary


@pytest.mark.real
@pytest.mark.slow
def test_most_misspelt_words_are_put_right_and_hardly_any_wrong(
    shipped_data: Path, dictionary: Dictionary
) -> None:
    settings = KnowledgeSettings(DATA_DIR=shipped_data)
    embedder = query_embedder(settings)
    vectors = PackRetriever(index_of(settings), embedder).index.vectors

    def is_word(word: str) -> bool:
        return word in dictionary or embedder.pieces(word) == 1

    passages = vectors.passages(range(len(vectors)))
    spelling = Spelling(words_of(passages, is_word), is_word)

    changed = {written: beside(spelling, written) for written in misspelt()}

    right = [written for written, word in changed.items() if is_form(word, misspelt()[written])]
    wrong = [written for written, word in changed.items() if word and written not in right]
    assert len(right) > 0.88 * sum(map(bool, misspelt().values()))
    assert len(wrong) < 0.03 * (len(right) + len(wrong)), wrong


def misspelt() -> dict[str, str]:
    """Misspelt word → the right one; a word to be left alone → nothing."""
    lines = Path(__file__).with_name("misspelt.txt").read_text("utf-8").splitlines()
    rows = (line.partition("=") for line in lines if not line.startswith("#"))
    return {written: right for written, _, right in rows}


def beside(spelling: Spelling, written: str) -> str:
    return spelling.put_right(f"the {written}").removeprefix(f"the {written}").strip(" ()")


def is_form(word: str, right: str) -> bool:
    """Whether it is the right word, or the same in the plural or another tense."""
    shared = max(min(len(word), len(right)) - 2, 4)
    return bool(word and right) and word[:shared] == right[:shared]
