"""How a message goes on from the turns before it: by going back to one of them, by asking what comes next."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.resources import files

from assistant.conversation import Turn
from assistant.forgetting import besides_forgetting, forgets_everything
from assistant.kinds import plain
from knowledge.documents import Document, Match
from knowledge.keywords import terms

# How far what was said already stands behind, and the page that answered last before others, in a message that leans on
# the turns before it.
_SAID, _SAME_PAGE = 0.3, 0.1
# … and where it only asks what comes next.
_SAID_AND_DONE, _NEXT = 1.0, 0.2
_REMEMBERED = 4
_FEW, _LONG = 6, 40


@dataclass(frozen=True)
class Thread:
    """The turns that a message goes on from, oldest first, and what it asks in their light.

    `said` are the addresses of the sections that answered lately, newest first; none where it goes back to one.
    `goes_on`: it asks only what comes next.
    """

    turns: tuple[Turn, ...]
    words: str
    said: tuple[str, ...] = ()
    goes_on: bool = False


def thread_of(text: str, earlier: Sequence[Turn]) -> Thread:
    """What a message goes on from; turns that somebody went back from are no part of it."""
    turns: tuple[Turn, ...] = ()
    for turn in earlier:
        if forgets_everything(turn.question.text):
            turns = ()
        gone = _gone_back(turn.question.text, turns)
        turns = (*turns, turn) if gone is None else (*gone.turns, turn) if gone.asks else gone.turns
    if forgets_everything(text):
        turns, text = (), besides_forgetting(text) or text
    gone = _gone_back(text, turns)
    if gone is None:
        said = dict.fromkeys(map(_answered_by, reversed(turns[-_REMEMBERED:])))
        words = _in_full(text, turns)
        return Thread(turns, words, tuple(filter(None, said)), words != text and _goes_on(text))
    if gone.asks:
        return Thread(gone.turns, gone.asks)
    before = thread_of(gone.turns[-1].question.text, gone.turns[:-1])
    return Thread(before.turns, before.words)


def asked_by(turn: Turn) -> str:
    """What a turn asked, in the words that say it best: a few words, and a long story, by the section that answered."""
    words = turn.question.text
    is_plain = _FEW < len(words.split()) <= _LONG
    cited = turn.answer.citations if turn.answer else ()
    return words if is_plain or not cited else cited[0].section


def in_turn(
    matches: Sequence[Match], said: Sequence[str], page: Document | None = None
) -> list[Match]:
    """Matches of a message that leans on the turns before it, best first: no section twice where another will do, and
    what stands on the page that answered last before the others.

    `page` is that page where only what comes next is asked for: the nearer behind what was said, the better.
    """
    behind = _SAID_AND_DONE if page else _SAID
    later = _later_on(page, said[0]) if page and said else []

    def in_its_turn(match: Match) -> Match:
        address = match.passage.address
        is_same_page = bool(said) and _page(address) == _page(said[0])
        gain = _SAME_PAGE * is_same_page - behind * (address in said)
        if address in later:
            gain += _NEXT / (1 + later.index(address))
        return replace(match, score=match.score + gain)

    return sorted(map(in_its_turn, matches), key=lambda match: -match.score)


def _later_on(page: Document, address: str) -> list[str]:
    """The addresses of the sections behind one on its page, in order."""
    begins, _, anchor = address.partition("#")
    anchors = [section.anchor for section in page.sections]
    place = anchors.index(anchor) if anchor in anchors else len(anchors)
    return [f"{begins}#{one}" for one in anchors[place + 1 :]]


@dataclass(frozen=True)
class _GoneBack:
    """The turns up to the one that was gone back to, and what is asked of it besides."""

    turns: tuple[Turn, ...]
    asks: str


def _gone_back(text: str, turns: Sequence[Turn]) -> _GoneBack | None:
    """Where a message goes back; None where it does not, or nothing before is what it names."""
    found = _BACK.match(text)
    if not found or len(turns) < 2:
        return None
    named, rest = _parted(text[found.end() :])
    at = _meant(named, turns)
    if at is None:
        return None
    asks = rest if len(rest.split()) >= _FEWEST_ASKED else ""
    return _GoneBack(tuple(turns[: at + 1]), f"{named}: {asks}" if asks else "")


def _parted(text: str) -> tuple[str, str]:
    """What is named, up to the end of its clause, and what is asked after it."""
    named, *rest = _CLAUSE_ENDS.split(text.strip(), maxsplit=1)
    return named, " ".join(rest).strip()


def _meant(named: str, turns: Sequence[Turn]) -> int | None:
    """The turn that shares most of its words with what is named; where none does, the last before another subject."""
    if _FIRST.search(plain(named)):
        return 0
    newest = _page(_answered_by(turns[-1]))
    others = [at for at, turn in enumerate(turns) if _page(_answered_by(turn)) != newest]
    wanted = set(terms(named)) - _UNNAMED
    shared = {at: len(wanted & set(terms(_words_of(turns[at])))) for at in others}
    best = max(others, key=lambda at: (shared[at], at), default=None)
    is_elsewhere = wanted and best is not None and not shared[best]
    return None if is_elsewhere and wanted & set(terms(_words_of(turns[-1]))) else best


def _words_of(turn: Turn) -> str:
    sections = [one.section for one in turn.answer.citations[:1]] if turn.answer else []
    return " ".join([turn.question.text, *sections])


def _goes_on(text: str) -> bool:
    return bool(_ONWARD.fullmatch(plain(text)))


def _in_full(text: str, turns: Sequence[Turn]) -> str:
    """A message with the words that it leaves out: what it goes on from, what is asked of the subject that it names."""
    if not turns:
        return text
    asked = asked_by(turns[-1])
    if _goes_on(text):
        return f"{asked} {text}"
    if _STUCK.search(plain(text)):
        return f"{asked} {text} {_DATA['stuck']['asks']}"
    named = re.sub(
        rf"^{_FILLERS}{_ABOUT}|\b(?:then|though|tho|please|now)\b|[?!.]", "", plain(text)
    ).strip()
    return next((asks for asks, words in _SUBJECTS.items() if words.fullmatch(named)), text)


def _answered_by(turn: Turn) -> str:
    """The address of the section that answered; "" where none did."""
    return turn.answer.citations[0].address if turn.answer and turn.answer.citations else ""


def _page(address: str) -> str:
    return address.partition("#")[0]


_DATA = tomllib.loads(files("assistant").joinpath("following.toml").read_text("utf-8"))
_FILLERS = _DATA["fillers"]
_BACK = re.compile(rf"{_FILLERS}(?:{'|'.join(_DATA['back'])})", re.IGNORECASE)
_ONWARD = re.compile(rf"{_FILLERS}(?:{'|'.join(_DATA['onward'])})(?: please)?[\s.?!]*")
_ABOUT = r"(?:(?:what|how|wot) ?about |how about |and |about )?(?:the |his |her |my |our |school |getting )?"
_SUBJECTS = {one["asks"]: re.compile(one["words"]) for one in _DATA["subject"]}
_STUCK = re.compile("|".join(_DATA["stuck"]["words"]))
_FIRST = re.compile(_DATA["first"])
_UNNAMED = frozenset(terms(" ".join(_DATA["unnamed"])))
_CLAUSE_ENDS = re.compile(
    r"\s*[.,:;?!\n]\s*|\s+[–-]+\s+|\s+(?=(?:what|who|when|how|can|do|does|if)\b)"
)
_FEWEST_ASKED = 2
