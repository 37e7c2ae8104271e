"""Misspelt words, and the right ones beside them: for search alone, never as what the person said.

A word that our pages use, that the dictionary has or that is made from such a word is left alone. Any other is compared
with the pages' words by the likeness of its letters (optimal string alignment) and of its sound; the nearest is the
right one if it is near enough and no other is as near. Names are left alone: capitals inside a sentence, what follows
"called" or "Mrs", what stands in square brackets or beside a digit.
"""

import math
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.documents import Passage

_FILE = Path(__file__).with_name("spelling.toml")
_CHUNK = re.compile(r"\[[^\[\]\n]{0,60}\]|[^\s\[\]]+")
_ADDRESS = re.compile(r"[@\d\[\]]|://|www\.|\.(?:uk|com|org|net|gov)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_BEFORE_NAME = frozenset("called named name mr mrs miss ms dr sir madam dear hi hello hey".split())
_DATES = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december
    """.split()
)
# Letters of a word that is compared, and how often the pages have one that is put beside it.
_FEWEST, _MOST, _OFTEN_ENOUGH = 4, 20, 2
# Words looked up in one text: what has more unknown words is nonsense or another language.
_LOOKED_UP = 30
# A word that is only asked with is one of the pages' if this many of them are, or a dictionary has it.
_USUAL = 10
_OPENING = re.compile(r"(?:un|re|dis|mis|non|over|pre|under|anti|out)(?=.{5})")
_ENDING = re.compile(
    r"(?<=...)(?:(?<![^aeiou]y)s|ly|ness|less|ful|(?P<cuts_e>(?<=[sxzhoi])es"
    r"|(?<!e)(?<![^aeiou]y)(?:ed|ers?)|(?<![^eoy]e)ing|ish|y))$"
)
# A consonant that an ending doubles: after one vowel alone.
_DOUBLING = re.compile(r"[^aeiou][aeiou]([^aeiou])\1$")
_LETTERS, _NEAR, _NEARER, _SURE, _AHEAD, _FREQUENT = 0.5, 0.8, 0.84, 0.9, 0.02, 0.015

# A spelling → its sound, the first that fits: S is sh, C is ch. Vowels inside a word are silent here.
_SOUNDS = (
    (r"^[kg]n", "n"),
    (r"^ps", "s"),
    (r"^wr", "r"),
    (r"^e?x", "aks"),
    (r"^[aeiouy]+", "a"),
    (r"^h", "h"),
    (r"(?:(?:ss?|t|c)i[oa]|[sc]h[uoea]|t[ie]o?)n(?=s?$|al)", "Sn"),
    (r"xi?ous|cti?ous", "kSs"),
    (r"(?:s?c|t)i?ous|shi?o?us", "Ss"),
    (r"[ct]ial|shal", "Sl"),
    (r"tu(?=re?|al)|tch|ch", "C"),
    (r"sch", "sk"),
    (r"sh", "S"),
    (r"ph", "f"),
    (r"th", "t"),
    (r"ght", "t"),
    (r"qu|[kc]w|gu(?=[aeiou])", "kw"),
    (r"cc(?=[eiy])|x", "ks"),
    (r"s?c(?=[eiy])|[sz]", "s"),
    (r"c?k|c|q", "k"),
    (r"d?ge$|dg|dj|j", "j"),
    (r"mb$", "m"),
    (r"wh", "w"),
    (r"gh|[aeiouyh]+|w(?![aeiouy])", ""),
)
_SOUND = re.compile("|".join(f"(?P<_{place}>{spelt})" for place, (spelt, _) in enumerate(_SOUNDS)))
_DOUBLED = re.compile(r"(.)\1+")
# Sounds at the head of a word that are taken for one another.
_HEADS = {
    sound: heads[0] for heads in ("ah", "sSCk", "jg", "td", "fv", "bp", "rw") for sound in heads
}


def words_of(passages: Iterable[Passage], is_word: Callable[[str], bool]) -> dict[str, int]:
    """How often the passages have each word. Words that they are only asked with may be misspelt: those count that
    many are asked with, or that a dictionary has.
    """
    published: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for passage in passages:
        published.update(_words("\n".join([passage.title, passage.heading, passage.text])))
        asked.update(set(_words("\n".join(passage.asked_as))))
    for word, count in asked.items():
        if word in published or count >= _USUAL or is_word(word):
            published[word] += count
    return dict(published)


def _sound_of(word: str) -> str:
    """How a word in small letters sounds: a letter for each consonant, and one for vowels at its head."""
    return _DOUBLED.sub(r"\1", _SOUND.sub(_sounded, word))


class Spelling:
    """Puts the right word beside a misspelt one. `counts` are the pages' words; `is_word` knows other right ones."""

    def __init__(self, counts: Mapping[str, int], is_word: Callable[[str], bool]) -> None:
        self._counts = counts
        self._is_word = is_word
        said = tomllib.loads(_FILE.read_text("utf-8"))
        self._by_rule: dict[str, str] = said["right"]
        self._left = frozenset(said["left"]["words"].split())
        no_aims = _DATES | self._by_rule.keys()
        self._sounds: dict[str, str] = {}
        self._alike: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        for word, count in counts.items():
            if count >= _OFTEN_ENOUGH and _is_compared(word) and word not in no_aims:
                self._sounds[word] = sound = _sound_of(word)
                self._alike[_head(sound), len(word)].append(word)
        self._right = lru_cache(maxsize=8192)(self._nearest)
        self._is_left = lru_cache(maxsize=8192)(self._needs_none)

    def put_right(self, text: str) -> str:
        """The text with the right word, in round brackets, after each misspelt one."""
        parts, end = [], 0
        for word, right in self._misspelt(text):
            parts += [text[end : word.end()], f" ({right})"]
            end = word.end()
        return "".join([*parts, text[end:]])

    def _misspelt(self, text: str) -> Iterator[tuple[re.Match[str], str]]:
        """Each misspelt word, with the right one."""
        looked_up: set[str] = set()
        is_shouted = text.isupper()
        for word, before in _worth_reading(text):
            written = word[0].lower().replace("’", "'").removesuffix("'s")
            is_small = word[0].islower() or is_shouted
            if before in _BEFORE_NAME or not (is_small or _may_be_plain(word)):
                continue
            if right := self._by_rule.get(written):
                yield word, right
            elif len(looked_up) < _LOOKED_UP and not self._is_left(written):
                looked_up.add(written)
                right, nearness = self._right(written)
                if nearness >= (_NEAR if is_small else _NEARER):
                    yield word, right

    def _needs_none(self, word: str) -> bool:
        """Whether the pages or the dictionary have it or what it is made from, or it is no word of ordinary length."""
        return not _is_compared(word) or self._is_known(word) or self._is_made(word)

    def _is_known(self, word: str) -> bool:
        return word in self._counts or word in self._left or self._is_word(word)

    def _is_made(self, word: str) -> bool:
        """Whether one of the pages' words stands in it, with an opening, an ending or both."""
        stems = {word, _OPENING.sub("", word)}
        for stem in list(stems):
            if ending := _ENDING.search(stem):
                bare = stem[: ending.start()]
                stems |= {bare, f"{bare}e"} if ending["cuts_e"] else {bare}
                if _DOUBLING.search(bare) and f"{bare[:-1]}e" not in self._counts:
                    stems.add(bare[:-1])
                if bare[-1] == "i":
                    stems.add(f"{bare[:-1]}y")
        return any(len(stem) >= 4 and stem in self._counts for stem in stems - {word})

    def _is_compound(self, word: str) -> bool:
        """Whether two of the pages' words were run together."""
        return any(
            min(self._counts.get(word[:cut], 0), self._counts.get(word[cut:], 0)) > 3
            for cut in range(3, len(word) - 2)
        )

    def _nearest(self, word: str) -> tuple[str, float]:
        """The word that is most like this one, and how like it is; 0 where another is as like."""
        sound = _sound_of(word)
        lengths = range(len(word) - 2, len(word) + 4)
        choices = [one for length in lengths for one in self._alike.get((_head(sound), length), ())]
        near = process.extract(
            word, choices, scorer=OSA.normalized_similarity, score_cutoff=_LETTERS, limit=None
        )
        scores = sorted(
            ((self._score(one, like, sound), one) for one, like, _ in near), reverse=True
        )
        if not scores:
            return "", 0.0
        (best, right), *others = scores
        rivals = [score for score, one in others if not _is_form(one, right)]
        is_clear = not rivals or best - rivals[0] >= _AHEAD
        return right, best if is_clear and (best > _SURE or not self._is_compound(word)) else 0.0

    def _score(self, word: str, like: float, sound: str) -> float:
        # One slip of a finger changes the sound much, and the letters little.
        heard = max(like, OSA.normalized_similarity(sound, self._sounds[word]))
        return 0.5 * like + 0.5 * heard + _FREQUENT * math.log10(self._counts[word])


def _worth_reading(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Each word that is no part of an address, a number or a masked detail, and the word before it in small letters."""
    before = ""
    for chunk in _CHUNK.finditer(text):
        if _ADDRESS.search(chunk[0]):
            before = ""
            continue
        for word in _WORD.finditer(text, chunk.start(), chunk.end()):
            yield word, before
            before = word[0].lower()


def _may_be_plain(word: re.Match[str]) -> bool:
    """Whether a word with capitals may be no name: it opens a sentence, or is a short form all in capitals."""
    before = word.string[max(word.start() - 4, 0) : word.start()].rstrip(" \t\"'“‘(")
    return not before or before[-1] in ".!?\n:•-" or (word[0].isupper() and len(word[0]) <= 6)


def _words(text: str) -> list[str]:
    return [word.replace("’", "'") for word in _WORD.findall(text.lower())]


def _is_compared(word: str) -> bool:
    return _FEWEST <= len(word) <= _MOST and word.isascii() and word.isalpha()


def _head(sound: str) -> str:
    return _HEADS.get(sound[:1], sound[:1])


def _is_form(word: str, other: str) -> bool:
    """Whether two words are forms of one, by what they begin with."""
    shared = min(len(word), len(other)) - 2
    return word[: max(shared, 4)] == other[: max(shared, 4)]


def _sounded(match: re.Match[str]) -> str:
    return _SOUNDS[int((match.lastgroup or "_0")[1:])][1]
