"""Who to turn to."""

from pathlib import Path

import pytest

from knowledge.contacts import Contact, mentioned, read_contacts
from knowledge.errors import PackFaults

TWO = """\
# Who to turn to.

[council]
name = "The council"
phone = "01223 000 000"
email = "send@example.gov.uk"
about = "Anything it does"
source = "Its page"
checked = 2026-11-23

[text-line]
name = "A text line"
text = "85258"
about = "A crisis"
source = "Its page"
checked = 2026-11-23
safety = true
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "contacts.toml"


@pytest.fixture
def contacts(path: Path) -> list[Contact]:
    path.write_text(TWO, "utf-8")
    return read_contacts(path)


def test_contacts_are_read_in_their_order(contacts: list[Contact]) -> None:
    assert [(one.id, one.safety) for one in contacts] == [("council", False), ("text-line", True)]


def test_a_pack_may_have_no_contacts(path: Path) -> None:
    assert read_contacts(path) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Ring 01223 000000 today.", ["council"]),
        ("Write to send@example.gov.uk.", ["council"]),
        ("Text 85258, or ring 01223 000 000.", ["council", "text-line"]),
        ("Ring 01223 000 0001.", []),
        ("It cost £85258.", []),
        ("Nobody.", []),
    ],
)
def test_a_contact_is_mentioned_where_its_number_or_address_is(
    contacts: list[Contact], words: str, found: list[str]
) -> None:
    assert [one.id for one in mentioned(contacts, words)] == found


@pytest.mark.parametrize(
    ("old", "new", "cure"),
    [
        ('text = "85258"\n', "", "give a phone, a text number or an email; mend"),
        ("safety = true", "urgent = true", "remove “urgent”, or mend its spelling"),
        ('about = "A crisis"\n', "", "add “about”"),
        ("checked = 2026-11-23\nsafety", "checked = 'soon'\nsafety", "mend “checked”"),
    ],
)
def test_a_contact_that_cannot_be_used_names_its_line(
    path: Path, old: str, new: str, cure: str
) -> None:
    path.write_text(TWO.replace(old, new), "utf-8")

    with pytest.raises(PackFaults) as raised:
        read_contacts(path)

    (fault,) = raised.value.faults
    assert (fault.path, fault.line) == (str(path), 11)
    assert cure in fault.message


def test_a_contact_must_be_a_table(path: Path) -> None:
    path.write_text('council = "01223 000 000"\n', "utf-8")

    with pytest.raises(PackFaults) as raised:
        read_contacts(path)

    assert raised.value.faults[0].line == 1
