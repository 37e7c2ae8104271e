"""The nearest passages to a query, for whoever asks."""

from pathlib import Path

import pytest

from knowledge.documents import Audience, Exchange, Query
from knowledge.retrieval import PackRetriever
from tests.fakes import WordEmbedder
from tests.packs import PLAN, REFUSED, TRANSPORT, PackDir

PUBLIC = [audience for audience in Audience if audience is not Audience.OFFICER]
HOW_LONG_APPEAL = "## How long does an appeal take?\n\nAn appeal takes long. {CFA 2014 s.51}\n"
HOW_LONG_TAXI = "## How long does a taxi take?\n\nA taxi takes long. {EA96 s.508B}\n"


def retriever(pack_dir: PackDir) -> PackRetriever:
    index = pack_dir.path.parent / "index"
    pack_dir.publish(index, WordEmbedder())
    return PackRetriever(index, WordEmbedder())


def found(
    retriever: PackRetriever, query: Query, audience: Audience = Audience.PARENT
) -> list[str]:
    matches = retriever.search(query, audience=audience)
    return [match.passage.document for match in matches]


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("They refused. Can I go to a tribunal?", "england/refused"),
        ("is there a free bus", "england/transport"),
        ("turned down", "england/refused"),
        ("what does a plan say", "england/plan"),
    ],
)
def test_the_nearest_page_comes_first(three_pages: PackDir, words: str, page: str) -> None:
    assert found(retriever(three_pages), Query(words))[0] == page


def test_a_match_says_how_near_it_came_and_which_blocks_came_nearest(index: Path) -> None:
    query = Query("appeal within 2 months of the letter")

    best, *others = PackRetriever(index, WordEmbedder()).search(query)

    assert best.overlap == pytest.approx(1.0)
    assert len(best.nearness) == len(best.passage.blocks)
    assert best.nearness.index(max(best.nearness)) == 2
    assert all(best.score > one.score and best.cosine > one.cosine for one in others)


@pytest.mark.parametrize("audience", [Audience.PARENT, Audience.SENCO, Audience.YOUNG_PERSON])
def test_what_was_written_for_the_reader_comes_first_and_the_rest_is_not_hidden(
    pack_dir: PackDir, audience: Audience
) -> None:
    for written_for in PUBLIC:
        pack_dir.write(f"england/for-{written_for}", REFUSED, audience=[str(written_for)])

    pages = found(retriever(pack_dir), Query("Can I appeal?"), audience)

    assert pages[0] == f"england/for-{audience}"
    assert len(pages) == 3


def test_what_was_written_first_of_all_for_the_reader_comes_before_what_is_for_them_too(
    pack_dir: PackDir,
) -> None:
    pack_dir.write("england/a", REFUSED, audience=["senco", "parent"])
    pack_dir.write("england/b", REFUSED, audience=["parent", "senco"])

    assert found(retriever(pack_dir), Query("Can I appeal?")) == ["england/b", "england/a"]


def test_a_far_better_answer_for_others_comes_before_a_poor_one_for_the_reader(
    pack_dir: PackDir,
) -> None:
    pack_dir.write("england/plan", PLAN, audience=["parent"])
    pack_dir.write("england/refused", REFUSED, audience=["senco"])

    assert found(retriever(pack_dir), Query("Can I appeal?"))[0] == "england/refused"


def test_a_page_for_officers_alone_is_found_by_officers_alone(pack_dir: PackDir) -> None:
    pack_dir.write("england/refused", REFUSED, audience=["officer"])
    pack_dir.write("england/plan", PLAN)
    search = retriever(pack_dir)

    seen = {audience: found(search, Query("Can I appeal?"), audience) for audience in Audience}

    assert seen[Audience.OFFICER][0] == "england/refused"
    assert all("england/refused" not in seen[audience] for audience in PUBLIC)


def test_a_page_for_officers_and_others_is_found_by_all(pack_dir: PackDir) -> None:
    pack_dir.write("england/refused", REFUSED, audience=["officer", "senco"])
    search = retriever(pack_dir)

    assert all(found(search, Query("Can I appeal?"), audience) for audience in Audience)


def test_of_two_alike_the_one_that_rests_on_statute_comes_first(pack_dir: PackDir) -> None:
    general = [{"tag": "national page", "name": name, "date": "2025"} for name in ("A", "B")]
    pack_dir.write("england/a", "## Who?\n\nYou may appeal. {A}\n", sources=general)
    pack_dir.write("england/b", "## Who?\n\nYou may appeal. {CFA 2014 s.51}\n")
    pack_dir.write("england/c", "## Who?\n\nYou may appeal. {B}\n", sources=general)

    assert found(retriever(pack_dir), Query("Can I appeal?"))[0] == "england/b"


@pytest.mark.parametrize(
    ("before", "page"),
    [("Can I appeal to a tribunal?", "england/appeal"), ("Is there a taxi?", "england/taxi")],
)
def test_a_follow_up_leans_on_what_was_asked_before(
    pack_dir: PackDir, before: str, page: str
) -> None:
    pack_dir.write("england/appeal", HOW_LONG_APPEAL)
    pack_dir.write("england/taxi", HOW_LONG_TAXI)

    follow_up = Query("How long does it take?", (Exchange(before, "Yes, there is."),))

    assert found(retriever(pack_dir), follow_up)[0] == page


def test_the_latest_turn_counts_for_more_than_those_before_it(pack_dir: PackDir) -> None:
    pack_dir.write("england/appeal", HOW_LONG_APPEAL)
    pack_dir.write("england/taxi", HOW_LONG_TAXI)
    newest_first = (Exchange("Is there a taxi?"), Exchange("Can I appeal?"))

    follow_up = Query("How long does it take?", newest_first)

    assert found(retriever(pack_dir), follow_up)[0] == "england/taxi"


def test_a_change_of_subject_is_answered_by_itself(three_pages: PackDir) -> None:
    before = Exchange("They refused. Can I appeal?", "You can appeal to a tribunal.")

    query = Query("Is there free transport, a taxi or a bus?", (before, before))

    assert found(retriever(three_pages), query)[0] == "england/transport"


def test_a_search_says_which_earlier_questions_it_weighs_in(pack_dir: PackDir) -> None:
    pack_dir.write("england/appeal", HOW_LONG_APPEAL)
    pack_dir.write("england/taxi", HOW_LONG_TAXI)
    earlier = (Exchange("Can I appeal?", "Yes, you can."), Exchange("Is there a taxi?"))

    leaning = retriever(pack_dir).leans_on(Query("And for him, then?", earlier))

    (newest, weight), *others = leaning
    assert newest == "Can I appeal?"
    assert 0.1 <= weight < 1
    assert all(0.1 <= less < weight for _, less in others)


def test_words_that_stand_by_themselves_lean_on_nothing_before(three_pages: PackDir) -> None:
    search = retriever(three_pages)
    before = (Exchange("They refused. Can I appeal?", "You can appeal to a tribunal."),)
    about = search.passage("england/transport#can-my-child-get-free-transport-to-school")
    assert about is not None

    assert search.leans_on(Query(about.text, before)) == ()
    assert search.leans_on(Query("Can I appeal?")) == ()
    assert search.leans_on(Query("  ", before)) == ()


@pytest.mark.parametrize("words", ["", "   \n"])
def test_an_empty_query_finds_nothing(index: Path, words: str) -> None:
    earlier = (Exchange("Can I appeal?"),)

    assert PackRetriever(index, WordEmbedder()).search(Query(words, earlier)) == []


@pytest.mark.parametrize("words", ["🚌", "the", "আমার সন্তান", "appeal " * 2000, "]] OR 1=1 --"])
def test_any_words_can_be_searched_for(index: Path, words: str) -> None:
    matches = PackRetriever(index, WordEmbedder()).search(Query(words))

    assert len(matches) == 3
    assert all(0 <= match.overlap <= 1 for match in matches)


def test_no_more_is_given_than_was_asked_for(index: Path) -> None:
    assert len(PackRetriever(index, WordEmbedder()).search(Query("appeal"), limit=2)) == 2


def test_a_passage_can_be_asked_for_by_its_id(index: Path) -> None:
    search = PackRetriever(index, WordEmbedder())

    passage = search.passage("england/plan#what-is-in-a-plan")

    assert passage is not None
    assert passage.heading == "What is in a plan?"
    assert search.passage("england/plan#none") is None


def test_a_search_brings_the_same_twice(index: Path) -> None:
    query = Query("appeal", (Exchange("They refused", "You can appeal."),))
    search = PackRetriever(index, WordEmbedder())

    assert search.search(query) == search.search(query)
    assert search.search(query) == PackRetriever(index, WordEmbedder()).search(query)


def test_the_library_is_the_one_that_was_published(three_pages: PackDir) -> None:
    search = retriever(three_pages)

    three_pages.write("england/transport", TRANSPORT.replace("taxi", "zebra"))

    page = search.library.document("england/transport")
    assert page is not None
    assert "taxi" in page.sections[0].markdown


def test_a_page_for_another_stage_of_education_stands_back(
    pack_dir: PackDir, tmp_path: Path
) -> None:
    body = "## Who helps in class?\n\nThe teacher helps your child in class. {CFA 2014 s.36}\n"
    pack_dir.write("england/nursery", body, title="Class help", phase="early-years")
    pack_dir.write("england/school", body, title="Class help")
    pack_dir.publish(tmp_path / "index", WordEmbedder())
    retriever = PackRetriever(tmp_path / "index", WordEmbedder())

    def first(*words: str) -> str:
        asked, *earlier = words
        query = Query(asked, tuple(Exchange(one) for one in earlier))
        return retriever.search(query)[0].passage.document

    assert first("which teacher helps in class in nursery") == "england/nursery"
    assert first("which teacher helps in class in year 5") == "england/school"
    assert first("which teacher helps in class", "he is in year 5") == "england/school"
