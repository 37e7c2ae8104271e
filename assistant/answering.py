"""The journey of a question, top to bottom."""

import re
import time
import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Protocol

from assistant import wording
from assistant.beside import (
    independent_help,
    notices,
    people_named,
    suggestions,
    words_explained,
)
from assistant.citing import Cited, Draft, cite
from assistant.conversation import (
    MOST_CHARACTERS,
    Answer,
    Outcome,
    Question,
    Turn,
)
from assistant.kinds import Kind
from assistant.likeness import Examples
from assistant.masking import mask, visible
from assistant.screening import Alarm, screen
from assistant.understanding import Understood, understand
from knowledge.documents import Audience, Match, Passage, Query
from knowledge.library import Library

# How near in meaning (cosine) a passage must come to answer: nearer where the message names nothing of our subject.
_NEAR, _NEAR_ENOUGH_ON_SUBJECT, _AROUND = 0.48, 0.37, 0.30
_CHECK_WITH_COUNCIL = re.compile(r"\bplease check with the council\b", re.IGNORECASE)


class Retriever(Protocol):
    """Finds the passages nearest to a query, best first; and the library that they come from."""

    @property
    def library(self) -> Library: ...
    def search(self, query: Query, *, audience: Audience, limit: int = 8) -> list[Match]: ...
    def passage(self, id: str) -> Passage | None: ...


class Composer(Protocol):
    """Makes a draft from passages: by quoting them, or by writing from them."""

    @property
    def name(self) -> str: ...
    def compose(self, understood: Understood, matches: Sequence[Match]) -> Draft: ...


class Assistant:
    """Answers questions about SEND from published pages, or says plainly that it cannot."""

    def __init__(
        self,
        retriever: Retriever,
        composer: Composer,
        *,
        danger: Examples | None = None,
        kinds: Examples | None = None,
    ) -> None:
        self._retriever = retriever
        self._composer = composer
        self._danger = danger
        self._kinds = kinds

    def answer(self, question: Question, earlier: Sequence[Turn] = (), *, now: datetime) -> Answer:
        """Answer, screening for danger before anything else. Keeps nothing; `earlier` runs oldest first."""
        started = time.perf_counter()
        question = replace(question, text=visible(question.text))
        answer = self._answer(question, earlier, now.date())
        return _stamped(answer, started)

    def _answer(self, question: Question, earlier: Sequence[Turn], today: date) -> Answer:
        alarm = self._screened(question, earlier)
        if alarm.stop:
            return self._urgent(question, alarm)
        masked = replace(question, text=mask(question.text).text)
        answer = _asked_again(question) or self._reply(
            understand(masked, earlier, self._kinds), today
        )
        return self._help_beside(answer, alarm)

    def help_first(self, question: Question, earlier: Sequence[Turn] = ()) -> Answer | None:
        """What is said where somebody may be at risk, and nothing otherwise; needs no search."""
        started = time.perf_counter()
        alarm = self._screened(question, earlier)
        return _stamped(self._urgent(question, alarm), started) if alarm.stop else None

    def _screened(self, question: Question, earlier: Sequence[Turn]) -> Alarm:
        said_before = [turn.question.text for turn in reversed(earlier)]
        return screen(visible(question.text), said_before, self._danger)

    def _urgent(self, question: Question, alarm: Alarm) -> Answer:
        contacts = self._retriever.library.contacts
        text = wording.urgent(alarm.stop, contacts, question.audience)
        return Answer(Outcome.URGENT, text, contacts=people_named(contacts, text))

    def _reply(self, understood: Understood, today: date) -> Answer:
        if understood.kind in (Kind.GREETING, Kind.THANKS):
            said = wording.GREETING if understood.kind is Kind.GREETING else wording.THANKS
            return Answer(
                Outcome.GREETING, said.format(area=self._area), suggestions=wording.STARTERS
            )
        matches = self._retriever.search(understood.query, audience=understood.audience)
        near = [match for match in matches if _is_near(match, understood)]
        if understood.kind in _ENDINGS:
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
        feeling = wording.feeling(understood.question.text) if understood.is_felt else ""
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
            suggestions(near, matches, cited),
        )

    def _turned_away(self, understood: Understood, near: Sequence[Match], today: date) -> Answer:
        """Kinds that end in their own way; what the pages hold beside it is still said."""
        outcome = _ENDINGS[understood.kind]
        opening = wording.of_kind(understood, self._retriever.library.local)
        cited = (
            self._cited(understood, near, today)
            if near and understood.kind in _STILL_ANSWERED
            else None
        )
        if cited is None:
            return self._made(outcome, [opening], None, wording.STARTERS)
        return self._made(outcome, [opening, cited.text], cited, suggestions(near, near, cited))

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
        following = suggestions(around, matches, cited) if cited else wording.STARTERS
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

    def _help_beside(self, answer: Answer, alarm: Alarm) -> Answer:
        """Where danger is unsure, help stands first and the answer keeps its own outcome."""
        if not alarm.beside:
            return answer
        contacts = self._retriever.library.contacts
        line = wording.beside(alarm.beside, contacts)
        given = dict.fromkeys([*people_named(contacts, line), *answer.contacts])
        return replace(answer, text=f"{line}\n\n{answer.text}", contacts=tuple(given))

    @property
    def _area(self) -> str:
        return self._retriever.library.local.area or "England"


_ENDINGS = {
    Kind.VAGUE: Outcome.CLARIFY,
    Kind.PERSON: Outcome.ANSWERED,
    Kind.COMPLAINT: Outcome.ANSWERED,
    Kind.OTHER_COUNCIL: Outcome.NOT_OURS,
    Kind.OTHER_NATION: Outcome.NOT_OURS,
    Kind.NOT_OURS: Outcome.NOT_OURS,
    Kind.OPINION: Outcome.NOT_OURS,
    Kind.LETTER: Outcome.NOT_OURS,
    Kind.MISUSE: Outcome.PRIVATE,
    Kind.SOMEBODY_ELSE: Outcome.PRIVATE,
}
_STILL_ANSWERED = (
    Kind.VAGUE,
    Kind.PERSON,
    Kind.COMPLAINT,
    Kind.OTHER_COUNCIL,
    Kind.OPINION,
    Kind.LETTER,
)


def _asked_again(question: Question) -> Answer | None:
    """What to say to a message that cannot be read; none where it can."""
    if not question.text.strip():
        return Answer(Outcome.CLARIFY, wording.EMPTY)
    length = len(question.text)
    if length > MOST_CHARACTERS:
        said = wording.TOO_LONG.format(length=length, most=MOST_CHARACTERS)
        return Answer(Outcome.CLARIFY, said)
    return None


def _stamped(answer: Answer, started: float) -> Answer:
    """With an id of its own, and how long it took."""
    took = round((time.perf_counter() - started) * 1000, 1)
    return replace(answer, id=str(uuid.uuid4()), ms=took)


def _screened(question: Question, earlier: Sequence[Turn]) -> Alarm:
    text = visible(question.text)
    return screen(text, [turn.question.text for turn in reversed(earlier)])


def _first_quote(cited: Cited, passage: Passage) -> str:
    """The first words quoted from the passage that answers; a notice may stand before them."""
    quotes = (one.quote for one in cited.citations if one.address == passage.address)
    return next(quotes, cited.citations[0].quote)


def _is_near(match: Match, understood: Understood) -> bool:
    return match.cosine >= (_NEAR_ENOUGH_ON_SUBJECT if understood.names_subject else _NEAR)
