"""What somebody asks us to forget of what they told: "forget what I said about the letter", "remove his age too"."""

import re
from collections.abc import Mapping
from functools import lru_cache

from assistant.asserting import DATA, Fact, compiled, plain
from assistant.fact_dates import BY_STAGE
from knowledge.places import Places

_ASKS = compiled(DATA["forgetting"]["asks"])
_ENDS = compiled(DATA["forgetting"]["ends"])
_EVERYTHING = compiled(DATA["forgetting"]["everything"])
_TOPICS = {name: compiled(words) for name, words in DATA["forgetting"]["topics"].items()}
_STAGES = {name: compiled(words) for name, words in DATA["forgetting"]["stages"].items()}
_NEEDS = {name: compiled("|".join(words)) for name, words in DATA["needs"].items()}
_DATE = re.compile(r"\bdates?\b|\bwhen (?:it|i|we|they|the)\b")
_OF_ANY_DATE = {"date", "of", "to", "the", "a", "out", "since"}
_LETTER = re.compile(r"\bletters?\b")


def forgotten(text: str, known: Mapping[str, Fact], places: Places) -> tuple[str, dict[str, Fact]]:
    """The text without what it asks to forget (spaces in its place), and what stays known."""
    left = dict(known)
    words = plain(text)
    for match in list(_ASKS.finditer(words)):
        end = _ENDS.search(words, match.end())
        stop = end.start() if end else len(words)
        about = words[match.start() : stop]
        if not _forget(about, left, places):
            beside = _beside(words, match.start(), stop)
            if not _forget(beside, left, places) and _forget(words[stop:], left, places):
                stop = len(words)
        text = text[: match.start()] + " " * (stop - match.start()) + text[stop:]
    return text, left


def besides_forgetting(text: str) -> str | None:
    """What a message says besides asking to forget what was told; None where it asks for nothing to be forgotten."""
    asked = _asked_to_forget(text)
    return text[: asked[0]] + text[asked[1] :] if asked else None


def forgets_everything(text: str) -> bool:
    """Whether a message takes back all that was told before it."""
    asked = _asked_to_forget(text)
    return asked is not None and bool(_EVERYTHING.search(plain(text), *asked))


@lru_cache(maxsize=256)
def _asked_to_forget(text: str) -> tuple[int, int] | None:
    """Where the request to forget stands in a message."""
    words = plain(text)
    match = _ASKS.search(words)
    if not match:
        return None
    end = _ENDS.search(words, match.end())
    return match.start(), end.end() if end else len(words)


def _beside(words: str, start: int, stop: int) -> str:
    """The clause before a request ("that plan date. Drop it"), where it says itself what to forget no better."""
    before = [part for part in re.split(r"[.!?,;\n]", words[:start]) if part.strip()]
    return before[-1] if before else words[stop:]


def _forget(about: str, known: dict[str, Fact], places: Places) -> bool:
    """Take out what the words are about; False where they name nothing."""
    names = _names(about, known, places)
    for name in names:
        known.pop(name, None)
    is_needs = _forget_needs(about, known) if "needs" not in names else True
    if names or is_needs:
        return True
    if _EVERYTHING.search(about):
        known.clear()
        return True
    return False


def _names(about: str, known: Mapping[str, Fact], places: Places) -> set[str]:
    dates = {name for name in known if name.startswith("date ")}
    if _DATE.search(about):
        return _dates_meant(about, dates)
    found = {name for name, words in _TOPICS.items() if words.search(about)}
    if "district" in known and known["district"].value in places.names(about):
        found.add("district")
    stage = known.get("stage")
    follows = stage and "plan" in known and known["plan"].said == stage.said
    if stage and (_STAGES[stage.value].search(about) or ("plan" in found and follows)):
        found |= {"stage", BY_STAGE.get(stage.value, "stage")}
    if _LETTER.search(about):
        found |= {name for name in dates if "letter" in name or "plan" in name}
        if stage and "letter" in stage.said.lower():
            found.add("stage")
    if "stage" in found and follows:
        found.add("plan")
    if "attendance" in found:
        found.add("date out of school since")
    return found


def _dates_meant(about: str, dates: set[str]) -> set[str]:
    """The dates of what is named beside "date"; every date where nothing is."""
    said = set(re.findall(r"[a-z']+", about))
    meant = {name for name in dates if said & set(name.split()) - _OF_ANY_DATE}
    return meant or dates


def _forget_needs(about: str, known: dict[str, Fact]) -> bool:
    """Take single needs out of those that are known."""
    if "needs" not in known:
        return False
    held = known["needs"].value.split(", ")
    left = [one for one in held if not _NEEDS[one.removesuffix(" (waiting)")].search(about)]
    if len(left) == len(held):
        return False
    known["needs"] = Fact(", ".join(left), known["needs"].said)
    if not left:
        del known["needs"]
    return True
