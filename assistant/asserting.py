"""Which words of a message state something of its own child: not asked, supposed, wished, past or of somebody else."""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from importlib.resources import files
from typing import Any

DATA: dict[str, Any] = tomllib.loads(files("assistant").joinpath("facts.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Fact:
    """Something that somebody has told us, and the words of theirs that it came from."""

    value: str
    said: str


class Standing(StrEnum):
    """How words stand in a message."""

    STATED = "stated"
    DENIED = "denied"
    UNSAID = "unsaid"


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of facts.toml, its fragments spelt out."""
    while re.search(r"<[A-Z]+>", pattern):
        pattern = re.sub(r"<([A-Z]+)>", lambda match: str(DATA["fragments"][match[1]]), pattern)
    return re.compile(pattern)


def patterns_of(table: str) -> dict[str, re.Pattern[str]]:
    """The values of a table of facts.toml, and the words that each is said in."""
    return {value: compiled("|".join(each)) for value, each in DATA[table].items()}


def plain(text: str) -> str:
    """A text in small letters with straight apostrophes and plain spaces, as long as it was."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(one.lower() if len(one.lower()) == 1 else one for one in text)
    return lower.translate(_ALIKE)


_ALIKE = str.maketrans({"’": "'", "‘": "'", "`": "'", "\u00a0": " ", "\t": " ", "\r": " "})
GUARDS = {name: compiled(pattern) for name, pattern in DATA["guards"].items()}
_MINE = compiled("<MINE>")
_MINE_TAIL = re.compile(r",? (?:who|with|in|aged?|on|at|has)\b[^,?.!]{0,60}")
_SENTENCE = re.compile(r"[^.!?\n]+(?:\.(?=\d|\w)[^.!?\n]+)*[.!?\n]*")
_CLAUSE = re.compile(r"[,;:()–\n]| - | (?:but|so|because|cos|then|although|though|and(?! a half)) ")
# "I want a plan for my son he is 6": another clause, without a stop.
_RUN_ON = re.compile(
    r"(?<!when)(?<!until)(?<!till)(?<!before)(?<!after)(?<!since)(?<!think)(?<!hope)(?<!time)(?<!where)(?<!if)"
    r" (?=(?:he|she)(?:'s|s| is| has| was)\b)| (?=who(?:'s| is| has)\b)"
)
_HINTS: dict[str, list[str]] = DATA["hints"]
_NO = re.compile(r"no\b(?! longer)")
_OWN_SUBJECT = re.compile(r"(?:he|she|they|i|we|it|who)(?:\b|s\b)")
# Two of one family, told apart by how they are called.
_WHO = {
    "son": "sons?|boys?|lads?",
    "daughter": "daughters?|girls?|lass",
    "eldest": "eldest|oldest|older one",
    "youngest": "youngest|younger one|little one",
}
_NAMED = "|".join(f"(?P<{name}>{words})" for name, words in _WHO.items())
_CHILDREN = re.compile(rf"\b(?:my|our) (?:[\w'-]+ ){{0,2}}?(?:{_NAMED})\b")
_ABOUT = re.compile(rf"\babout (?:the |my |our )?(?:{_NAMED})\b")
_APART = {"son": "daughter", "daughter": "son", "eldest": "youngest", "youngest": "eldest"}
_NEAR = 90
# Guards that a whole clause is under, where somebody runs on too.
_OF_THE_CLAUSE = ("doubts", "bygone")


class Message:
    """One message: its plain words, and how any of them stand."""

    def __init__(self, text: str, *, knows_child: bool = False) -> None:
        self.text = text
        self.plain = plain(text)
        self._knows_child = knows_child
        self._presupposed: list[tuple[int, int]] = []

    def may_tell(self, what: str) -> bool:
        """Whether the message has a word that each pattern of something needs: far cheaper to ask than to try them."""
        words = _HINTS.get(what)
        return words is None or any(word in self._padded for word in words)

    @cached_property
    def _padded(self) -> str:
        return f" {self.plain} "

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """Where each sentence starts and ends."""
        return [match.span() for match in _SENTENCE.finditer(self.plain)]

    @cached_property
    def _closed(self) -> list[tuple[int, int]]:
        """The stretches that state nothing, in order: questions, suppositions, and what is said of others."""
        if GUARDS["hypothetical"].search(self.plain):
            return [(0, len(self.plain))]
        found: list[tuple[int, int]] = []
        is_others = False
        for start, end in self.sentences:
            begun = found[-1][0] if found else None
            carries = is_others and not self._knows_child
            is_others = False
            said = self.plain[start:end]
            if carries and GUARDS["pronoun"].search(said) and not GUARDS["ours"].search(said):
                is_others = True
                found.append((start, end))
                continue
            about = list(self._about_others(start, end))
            is_others = bool(about) and begun is None and about[-1][1] == end
            found += [*about, *self._supposed(start, end), *self._asked(start, end)]
        return sorted([*found, *self._of_another_child()])

    def _about_others(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        if match := GUARDS["others"].search(self.plain, start, end):
            back = GUARDS["ours"].search(self.plain, match.end(), end)
            yield match.start(), back.start() if back else end

    def _of_another_child(self) -> Iterator[tuple[int, int]]:
        """What is told of a second child; it is about the first, or the one that it says it is about."""
        told = [(one.start(), one.lastgroup) for one in _CHILDREN.finditer(self.plain)]
        chosen = _ABOUT.search(self.plain)
        meant = chosen.lastgroup if chosen else told[0][1] if told else None
        ends = [*(start for start, _ in told[1:]), len(self.plain)]
        for (start, which), end in zip(told, ends, strict=False):
            if which != meant and _APART.get(str(which)) == meant:
                yield start, end

    def _supposed(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        for match in GUARDS["iffy"].finditer(self.plain, start, end):
            if not GUARDS["polite"].match(self.plain, match.start()):
                back = GUARDS["resumes"].search(self.plain, match.end(), end)
                yield match.start(), back.start() if back else end

    def _asked(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """From where a question begins; what is said of "my autistic son" within it is stated all the same."""
        if GUARDS["presupposes"].search(self.plain[start:end]):
            return
        if not GUARDS["asks"].search(self.plain, start, end):
            yield from self._guessed(start, end)
        at = start
        while match := GUARDS["asks"].search(self.plain, at, end):
            back = GUARDS["resumes"].search(self.plain, match.end(), end)
            stop = back.start() if back else end
            begin = match.start()
            for mine in _MINE.finditer(self.plain, match.start(), stop):
                tail = _MINE_TAIL.match(self.plain, mine.end(), stop)
                yield begin, mine.start()
                begin = tail.end() if tail else mine.end()
                self._presupposed.append((mine.start(), begin))
            yield begin, stop
            at = max(stop, match.end())

    def _guessed(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The last clause of a sentence that is a question by its mark alone: "no diagnosis, no plan right?"."""
        if self.plain[start:end].rstrip().endswith("?"):
            tag = GUARDS["tag"].search(self.plain, start, end)
            stop = tag.start() if tag else end
            cuts = [match.end() for match in _CLAUSE.finditer(self.plain, start, stop)]
            yield cuts[-1] if cuts else start, end

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self._closed]

    def is_closed(self, at: int) -> bool:
        """Whether the words at this place only ask, suppose or speak of others."""
        last = bisect_right(self._starts, at)
        return any(end > at for _, end in self._closed[max(0, last - 8) : last])

    def sentence_of(self, at: int) -> tuple[int, int]:
        """The sentence around a place."""
        starts = [start for start, _ in self.sentences]
        return self.sentences[max(0, bisect_right(starts, at) - 1)]

    def before(self, start: int) -> str:
        """The words of the same clause before a place."""
        words = self.plain[max(0, start - _NEAR, self.sentence_of(start)[0]) : start]
        cuts = [match.end() for match in _CLAUSE.finditer(words)]
        return words[cuts[-1] :] if cuts else words

    def after(self, end: int) -> str:
        return self.plain[end : end + _NEAR]

    def standing(self, start: int, end: int, *guards: str) -> Standing:
        """How the words between two places stand; `guards` name what else than asking, supposing and denying counts."""
        if word := _WORD.search(self.plain, start, end):
            start = word.start()
        if self.is_closed(start):
            return Standing.UNSAID
        if any(first <= start < last for first, last in self._presupposed):
            return Standing.STATED
        before, after = self.before(start), self.after(end)
        sentence = self.plain[max(self.sentence_of(start)[0], start - _NEAR) : start]
        denies = GUARDS["denies"].search(sentence)
        if denies and _NO.match(denies[0]) and _OWN_SUBJECT.match(self.plain, start):
            denies = None  # "no wait he's 17" answers what was said before
        if denies or GUARDS["denied_after"].match(after) or GUARDS["mistaken"].search(sentence):
            return Standing.DENIED
        for guard in guards:
            after_guard = GUARDS.get(f"{guard}_after")
            words = before if guard in _OF_THE_CLAUSE else self._run_on(before, start)
            is_met = guard in GUARDS and GUARDS[guard].search(words)
            if is_met or (after_guard and after_guard.match(after)):
                return Standing.UNSAID
        return Standing.STATED

    def _run_on(self, before: str, start: int) -> str:
        """The words before a place since somebody ran on into another clause."""
        peek = self.plain[start : start + 8]
        return _RUN_ON.split(before + peek)[-1].removesuffix(peek)

    def alone(self, start: int, end: int) -> bool:
        """Whether these words stand alone between stops, and ask nothing."""
        before, after = self.plain[max(0, start - 3) : start], self.after(end)
        return bool(_STOP_BEFORE.search(before) and _STOP_AFTER.match(after))


_WORD = re.compile(r"\w")
_STOP_BEFORE = re.compile(r"(?:^|[,.;:!(\n+&-])\s*$")
_STOP_AFTER = re.compile(r"\s*(?:$|[,.;:!)\n+&-])")


def fact_of(message: Message, match: re.Match[str], value: str) -> Fact:
    """A fact, with the words of the message that it came from."""
    return Fact(value, message.text[match.start() : match.end()].strip(" ,.;\n"))
