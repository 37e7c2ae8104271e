"""A message → the questions that it asks, and the story around them."""

import re
from dataclasses import dataclass

_MOST_QUESTIONS = 3
_FEWEST_WORDS = 3
_HELPERS = r"(?:can|could|should|do|does|did|is|are|will|would|must|may|am i|have (?:i|we|they)|has (?:he|she|the|it))"
_WH = r"(?:how|what|whats|what's|when|whens|where|wheres|who|whos|who's|why|which)"
_OPENS = rf"(?:{_WH}|{_HELPERS})"
# Where one question ends and another may begin.
_ENDS = re.compile(
    rf"(?<=[?!])\s+|\n+|:\s+(?={_OPENS}\b)|(?<=[a-z0-9)])\.\s+(?=\S)"
    rf"|\s\(?[1-9][.)]?\s+(?={_OPENS}\b)",
    re.IGNORECASE,
)
_JOINS = re.compile(
    rf"\s*[,;–-]*\s+(?:and|also|plus|&|oh and|and also|but)[,:]?\s+(?:also,?\s+|then\s+)?(?={_OPENS}\b)"
    rf"|\s*[,;]\s+(?={_OPENS}\b)|\s+also[,:]?\s+(?={_OPENS}\b)",
    re.IGNORECASE,
)
_FILLER = re.compile(
    rf"^(?:\(?[1-9][.)]?\s+(?={_OPENS}\b)"
    r"|(?:and|also|so|but|then|plus|oh|ok|okay|please|secondly|firstly|2nd|another thing|one more thing"
    r"|(?:my )?(?:other|second|first|next) question(?: is)?)[,:\s]+)+",
    re.IGNORECASE,
)
_PRESSES = re.compile(
    r"\b(?:exclu\w+|suspen\w+|sent home|out of school|not in school|no school place|deadlines?|today|tomorrow|tonight"
    r"|days? left|this week|appeal\w*|refus\w+|turned down|said no|urgent\w*|self.?harm\w*|crisis)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    rf"^{_OPENS}\b|\?\s*$|\b(?:how|what|who|where|when|why) {_HELPERS}\b|\bhow (?:long|many|much|to)\b"
    r"|\bwhat happens\b|\b(?:want|need|like) to know\b|\btell me\b|\bexplain\b|\bwondering\b"
    r"|\b(?:not sure|don.?t know) (?:if|what|how|who)\b|\bis there\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Asked:
    """The questions of a message in its own order, and what it says besides."""

    questions: tuple[str, ...]
    story: str


def asked_in(text: str) -> Asked:
    """Part a message into what it asks and what it tells; a message that asks nothing is all story."""
    clauses = [piece for sentence in _ENDS.split(text) for piece in _JOINS.split(sentence)]
    kept = [stripped for one in clauses if (stripped := _FILLER.sub("", one.strip(" ,;")))]
    questions = [one for one in kept if _asks(one)]
    story = [one for one in kept if one not in questions]
    return Asked(tuple(questions[:_MOST_QUESTIONS]), " ".join(story))


def is_pressing(question: str) -> bool:
    """Whether it speaks of what cannot wait: a time limit, a refusal, being out of school."""
    return bool(_PRESSES.search(question))


def _asks(clause: str) -> bool:
    return len(clause.split()) >= _FEWEST_WORDS and bool(_ASKS.search(clause))
