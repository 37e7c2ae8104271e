"""Packs stacked on one another."""

import pytest

from knowledge.errors import Fault, PackFaults
from knowledge.library import Library
from knowledge.packs import Packs, read_packs
from tests.packs import PLAN, TRANSPORT, PackDir

DUTY_TEAM = """\
[duty-team]
name = "Duty team"
phone = "{phone}"
about = "A child at risk"
source = "A page"
checked = 2026-11-23
"""


def packs_of(pack_dir: PackDir) -> Packs:
    return read_packs(pack_dir.path, pack_dir.names)


def faults(pack_dir: PackDir) -> tuple[Fault, ...]:
    with pytest.raises(PackFaults) as raised:
        packs_of(pack_dir)
    return raised.value.faults


def test_a_local_page_stands_beside_the_national_one_that_it_extends(pack_dir: PackDir) -> None:
    pack_dir.write("england/transport", TRANSPORT)
    pack_dir.write("cambridgeshire/transport", TRANSPORT, extends="england/transport")

    pages = packs_of(pack_dir).documents

    assert [page.id for page in pages] == ["england/transport", "cambridgeshire/transport"]
    assert pages[1].extends == "england/transport"


def test_a_page_that_is_replaced_is_not_shown_and_its_id_leads_to_the_new_one(
    pack_dir: PackDir,
) -> None:
    pack_dir.write("england/transport", TRANSPORT)
    pack_dir.write("cambridgeshire/taxis", TRANSPORT, replaces="england/transport")

    library = Library.of(packs_of(pack_dir))

    assert [page.id for page in library.documents] == ["cambridgeshire/taxis"]
    assert library.document("england/transport") == library.documents[0]


@pytest.mark.parametrize("key", ["extends", "replaces"])
def test_a_page_cannot_stand_on_one_that_is_not_there(pack_dir: PackDir, key: str) -> None:
    path = pack_dir.write("cambridgeshire/taxis", TRANSPORT, **{key: "england/transprot"})

    (fault,) = faults(pack_dir)

    assert fault == Fault(
        str(path), 1, f"{key}: there is no page “england/transprot”; mend the name"
    )


def test_the_top_pack_speaks_for_the_product_and_those_below_fill_its_gaps(
    pack_dir: PackDir,
) -> None:
    pack_dir.begin("england", council_phone="0300 000 0000", product="Guide")
    pack_dir.begin("cambridgeshire", product="Waymark")
    pack_dir.write("england/plan", PLAN)

    local = packs_of(pack_dir).local

    assert (local.name, local.product) == ("Cambridgeshire", "Waymark")
    assert local.council_phone == "0300 000 0000"


def test_a_local_contact_takes_the_place_of_the_national_one(pack_dir: PackDir) -> None:
    pack_dir.write("england/plan", PLAN)
    national = DUTY_TEAM.format(phone="0300 000 0000")
    (pack_dir.path / "england" / "contacts.toml").write_text(national, "utf-8")
    local = pack_dir.begin("cambridgeshire") / "contacts.toml"
    local.write_text(DUTY_TEAM.format(phone="01223 000 000"), "utf-8")

    contacts = packs_of(pack_dir).contacts

    assert [(one.id, one.phone) for one in contacts] == [("duty-team", "01223 000 000")]


def test_a_file_comes_from_the_topmost_pack_that_has_it(pack_dir: PackDir) -> None:
    pack_dir.write("england/plan", PLAN)
    pack_dir.begin("cambridgeshire")
    for name in pack_dir.names:
        (pack_dir.path / name / "mark.svg").write_text(name, "utf-8")

    packs = packs_of(pack_dir)

    assert packs.file("mark.svg") == pack_dir.path / "cambridgeshire" / "mark.svg"
    assert packs.file("none.svg") is None


def test_a_pack_that_is_not_there_says_how_to_mend_it(pack_dir: PackDir) -> None:
    pack_dir.write("england/plan", PLAN)
    pack_dir.names.append("rutland")

    (fault,) = faults(pack_dir)

    assert fault.path == str(pack_dir.path / "rutland" / "pack.toml")
    assert "there is no pack “rutland”" in fault.message
    assert "KNOWLEDGE_PACKS" in fault.message


def test_packs_without_a_single_page_are_a_fault(pack_dir: PackDir) -> None:
    pack_dir.begin("england")

    (fault,) = faults(pack_dir)

    assert "no pages in these packs" in fault.message


def test_no_packs_at_all_are_a_fault(pack_dir: PackDir) -> None:
    assert "no pages in these packs" in faults(pack_dir)[0].message


def test_a_pack_named_twice_is_read_once(pack_dir: PackDir) -> None:
    pack_dir.write("england/plan", PLAN)

    packs = read_packs(pack_dir.path, ["england", "england"])

    assert len(packs.documents) == 1


def test_everything_wrong_is_said_at_once(pack_dir: PackDir) -> None:
    first = pack_dir.write("england/plan", PLAN, title=None)
    second = pack_dir.write("cambridgeshire/taxis", TRANSPORT, owner=None)
    contacts = pack_dir.path / "cambridgeshire" / "contacts.toml"
    contacts.write_text(DUTY_TEAM.replace("phone", "phome"), "utf-8")

    paths = [fault.path for fault in faults(pack_dir)]

    assert list(dict.fromkeys(paths)) == [str(first), str(second), str(contacts)]


def test_a_misspelt_key_of_a_pack_is_named_with_its_line(pack_dir: PackDir) -> None:
    path = pack_dir.begin("england", councl="Cambridgeshire") / "pack.toml"

    (fault,) = faults(pack_dir)

    assert (fault.path, fault.line) == (str(path), 3)
    assert "remove “councl”" in fault.message
