"""The answers to the questions of one message → one answer."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, chain
from typing import TypeVar

from assistant import wording
from assistant.conversation import Answer, Outcome

_MARK = re.compile(r"\[(\d+)\]")
_MOST_SUGGESTED = 3
_Item = TypeVar("_Item")


def joined(answers: Sequence[Answer], questions: Sequence[str]) -> Answer:
    """One after another, each under its question; where only some were answered, it says which were not."""
    before = [0, *accumulate(len(one.citations) for one in answers)]
    moved = [_moved(one, after) for one, after in zip(answers, before, strict=False)]
    texts = [_under(*pair) for pair in zip(questions, moved, strict=True)]
    return replace(
        moved[0],
        outcome=_outcome([one.outcome for one in answers]),
        text="\n\n".join(_without_repeats(texts)),
        citations=tuple(chain.from_iterable(one.citations for one in moved)),
        contacts=_each_once(one.contacts for one in moved),
        next_steps=_each_once(one.next_steps for one in moved),
        suggestions=_each_once(one.suggestions for one in moved)[:_MOST_SUGGESTED],
        explained=_each_once(one.explained for one in moved),
    )


def _under(question: str, answer: Answer) -> str:
    """The answer under the question that it answers, as its page puts it; one without, under the person's words."""
    is_answered = answer.outcome is Outcome.ANSWERED and answer.citations
    asked = answer.citations[0].section if is_answered else question
    begins = f"**{asked}**"
    if answer.text.startswith(begins):
        return answer.text
    return (
        f"{begins}\n\n{answer.text}"
        if is_answered
        else f"{wording.ALSO_ASKED.format(question=asked)} {answer.text}"
    )


def _outcome(outcomes: Sequence[Outcome]) -> Outcome:
    if len(set(outcomes)) == 1:
        return outcomes[0]
    return Outcome.PARTIAL if Outcome.ANSWERED in outcomes else outcomes[0]


def _moved(answer: Answer, after: int) -> Answer:
    """With its marks counted on from the answer before."""
    text = _MARK.sub(lambda match: f"[{int(match[1]) + after}]", answer.text)
    cited = tuple(replace(one, mark=one.mark + after) for one in answer.citations)
    return replace(answer, text=text, citations=cited)


def _without_repeats(texts: Sequence[str]) -> Iterator[str]:
    """What an answer before has said is not said again."""
    said: set[str] = set()
    for text in texts:
        lines = [line for line in text.split("\n") if not line or _bare(line) not in said]
        said |= {_bare(line) for line in lines}
        yield re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _bare(line: str) -> str:
    return _MARK.sub("", line).strip()


def _each_once(several: Iterable[Sequence[_Item]]) -> tuple[_Item, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(several)))
