"""What stands beside the quoted words."""

from datetime import datetime

import pytest

from assistant.answering import Assistant
from assistant.conversation import Answer, Explained, Question
from assistant.quoting import Quoting
from knowledge.retrieval import PackRetriever
from knowledge.settings import LONDON
from tests.fakes import WordEmbedder
from tests.packs import PackDir

LAW = """\
## Has the law changed?

The law has not changed. On 23 November 2026 it is that of 2014. {CFA 2014 s.36}

## Who votes on a proposal?

Parliament votes on a proposal, and an EHC plan stays. {CFA 2014 s.36}
"""
PLAN = """\
## Who reads a plan?

The SENCO reads an EHC plan. {CFA 2014 s.36}
"""
NOTICE = """\
[reform]
text = "The law has not changed. On 23 November 2026 it is that of 2014."
rests_on = "england/law#has-the-law-changed"
topics = ["reform"]
dated = 2026-11-23
owner = "The editor"
expires = 2027-02-23
"""
TERMS = """\
[terms.plan]
term = "EHC plan"
means = "A paper about help."
source = "CFA 2014 s.37"

[terms.senco]
term = "SENCO"
means = "A teacher who plans help."
source = "CFA 2014 s.67"
"""
LAW_ADDRESS = "/guidance/england/law#has-the-law-changed"


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory) -> PackRetriever:
    folder = tmp_path_factory.mktemp("reform")
    packs = PackDir(folder / "packs")
    packs.write("england/law", LAW, title="The law", topics=["reform"])
    packs.write("england/plan", PLAN, title="Plans")
    (folder / "packs" / "england" / "notices.toml").write_text(NOTICE, "utf-8")
    (folder / "packs" / "england" / "glossary.toml").write_text(TERMS, "utf-8")
    packs.publish(folder / "index", WordEmbedder())
    return PackRetriever(folder / "index", WordEmbedder())


def ask(retriever: PackRetriever, text: str, day: str = "2026-11-25") -> Answer:
    now = datetime.fromisoformat(day).replace(tzinfo=LONDON)
    return Assistant(retriever, Quoting()).answer(Question(text), now=now)


def test_a_notice_stands_first_on_its_topic_with_its_own_mark(retriever: PackRetriever) -> None:
    answer = ask(retriever, "Who votes on a proposal about my child's EHC plan?")

    assert answer.text == (
        "The law has not changed. [1] On 23 November 2026 it is that of 2014. [1]\n\n"
        "Parliament votes on a proposal, and an EHC plan stays. [2]"
    )
    assert answer.citations[0].address == LAW_ADDRESS


def test_what_a_notice_says_is_not_said_twice(retriever: PackRetriever) -> None:
    answer = ask(retriever, "Has the SEND law changed?")

    assert answer.text.count("The law has not changed.") == 1


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Who votes on a proposal about my child's EHC plan?", "2027-02-23"),
        ("Who reads an EHC plan, the SENCO?", "2026-11-25"),
    ],
)
def test_a_notice_is_not_shown_once_it_expired_or_on_other_topics(
    retriever: PackRetriever, text: str, day: str
) -> None:
    assert "has not changed" not in ask(retriever, text, day).text


def test_the_words_of_an_answer_are_explained_in_its_order(retriever: PackRetriever) -> None:
    answer = ask(retriever, "Who reads an EHC plan, the SENCO?")

    assert answer.explained == (
        Explained("SENCO", "A teacher who plans help.", "CFA 2014 s.67"),
        Explained("EHC plan", "A paper about help.", "CFA 2014 s.37"),
    )


def test_an_answer_of_our_own_words_explains_none(retriever: PackRetriever) -> None:
    assert ask(retriever, "hello").explained == ()
