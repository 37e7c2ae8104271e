"""What we must not keep: identifying details, replaced by what they were before anything is stored."""

import re
from collections.abc import Callable
from dataclasses import dataclass

_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
)


@dataclass(frozen=True)
class Masked:
    """A text without what identifies somebody, and the kinds of detail that were taken out."""

    text: str
    kinds: tuple[str, ...] = ()


def visible(text: str) -> str:
    """A text without control and hidden characters, which can carry words that nobody sees."""
    return _HIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def mask(text: str) -> Masked:
    """Replace identifying details by their kind in square brackets; of a postcode the outward part stays."""
    kinds: list[str] = []
    once = _masked_once(text, kinds)
    while once != text:  # what stood around a detail may now make another
        text, once = once, _masked_once(once, kinds)
    return Masked(text, tuple(dict.fromkeys(kinds)))


def _masked_once(text: str, kinds: list[str]) -> str:
    for kind, pattern, is_one, shown in _DETAILS:

        def hide(
            match: re.Match[str], kind: str = kind, is_one: _Check = is_one, shown: _Show = shown
        ) -> str:
            if not is_one(match):
                return match[0]
            kinds.append(kind)
            return shown(match, kind)

        text = pattern.sub(hide, text)
    return text


_Check = Callable[[re.Match[str]], bool]
_Show = Callable[[re.Match[str], str], str]


def _always(match: re.Match[str]) -> bool:
    return True


def _is_nhs_number(match: re.Match[str]) -> bool:
    """Its last digit is a check digit, modulo 11 (NHS Data Dictionary)."""
    digits = [int(digit) for digit in re.sub(r"\D", "", match[0])]
    check = (
        11
        - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    )
    return check % 11 == digits[9] and check != 10


def _is_persons_phone(match: re.Match[str]) -> bool:
    """Helplines and council lines may be written; a person's number may not."""
    return not re.match(r"(?:0|44)0?(?:3|80[08])", re.sub(r"\D", "", match[0]))


def _is_postcode(match: re.Match[str]) -> bool:
    """ "Y7 2nd term" is none."""
    return not re.search(r"\d(?:st|nd|rd|th)$", match[0])


def _named(match: re.Match[str], kind: str) -> str:
    return f"[{kind}]"


def _keeping_lead(match: re.Match[str], kind: str) -> str:
    return f"{match[1]}[{kind}]"


_DAY = (
    r"(?:\d{4}-\d{2}-\d{2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}"
    r"|\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?[A-Za-z]{3,9}\.?,?\s+\d{2,4})"
)
_WHICH = (
    r"(?:\d{1,2}|years?|yrs?|old|eldest|oldest|youngest|middle|older|younger|little|autistic|disabled|adopted|foster"
    r"|teenage|twin)"
)
_RELATIVE = rf"(?:{_WHICH}[\s-]+)*(?:step|grand)?(?:son|daughter|child|boy|girl|lad)s?"
_CALLED = r"(?:['’]s name is| is called|, called| called|,)?"
_INTRODUCED = r"\b(?:[Mm]y|[Hh]is|[Hh]er|[Tt]heir) name is |\bI am called |\b(?:is|was) called "
_ONE_NAME = r"[A-Z](?:['’][A-Z]|[a-z])[a-z]+(?:-[A-Z][a-z]+)?"
_NAME = rf"({_ONE_NAME}(?:\s(?:and\s)?{_ONE_NAME})?)\b"
_NOT_NAMES = frozenset(
    """has is was will can does did needs and but the year reception cambridge cambridgeshire monday tuesday wednesday
    thursday friday saturday sunday january february march april may june july august september october november
    december nursery school primary secondary who what when where why how should would could might have had not
    pinpoint steps waymark ofsted autism autistic dyslexia dyslexic down english benefit support""".split()
)


def _is_name(match: re.Match[str]) -> bool:
    return match[2].split()[0].lower() not in _NOT_NAMES


_DETAILS: tuple[tuple[str, re.Pattern[str], _Check, _Show], ...] = (
    (
        "e-mail address",
        re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
        lambda m: not m[0].lower().endswith(".gov.uk"),
        _named,
    ),
    (
        "date of birth",
        re.compile(
            rf"((?:\bd\.?o\.?b\.?|date of birth|born(?: on)?|birthday(?: is)?)\W{{0,4}}(?:is |on )?){_DAY}",
            re.I,
        ),
        _always,
        _keeping_lead,
    ),
    (
        "National Insurance number",
        re.compile(r"\b[A-CEGHJ-PR-TW-Z]{2}\s?(?:\d{2}\s?){3}[A-D]\b", re.I),
        _always,
        _named,
    ),
    ("pupil number", re.compile(r"\b[A-HJ-NP-RT-Z]\d{11}[\dA-Z]?\b", re.I), _always, _named),
    (
        "NHS number",
        re.compile(r"(?<![\d-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d-])"),
        _is_nhs_number,
        _named,
    ),
    (
        "phone number",
        re.compile(r"(?<![\d/-])\(?(?:\+44\s?\(?0?\)?\s?|0)\d(?:[\s()-]{0,2}\d){8,9}(?![\d/-])"),
        _is_persons_phone,
        _named,
    ),
    (
        "postcode",
        re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s?\d[ABD-HJLNP-UW-Z]{2}\b", re.I),
        _is_postcode,
        lambda match, kind: match[1].upper(),
    ),
    (
        "address",
        re.compile(
            r"\b\d{1,4}[a-z]?,?\s+(?:[A-Z][a-z']+\s){1,3}"
            r"(?:Road|Rd|Street|St|Avenue|Ave|Lane|Close|Drive|Way|Court|Crescent|Gardens|Place|Terrace|Grove)\b"
        ),
        _always,
        _named,
    ),
    (
        "name",
        re.compile(rf"(\b(?i:(?:my|our)\s+{_RELATIVE}{_CALLED})\s+){_NAME}"),
        _is_name,
        _keeping_lead,
    ),
    ("name", re.compile(rf"({_INTRODUCED}){_NAME}"), _is_name, _keeping_lead),
)
