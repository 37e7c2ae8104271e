"""A letter that is pasted into a message: the page on such letters is what is asked for, whatever else stands in it."""

import re
from datetime import date

from assistant.letters_read import read_letter
from knowledge.library import Library

_FEWEST_WORDS = 6
# What a letter has that a message of somebody's own has not.
_SIGNS = re.compile(
    r"\bdear (?:mr|mrs|ms|miss|dr|parent|sir|carer|\[name\]|[A-Z]\w+)|\byours (?:sincerely|faithfully|truly)\b"
    r"|\b(?:kind|best|warm) regards\b|\bregards,|^\s*(?:subject|from|re)\s*:|[\"“](?=\S+(?:\s+\S+){5})"
    r"|\bwe (?:are|have|regret|write|must)\b[^.!?]{0,40}"
    r"\b(?:decided|writing to|inform|regret|concluded|enclos\w+|agreed)\b"
    r"|\bi am writing to (?:inform|confirm|tell|let|notify)\b",
    re.IGNORECASE | re.MULTILINE,
)


def holds_letter(text: str) -> bool:
    """Whether a message seems to hold words of a letter."""
    return len(text.split()) >= _FEWEST_WORDS and bool(_SIGNS.search(text))


def asked_of_letter(text: str, library: Library, today: date) -> str:
    """The first question of the page on this kind of letter; "" where a message holds none whose kind is plain."""
    if not holds_letter(text):
        return ""
    kind = read_letter(text, library.clock, today).kind
    page = library.document(kind.page) if kind else None
    return page.sections[0].heading if page else ""
