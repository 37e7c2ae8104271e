"""Details that are known by their shape, or by the word before them: e-mail, numbers, references."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files

from assistant.addresses import ADDRESS, ADDRESS_WORD, POSTCODE, postcode_area, without_address
from assistant.births import (
    BIRTH_WORD,
    BIRTHS,
    BORN,
    BORN_BEFORE_WORD,
    BORN_BESIDE_NAME,
    keeping_tail,
    without_births,
)

_LISTS = tomllib.loads((files("assistant") / "details.toml").read_text(encoding="utf-8"))
_PUBLIC_LINES = frozenset(re.sub(r"\D", "", line) for line in _LISTS["public_lines"])


@dataclass(frozen=True)
class Detail:
    """A kind of detail, how it is written, and what is shown instead; `needs` is cheap and must be there."""

    kind: str
    needs: re.Pattern[str]
    pattern: re.Pattern[str]
    show: Callable[[re.Match[str], str], str]

    def may_be_in(self, text: str) -> bool:
        return self.needs.search(text) is not None

    def shown(self, match: re.Match[str]) -> str:
        """What stands in the detail's place: itself, where on a closer look it is none."""
        return self.show(match, f"[{self.kind}]")


def _hidden(match: re.Match[str], mark: str) -> str:
    return mark


def _keeping_lead(match: re.Match[str], mark: str) -> str:
    leads = (text for name, text in match.groupdict().items() if name.startswith("lead") and text)
    return f"{next(leads, '')}{mark}"


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


# -- e-mail -------------------------------------------------------------------------------------------------------

_PROVIDERS = (
    r"(?:gmail|googlemail|g ?mail|hotmail|outlook|yahoo|ymail|icloud|live|msn|aol|btinternet|protonmail|proton|sky"
    r"|talktalk|virginmedia|ntlworld|mail|me|wp|onet|o2|interia)"
)
_SPELT = r"\w+(?:\s(?:dot|underscore|dash|hyphen|plus)\s\w+|[._-]\w+){0,5}(?:\s\d{1,4})?"
_DOT_SAID = r"(?:\s?[\[(]dot[\])]\s?|\sdot\s)"
_DOT = rf"(?:\s?\.\s?|{_DOT_SAID})"
_AT = r"(?:\s?[\[(](?:at|@)[\])]\s?|\sat\s)"
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}\s?@\s?[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){0,5}"
    rf"|\b{_SPELT}{_AT}(?:{_PROVIDERS}{_DOT}[a-z]{{2,4}}\b(?:{_DOT}uk\b)?|(?:gmail|googlemail|hotmail|icloud|protonmail)\b)"
    rf"|\b{_SPELT}{_AT}[\w-]+{_DOT_SAID}[a-z]{{2,4}}\b(?:{_DOT_SAID}uk\b)?",
    re.I,
)


def _email(match: re.Match[str], mark: str) -> str:
    """A council's own mailboxes may be written."""
    return match[0] if match[0].lower().endswith(".gov.uk") else mark


# -- social media -------------------------------------------------------------------------------------------------

_NETWORK = (
    r"(?:snap(?:chat)?|insta(?:gram)?|discord|tiktok|twitter|twitch|youtube|xbox|psn|playstation|roblox|fortnite|steam"
    r"|telegram|kik|reddit|bereal|facebook|messenger|fb|login|user\s?id|gamertag|username|user\s?name|handle|skype|linkedin)"
)
_NETWORK_WORD = re.compile(rf"@|\b{_NETWORK}\b", re.I)
_HANDLE = re.compile(
    rf"(?P<lead>\b{_NETWORK}\b(?:[\s:,=-]{{1,3}}(?:is|name|user(?:name)?|id|tag|account|handle|as|me|on|at|it's|its)\b){{0,3}}"
    r"[\s:,=-]{1,3})@?(?=[\w.#-]{0,24}[\d_#])(?=[\w.#-]{0,24}[^\W\d_])\w[\w.#-]{2,28}\w"
    r"|(?<![\w.@])@(?=[\w.]{0,28}[^\W\d_])\w[\w.]{2,28}\w(?![\w@])",
    re.I,
)


# -- numbers that a register gives --------------------------------------------------------------------------------

_INSURANCE = re.compile(
    r"\b(?P<prefix>[A-Z]{2})(?P<gap>[\s-]?)(?:\d{2}[\s.-]?){3}[A-D]\b"
    r"|(?<![\[\w])(?P<lead>(?:national\s+insurance|nat\.?\s+ins\.?|n\.?i\.?|nino)\s?(?:no|num|number)?[\s:.]{1,3}(?:is\s)?)"
    r"[A-Z]{2}\s?(?:\d{2}\s?){3}[A-D]?\b",
    re.I,
)
_SMALL_WORDS = frozenset(
    "on to at by we he my so no or as am me of in is it if up us do go be an".split()
)


def _insurance(match: re.Match[str], mark: str) -> str:
    """ "on 10 11 26 a letter came" is a date."""
    if match["lead"]:
        return f"{match['lead']}{mark}"
    is_a_word = match["gap"] and match["prefix"].lower() in _SMALL_WORDS
    return match[0] if is_a_word and not match["prefix"].isupper() else mark


_PUPIL = re.compile(
    r"\b[A-HJ-NP-RT-Z]\d{11}[\dA-Z]?\b"
    r"|(?<![\[\w])(?P<lead>(?:upn|unique\s+pupil\s+number|uln)\b[\s:.]{0,3}(?:no\.?|number|is)?[\s:.]{1,3})[A-Z]?(?:\s?\d){10,12}[A-Z]?\b",
    re.I,
)


def _pupil(match: re.Match[str], mark: str) -> str:
    return f"{match['lead'] or ''}{mark}"


_HEALTH_CUE = r"(?:n\.?h\.?s\.?|medical|hospital|health|red\s+book)"
_HEALTH = re.compile(
    rf"(?P<lead>(?<![\[\w]){_HEALTH_CUE}[^\d\n\[]{{0,25}})?(?<![\d.-])\d{{3}}[ ./–-]?\d{{3}}[ ./–-]?\d{{4}}(?![\d-])"
    rf"|(?P<lead2>(?<![\[\w]){_HEALTH_CUE}\s?(?:no|num|number|id)?[.:\s]{{0,3}}(?:is\s)?)(?:\d[ .-]?){{9}}\d(?!\d)",
    re.I,
)


def _health(match: re.Match[str], mark: str) -> str:
    """Its last digit is a check digit, modulo 11 (NHS Data Dictionary); beside its name a wrong one is masked too."""
    lead = match["lead"] or match["lead2"] or ""
    number = _digits(match[0][len(lead) :])
    if not (_checks(number) or (lead and not _is_phone(number))):
        return match[0]
    return f"{lead}{mark}"


def _checks(number: str) -> bool:
    total = sum(int(d) * weight for d, weight in zip(number, range(10, 1, -1), strict=False))
    check = 11 - total % 11
    return check % 11 == int(number[9]) and check != 10


# -- phones -------------------------------------------------------------------------------------------------------

_PHONE_CUE = (
    r"(?<![\[\w])(?:phone|telephone|tel|mobile|mob|landline|whats\s?app|cell|(?:ring|call|text|phone|reach|bell)\s+(?:me|us|him|her)"
    r"|call\s+back|contact\s+(?:no|number)|my\s+number|home\s+number)\b(?:\s(?:no|num|number))?[\s:.]{0,3}(?:is\s|on\s|at\s)?"
)
_PHONE = re.compile(
    r"(?<![\w/-])(?<!\d[.,])\(?(?:(?:\+|00)\s?44\s?\(?0?\)?[\s.-]?|44[\s.-]?(?=7)|[0oO])[\s./()-]{0,2}\d(?:[\s./()–-]{0,3}\d){8,9}(?![\d/-])"
    r"|(?<![\w/.-])7\d{9}(?!\d)"
    r"|(?<![\w/-])(?:\+|00)\d{1,3}(?:[\s.()/-]{0,2}\d){7,11}(?!\d)"
    rf"|(?P<lead>{_PHONE_CUE})(?:\d[\s.-]?){{5,10}}\d(?!\d)",
    re.I,
)
_SAID = r"(?:oh|o|zero|nought|one|two|three|four|five|six|seven|eight|nine|\d)"
_PHONE_SAID = re.compile(
    rf"\b(?:oh|zero|nought|0)[\s,-]+(?:(?:double|triple|treble)[\s,-]+)?seven\b(?:[\s,-]+(?:(?:double|triple|treble)[\s,-]+)?{_SAID}\b)"
    r"{3,14}",
    re.I,
)
_STARTS_AS_DATE = re.compile(r"[0-3]?\d[/. -](?:0?[1-9]|1[0-2])[/. -](?:19|20)\d\d\b")


def _is_phone(number: str) -> bool:
    return number.startswith("07") or number.startswith("7")


def _phone(match: re.Match[str], mark: str) -> str:
    """Helplines and council lines may be written, and dates; a person's number may not."""
    lead = match["lead"] or ""
    written = match[0][len(lead) :]
    number = re.sub(r"^(?:00)?44(?:0?)", "0", _digits(written.replace("o", "0").replace("O", "0")))
    is_public = (
        re.match(r"0(?:3|80[08]|500|8[47])|116|111|999|101", number) or number in _PUBLIC_LINES
    )
    if is_public or _STARTS_AS_DATE.match(written):
        return match[0]
    return f"{lead}{mark}"


# -- references ---------------------------------------------------------------------------------------------------

_REFERENCE_CUE = (
    r"(?<![\[\w])(?:(?:our|your|my|their|the)\s)?(?:(?:case\s?)?ref(?:erence)?s?|quot(?:e|ing)(?=\s[A-Z]{0,5}[/-]?\d)"
    r"|(?:case|claim|appeal|application|complaint|ticket|file|account|customer|student|client|patient|hospital|portal"
    r"|login|mosaic|liquidlogic|order|certificate|incident|log|registration|tribunal|ombudsman|pupil|referral|record"
    r"|passport|policy|badge|pass|licence|membership)(?=\W{1,3}(?:(?:is|was)\s[A-Z]{0,5}\d|ref|no\b|num|id\b|code|#|\d|[A-Z]{1,5}[-/]?\d|(?-i:[A-Z]{2,5})\s\d{4}))|urn|dfe|laestab|id)\b"
    r"(?:\s?(?:ref(?:erence)?|number|num|no|id|code)\b)?(?:\s(?:is|was|of|for\s(?:this|it)\sis))?[\s:.#–-]{1,4}"
)
_REFERENCE = re.compile(
    rf"(?P<lead>{_REFERENCE_CUE})(?P<value>(?-i:[A-Z]{{2,5}})\s(?!(?:19|20)\d\d\b)\d{{4,8}}|(?=[A-Z/.-]{{0,14}}\d)"
    r"[A-Z\d]{1,10}(?:[/.-][A-Z\d]{1,10}|\s\d{2,6}(?![-/\d])){0,4})\b"
    r"|(?<![\w/.-])(?P<shape>[A-Z]{2,8}\d{0,6}(?:[/-][A-Z\d]{1,10}){1,4}|[A-Z]{1,5}\d{5,12}[A-Z]?)(?![\w/-])"
    r"|(?<![\w£.,/-])(?P<run>\d{2}\s\d{3}\s\d{3}|#?\d{6,14})(?![\w/%-]|[.,]\d)",
    re.I,
)
_LAW = re.compile(
    r"(?:SI|UK[A-Z]{2,4}|EW[A-Z]{2,4}|EN|ISO|COVID|WISC|BPVS|GCSE|KS\d?|Y\d*|NC|KCSIE)\b", re.I
)
_A_DATE = re.compile(
    r"[0-3]?\d[/. -](?:0?[1-9]|1[0-2])[/. -](?:19|20)?\d\d|[0-3]\d(?:0[1-9]|1[0-2])(?:19|20)\d\d"
    r"|(?:19|20)\d\d[/. -]?(?:0[1-9]|1[0-2])[/. -]?[0-3]\d"
)
_YEARS = re.compile(r"[A-Z]*(?:19|20)\d\d(?:[/-](?:20)?[0-4]\d)?", re.I)
_NOBODYS = re.compile(
    r"\b(?:parcel|tracking|delivery|isbn|model|serial|part|product|item|barcode|charity|company)\b"
    r"\W+(?:\w+\W+){0,4}$",
    re.I,
)
_THEIRS = re.compile(
    r"\b(?:me|us|my|our|mine|ref\w*|case|number|no|id|quot\w+)\W+(?:\w+\W+){0,3}$", re.I
)


def _reference(match: re.Match[str], mark: str) -> str:
    lead = match["lead"] or ""
    value = match["value"] or match["shape"] or match["run"]
    return f"{lead}{mark}" if _is_reference(match, value) else match[0]


def _is_reference(match: re.Match[str], value: str) -> bool:
    """Not a date, a year, the law, a round sum, or a number that anybody may ring."""
    digits = _digits(value)
    if _A_DATE.fullmatch(value) or _YEARS.fullmatch(value) or digits in _PUBLIC_LINES:
        return False
    if match["shape"]:
        separators = len(re.findall(r"[/-]", value))
        return (len(digits) >= 5 or (len(digits) >= 3 and separators >= 2)) and not _LAW.match(
            value
        )
    if digits.endswith("000") or re.match(r"0[38]|116", value):
        return False
    if match["value"]:
        return len(digits) >= 3 and not re.fullmatch(r"\d{1,3}(?: \d{1,2})?", value)
    before = match.string[max(0, match.start() - 40) : match.start()]
    if _NOBODYS.search(before):
        return False
    is_spaced = " " in value or "\u00a0" in value
    return _is_theirs(before) if is_spaced else len(digits) >= 7 or value[0] == "#"


def _is_theirs(before: str) -> bool:
    """A published decision has such a number too."""
    return bool(_THEIRS.search(before)) and "decision" not in before


_DIGITS = re.compile(r"\d\D{0,4}\d\D{0,4}\d")
_DIGIT = re.compile(r"\d")
_EMAIL_SIGN = re.compile(rf"@|\bdot\b|[\[(]at[\])]|\bat\s{_PROVIDERS}\b", re.I)
_NAME = re.compile(r"\[name\]")
_SAID_WORD = re.compile(r"\bseven\b", re.I)

DETAILS = (
    Detail("social media name", _NETWORK_WORD, _HANDLE, _keeping_lead),
    Detail("e-mail address", _EMAIL_SIGN, _EMAIL, _email),
    Detail("date of birth", BIRTH_WORD, BORN, _keeping_lead),
    Detail("date of birth", BIRTH_WORD, BORN_BEFORE_WORD, keeping_tail),
    Detail("date of birth", BIRTH_WORD, BIRTHS, without_births),
    Detail("date of birth", _NAME, BORN_BESIDE_NAME, _keeping_lead),
    Detail("National Insurance number", _DIGITS, _INSURANCE, _insurance),
    Detail("pupil number", _DIGITS, _PUPIL, _pupil),
    Detail("NHS number", _DIGITS, _HEALTH, _health),
    Detail("phone number", _DIGITS, _PHONE, _phone),
    Detail("phone number", _SAID_WORD, _PHONE_SAID, _hidden),
    Detail("postcode", _DIGIT, POSTCODE, postcode_area),
    Detail("address", ADDRESS_WORD, ADDRESS, without_address),
    Detail("reference number", _DIGITS, _REFERENCE, _reference),
)
