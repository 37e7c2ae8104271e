"""Which events some words name: one where they are plain, several where they are not."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from knowledge.clock.rules import Event
from knowledge.keywords import terms

# Of 100, how much two words must agree for one to be the other misspelt, and from how many letters on.
_ALIKE, _LONG = 80, 4
_NOT = {"no", "not"}


def events_named(words: str, events: Iterable[Event]) -> list[Event]:
    """The event that is named so; else those with a name that has all of the words, or is among them, or shares some.

    One alone that merely shares a word with them is not named by them.
    """
    each = list(events)
    said = " ".join(words.casefold().split())
    if exactly := [one for one in each if said in map(str.casefold, _names(one))]:
        return exactly
    held = {one.id: [frozenset(terms(name)) for name in _names(one)] for one in each}
    asked = frozenset(terms(words))
    known = _mended(asked, {term for names in held.values() for name in names for term in name})
    is_known = 0 < len(known) == len(asked)
    whole = [one for one in each if is_known and any(known <= name for name in held[one.id])]
    if whole:
        return _within(known, whole, least=len(known)) or whole
    sharing = [one for one in each if any(known & name for name in held[one.id])]
    return _within(known, each) or (sharing if len(sharing) > 1 else [])


def _within(said: frozenset[str], events: list[Event], least: int = 1) -> list[Event]:
    """The events with a name that is among the words, of so many terms or more; of several the longest."""
    lengths = {
        one.id: max(len(name) for name in map(_telling, _names(one)) if name <= said)
        for one in events
        if any(name <= said for name in map(_telling, _names(one)))
    }
    longest = max(lengths.values(), default=0)
    return [one for one in events if longest >= least and lengths.get(one.id) == longest]


def _telling(name: str) -> frozenset[str]:
    """The terms of a name by which it is known; none where it says "no", or is more words than its one term."""
    words, found = name.replace("-", " ").split(), frozenset(terms(name))
    is_known = not _NOT & set(words) and (len(found) > 1 or len(words) == 1)
    return found if is_known else frozenset()


def _names(event: Event) -> tuple[str, ...]:
    return (event.id, event.id.replace("-", " "), event.what, *event.names)


def _mended(asked: Iterable[str], known: set[str]) -> frozenset[str]:
    """The terms that names have, a misspelt one put right; others say nothing of what happened."""
    found = (
        process.extractOne(one, known, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        for one in asked
        if len(one) >= _LONG or one in known
    )
    return frozenset(match[0] for match in found if match)
