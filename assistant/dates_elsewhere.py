"""What a message in another language tells of dates, in English words: "odmowę dostałam 3 listopada"."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from importlib.resources import files

from assistant.date_cues import TABLE
from assistant.date_spelling import meant
from assistant.languages import ENGLISH, Language, in_english, spoken_in
from knowledge.clock.dates import WrittenDate, written_dates

_WORDS = tomllib.loads(files("knowledge.clock").joinpath("date_words.toml").read_text("utf-8"))
_OUR_MONTHS = " ".join(_WORDS["months"]).split()
_THEIR_MONTHS = frozenset(" ".join(_WORDS["months_elsewhere"]).split()) - set(_OUR_MONTHS)
_TOLD = ("dated", "received", "sent", "permanently")
_SAID = {name: re.compile(TABLE["elsewhere"][name]) for name in _TOLD}
_UNSURE = {each: re.compile(words) for each, words in TABLE["elsewhere"]["unsure"].items()}
_ASKED = re.compile(r"[^,;.!\n]{0,40}\?")
_NEVER = re.compile(r"(?!)")
_KEPT = frozenset((*TABLE["spelling"]["words"].split(), "plan", "ehcp", "ehc", "permanent", "perm"))
_WORD = re.compile(r"[^\W\d_]+")
_STOP = re.compile(r"[.!?;\n](?!\d)")


@lru_cache(maxsize=64)
def dates_in_english(text: str, today: date) -> str:
    """The dates of a message as they stand, and the English for the words around them; "" for one in English.

    What is denied, supposed or asked of a date is left out, so that somebody is asked what happened on it.
    """
    written = written_dates(text, today)
    language = _language_of(text, written) if written else ENGLISH
    if language == ENGLISH:
        return ""
    return " ".join(_around_each(text, written, language)).strip()


def _language_of(text: str, written: list[WrittenDate]) -> str:
    """The language that it is in; that of a short message may be told by its months only."""
    language = spoken_in(meant(text))
    months = {word for one in written for word in _WORD.findall(one.words.lower())}
    if language != ENGLISH or not months & _THEIR_MONTHS:
        return language
    known = {each: len(in_english(text, each).split()) for each in Language}
    return max(known, key=lambda each: known[each])


def _around_each(text: str, written: list[WrittenDate], language: str) -> Iterator[str]:
    start = 0
    is_unsure = False
    for one in written:
        *closed, lead = _STOP.split(text[start : one.start])
        if closed:
            yield "".join(f"{_in_words(each, language)}. " for each in closed)
            is_unsure = False
        is_asked = bool(_ASKED.match(text, one.end))
        is_unsure |= is_asked or bool(_UNSURE.get(language, _NEVER).search(lead.lower()))
        yield one.words if is_unsure else f"{_in_words(lead, language)} {one.words}"
        start = one.end
    tail = _STOP.split(text[start:])[0]
    yield "" if is_unsure else _in_words(tail, language)


def _in_words(part: str, language: str) -> str:
    """The English for what a part of a sentence says happened, and how its date is told."""
    lower = part.lower()
    told = [name for name in _TOLD if _SAID[name].search(lower)]
    kept = [word for word in _WORD.findall(lower) if word in _KEPT]
    return " ".join(dict.fromkeys([*in_english(part, language).split(), *kept, *told]))
