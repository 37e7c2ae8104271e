"""Direct answers that say the same in nearly the same words: one of the two is too many."""

from collections.abc import Iterator, Sequence

import numpy as np
from rapidfuzz import fuzz, process

from knowledge.documents import Document, Section
from knowledge.errors import Fault

_ALIKE = 90.0


def faults(documents: Sequence[Document]) -> Iterator[Fault]:
    """A fault for each section whose direct answer an earlier one already gives."""
    sections = [(page, section) for page in documents for section in page.sections]
    answers = [_answer(section) for _, section in sections]
    alike = process.cdist(answers, answers, scorer=fuzz.ratio, score_cutoff=_ALIKE, dtype=np.uint8)
    pairs = np.argwhere(np.triu(alike, k=1))
    earliest = {int(second): int(first) for first, second in reversed(pairs)}
    for later, first in sorted(earliest.items()):
        page, section = sections[later]
        other, same = sections[first]
        message = f"its direct answer is nearly that of {other.id}#{same.anchor}; say what is its own, or join them"
        yield Fault(page.path, section.line, message)


def _answer(section: Section) -> str:
    return section.blocks[0].text.lower()
