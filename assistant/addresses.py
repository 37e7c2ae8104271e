"""Where somebody lives: addresses, and postcodes, of which the outward part stays."""

import re
import tomllib
from importlib.resources import files

_LISTS = tomllib.loads((files("assistant") / "details.toml").read_text(encoding="utf-8"))
_UNITS = frozenset(_LISTS["units"].split())
_AREAS = frozenset(_LISTS["postcode_areas"].split())

POSTCODE = re.compile(
    r"\b(?P<outward>(?P<area>[A-Z]{1,2})\d[A-Z\d]?)[\s.-]{0,2}\d(?:[ABD-HJLNP-UW-Z]{2}\b"
    r"|\s(?!at|as|be|he|we|us|by|up|an|ed|ex|ta|yr|pa|hr|la)[ABD-HJLNP-UW-Z]{2}\b)",
    re.I,
)


def postcode_area(match: re.Match[str], mark: str) -> str:
    """ "Y7 2nd term" is none: neither an area nor a unit."""
    is_ordinal = re.search(r"\d(?:st|nd|rd|th)$", match[0])
    is_one = match["area"].upper() in _AREAS and not is_ordinal
    return match["outward"] if is_one else match[0]


_WORD = r"[^\W\d_][\w’'-]{0,20}"
_CAPITAL = r"(?-i:[A-Z])[\w’'-]{0,20}"
_ROAD = r"(?:road|rd|street|avenue|ave|lane|ln|crescent|cres|terrace|gardens|grove|drove|mews|causeway|parade|bypass)"
_PLACE = (
    r"(?:st|close|drive|dr|court|way|place|walk|square|hill|rise|row|park|green|bank|view|fen|chase|gate|end|fields?|meadows?"
    r"|villas?|cottages?|house|estate|broadway|maltings|quay|wharf|moorings?|marina|ct|cl|pl|gdns|sq|garth|loke|dell|bridge|corner|reach|holt|leys?|paddocks?|orchard|common|path|yard|mill|farm|barn|lodge|hollies|croft)"
)
_HOME = r"(?:flat|apartment|apt|unit|plot|caravan|room|block|bungalow|pitch)"
_HOUSE = r"(?:barn|cottage|house|farm|lodge|rectory|hall|mill|grange|villa|manor|end|vicarage|bungalow|stables)"
_MORE = rf"(?:,\s*(?:\d{{1,4}}\s)?(?:{_CAPITAL}\s+){{1,3}}(?:{_ROAD}|{_PLACE})\b){{0,2}}"
ADDRESS = re.compile(
    r"(?P<home>\b(?:flat|apartment|apt|plot|caravan|pitch|bungalow)\s+\d{1,4}[a-z]?,?\s+(?:(?:at|on|in)\s+)?"
    rf"(?:(?:the\s+)?{_CAPITAL}\s*){{1,4}}{_MORE})"
    rf"|(?P<numbered>(?:\b{_CAPITAL}\s{_HOUSE},\s+)?(?:\b{_HOME}\s*\d{{0,4}}[a-z]?,?\s+)?"
    rf"(?<![\w£.,:/-])\d{{1,4}}\s?[a-z]?,?\s+(?P<middle>(?:{_WORD}\s+){{1,4}}?)(?P<type>{_ROAD}|{_PLACE})\b{_MORE})"
    rf"|(?P<way>(?<![\w£.,:/-])\d{{1,4}}[a-z]?\s(?-i:[A-Z])[a-z]{{2,12}}(?:way|gate|side|croft|field|fields|bank|wood|mere|dyke)(?=,))"
    rf"|(?P<the>(?<![\w£.,:/-])\d{{1,4}}[a-z]?,?\s+(?-i:The)\s+{_CAPITAL}(?:\s+{_CAPITAL})?)"
    rf"|(?P<house>\b(?:{_CAPITAL}\s){{1,2}}{_HOUSE},?\s+(?:{_CAPITAL}\s+){{1,3}}(?:{_ROAD})\b"
    rf"|\b(?:{_CAPITAL}\s){{1,2}}{_HOUSE},\s+(?:{_CAPITAL}\s+){{1,3}}(?-i:[A-Z])(?<=(?=(?:{_PLACE})\b).)\w+"
    rf"|\b(?-i:The\s+Old)\s+{_CAPITAL}(?=,\s+(?-i:[A-Z\[])))"
    r"|(?P<lead>(?<![\[\w])(?:address(?:\s+is|\s+at|\s?[:=])?|(?:liv(?:e|es|ed|ing)|resid(?:e|es|ing)|stay(?:s|ing)?)"
    r"\s+(?:at|in|on)|(?:ours|mine|home|house)\s+is)\s+)"
    rf"(?:(?:\d{{1,4}}\s?[a-z]?,?\s+(?:the\s+)?(?:{_WORD}[\s,]+){{0,3}}?|(?:the\s+)?(?:{_WORD}[\s,]+){{1,5}}?)"
    rf"(?:{_ROAD})\b{_MORE}|(?:number\s|no\.?\s)?\d{{1,4}}\s?[a-z]?,?\s+{_CAPITAL}\b|(?:number|no\.?)\s\d{{1,4}}\b)",
    re.I,
)
_SAYS_WHERE = re.compile(
    r"\b(?:address|live[sd]?|living|at|from|moved to|house|home|flat|apartment|apt|caravan|plot|pitch|unit)"
    r"\W+(?:\w+\W+){0,2}$",
    re.I,
)
_HOME_FIRST = re.compile(r"(?:flat|apartment|apt|caravan|plot|pitch)\b", re.I)
_NUMBERED_THING = re.compile(
    r"\b(?:years?|y|class|section|week|wk|page|stage|ks|key stage|grade|level|paragraph|para|bus|route|room|part"
    r"|regulation|reg)\s$",
    re.I,
)


def without_address(match: re.Match[str], mark: str) -> str:
    if match["lead"]:
        return f"{match['lead']}{mark}"
    before = match.string[max(0, match.start() - 25) : match.start()]
    if _NUMBERED_THING.search(before) or (match["numbered"] and not _is_street(match, before)):
        return match[0]
    return mark


def _is_street(match: re.Match[str], before: str) -> bool:
    """ "a 30 minute walk" and "2 schools close by" are none; "33 orchard close" is one."""
    words = match["middle"].split()
    if words == ["the"]:
        return bool(_SAYS_WHERE.search(before))
    small = {word for word in words if word.islower()} | ({words[0].lower()} - {"the"})
    if _UNITS & small:
        return False
    is_written_as_name = all(word[:1].isupper() for word in words)
    is_road = re.fullmatch(f"{_ROAD}|st", match["type"], re.I) is not None
    says_where = _SAYS_WHERE.search(before) or _HOME_FIRST.match(match[0])
    is_short = len(words) == 1 or words[0].lower() in ("st", "saint")
    return is_written_as_name or is_road or (is_short and says_where is not None)


ADDRESS_WORD = re.compile(
    rf"\d|\b(?:old|address|liv(?:e|es|ed|ing)|resid\w+|stay\w*)\b|\b(?:{_HOUSE})\b", re.I
)
