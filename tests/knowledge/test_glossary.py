"""Short forms, and the words that pages use for them."""

from pathlib import Path

import pytest

from knowledge.documents import Exchange, Query
from knowledge.errors import Fault, PackFaults
from knowledge.glossary import Glossary, Term, read_glossary
from knowledge.packs import read_packs
from knowledge.retrieval import PackRetriever
from knowledge.settings import KnowledgeSettings
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


TERMS = """\
[terms.plan]
term = "EHC plan"
also = ["EHCP", "statement"]
means = "A paper that says what help a child gets."
source = "CFA 2014 s.37"

[terms.mediation]
term = "mediation"
means = "A meeting to settle things."
source = "CFA 2014 s.53"

[terms.team]
term = "Statutory Assessment Team"
also = ["SAT"]
search = "the team that assesses"
means = "The team for plans."
source = "A page"
"""


def terms_of(path: Path, text: str = TERMS) -> tuple[dict[str, str], tuple[Term, ...]]:
    path.write_text(text, "utf-8")
    return read_glossary(path)


def test_what_else_a_term_is_called_is_searched_by_the_term(tmp_path: Path) -> None:
    short_forms, terms = terms_of(tmp_path / "glossary.toml")

    assert short_forms == {
        "ehcp": "EHC plan",
        "statement": "EHC plan",
        "sat": "the team that assesses",
    }
    assert [term.id for term in terms] == ["plan", "mediation", "team"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mediation comes before the EHC plans end.", ["mediation", "plan"]),
        ("Ask the SAT about an EHCP.", ["team", "plan"]),
        ("He sat and made a statement.", []),
        ("Remediation of EHC planning", []),
        ("The Statutory Assessment Team sends EHC plans.", ["team", "plan"]),
        ("", []),
    ],
)
def test_the_terms_of_a_text_are_explained_in_its_order(
    tmp_path: Path, text: str, found: list[str]
) -> None:
    glossary = Glossary(*terms_of(tmp_path / "glossary.toml"))

    assert [term.id for term in glossary.explained(text)] == found


def test_a_term_that_explains_nothing_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "glossary.toml"

    with pytest.raises(PackFaults) as raised:
        terms_of(path, TERMS.replace('means = "A meeting to settle things."\n', ""))

    assert raised.value.faults == (Fault(str(path), 7, "means: Field required; add “means”"),)


def test_the_shipped_glossary_explains_at_least_eighty_terms() -> None:
    settings = KnowledgeSettings()

    packs = read_packs(settings.packs_dir, settings.packs)

    assert len(packs.terms) >= 80
