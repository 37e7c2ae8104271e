"""Names that are nobody's: schools, places, diagnoses, laws, famous people and sayings are no name to a sentence."""

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files

from assistant.lettering import bare, tokens_of

_LISTS = tomllib.loads((files("assistant") / "spared.toml").read_text(encoding="utf-8"))
_THINGS = frozenset(_LISTS["things"].split())
_VILLAGES = frozenset(_LISTS["villages"].split())
_MOTIONS = frozenset(_LISTS["motions"].split())
_LIKINGS = frozenset(_LISTS["likings"].split())

_NAME = "NSTHGK8UVLZ@"
_INSTITUTION = re.compile(
    r"[NnSTHG@K8UVwLZ%](?:-?[NSH8ULZCP%]){0,2}s?(?:x|Y)|[NSTHG@K8w]s?y|[NSTHG@K8][NULZ]s?E|yD?[NSHU8LZ]"
    # Winnie the Pooh · Charlie and the Chocolate Factory · a jack of
    r"|[NSTVU]c?2[NSUHLZCP%]|(?<=2)[nF](?=[fO])|(?<=2O)N(?=[fhO])"
    # King's Lynn · Sonic and Mario
    r"|H(?:s)[P8K](?![b3])|%(?:[c,][NSHU8%]){1,3}|(?:^|(?<=[./,:]))[NSTHGUV](?=[c,]%)"
)


def _words_of(tokens: list[re.Match[str]]) -> list[tuple[int, str]]:
    return [(i, bare(token[0])) for i, token in enumerate(tokens) if token[0][-1].isalnum()]


def _phrases() -> dict[str, list[list[str]]]:
    phrases: dict[str, list[list[str]]] = {}
    for phrase in _LISTS["phrases"].split("|"):
        words = [word for _, word in _words_of(tokens_of(phrase))]
        phrases.setdefault(words[0], []).append(words)
    return phrases


_PHRASES = _phrases()


def spared(tokens: list[re.Match[str]], letters: str) -> str:
    """The letters, where what names nobody is a place, a school or the like."""
    kept = list(letters)
    for index in _in_phrases(tokens):
        kept[index] = "_"
    for match in _INSTITUTION.finditer("".join(kept)):
        for index in range(*match.span()):
            kept[index] = "P" if kept[index] not in "c,yD" else kept[index]
    for index, token in enumerate(tokens):
        _spare(index, bare(token[0]), tokens, kept)
    return "".join(kept)


def _in_phrases(tokens: list[re.Match[str]]) -> Iterator[int]:
    words = _words_of(tokens)
    for start, (_, word) in enumerate(words):
        for phrase in _PHRASES.get(word, ()):
            there = words[start : start + len(phrase)]
            if [one for _, one in there] == phrase:
                yield from range(there[0][0], there[-1][0] + 1)


def _spare(index: int, word: str, tokens: list[re.Match[str]], letters: list[str]) -> None:
    """What one word says of the next to it."""
    after = letters[index + 1] if index + 1 < len(letters) else ""
    before = letters[index - 1] if index else ""
    if (tokens[index][0], after) in (("A", "."), ("I", ".")) or (
        tokens[index][0] == "A" and before in ("t", "v")
    ):
        letters[index] = "I"
    elif word in ("st", "saint") and after and after in "n" + _NAME:
        if before not in set("NS"):
            letters[index + 1] = "P"
    elif word in _VILLAGES and tokens[index][0][0].isupper() and after in set("NSH8UZL"):
        if before and before not in set("./"):
            letters[index + 1] = "P"
    elif word in _THINGS and tokens[index][0].islower() and before in set(_NAME):
        letters[index - 1] = "P"
    elif word == "law" and before == "s" and index > 1 and letters[index - 2] in set(_NAME):
        letters[index - 2] = letters[index] = "P"
    elif word in ("a", "an") and after in set("NSHU8") and letters[index + 2 : index + 3] == ["O"]:
        letters[index + 1] = "P"
    elif word == "jan" and "D" in (before, after):
        letters[index] = "P"
    elif (
        letters[index] == "1" and {bare(t[0]) for t in tokens[max(0, index - 3) : index]} & _MOTIONS
    ):
        letters[index] = "0"
    elif word in _LIKINGS and after in set("NSHU8"):
        letters[index + 1] = "P"
