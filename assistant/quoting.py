"""Passages → a draft made of their own sentences: the default composer, which can make nothing up."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.citing import Draft, DraftSentence, Part
from assistant.understanding import Understood
from knowledge.documents import Audience, Block, Match, Role
from knowledge.keywords import terms

_MOST_WORDS = {
    Audience.PARENT: 165,
    Audience.YOUNG_PERSON: 130,
    Audience.SENCO: 190,
    Audience.OFFICER: 190,
}
# How near a detail must come to the question, beside the nearest block of its passage.
_BEARS_ON = 0.72
_SENTENCES = 6
_LEANS = re.compile(r"(?:Yes|No|Not|Only|It depends|That depends|Sometimes|Usually)\b")


@dataclass(frozen=True)
class _Chosen:
    position: int
    block: Block
    match: Match


class Quoting:
    """Quotes the section that answers: its direct answer, then what bears on this question."""

    name = "quoting"

    def compose(self, understood: Understood, matches: Sequence[Match]) -> Draft:
        """A draft from matches, best first; there is at least one."""
        main = matches[0]
        if not _is_structured(main):
            return Draft(tuple(_extract(understood.query.words, matches)))
        blocks = [one for one in _blocks(main) if _is_for(understood.audience, one)]
        chosen = _choose(blocks, _MOST_WORDS[understood.audience])
        return Draft(tuple(_part(one) for one in chosen))


def _is_structured(match: Match) -> bool:
    return match.passage.blocks[0].role is Role.ANSWER


def _blocks(match: Match) -> list[_Chosen]:
    """The blocks that say something themselves; the direct answer always."""
    return [
        _Chosen(position, block, match)
        for position, block in enumerate(match.passage.blocks)
        if position == 0 or not all(statement.is_signpost for statement in block.statements)
    ]


def _is_for(audience: Audience, one: _Chosen) -> bool:
    """What to do now is said only to those whom the page is written for."""
    return one.block.role is not Role.DO_NOW or audience in one.match.passage.audience


def _choose(blocks: Sequence[_Chosen], room: int) -> list[_Chosen]:
    """The direct answer always; then, while there is room, by what a reader needs most; in the page's order."""
    kept = [blocks[0]]
    used = _length(blocks[0].block)
    for one in _by_need(blocks[1:]):
        if used + _length(one.block) <= room:
            kept.append(one)
            used += _length(one.block)
    return sorted(kept, key=lambda one: one.position)


def _by_need(blocks: Sequence[_Chosen]) -> Iterator[_Chosen]:
    """Ideas, independent help, by when, who decides, a first step, details that bear on the question, more steps."""
    of = {role: [one for one in blocks if one.block.role is role] for role in Role}
    details = sorted(of[Role.DETAIL], key=_nearness, reverse=True)
    nearest = max(map(_nearness, blocks), default=0.0)
    bearing = [one for one in details if _nearness(one) >= _BEARS_ON * nearest]
    yield from of[Role.IDEA]
    yield from of[Role.INDEPENDENT_HELP][:1]
    yield from of[Role.BY_WHEN]
    yield from of[Role.WHO_DECIDES]
    yield from of[Role.DO_NOW][:1]
    yield from bearing
    yield from of[Role.DO_NOW][1:3]


def _part(one: _Chosen) -> Part:
    """A block without the sentences that send the reader elsewhere.

    An answer that leans on its question ("Yes, if …") is printed under it.
    """
    sentences = tuple(
        DraftSentence(statement.text, (one.match.passage.id,))
        for statement in one.block.statements
        if not statement.is_signpost or one.position == 0
    )
    leans = one.block.role is Role.ANSWER and _LEANS.match(one.block.text)
    return Part(one.block.role, sentences, one.match.passage.heading if leans else "")


def _nearness(one: _Chosen) -> float:
    return one.match.nearness[one.position]


def _length(block: Block) -> int:
    return len(block.text.split())


def _extract(words: str, matches: Sequence[Match]) -> Iterator[Part]:
    """For documents without our structure: the sentences of the nearest passages that say most of what was asked."""
    document = matches[0].passage.document
    wanted = set(terms(words))
    scored = [
        (
            match.nearness[position] + 0.5 * _share(wanted, statement.text),
            order,
            position,
            number,
            match,
        )
        for order, match in enumerate(
            match for match in matches[:3] if match.passage.document == document
        )
        for position, block in enumerate(match.passage.blocks)
        for number, statement in enumerate(block.statements)
    ]
    best = sorted(scored, key=lambda one: -one[0])[:_SENTENCES]
    for _, _, position, number, match in sorted(best, key=lambda one: one[1:4]):
        statement = match.passage.blocks[position].statements[number]
        yield Part(Role.DETAIL, (DraftSentence(statement.text, (match.passage.id,)),))


def _share(wanted: set[str], text: str) -> float:
    return len(wanted & set(terms(text))) / len(wanted) if wanted else 0.0
