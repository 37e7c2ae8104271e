"""The journey of a question, top to bottom."""

import time
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import takewhile

from assistant import wording
from assistant.asserting import Message
from assistant.beside import people_named
from assistant.conversation import (
    MOST_CHARACTERS,
    OWN_LANGUAGE_ENDS,
    Answer,
    Outcome,
    Question,
    Turn,
)
from assistant.date_doubts import doubts_in
from assistant.dates_elsewhere import dates_in_english
from assistant.dating import Told, date_answered, timing_of, with_dates
from assistant.fact_dates import dates_told
from assistant.facts import LABELS, Fact, facts_after, phase_known
from assistant.forgetting import besides_forgetting, forgets_everything
from assistant.joining import joined
from assistant.kinds import Likening, plain, shows
from assistant.languages import ENGLISH, reply_in, spoken_in, urgent_in
from assistant.likeness import Examples
from assistant.masking import mask, visible
from assistant.pasted import asked_of_letter
from assistant.replying import TURNED_AWAY, Composer, Found, Replying, Retriever
from assistant.screening import Alarm, screen
from assistant.splitting import asked_in
from assistant.timing import Timing
from assistant.understanding import asked_of, understand, understand_each
from knowledge.keywords import terms
from knowledge.phases import Phase


class Assistant:
    """Answers questions about SEND from published pages, or says plainly that it cannot.

    `danger` and `kinds` are examples of dangerous messages and of each kind of message; without them, words decide.
    """

    def __init__(
        self,
        retriever: Retriever,
        composer: Composer,
        *,
        danger: Examples | None = None,
        kinds: Likening | None = None,
    ) -> None:
        self._retriever = retriever
        self._replying = Replying(retriever, composer)
        self._danger = danger
        self._kinds = kinds

    def answer(self, question: Question, earlier: Sequence[Turn] = (), *, now: datetime) -> Answer:
        """Answer, screening for danger before anything else. Keeps nothing; `earlier` runs oldest first."""
        started = time.perf_counter()
        question = replace(question, text=visible(question.text))
        masked = replace(question, text=mask(question.text[:MOST_CHARACTERS]).text)
        facts = self._facts(masked, earlier, now.date())
        answer = self._answer(question, masked, earlier, facts, now.date())
        told = {name: {"value": fact.value, "from": fact.said} for name, fact in facts.items()}
        return _stamped(replace(answer, facts=told), started)

    def help_first(self, question: Question, earlier: Sequence[Turn] = ()) -> Answer | None:
        """What is said where somebody may be at risk, and nothing otherwise; needs no search."""
        started = time.perf_counter()
        alarm = self._screened(question, earlier)
        if not alarm.stop:
            return None
        masked = replace(question, text=mask(visible(question.text)[:MOST_CHARACTERS]).text)
        return _stamped(self._urgent(masked, alarm), started)

    def _answer(
        self,
        question: Question,
        masked: Question,
        earlier: Sequence[Turn],
        facts: Mapping[str, Fact],
        today: date,
    ) -> Answer:
        alarm = self._screened(question, earlier)
        if alarm.stop:
            return self._urgent(masked, alarm)
        told, clock = self._told(masked, earlier, facts, today), self._retriever.library.clock
        timing = timing_of(told, clock, today)
        dropped = _dropped(masked, earlier, facts)
        answer = (
            _asked_again(question)
            or _only_forgets(masked, dropped)
            or self._reply(masked, earlier, facts, timing, today)
        )
        answer = with_dates(answer, told, earlier, clock=clock, today=today)
        answer = _with_offer(answer, masked, facts, earlier)
        return self._help_beside(self._in_both_languages(answer, masked.text), alarm)

    def _facts(self, question: Question, earlier: Sequence[Turn], today: date) -> dict[str, Fact]:
        """What is known after this message: what the newest answer knew, and all that was said since."""
        known = _known_before(earlier)
        library = self._retriever.library
        for said in (*_unanswered(earlier), question):
            if elsewhere := dates_in_english(said.text, today):
                words = Message(elsewhere)
                known |= dates_told(words, known, "", plan_stage="", today=today)
            elif spoken_in(said.text) == ENGLISH:
                after = facts_after(said.text, known, today=today, places=library.places)
                is_told = any("date" in name and known.get(name) != after[name] for name in after)
                asked = {} if is_told else date_answered(said.text, earlier, library.clock, today)
                known = after | asked
        return known

    def _told(
        self, question: Question, earlier: Sequence[Turn], facts: Mapping[str, Fact], today: date
    ) -> Told:
        """What bears on dates."""
        before = _known_before(earlier)
        told_now = [name for name, fact in facts.items() if before.get(name) != fact]
        elsewhere = dates_in_english(question.text, today)
        is_read = elsewhere or spoken_in(question.text) == ENGLISH
        doubts = doubts_in(elsewhere or question.text, facts, today) if is_read else ()
        said = (*(turn.question.text for turn in earlier), question.text)
        words = " ".join(dates_in_english(one, today) or one for one in said)
        return Told(facts, told_now, doubts, words, question.text)

    def _screened(self, question: Question, earlier: Sequence[Turn]) -> Alarm:
        said_before = [turn.question.text for turn in reversed(earlier)]
        return screen(visible(question.text), said_before, self._danger)

    def _urgent(self, question: Question, alarm: Alarm) -> Answer:
        contacts = self._retriever.library.contacts
        later = self._for_later(question.text)
        text = wording.urgent(alarm.stop, contacts, question.audience, later=later)
        named = people_named(contacts, text)
        answer = Answer(Outcome.URGENT, text, contacts=named, suggestions=(later,) if later else ())
        language = spoken_in(question.text)
        theirs = urgent_in(language, alarm.stop, wording.numbers(contacts))
        return _beside(theirs, language, answer) if theirs else answer

    def _for_later(self, text: str) -> str:
        """A question of our subject in a message that speaks of danger, to be answered when they are ready."""
        questions = asked_in(text).questions if spoken_in(text) == ENGLISH else ()
        ours = (one for one in questions if shows("subject", plain(one)))
        return next((one for one in ours if not screen(one, (), self._danger).reasons), "")

    def _in_both_languages(self, answer: Answer, text: str) -> Answer:
        """Where a message is not in English, where to turn stands first, in its own language if we can."""
        language = spoken_in(text)
        if language == ENGLISH:
            return answer
        library = self._retriever.library
        theirs = reply_in(language, wording.place(library.local, library.contacts))
        if not theirs:
            theirs, language = wording.other_language(library.local), ENGLISH
        return _beside(theirs, language, answer)

    def _reply(
        self,
        question: Question,
        earlier: Sequence[Turn],
        facts: Mapping[str, Fact],
        timing: Timing,
        today: date,
    ) -> Answer:
        """Every question of a message is answered, the most pressing first."""
        heading = asked_of_letter(question.text, self._retriever.library, today)
        asked = self._asked(question, earlier, timing, phase_known(facts), heading)
        replies = [self._replying.reply(found, today) for found in asked]
        if len(replies) > 1:
            return joined(replies, [found.understood.question.text for found in asked])
        return replace(replies[0], read_with=asked[0].leant_on if replies[0].citations else ())

    def _asked(
        self,
        question: Question,
        earlier: Sequence[Turn],
        timing: Timing,
        phase: Phase | None,
        of_letter: str,
    ) -> list[Found]:
        """The questions of a message; those that lead to the same section are one.

        A message that is no question of ours is taken as a whole, and so is a letter, by its page's question.
        """
        whole = understand(question, earlier, self._kinds, phase=phase)
        if of_letter:
            return [self._replying.find(asked_of(whole, of_letter), timing)]
        if whole.kind in TURNED_AWAY or whole.reading.asked:
            return [self._replying.find(whole, timing)]
        each: list[Found] = []
        for one in understand_each(question, earlier, phase=phase):
            pages = [page for found in reversed(each) if (page := _guidance(found))]
            each.append(self._replying.find(replace(one, said=(*pages, *one.said)), timing))
        apart = {found.leads_to: found for found in reversed(each) if found.stands_alone}
        if len(apart) > 1 and any(found.near for found in apart.values()):
            return list(reversed(apart.values()))
        return [self._replying.find(whole, timing)]

    def _help_beside(self, answer: Answer, alarm: Alarm) -> Answer:
        """Where danger is unsure, help stands first and the answer keeps its own outcome."""
        if not alarm.beside:
            return answer
        contacts = self._retriever.library.contacts
        line = wording.beside(alarm.beside, contacts)
        given = dict.fromkeys([*people_named(contacts, line), *answer.contacts])
        return replace(answer, text=f"{line}\n\n{answer.text}", contacts=tuple(given))


def _dropped(question: Question, earlier: Sequence[Turn], facts: Mapping[str, Fact]) -> list[str]:
    """The facts, by their labels, that a message asked to have forgotten."""
    if besides_forgetting(question.text) is None:
        return []
    return [LABELS[name] for name in _known_before(earlier) if name not in facts]


def _only_forgets(question: Question, dropped: Sequence[str]) -> Answer | None:
    """The reply to a message that asks nothing but that something be forgotten."""
    left = besides_forgetting(question.text)
    if left is None or terms(left):
        return None
    if forgets_everything(question.text):
        return Answer(Outcome.GREETING, wording.FORGOTTEN_ALL)
    return Answer(Outcome.GREETING, wording.forgotten(dropped)) if dropped else None


def _guidance(found: Found) -> str:
    """The address of the page that answers, where that is one of guidance."""
    page = found.leads_to.partition("#")[0]
    return page if page.startswith("/guidance/") else ""


def _known_before(earlier: Sequence[Turn]) -> dict[str, Fact]:
    """What the newest answer knew."""
    answers = (turn.answer for turn in reversed(earlier) if turn.answer)
    told = newest.facts if (newest := next(answers, None)) else {}
    return {name: Fact(one["value"], one["from"]) for name, one in told.items()}


def _unanswered(earlier: Sequence[Turn]) -> list[Question]:
    """What was asked after the newest answer, oldest first."""
    since = takewhile(lambda turn: turn.answer is None, reversed(earlier))
    return [turn.question for turn in since][::-1]


def _asked_again(question: Question) -> Answer | None:
    """What to say to a message that cannot be read; none where it can."""
    if not question.text.strip():
        return Answer(Outcome.CLARIFY, wording.EMPTY)
    length = len(question.text)
    if length > MOST_CHARACTERS:
        said = wording.TOO_LONG.format(length=length, most=MOST_CHARACTERS)
        return Answer(Outcome.CLARIFY, said)
    return None


def _with_offer(
    answer: Answer, question: Question, facts: Mapping[str, Fact], earlier: Sequence[Turn]
) -> Answer:
    """Whoever plainly writes as another reader than they chose is offered that reader's pages, once."""
    role = facts["role"].value if "role" in facts else ""
    offer = wording.OFFERS.get((question.audience, role), "")
    is_new = not any(offer in turn.answer.text for turn in earlier if turn.answer)
    return replace(answer, text=f"{answer.text}\n\n{offer}") if offer and is_new else answer


def _beside(theirs: str, language: str, answer: Answer) -> Answer:
    """An answer with words in another language before it."""
    return replace(answer, text=f"{theirs}{OWN_LANGUAGE_ENDS}{answer.text}", language=language)


def _stamped(answer: Answer, started: float) -> Answer:
    """With an id of its own, and how long it took."""
    took = round((time.perf_counter() - started) * 1000, 1)
    return replace(answer, id=str(uuid.uuid4()), ms=took)
