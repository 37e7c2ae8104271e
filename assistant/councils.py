"""Which other council, or other nation of these islands, a message is about."""

import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files
from itertools import chain

_UNNAMED = "your own council"


def other_council(text: str) -> str:
    """The council that looks after whoever writes, where that is not ours; "" where it is.

    The text is plain (small letters, no apostrophes). Coming or going, a school over the border, a trip and a road are
    ours, and so is a place named beside one of our own, unless it is said that somebody lives there.
    """
    if _MOVING.search(text) and not _GONE.search(text):
        return ""
    if home := _LIVES.search(text):
        return "" if _OURS.search(text) and not _GONE.search(text) else _COUNCIL_OF[home.group(1)]
    if _PASSING.search(text) or _OURS.search(text):
        return ""
    if found := _BODY.search(text) or _AT_THE_END.search(text) or _NAMED.search(text):
        return _COUNCIL_OF[found.group(1)]
    return _UNNAMED if _UNKNOWN.search(text) else ""


def other_nation(text: str) -> str:
    """The other nation of these islands that a plain text is from; "" where there is none. Coming or going is ours."""
    found = _NATION.search(text)
    if not found or any(one.search(text) for one in (_MOVING, _PASSING, _OURS)):
        return ""
    return next(name for name, names in _NATIONS.items() if names.search(text))


def asks_of_law(text: str) -> bool:
    """Whether a plain text asks for what is the same all over England, and not for what one council has."""
    return bool(_LAW.search(text)) and not _LOCAL.search(text)


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


_DATA = tomllib.loads(files("assistant").joinpath("councils.toml").read_text("utf-8"))
_COUNCIL_OF: dict[str, str] = {
    name: council for council, names in _DATA["councils"].items() for name in names
}
_ALSO_WORDS = frozenset(_DATA["names"]["also_words"])
_NAME = f"({_any(_COUNCIL_OF)})"
# The names that can be nothing but places.
_SURE = f"({_any(name for name in _COUNCIL_OF if name not in _ALSO_WORDS)})"
_NOT_BEFORE = rf"\b(?! {_any(_DATA['signs']['places_after'])}\b)"
_LIVES = re.compile(rf"\b{_any(_DATA['signs']['living'])} {_NAME}{_NOT_BEFORE}")
_BODY = re.compile(rf"\b{_NAME}s? {_any(_DATA['signs']['bodies'])}\b")
_AT_THE_END = re.compile(rf"\b(?:in|for|from|of|under|with|near) {_NAME}\s*(?:[?.!,]|$)")
_NAMED = re.compile(rf"\b{_SURE}(?:s\b|{_NOT_BEFORE})")
_OURS = re.compile(rf"\b{_any(_DATA['names']['ours'])}\b")
_NATIONS: dict[str, re.Pattern[str]] = {
    name: re.compile(rf"\b{_any(names)}\b") for name, names in _DATA["nations"].items()
}
_NATION = re.compile(rf"\b{_any(chain.from_iterable(_DATA['nations'].values()))}{_NOT_BEFORE}")
_MOVING, _GONE, _PASSING, _UNKNOWN, _LOCAL, _LAW = (
    re.compile(rf"\b{_any(_DATA['signs'][sign])}\b")
    for sign in ("moving", "gone", "passing", "unknown", "local", "law")
)
