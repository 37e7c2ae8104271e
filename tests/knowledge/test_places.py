"""Places that a pack knows, and which of them somebody lives in."""

from pathlib import Path

import pytest

from knowledge.errors import PackFaults
from knowledge.places import Places, read_places
from tests.building import ROOT
from tests.packs import PLAN, PackDir

DISTRICT = """\
[district.fenland]
name = "Fenland"

[outward.PE15]
latitude = 52.536
longitude = 0.086
district = "{district}"

[town.march]
name = "March"
outward = "{outward}"
district = "Fenland"
is_word = true
"""


@pytest.fixture(scope="module")
def places() -> Places:
    return read_places(ROOT / "knowledge/packs/cambridgeshire/places.toml")


@pytest.mark.parametrize(
    ("text", "district"),
    [
        ("we live in Ely", "East Cambridgeshire"),
        ("I'm in March", "Fenland"),
        ("on sen support and we live in march", "Fenland"),
        ("CB24", "South Cambridgeshire"),
        ("our postcode is PE27", "Huntingdonshire"),
        ("Huntingdon", "Huntingdonshire"),
        ("South Cambs", "South Cambridgeshire"),
        ("hunts, that's our bit", "Huntingdonshire"),
        ("ramsey way", "Huntingdonshire"),
        ("from chatteris so its an hour each way", "Fenland"),
        ("we moved from Ely to Soham", "East Cambridgeshire"),
        ("school is in Ely, we live in St Neots", "Huntingdonshire"),
        ("lives in Cambridge itself", "Cambridge"),
        ("we’re in Over", "South Cambridgeshire"),
    ],
)
def test_the_district_is_that_of_the_place_where_somebody_lives(
    places: Places, text: str, district: str
) -> None:
    assert places.district(text) == district


@pytest.mark.parametrize(
    "text",
    [
        "i go to college in cambridge but live in royston",
        "in march he stopped eating at school, over and over i asked",
        "We're a secondary in St Neots.",
        "He goes to Ely College",
        "how many y10s in fenland are excluded",
        "is there a group in Huntingdon",
        "we live just outside Cambridge",
        "we used to live in Ely",
        "moving to Ely next month",
        "my friend lives in Ely",
        "the school is in CB24",
    ],
)
def test_a_place_that_is_named_for_another_reason_gives_no_district(
    places: Places, text: str
) -> None:
    assert places.district(text) == ""


@pytest.mark.parametrize("text", ["we live in CB4", "we live in Newmarket"])
def test_a_home_that_may_lie_in_two_districts_is_a_home_without_one(
    places: Places, text: str
) -> None:
    (home,) = places.homes(text)

    assert home.district == ""


def test_a_home_carries_the_words_that_name_it(places: Places) -> None:
    text = "We’ve two boys and live in  St Neots now"

    (home,) = places.homes(text)

    assert text[home.start :].startswith(home.words)
    assert home.words == "St Neots"


def test_an_outward_code_keeps_the_middle_of_its_area(places: Places) -> None:
    (ely,) = [one for one in places.outwards if one.id == "CB6"]

    assert (ely.latitude, ely.longitude) == (52.404, 0.224)


@pytest.mark.parametrize(("district", "outward"), [("Fens", "PE15"), ("Fenland", "PE99")])
def test_a_district_or_an_outward_code_that_is_not_there_is_a_fault(
    tmp_path: Path, district: str, outward: str
) -> None:
    path = tmp_path / "places.toml"
    path.write_text(DISTRICT.format(district=district, outward=outward), "utf-8")

    with pytest.raises(PackFaults):
        read_places(path)


def test_places_are_published_with_the_packs_that_hold_them(
    pack_dir: PackDir, tmp_path: Path
) -> None:
    pack_dir.write("england/plan", PLAN)
    local = pack_dir.begin("cambridgeshire")
    (local / "places.toml").write_text(DISTRICT.format(district="Fenland", outward="PE15"), "utf-8")

    library = pack_dir.library()
    library.save(tmp_path / "library.json")

    assert library.places.district("we live in March") == "Fenland"
    assert type(library).load(tmp_path / "library.json").places == library.places


def test_a_pack_may_have_no_places(tmp_path: Path) -> None:
    assert read_places(tmp_path / "places.toml").district("we live in Ely") == ""
