"""References as pages write them ("CFA 2014 s.36(5), s.51; CoP 9.14") → the laws and pages they point at."""

import re
from collections.abc import Iterable

_LAWS = {
    "CFA 2014": ("ukpga/2014/6", "section"),
    "Regs 2014": ("uksi/2014/1530", "regulation"),
    "SI 2014/1652": ("uksi/2014/1652", "regulation"),
    "SI 2017/1306": ("uksi/2017/1306", "regulation"),
    "EA96": ("ukpga/1996/56", "section"),
    "CA89": ("ukpga/1989/41", "section"),
    "EqA 2010": ("ukpga/2010/15", "section"),
    "Care Act 2014": ("ukpga/2014/23", "section"),
    "Mental Capacity Act 2005": ("ukpga/2005/9", "section"),
    "HESC Rules 2008": ("uksi/2008/2699", "article"),
    "CSDPA 1970": ("ukpga/1970/44", "section"),
}
_CODE = "https://www.gov.uk/government/publications/send-code-of-practice-0-to-25"
_UNIT = re.compile(r"\b(?:s\.|regs?\.? |rules? )\s?(\d+[A-Z]*)")


def split(mark: str) -> tuple[str, ...]:
    """The references of one mark; they are parted by semicolons."""
    return tuple(part.strip() for part in mark.split(";") if part.strip())


def source_of(reference: str, names: Iterable[str]) -> str | None:
    """The name of the source that a reference begins with, the longest if several fit."""
    fitting = [name for name in names if _begins_with(reference, name)]
    return max(fitting, key=len, default=None)


def address(reference: str) -> str | None:
    """Where a reference can be read, by the one rule for links to law; None where no address is known."""
    if _begins_with(reference, "CoP"):
        return _CODE
    name = source_of(reference, _LAWS)
    unit = _UNIT.search(reference[len(name) :]) if name else None
    if name is None or unit is None:
        return None
    law, kind = _LAWS[name]
    return f"https://www.legislation.gov.uk/{law}/{kind}/{unit[1]}"


def _begins_with(reference: str, name: str) -> bool:
    rest = reference[len(name) :]
    return reference.startswith(name) and (not rest or not rest[0].isalnum())
