"""What the service says in its own voice: plain, true anywhere, its numbers from the contacts alone."""

import itertools
import re
from datetime import date

import pytest

from assistant import wording
from assistant.masking import Masked
from assistant.screening import Danger
from knowledge.contacts import PHONE, Contact
from knowledge.documents import Audience
from knowledge.packs import PackSettings
from knowledge.readability import grade

LOCAL = PackSettings(
    name="Anyshire",
    publisher="Anyshire guidance",
    area="Anyshire",
    council="Anyshire Council",
    council_phone="0345 000 1111",
    send_team="the SEND team",
)
ANYWHERE = PackSettings(name="England", publisher="National guidance")
PHONES = {
    "emergency": "999",
    "nhs-mental-health": "111",
    "samaritans": "116 123",
    "childline": "0800 1111",
    "childrens-social-care": "0345 000 2222",
    "emergency-duty-team": "01632 960001",
    "adult-social-care": "0345 000 3333",
}


def contact(id: str, phone: str = "", text: str = "") -> Contact:
    return Contact(
        id=id,
        name=id,
        phone=phone,
        text=text,
        about="Help",
        source="A page",
        checked=date(2026, 6, 1),
        safety=True,
    )


CONTACTS = [*itertools.starmap(contact, PHONES.items()), contact("shout", text="85258")]


def urgent(*dangers: Danger, contacts: list[Contact] = CONTACTS) -> str:
    return wording.urgent(dangers, contacts, Audience.PARENT)


@pytest.mark.parametrize("danger", Danger)
def test_help_for_every_danger_gives_a_number_to_call_now(danger: Danger) -> None:
    said = urgent(danger)

    assert "**999**" in said
    assert said.endswith(f"{wording.AFTER_URGENT} {wording.ANY_TIME}")


@pytest.mark.parametrize("danger", Danger)
def test_help_is_easy_to_read_and_asks_nothing(danger: Danger) -> None:
    said = urgent(danger)

    assert grade(said.replace("**", "")) <= 8
    assert "?" not in said
    assert len(said.split()) <= 140


@pytest.mark.parametrize("danger", Danger)
def test_every_number_is_a_contacts(danger: Danger) -> None:
    numbers = set(PHONE.findall(urgent(danger)))

    assert numbers <= {*PHONES.values(), "85258"}


def test_help_for_several_dangers_says_nothing_twice() -> None:
    lines = urgent(Danger.CHILD, Danger.STAFF, Danger.PARENT).split("\n\n")

    assert len(lines) == len(set(lines))


def test_a_sentence_whose_number_this_place_has_not_is_left_out() -> None:
    said = urgent(Danger.SUICIDE, contacts=[contact("emergency", "999")])

    assert "999" in said
    assert "Samaritans" not in said
    assert "{" not in said


def test_a_young_person_is_told_that_they_are_not_alone() -> None:
    said = wording.urgent([Danger.SUICIDE], CONTACTS, Audience.YOUNG_PERSON)

    assert "You don't have to deal with this alone." in said
    assert "0800 1111" in said


@pytest.mark.parametrize(
    ("danger", "number"),
    [(Danger.PARENT, "111"), (Danger.SUICIDE, "111"), (Danger.CHILD, "0345 000 2222")],
)
def test_help_beside_an_answer_is_a_line_that_fits(danger: Danger, number: str) -> None:
    said = wording.beside([danger], CONTACTS)

    assert number in said
    assert "999" in said
    assert "\n" not in said
    assert len(said.split()) < 40


def test_the_way_to_a_person_names_the_council_its_line_and_the_team() -> None:
    said = wording.a_person(LOCAL)

    assert {"Anyshire Council", "0345 000 1111", "the SEND team"} <= set(
        re.findall(r"Anyshire Council|0345 000 1111|the SEND team", said)
    )


def test_without_a_local_pack_no_council_is_named() -> None:
    for said in (wording.a_person(ANYWHERE), wording.not_subject(ANYWHERE)):
        assert "None" not in said
        assert "{" not in said
        assert not PHONE.search(said)


def test_what_was_masked_is_named_and_nothing_is_said_where_nothing_was() -> None:
    assert "(name, postcode)" in wording.masked(Masked("", ("name", "postcode")))
    assert wording.masked(Masked("text")) == ""
