"""An assistant for a small county: a real index, real answers, no weights."""

from datetime import datetime

import pytest

from assistant.answering import Assistant
from assistant.quoting import Quoting
from knowledge.retrieval import PackRetriever
from knowledge.settings import LONDON
from tests.fakes import WordEmbedder
from tests.packs import REFUSED, TRANSPORT, PackDir

NOW = datetime(2026, 11, 23, 10, 15, tzinfo=LONDON)
HELP = "anyshire/help#who-can-help-me-that-is-independent-of-the-council"
NUMBERS = {
    "council": "0345 000 1111",
    "childrens-social-care": "0345 000 2222",
    "emergency": "999",
    "nhs-mental-health": "111",
    "samaritans": "116 123",
}
TIMELINE = """\
## How long does an assessment take?
asked_as: assessment time limit · weeks until the plan

The council has 20 weeks from your request to finish a plan. {CFA 2014 s.36}

- **Who decides:** The council decides whether to assess. {CFA 2014 s.36}
- **By when:** The council must answer a request within 6 weeks. {Regs 2014 reg 5}
- **Do now:** Write down the date of your request.
- **Do now:** Read about [refusals](england/refused).

## Who gives advice for an assessment?

A psychologist gives advice for an assessment. {Regs 2014 reg 6}
"""
INDEPENDENT = """\
## Who can help me that is independent of the council?

SENDIASS gives free advice, separate from the council. {CFA 2014 s.32}
"""
CONTACT = """\
## How do I speak to a person at the council?

Call 0345 000 1111 and ask for the SEND team. {CFA 2014 s.32}

## How do I complain about the council?

Write to the complaints team about the council. {CFA 2014 s.32}
"""
BANDS = """\
## What is a funding band worth?

Please check with the council what a funding band is worth. {CFA 2014 s.32}
"""


def _contacts() -> str:
    entry = (
        '[{id}]\nname = "{id}"\nphone = "{phone}"\nabout = "Help"\n'
        'source = "A page"\nchecked = 2026-06-01\nsafety = {safety}\n'
    )
    return "\n".join(
        entry.format(id=id, phone=phone, safety=str(id != "council").lower())
        for id, phone in NUMBERS.items()
    )


@pytest.fixture(scope="session")
def retriever(tmp_path_factory: pytest.TempPathFactory) -> PackRetriever:
    """A national pack and a local one that stands on it, published once: an index is never written again."""
    folder = tmp_path_factory.mktemp("anyshire")
    packs = PackDir(folder / "packs")
    packs.write("england/refused", REFUSED, title="The council said no")
    packs.write("england/transport", TRANSPORT, title="Getting to school")
    packs.write("england/timeline", TIMELINE, title="Asking for an assessment")
    local = packs.begin(
        "anyshire",
        area="Anyshire",
        council="Anyshire Council",
        council_phone="0345 000 1111",
        send_team="the SEND team",
        independent_help=HELP,
    )
    (local / "contacts.toml").write_text(_contacts(), "utf-8")
    packs.write("anyshire/help", INDEPENDENT, title="Independent help")
    packs.write("anyshire/contact", CONTACT, title="Who to contact")
    packs.write("anyshire/bands", BANDS, title="Funding bands")
    packs.publish(folder / "index", WordEmbedder())
    return PackRetriever(folder / "index", WordEmbedder())


@pytest.fixture
def assistant(retriever: PackRetriever) -> Assistant:
    return Assistant(retriever, Quoting())
