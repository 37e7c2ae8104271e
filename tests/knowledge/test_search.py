"""Twenty questions across the journeys, in people's own words: each brings up the right section first."""

from pathlib import Path

import pytest

from knowledge.documents import Audience, Query
from knowledge.preparing import prepared_retriever
from knowledge.retrieval import PackRetriever
from knowledge.settings import KnowledgeSettings

pytestmark = [pytest.mark.real, pytest.mark.slow]

PARENT, YOUNG, SENCO = Audience.PARENT, Audience.YOUNG_PERSON, Audience.SENCO
RIGHT = [
    ("Reception teacher says something isn't right. Where do I begin?", PARENT, "sen-support#i-am"),
    (
        "Nothing about my daughter's support is written down",
        PARENT,
        "sen-support#sen-support-is-not",
    ),
    (
        "What can class teachers do for dyslexia without a plan?",
        PARENT,
        "ordinarily-available#what-can",
    ),
    (
        "Need the head's permission to request an EHC needs assessment?",
        PARENT,
        "ask-for-an-assessment#",
    ),
    ("17 weeks since I asked and no draft", PARENT, "late-assessment#week-16-has-passed"),
    (
        "They assessed her then decided not to issue a plan",
        PARENT,
        "no-plan-after-assessment#my-child",
    ),
    (
        "no speech therapist for two terms, plan says weekly",
        PARENT,
        "therapies#the-therapy-in-the-ehc",
    ),
    (
        "When will secondary school be named in his plan",
        PARENT,
        "phase-transfer#when-must-the-plan",
    ),
    (
        "How do you get into an enhanced resource base",
        PARENT,
        "resource-bases#how-do-i-ask-for-a-place",
    ),
    ("Head says pick him up at 11 every day", PARENT, "part-time-timetables#school-keeps-ringing"),
    (
        "taxi refused, 1.8 miles, he runs into the road",
        PARENT,
        "school-transport#my-child-is-not-able",
    ),
    ("bus pass refused for school, how to appeal", PARENT, "school-transport#the-council-said-no"),
    (
        "does my foster child's plan move with him",
        PARENT,
        "children-in-care#a-child-in-care-is-placed",
    ),
    ("is labour getting rid of ehcps", PARENT, "is-the-law-changing#"),
    ("is there a letter to complain to the council", PARENT, "letters#complain-to-the-council"),
    ("they refused to assess me", YOUNG, "ask-for-your-own-assessment#the-council-said-no"),
    ("turning 19 in march. will they bin my plan", YOUNG, "#i-am-turning-19-will-my-plan-stop"),
    (
        "deadline for replying to a placement consultation",
        SENCO,
        "sencos-consultation-replies#how-long",
    ),
    (
        "review report: how long have we got",
        SENCO,
        "sencos-annual-review-duties#when-is-the-schools",
    ),
    ("Year 3, can't sit still, what can I try?", SENCO, "toolkit#sitting-still-primary"),
]


@pytest.fixture(scope="module")
def retriever(shipped_data: Path) -> PackRetriever:
    return prepared_retriever(KnowledgeSettings(DATA_DIR=shipped_data))


@pytest.mark.parametrize(("asked", "audience", "section"), RIGHT, ids=[one for one, _, _ in RIGHT])
def test_the_right_section_comes_first(
    retriever: PackRetriever, asked: str, audience: Audience, section: str
) -> None:
    first = retriever.search(Query(asked), audience=audience)[0]

    assert section in first.passage.id
