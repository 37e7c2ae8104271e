"""What a date of a message is the date of: by words beside it, words around it, or the stage that is known."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from assistant.asserting import DATA, GUARDS, Fact, Message, compiled
from assistant.counted_dates import told_as
from assistant.date_cues import FAMILIES, NO_EVENT, PARTED, TABLE, cued, sentence_around, stretch_of
from knowledge.clock.dates import WrittenDate

# Of which document or meeting a date is where only "the letter" or "it" is said.
BY_STAGE = {
    "assessment requested": "date of request",
    "assessment refused": "date of refusal letter",
    "no plan after assessment": "date of decision letter",
    "draft plan": "date of draft plan",
    "final plan": "date of final plan",
    "annual review": "date of review meeting",
    "plan ending": "date of decision letter",
    "excluded or suspended": "date of exclusion",
}
# "The decision letter" and "the refusal" are said of each other; the stage tells which it is.
_DECISIONS = ("date of refusal letter", "date of decision letter")
_NAMES = [name for name in DATA["dates"] if name.startswith("date ")]
_NEAR = {name: compiled("|".join(words)) for name, words in DATA["dates"].items()}
_NO_EVENT = ("", "unsaid", "other", "nothing")
# What an order of the tribunal, or a council that gives way, is about.
_KINDS: dict[str, dict[str, re.Pattern[str]]] = {
    name: {kind: compiled(words) for kind, words in kinds.items()}
    for name, kinds in DATA["date_kinds"].items()
}
# A word such as "letter" stands for what the stage says, unless one of these is near too.
_OWN_LETTERS = [name for name in _NAMES if name not in BY_STAGE.values()]
# Words that may be part of something else, and of what: "asked for the independent review", "refused transport".
_YIELDS = {
    "date of request": set(FAMILIES.values()),
    "date of cause for complaint": {"moving"},
    "date of review meeting": {"exclusion", "review_end", "transport", "assessment", "school"},
    "date of refusal letter": {"transport", "school"},
    "date of decision letter": {"transport", "school"},
    "date of exclusion": {"school", "exclusion"},
    "date of advice request": {"school"},
}
_AROUND = {
    name: compiled(DATA["around_dates"][name])
    for name in ("unclear", "letter", "case", "asked_for", "refused", "health")
}
_SPOKEN_OF, _MOVED, _LAST_REVIEW = (
    compiled(TABLE["around"][name]) for name in ("spoken_of", "moved", "last_review")
)
_TRAVEL = compiled("<TRAVEL>")
_MEETING = "date of review meeting"
_FAR, _AFTER, _BESIDE, _TOPIC = 200, 80, 40, 600
# "And arrived on": so few words say of what was spoken of before how it came.
_FEW_WORDS = 4
# Dates of a message that are named; nobody tells more of a case at once.
MOST = 12


def corrects(message: Message) -> bool:
    return bool(GUARDS["correcting"].search(message.plain))


class DateNames:
    """The names of the dates of one message, as they are known by `known`, and by the stage and the plan's stage."""

    def __init__(
        self,
        message: Message,
        written: Sequence[WrittenDate],
        known: Mapping[str, Fact],
        stage: str,
        plan_stage: str = "",
    ) -> None:
        self._message = message
        self._written = written
        self._known = known
        self._nearest: dict[int, tuple[str, list[str]]] = {}
        self._names: dict[int, str] = {}
        self._said: dict[re.Pattern[str], bool] = {}
        self._by_stage = BY_STAGE.get(stage) or BY_STAGE.get(plan_stage, "")

    def of(self, one: WrittenDate) -> str:
        """What a date is the date of; "" where its words tell nothing, or something of no account."""
        if one.start not in self._names:
            self._names[one.start] = self._of(one)
        return self._names[one.start]

    def _of(self, one: WrittenDate) -> str:
        name, near = self.nearest(one)
        cue = cued(self._message, one, self._written)
        if self._is_of_no_account(one, name, cue):
            return ""
        if before := self._spoken_of_before(one):
            return before
        if name == "written" and self._by_stage == _MEETING and self._is_of_a_meeting(one):
            return _MEETING
        if self._is_last_review(one):
            return "date of review decision"
        if cue and self._gives_way(name, cue):
            return "" if cue == NO_EVENT else self._kind_of(cue, one)
        by_stage = self._by_stage
        if by_stage == _MEETING and name == "written" and self._is_of_a_letter(one):
            name, by_stage = next((each for each in near if each in _DECISIONS), name), ""
        if name in _DECISIONS and self._is_of_transport(one):
            return "date of transport decision"
        if name in _DECISIONS and by_stage in _DECISIONS:
            return by_stage
        if name == "date of request" and not by_stage and not self._says("asked_for"):
            return ""
        if name == "date of refusal letter" and not by_stage and not self._says("refused"):
            return ""
        if name == _MEETING and self._is_of_transport(one):
            return ""
        if name in _NAMES:
            return self._kind_of(name, one)
        return self._by_stage_or_topic(one, name, near, by_stage)

    def _is_of_no_account(self, one: WrittenDate, name: str, cue: str) -> bool:
        """Whether it is of a birthday or the like, of who knows what, or of a stage of a complaint."""
        if name == "other" and FAMILIES.get(cue) != "exclusion":
            return True
        if "transport" in (FAMILIES.get(name), FAMILIES.get(cue)) and self._is_of_a_complaint:
            return True
        sentence = sentence_around(self._message, one)
        return bool(_AROUND["unclear"].search(self._message.plain, *sentence))

    def _spoken_of_before(self, one: WrittenDate) -> str:
        """ "It arrived on 16 November": what the date before is of, or what the sentence before speaks of."""
        lead, tail = stretch_of(self._message, one, self._written)
        is_it = _SPOKEN_OF.search(lead)
        is_short = len(lead.split()) <= _FEW_WORDS and not _A_THING.search(lead)
        if not (is_it or is_short) or not told_as(self._message, one, self._written):
            return ""
        if any(
            name in _NAMES and (words.search(lead) or words.search(tail))
            for _, name, words in self._present
        ):
            return ""
        earlier = [each for each in self._written if each.end <= one.start]
        start = self._message.sentence_of(one.start)[0]
        if earlier and start - earlier[-1].end < _BESIDE:
            return self.of(earlier[-1])
        if not is_it or self._by_stage:
            return ""
        return self._in_sentence_before(start) or self._held()

    def _in_sentence_before(self, start: int) -> str:
        """The one thing that may have a date of which the sentence before speaks, or the second of the first."""
        beside = start - 1 if start else self._message.sentence_of(0)[1] + 1
        first, last = self._message.sentence_of(beside)
        found = {
            name
            for _, name, words in self._present
            if name in _NAMES and words.search(self._message.plain, first, last)
        }
        return found.pop() if len(found) == 1 else ""

    def _is_last_review(self, one: WrittenDate) -> bool:
        """Whether it is the last review of a plan that moves with a family: the next is counted from it."""
        lead, tail = stretch_of(self._message, one, self._written)
        is_last = _LAST_REVIEW.search(f"{lead} … {tail}")
        return bool(is_last) and self._has(_MOVED)

    def _by_stage_or_topic(
        self, one: WrittenDate, name: str, near: Sequence[str], by_stage: str
    ) -> str:
        if name == "written" and not by_stage:
            beside = next((each for each in near if each in _NAMES), "")
            return beside or self._corrected() or self._by_topic()
        if name in _NO_EVENT and name:
            return ""
        if by_stage and (name == "written" or self._message.alone(one.start, one.end)):
            return by_stage
        return self._corrected()

    def nearest(self, one: WrittenDate) -> tuple[str, list[str]]:
        """The kind of words nearest to a date, and all kinds that stand near it, the nearest first."""
        if one.start not in self._nearest:
            self._nearest[one.start] = self._read_nearest(one)
        return self._nearest[one.start]

    def _read_nearest(self, one: WrittenDate) -> tuple[str, list[str]]:
        near = sorted(self._words_near(one))
        if "attendance" not in self._known and not self._says("health"):
            near = [each for each in near if each[2] != "date out of school since"]
        if "discriminat" in self._message.plain:
            near = [each for each in near if each[2] != "other"]
        names = [name for _, _, name in near]
        first = names[0] if names else ""
        if first == "written":
            own = next((each for each in near if each[2] != "written"), near[0])
            is_own = own[0] <= _BESIDE and (
                own[2] in (*_OWN_LETTERS, "other") or self._is_said_beside(own[2], one)
            )
            first = own[2] if is_own else first
        return first, names

    def _is_said_beside(self, name: str, one: WrittenDate) -> bool:
        """Whether the words just before a date say of which document it is."""
        lead = stretch_of(self._message, one, self._written)[0][-_BESIDE:]
        return name in _NAMES and name != _MEETING and bool(_NEAR[name].search(lead))

    def _gives_way(self, name: str, cue: str) -> bool:
        """Whether the words around a date tell more than those beside it."""
        family = FAMILIES[cue]
        is_weak = name in _NO_EVENT or name == "written"
        return is_weak or FAMILIES.get(name) == family or family in _YIELDS.get(name, ())

    def _says(self, what: str) -> bool:
        return self._has(_AROUND[what])

    def _has(self, words: re.Pattern[str]) -> bool:
        """Whether the message has such words, up to well behind the dates that are named."""
        if words not in self._said:
            last = self._written[:MOST][-1].end + _TOPIC if self._written else 0
            self._said[words] = bool(words.search(self._message.plain, 0, last))
        return self._said[words]

    def _kind_of(self, name: str, one: WrittenDate) -> str:
        """Which order, or what the council gave way on: by the sentence, else by the message."""
        kinds: dict[str, re.Pattern[str]] = _KINDS.get(name, {})
        start, end = self._message.sentence_of(one.start)
        for kind, words in kinds.items():
            if words.search(self._message.plain, start, end):
                return kind
        return next((kind for kind, words in kinds.items() if self._has(words)), name)

    def _is_of_a_letter(self, one: WrittenDate) -> bool:
        """Whether it is the date of something written, which no meeting is."""
        start = max(self._message.sentence_of(one.start)[0], one.start - _BESIDE)
        return bool(_AROUND["letter"].search(self._message.plain, start, one.start))

    def _is_of_a_meeting(self, one: WrittenDate) -> bool:
        return "meeting" in self._message.plain[max(0, one.start - _BESIDE) : one.start]

    def _is_of_transport(self, one: WrittenDate) -> bool:
        """Whether a decision is on transport: its sentence speaks of it, and the message of no assessment or plan."""
        start, end = self._message.sentence_of(one.start)
        is_travel = _TRAVEL.search(self._message.plain, start, end)
        return bool(is_travel) and not self._says("case")

    @cached_property
    def _is_of_a_complaint(self) -> bool:
        """Whether "stage one" is of a complaint: transport is not spoken of."""
        return "complain" in self._message.plain and not self._has(_TRAVEL)

    def _by_topic(self) -> str:
        """ "Transport appeal. The decision is dated 3 March.": what the whole message is about."""
        is_transport = self._has(_TRAVEL) and self._says("letter")
        return "date of transport decision" if is_transport else ""

    def _corrected(self) -> str:
        """The only date that is known, where a message puts something right."""
        return self._held() if self._has(GUARDS["correcting"]) else ""

    def _held(self) -> str:
        held = [name for name in self._known if name.startswith("date ")]
        return held[0] if len(held) == 1 else ""

    @cached_property
    def _present(self) -> list[tuple[int, str, re.Pattern[str]]]:
        """The words near the dates at all; those of an absence end where a date begins, and are always tried."""
        text, told = self._message.plain, self._written[:MOST]
        first = max(0, told[0].start - _FAR) if told else 0
        last = told[-1].end + _AFTER if told else 0
        return [
            (order, name, words)
            for order, (name, words) in enumerate(_NEAR.items())
            if name == "date out of school since" or words.search(text, first, last)
        ]

    def _words_near(self, one: WrittenDate) -> Iterator[tuple[int, int, str]]:
        """How far each word stands that says what a date is of; what comes after it counts as farther."""
        text = self._message.plain
        start, end = sentence_around(self._message, one)
        first, last = max(start, one.start - _FAR), min(end, one.end + _AFTER)
        later = min(
            (each.start for each in self._written if one.end <= each.start < end), default=0
        )
        if later and (partings := [*PARTED.finditer(text, one.end, later)]):
            last = min(last, partings[-1].start())
        for order, name, words in self._present:
            for match in words.finditer(text, first, one.start):
                weight = 3 if name == "written" else 1
                yield (_gap(text, match.end(), one.start) * weight, order, name)
            for match in words.finditer(text, one.end, last):
                weight = 4 if name == "written" else 2
                yield (_gap(text, one.end, match.start()) * weight + 10, order, name)


_A_THING = re.compile(r"\ban?\b")


def _gap(text: str, start: int, end: int) -> int:
    """A stop between them parts words as twenty letters do."""
    return end - start + 20 * len(re.findall(r"[,;:–]| and | but ", text[start:end]))
