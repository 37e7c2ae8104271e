"""Who to turn to: names, numbers and the date each was checked, from a pack's contacts.toml."""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from pydantic import model_validator

from knowledge.reading.toml import Entry, read_entries

PHONE = re.compile(
    r"(?<![\d/.£-])(?:0\d[\d ]{7,11}\d|116 123|0800 1111|\b999\b|\b111\b|\b85258\b)(?!\d)"
)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


class Contact(Entry):
    """Someone to turn to. `safety` marks those shown when somebody may be at risk."""

    name: str
    phone: str = ""
    text: str = ""
    email: str = ""
    hours: str = ""
    about: str
    source: str
    checked: date
    safety: bool = False

    @model_validator(mode="after")
    def _can_be_reached(self) -> "Contact":
        if not (self.phone or self.text or self.email):
            raise ValueError("give a phone, a text number or an email")
        return self

    def is_in(self, words: str) -> bool:
        """Whether its number or address occurs in the words."""
        digits = re.sub(r"\s", "", self.phone or self.text)
        found = {re.sub(r"\s", "", number) for number in PHONE.findall(words)}
        return (bool(digits) and digits in found) or (bool(self.email) and self.email in words)


def read_contacts(path: Path) -> list[Contact]:
    """The contacts of one file, in its order; none where there is no such file."""
    return read_entries(path, Contact)


def mentioned(contacts: Iterable[Contact], words: str) -> list[Contact]:
    """The contacts whose number or address the words give."""
    return [contact for contact in contacts if contact.is_in(words)]
