"""Short forms, and the words that pages use for them."""

from pathlib import Path

import pytest

from knowledge.documents import Exchange, Query
from knowledge.errors import PackFaults
from knowledge.glossary import Glossary, read_glossary
from knowledge.packs import read_packs
from knowledge.retrieval import PackRetriever
from tests.fakes import WordEmbedder
from tests.packs import PackDir

SAT = '[short_forms]\nSAT = "Statutory Assessment Team"\n'


@pytest.fixture
def glossary() -> Glossary:
    return Glossary({"sat": "Statutory Assessment Team", "sat nav": "satellite navigation"})


@pytest.mark.parametrize(
    ("written", "spelt_out"),
    [
        ("Who is the SAT?", "Who is the SAT (Statutory Assessment Team)?"),
        ("the sat nav", "the sat nav (satellite navigation)"),
        ("on Saturday he sat.", "on Saturday he sat (Statutory Assessment Team)."),
        ("ask sat@example.org", "ask sat (Statutory Assessment Team)@example.org"),
        ("mail.sat", "mail.sat"),
        ("ſat", "ſat"),
        ("", ""),
    ],
)
def test_a_short_form_is_followed_by_its_words(
    glossary: Glossary, written: str, spelt_out: str
) -> None:
    assert glossary.spell_out(written) == spelt_out


def test_a_glossary_of_nothing_changes_nothing() -> None:
    assert Glossary({}).spell_out("Who is the SAT?") == "Who is the SAT?"


def test_a_page_is_found_by_a_short_form_that_it_does_not_use(
    three_pages: PackDir, tmp_path: Path
) -> None:
    glossary = '[short_forms]\nboaw = "bus or walk"\n'
    (three_pages.path / "england" / "glossary.toml").write_text(glossary, "utf-8")
    three_pages.publish(tmp_path / "index", WordEmbedder())
    retriever = PackRetriever(tmp_path / "index", WordEmbedder())

    now = retriever.search(Query("BOAW?"))
    later = retriever.search(Query("What then?", (Exchange("BOAW?"),)))

    assert now[0].passage.document == later[0].passage.document == "england/transport"


def test_a_later_packs_words_take_the_place_of_an_earlier_ones(three_pages: PackDir) -> None:
    (three_pages.path / "england" / "glossary.toml").write_text(SAT, "utf-8")
    local = three_pages.begin("cambridgeshire") / "glossary.toml"
    local.write_text(SAT.replace("Statutory Assessment", "SEND"), "utf-8")

    packs = read_packs(three_pages.path, three_pages.names)

    assert packs.short_forms == {"sat": "SEND Team"}


def test_a_pack_may_have_no_glossary(tmp_path: Path) -> None:
    assert read_glossary(tmp_path / "glossary.toml") == ({}, ())


@pytest.mark.parametrize(
    ("text", "line", "cure"),
    [
        ('[short_forms]\nSAT = "A"\nSAT = "B"\n', 3, "mend this line"),
        ("[short_forms]\nSAT = 3\n", 1, "mend “short_forms.SAT”"),
        ('[short_form]\nSAT = "A"\n', 1, "mend its spelling"),
        ("short_forms = 3\n", 1, "mend “short_forms”"),
    ],
)
def test_a_glossary_that_cannot_be_used_names_its_line(
    tmp_path: Path, text: str, line: int, cure: str
) -> None:
    path = tmp_path / "glossary.toml"
    path.write_text(text, "utf-8")

    with pytest.raises(PackFaults) as raised:
        read_glossary(path)

    fault = raised.value.faults[-1]
    assert (fault.path, fault.line) == (str(path), line)
    assert cure in fault.message
