"""The reply to one question: answered from the passages that were found, turned away, or not found."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from assistant import wording
from assistant.acknowledging import acknowledged
from assistant.beside import (
    independent_help,
    notices,
    people_named,
    suggestions,
    topics,
    words_explained,
)
from assistant.citing import Cited, Draft, cite
from assistant.clarifying import likely_questions
from assistant.conversation import Answer, Outcome
from assistant.councils import asks_of_law
from assistant.following import in_turn
from assistant.kinds import OURS, Kind, plain, shows
from assistant.timing import Timing
from assistant.understanding import Understood
from knowledge.documents import Audience, Document, Match, Passage, Query
from knowledge.library import Library

# How near in meaning (cosine) a passage must come to answer: nearer where the message names nothing of our subject.
_NEAR, _NEAR_ENOUGH_ON_SUBJECT, _AROUND = 0.48, 0.37, 0.30
# So near that the section plainly answers, whatever else a message looks like.
_PLAINLY = 0.7
_MOST_IN_TURN = 24
_MOST_OFFERED = 3
_CHECK_WITH_COUNCIL = re.compile(r"\bplease check\b[^.]{0,60}\bwith the council\b", re.IGNORECASE)


class Retriever(Protocol):
    """Finds the passages nearest to a query, best first; and the library that they come from."""

    @property
    def library(self) -> Library: ...
    def search(self, query: Query, *, audience: Audience, limit: int = 8) -> list[Match]: ...
    def passage(self, id: str) -> Passage | None: ...
    def leans_on(self, query: Query) -> tuple[tuple[str, float], ...]: ...


class Composer(Protocol):
    """Makes a draft from passages: by quoting them, or by writing from them."""

    @property
    def name(self) -> str: ...
    def compose(self, understood: Understood, matches: Sequence[Match]) -> Draft: ...


@dataclass(frozen=True)
class Found:
    """A question and the passages found for it, best first; `near` are those near enough to answer it.

    `leant_on` are the earlier messages that the search weighed in.
    """

    understood: Understood
    matches: tuple[Match, ...]
    near: tuple[Match, ...]
    leant_on: tuple[str, ...] = ()

    @property
    def leads_to(self) -> str:
        """The address of the section that answers; where none does, the question itself."""
        return self.near[0].passage.address if self.near else self.understood.question.text

    @property
    def stands_alone(self) -> bool:
        """Whether it is a question by itself, answered or not: it has an answer, names our subject, or is not ours."""
        words = plain(self.understood.question.text)
        return bool(self.near) or self.understood.kind not in OURS or shows("subject", words)


class Replying:
    """Replies from passages, by one composer."""

    def __init__(self, retriever: Retriever, composer: Composer) -> None:
        self._retriever = retriever
        self._composer = composer

    def find(self, understood: Understood, timing: Timing) -> Found:
        """The passages nearest to a question that suit its dates, and which of them are near enough to answer it."""
        if understood.kind in _SMALL_TALK:
            return Found(understood, (), ())
        # Whoever tells the date of something of ours is on our subject.
        is_ours = understood.names_subject or bool(timing.told)
        query = timing.searched(understood.query)
        understood = replace(understood, query=query, names_subject=is_ours)
        audience = understood.audience
        leant_on = understood.heard[: len(self._retriever.leans_on(query))]
        most = max(timing.most, _MOST_IN_TURN) if leant_on else timing.most
        found = self._retriever.search(query, audience=audience, limit=most)
        if leant_on:
            found = in_turn(found, understood.said, self._page_of(understood))[: timing.most]
        matches = timing.ordered(found)
        near = tuple(match for match in matches if _is_near(match, understood))
        return Found(understood, tuple(matches), near, leant_on)

    def _page_of(self, understood: Understood) -> Document | None:
        """The page that answered last, where a message only asks what comes next."""
        if not (understood.goes_on and understood.said):
            return None
        return self._retriever.library.document(
            understood.said[0].removeprefix("/guidance/").partition("#")[0]
        )

    def reply(self, found: Found, today: date) -> Answer:
        """The answer that they make, or what else there is to say."""
        understood, matches, near = found.understood, found.matches, found.near
        if said := _SMALL_TALK.get(understood.kind):
            return Answer(
                Outcome.GREETING, said.format(area=self._area), suggestions=wording.STARTERS
            )
        if understood.kind is Kind.VAGUE:
            return self._clarifying(understood)
        if understood.kind in _ENDINGS and not _is_ours_after_all(found):
            return self._turned_away(understood, near, today)
        if not near:
            return self._not_found(understood, matches)
        return self._answered(understood, near, matches, today)

    def _answered(
        self,
        understood: Understood,
        near: Sequence[Match],
        matches: Sequence[Match],
        today: date,
    ) -> Answer:
        cited = self._cited(understood, near, today)
        if cited is None:
            return self._not_found(understood, matches)
        is_open = bool(_CHECK_WITH_COUNCIL.search(_first_quote(cited, near[0].passage)))
        asked, before = understood.question.text, understood.answers_before
        feeling = acknowledged(asked, before) if understood.is_felt else ""
        local = self._retriever.library.local
        is_told_whom = not is_open or (local.council_phone and local.council_phone in cited.text)
        return self._made(
            Outcome.NOT_FOUND if is_open else Outcome.ANSWERED,
            [
                feeling,
                cited.text,
                wording.leads_to(near[0].passage.address),
                "" if is_told_whom else wording.a_person(local),
            ],
            cited,
            suggestions(near, matches, cited, self._retriever.library),
        )

    def _clarifying(self, understood: Understood) -> Answer:
        """Three likely topics, a line for each, and one question."""
        likely = likely_questions(understood.question.text, understood.audience)
        found = [
            self._retriever.search(Query(one), audience=understood.audience, limit=1)
            for one in likely
        ]
        passages = list({each[0].passage.id: each[0].passage for each in found if each}.values())
        cited = cite(topics(passages), passages, with_references=understood.is_professional)
        text = cited.text if cited else ""
        headings = [one.heading for one in passages if one.heading.endswith("?")]
        return self._made(
            Outcome.CLARIFY, [wording.CLARIFY, text, wording.WHICH], cited, headings or likely
        )

    def _turned_away(self, understood: Understood, near: Sequence[Match], today: date) -> Answer:
        """Kinds that end in their own way; what the pages hold beside it is still said."""
        outcome = _ENDINGS[understood.kind]
        library = self._retriever.library
        opening = wording.of_kind(understood, library.local, library.contacts)
        told = [match for match in near if _may_be_told(match, understood)]
        cited = self._cited(understood, told, today) if told else None
        if cited is None:
            following = [match.passage.heading for match in near][:_MOST_OFFERED]
            return self._made(outcome, [opening], None, following or wording.STARTERS)
        following = list(suggestions(told, told, cited, library))
        around = "" if outcome is Outcome.ANSWERED else wording.AROUND
        return self._made(outcome, [opening, around, cited.text], cited, following)

    def _not_found(self, understood: Understood, matches: Sequence[Match]) -> Answer:
        """Says so, says who would know, and gives what is known around it."""
        local = self._retriever.library.local
        around = [match for match in matches if match.cosine >= _AROUND and match.overlap > 0][:1]
        nearest = max((match.cosine for match in matches), default=0.0)
        if not understood.names_subject and nearest < _NEAR_ENOUGH_ON_SUBJECT:
            return self._made(
                Outcome.NOT_OURS, [wording.not_subject(local)], None, wording.STARTERS
            )
        cited = self._lead(understood, around) if around else None
        known = [wording.AROUND, cited.text] if cited else []
        following = (
            suggestions(around, matches, cited, self._retriever.library)
            if cited
            else wording.STARTERS
        )
        return self._made(Outcome.NOT_FOUND, [wording.not_found(local), *known], cited, following)

    def _cited(self, understood: Understood, matches: Sequence[Match], today: date) -> Cited | None:
        draft = self._composer.compose(understood, matches)
        passages = [match.passage for match in matches]
        held = self._retriever
        for passage, part in notices(held, matches[0].passage, draft, today):
            draft = Draft((part, *draft.parts))
            passages.append(passage)
        if helper := independent_help(held, understood, draft):
            draft = Draft((*draft.parts, helper[1]))
            passages.append(helper[0])
        return cite(draft, passages, with_references=understood.is_professional)

    def _lead(self, understood: Understood, matches: Sequence[Match]) -> Cited | None:
        """The direct answer alone."""
        draft = Draft(self._composer.compose(understood, matches).parts[:1])
        passages = [match.passage for match in matches]
        return cite(draft, passages, with_references=understood.is_professional)

    def _made(
        self,
        outcome: Outcome,
        paragraphs: Sequence[str],
        cited: Cited | None,
        next_questions: Sequence[str],
    ) -> Answer:
        text = "\n\n".join(part for part in paragraphs if part)
        return Answer(
            outcome=outcome,
            text=text,
            citations=cited.citations if cited else (),
            contacts=people_named(self._retriever.library.contacts, text),
            next_steps=cited.next_steps if cited else (),
            suggestions=tuple(next_questions),
            explained=words_explained(self._retriever.library, cited.text) if cited else (),
            composer=self._composer.name,
        )

    @property
    def _area(self) -> str:
        return self._retriever.library.local.area or "England"


_ENDINGS = {
    Kind.PERSON: Outcome.ANSWERED,
    Kind.COMPLAINT: Outcome.ANSWERED,
    Kind.COMPLAINT_SERVICE: Outcome.ANSWERED,
    Kind.OWN_CASE: Outcome.ANSWERED,
    Kind.OTHER_COUNCIL: Outcome.NOT_OURS,
    Kind.OTHER_NATION: Outcome.NOT_OURS,
    Kind.NOT_OURS: Outcome.NOT_OURS,
    Kind.OPINION: Outcome.NOT_OURS,
    Kind.LETTER: Outcome.NOT_OURS,
    Kind.MISUSE: Outcome.PRIVATE,
    Kind.SOMEBODY_ELSE: Outcome.PRIVATE,
}
# What ends as no question of ours.
TURNED_AWAY = frozenset(
    kind for kind, outcome in _ENDINGS.items() if outcome in (Outcome.NOT_OURS, Outcome.PRIVATE)
)
_SMALL_TALK = {
    Kind.GREETING: wording.GREETING,
    Kind.THANKS: wording.THANKS,
    Kind.GOODBYE: wording.GOODBYE,
}
_STILL_ANSWERED = (Kind.PERSON, Kind.COMPLAINT, Kind.OWN_CASE, Kind.OPINION, Kind.LETTER)


def _may_be_told(match: Match, understood: Understood) -> bool:
    """Whether a passage may stand beside the way that a message is turned: the law of the land for those who live
    elsewhere; all of it where something of ours was asked besides, or only likeness to examples turned it away.
    """
    if understood.kind is Kind.OTHER_COUNCIL:
        is_national = match.passage.document.startswith("england/")
        return is_national and asks_of_law(plain(understood.question.text))
    if understood.reading.asked or understood.kind in _STILL_ANSWERED:
        return True
    return understood.reading.is_likeness and match.cosine >= _NEAR


def _is_ours_after_all(found: Found) -> bool:
    """What only looked like another subject, or another person's, and one of our sections plainly answers."""
    reading = found.understood.reading
    is_unsure = reading.is_likeness and reading.kind in (Kind.NOT_OURS, Kind.SOMEBODY_ELSE)
    return is_unsure and bool(found.near) and found.near[0].cosine >= _PLAINLY


def _first_quote(cited: Cited, passage: Passage) -> str:
    """The first words quoted from the passage that answers; a notice may stand before them."""
    quotes = (one.quote for one in cited.citations if one.address == passage.address)
    return next(quotes, cited.citations[0].quote)


def _is_near(match: Match, understood: Understood) -> bool:
    return match.cosine >= (_NEAR_ENOUGH_ON_SUBJECT if understood.names_subject else _NEAR)
