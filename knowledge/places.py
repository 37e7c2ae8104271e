"""Places of a pack's places.toml (outward postcodes, towns, districts), and which of them somebody lives in."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from knowledge.errors import Fault, PackFaults
from knowledge.reading.toml import Entry, read_entries


class District(Entry):
    """A district, and what else people call it."""

    name: str
    also: tuple[str, ...] = ()


class Outward(Entry):
    """The outward part of a postcode (its id): the middle of its area, and its district where it lies in one."""

    latitude: float
    longitude: float
    district: str = ""


class Town(Entry):
    """A town or village. `is_word`: its name is an everyday word too ("March", "Over")."""

    name: str
    outward: str
    district: str = ""
    also: tuple[str, ...] = ()
    is_word: bool = False


@dataclass(frozen=True)
class Home:
    """Where somebody says that they live: the words, where they start, and the district ("" where it is not known)."""

    district: str
    words: str
    start: int


@dataclass(frozen=True)
class Places:
    """The places that packs know."""

    districts: tuple[District, ...] = ()
    outwards: tuple[Outward, ...] = ()
    towns: tuple[Town, ...] = ()

    def district(self, text: str) -> str:
        """The district that somebody says they live in; "" where they say none, or one that is not known."""
        homes = self.homes(text)
        return homes[-1].district if homes else ""

    def homes(self, text: str) -> list[Home]:
        """Each place in which somebody says that they live now, in the order of the text.

        A place that they name for another reason (a school's, a college's, one they moved from) is none.
        """
        plain = text.replace("’", "'")
        return [
            Home(self._of[_key(match[0])], text[match.start() : match.end()], match.start())
            for match in self._named.finditer(plain)
            if self._is_home(plain, match)
        ]

    def names(self, text: str) -> list[str]:
        """The districts of every place that a text names, for whatever reason it does."""
        return [self._of[_key(match[0])] for match in self._named.finditer(text.replace("’", "'"))]

    def _is_home(self, text: str, match: re.Match[str]) -> bool:
        before = _SPACES.sub(" ", text[max(0, match.start() - _NEAR) : match.start()])
        after = text[match.end() : match.end() + _NEAR]
        if _OTHER_PLACE_AFTER.match(after) or _NOT_HOME_BEFORE.search(before):
            return False
        if _key(match[0]) in self._words:
            return bool(_LIVING_IN.search(before) and _ENDS.match(after))
        if _OUTSIDE.search(before) and self._of[_key(match[0])].lower() == _key(match[0]):
            return False
        if _LIVING.search(before) or _HOME_AFTER.match(after):
            return True
        if match[0][-1].isdigit():
            return not _SCHOOL.search(before)
        return _stands_alone(before, after)

    @cached_property
    def _of(self) -> dict[str, str]:
        """The district of each name."""
        found = {one.id.lower(): one.district for one in self.outwards}
        for town in self.towns:
            found |= {_key(name): town.district for name in (town.name, *town.also)}
        for one in self.districts:
            found |= {_key(name): one.name for name in (one.name, *one.also)}
        return found

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(_key(town.name) for town in self.towns if town.is_word)

    @cached_property
    def _named(self) -> re.Pattern[str]:
        names = sorted(self._of, key=len, reverse=True)
        each = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
        return re.compile(rf"(?<![\w'-])(?:{each})(?![\w-])" if names else r"(?!)", re.IGNORECASE)


_NEAR = 60
_SPACES = re.compile(r"[ \t]+")
_VERB = (
    r"(?:liv(?:e|es|ing)|rent(?:s|ing)?|housed?|moved house(?: and (?:is|are))?|based"
    r"|moved(?: here| down| up| over)?(?: from \w+(?: \w+)?)?|resid(?:e|es|ing)|settled"
    r"|come|comes|stay(?:ing)?|home is|home's"
    r"|address (?:is|on file is)|(?<!\w)(?:we|i)(?: a|')?[rm]e?|(?<!\w)(?:im|hes|shes|he's|she's|we're))"
)
_IN = (
    r"(?:in|at|to|from|over in|out in|out at|up in|down in|here in|round|under|just in|still in|now in"
    r"|(?:just |right )?(?:outside|near|by|off)|(?:in |from )?a village (?:near|outside|by)|on the edge of|close to)"
)
_FILLER = r"(?:now|here|all|just|only|both|currently|actually|still|a family|with \w+(?: \w+)?)"
# Words that lead to the place in which somebody lives.
_LIVING = re.compile(
    rf"\b{_VERB}(?: {_FILLER})*,? {_IN}(?: the)? $"
    r"|\b(?:home address|(?:our|my|the) address|address|post ?code|district|home)(?: is|'s|:|,)?(?: now)?(?: in)? $"
    r"|\b(?:mum|mam|mother|dad|father|parent|carer|nan|gran|grandad|family|household)(?: of \w+)?,? (?:in|from) $"
    r"|(?<!school )\b(?:child|pupil|boy|girl|lad|lass|teenager|young person|son|daughter|kid|one|yo)"
    r"(?: of \d+| aged \d+)?,? (?:in|is in|is from) $"
    r"|(?:^|[.!?,;\n]\s*)(?:(?:hi|hello|hiya|im|i'm|i am|we|we're|were)[, ]+)?from $"
    r"|\b(?:year|yr|y) ?\d+,? from $|\b(?:i'm|im|i am|aged?) \d\d?,? from $"
    r"|\b(?:near|around|for) us(?: here)? in $|\blives? $"
    r"|\b(?:he's|hes|she's|shes|he is|she is|we're|we are|i'm|it's|its) $",
    re.IGNORECASE,
)
_LIVING_IN = re.compile(
    r"\b(?:liv(?:e|es|ing)|based|moved|resid(?:e|es|ing)|we're|we are|i'm|im|i am|home is|from the town of)"
    r"(?: (?:now|here|all|currently|still))* (?:in|at|to|over in|out in|up in)(?: the (?:town|village) of)? $",
    re.IGNORECASE,
)
_NOT_YET = r"(?:used to|might|may|would|could|hoping to|going to|want to|planning to|if we|if i)"
_NOT = r"(?:don't|dont|doesn't|doesnt|not|never|no longer|isn't|isnt|aren't|arent|wasn't|wasnt)"
_OTHERS = r"(?:friend|neighbour|sister|brother|cousin|dad|mum|father|mother)s?"
_NOT_HOME_BEFORE = re.compile(
    rf"\b(?:{_NOT_YET} (?:\w+ )?(?:live|move|stay)|{_NOT} (?:\w+ )?(?:live|lives|living|in|from|at)?"
    rf"|moving|lived|{_OTHERS} (?:who )?lives)(?: \w+)?(?: in| to| from| at)?(?: the)? $"
    r"|\bmoved (?:here |away )?from(?: the)? $",
    re.IGNORECASE,
)
_OTHER_PLACE_AFTER = re.compile(
    r"'?s?\s+(?:\w+\s+)?(?:school|primary|secondary|college|academy|nursery|pre-?school|infants?|juniors?|hospital|clinic"
    r"|hub|office|team|council|station|road|university|regional|court|centre|branch|library|market|utd|united)\b",
    re.IGNORECASE,
)
_HOME_AFTER = re.compile(
    r"\s+(?:here\b|way\b|area\b|family\b|resident|(?:is|s)\s+(?:where we|our|home)|is my (?:district|area))"
    r"|\s+(?:we|i) (?:live|rent|are|am)\b"
    r"|,? (?:i mean,? )?that's (?:our|us|my|where we)|,? is our (?:bit|area|district)",
    re.IGNORECASE,
)
# Just outside a city that is a district of its own lies another district.
_OUTSIDE = re.compile(r"\b(?:outside|near|by|off|edge of|close to)(?: the)? $", re.IGNORECASE)
_SCHOOL = re.compile(r"\b(?:school|college|academy|nursery|centre|hospital|base|unit)\b", re.I)
_ENDS = re.compile(
    r"\s*(?:$|[.,;!?)\n-]|(?:and|but|so|with|now|if|which|where|because|cos|near|just|he|she|my|our|is|the)\b)",
    re.I,
)
_FRAGMENT_BEFORE = re.compile(
    r"(?:^|[.!?;,\n(])\s*(?:(?:it's|its|ok|yes|yeah|sorry|no|oh|actually|i meant?|now|in|hi|hello|at|ah|so)[,.\s]+)*$",
    re.I,
)
_FRAGMENT_AFTER = re.compile(
    r"\s*(?:now|itself|please|sorry|actually|i mean|again|btw|by the way|if (?:it|that) (?:helps|matters)|way|area)?"
    r"\s*(?:$|[.!?;,\n)])",
    re.I,
)


def _stands_alone(before: str, after: str) -> bool:
    """ "Wisbech." and ", Histon," answer where somebody lives, unless a school was named just before."""
    return bool(
        _FRAGMENT_BEFORE.search(before)
        and _FRAGMENT_AFTER.match(after)
        and not _SCHOOL.search(before)
    )


def _key(name: str) -> str:
    return " ".join(name.lower().split())


def read_places(path: Path) -> Places:
    """The places of one file; none where there is no such file. Each district named in it must be one of its own."""
    districts = read_entries(path, District, table="district")
    outwards = read_entries(path, Outward, table="outward")
    towns = read_entries(path, Town, table="town")
    named = {one.name for one in districts} | {""}
    codes = {one.id for one in outwards}
    given = [(one.district, one.line) for one in outwards]
    given += [(one.district, one.line) for one in towns]
    faults = [
        Fault(str(path), line, f"there is no district “{district}”; mend the name")
        for district, line in given
        if district not in named
    ]
    faults += [
        Fault(str(path), one.line, f"there is no outward code “{one.outward}”; mend it")
        for one in towns
        if one.outward not in codes
    ]
    if faults:
        raise PackFaults(faults)
    return Places(tuple(districts), tuple(outwards), tuple(towns))
