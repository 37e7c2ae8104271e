"""What stands beside the quoted words: notices, independent help, words explained, people, and next questions."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Protocol

from assistant.citing import Cited, Draft, DraftSentence, Part
from assistant.conversation import ContactGiven, Explained
from assistant.understanding import Understood
from knowledge.contacts import Contact, mentioned
from knowledge.documents import Match, Passage, Role
from knowledge.library import Library
from knowledge.sentences import sentences

_MOST_EXPLAINED = 6
_MOST_SUGGESTED = 3
_FEWEST_WORDS = 8


class Held(Protocol):
    """What is published: the library, and each passage by its id."""

    @property
    def library(self) -> Library: ...
    def passage(self, id: str) -> Passage | None: ...


def notices(
    held: Held, passage: Passage, draft: Draft, today: date
) -> Iterator[tuple[Passage, Part]]:
    """The notices on this passage's topics, each with the section that it quotes; not what is quoted already."""
    document = held.library.document(passage.document)
    said = {sentence.text for part in draft.parts for sentence in part.sentences}
    for notice in held.library.notices:
        words = sentences(notice.text)
        is_new = document and notice.is_shown(document.topics, today) and words[0] not in said
        section = held.passage(notice.rests_on) if is_new else None
        if section:
            quoted = tuple(DraftSentence(one, (section.id,)) for one in words)
            yield section, Part(Role.ANSWER, quoted)


def independent_help(
    held: Held, understood: Understood, draft: Draft
) -> tuple[Passage, Part] | None:
    """Named wherever there is a disagreement, unless what is quoted names it already: its page's first sentence."""
    is_named = any(part.role is Role.INDEPENDENT_HELP for part in draft.parts)
    if is_named or not understood.is_disagreement or understood.is_professional:
        return None
    passage = held.passage(held.library.local.independent_help)
    if passage is None:
        return None
    sentence = passage.blocks[0].statements[0]
    return passage, Part(Role.INDEPENDENT_HELP, (DraftSentence(sentence.text, (passage.id,)),))


def words_explained(library: Library, text: str) -> tuple[Explained, ...]:
    """The words and short forms of a text that the glossary explains, in the text's order."""
    found = library.glossary.explained(text)[:_MOST_EXPLAINED]
    return tuple(Explained(one.term, one.means, one.source) for one in found)


def suggestions(
    near: Sequence[Match], matches: Sequence[Match], cited: Cited, library: Library
) -> tuple[str, ...]:
    """Questions that this answer did not take up: of sections near it on pages that its own page links to, then of
    the others near it, then of the linked pages' first.
    """
    told = {citation.section for citation in cited.citations}
    linked = set(matches[0].passage.related) | {matches[0].passage.document} if matches else set()
    found = [match.passage for match in [*near, *matches]]
    beside = [one.heading for one in found if one.document in linked]
    others = [one.heading for one in found]
    first = [page.sections[0].heading for id in sorted(linked) if (page := library.document(id))]
    headings = dict.fromkeys([*beside, *others, *first])
    fresh = [heading for heading in headings if heading not in told and heading.endswith("?")]
    return tuple(fresh[:_MOST_SUGGESTED])


def topics(passages: Sequence[Passage]) -> Draft:
    """Sections that a vague message may be about, each with its question and how its answer begins."""
    return Draft(
        tuple(
            Part(
                Role.DETAIL,
                tuple(DraftSentence(text, (one.id,)) for text in _begins(one)),
                one.heading,
            )
            for one in passages
        )
    )


def _begins(passage: Passage) -> Iterator[str]:
    """Its first sentences, until they say something ("No." does not)."""
    words = 0
    for statement in passage.blocks[0].statements:
        if words < _FEWEST_WORDS:
            yield statement.text
        words += len(statement.text.split())


def people_named(contacts: Sequence[Contact], text: str) -> tuple[ContactGiven, ...]:
    """The contacts that a text names by number or address, those for safety first."""
    found = sorted(mentioned(contacts, text), key=lambda contact: not contact.safety)
    return tuple(
        ContactGiven(one.name, one.phone or one.text, one.email, one.checked) for one in found
    )
