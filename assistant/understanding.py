"""What a message is: its kind, the feeling it carries, and the query it makes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.conversation import Outcome, Question, Turn
from assistant.following import asked_by, thread_of
from assistant.kinds import NO_SIGN, Kind, Likening, Reading, kind_of, plain, shows, without
from assistant.languages import ENGLISH, in_english, spoken_in
from assistant.pasted import holds_letter
from assistant.splitting import asked_in, is_pressing
from knowledge.documents import Audience, Exchange, Query
from knowledge.keywords import terms
from knowledge.phases import Phase
from knowledge.sentences import sentences


@dataclass(frozen=True)
class Understood:
    """A question as the service took it; `reading` says for which kind, and why.

    `is_felt`: it carries feeling; `names_subject`: it, or a turn before it, is plainly about our subject;
    `answers_before`: what the service said so far, newest first; `said` the sections that it quoted lately;
    `heard` what was asked before, in the person's own words, as the query has it in the words that say it best;
    `goes_on`: it asks only what comes next.
    """

    question: Question
    query: Query
    reading: Reading = NO_SIGN
    is_felt: bool = False
    is_disagreement: bool = False
    names_subject: bool = True
    answers_before: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    goes_on: bool = False

    @property
    def kind(self) -> Kind:
        return self.reading.kind

    @property
    def audience(self) -> Audience:
        return self.question.audience

    @property
    def is_professional(self) -> bool:
        """Whether whoever asks wants statute and evidence."""
        return self.audience in (Audience.SENCO, Audience.OFFICER)


def understand(
    question: Question,
    earlier: Sequence[Turn],
    examples: Likening | None = None,
    *,
    around: Sequence[Exchange] = (),
    phase: Phase | None = None,
) -> Understood:
    """Read a message in the light of the turns before it, oldest first, and of what stands around it.

    `examples` show the kinds of message; `phase` is the stage of education that is known.
    """
    thread = thread_of(question.text, earlier)
    words = in_our_words(thread.words)
    text = plain(words)
    heard = [(turn, _exchange(turn)) for turn in reversed(thread.turns)]
    said = [(turn.question.text, exchange) for turn, exchange in heard if exchange.question]
    history = (*around, *(exchange for _, exchange in said))
    reading = kind_of(words, is_first=not history, examples=examples)
    if words != thread.words and reading.kind not in _POLITE:
        reading = Reading(Kind.GUIDANCE if words else Kind.VAGUE, "another language")
    if reading.is_likeness and holds_letter(question.text):
        reading = Reading(
            Kind.GUIDANCE, "a letter"
        )  # it is like what it speaks of, not what is asked
    routed = _ROUTED.get(reading.kind)
    return Understood(
        question=question,
        query=Query(routed) if routed else Query(_searched(reading.asked or words), history, phase),
        reading=reading,
        is_felt=shows("feeling", text),
        is_disagreement=shows("disagreement", text),
        names_subject=bool(history) or shows("subject", text),
        answers_before=tuple(turn.answer.text for turn in reversed(earlier) if turn.answer),
        said=thread.said,
        heard=(*(one.question for one in around), *(text for text, _ in said)),
        goes_on=thread.goes_on,
    )


def understand_each(
    question: Question, earlier: Sequence[Turn], *, phase: Phase | None = None
) -> list[Understood]:
    """Each question of a message that asks several, the most pressing first; none where it asks one.

    Each is read in the light of the story around it and of the questions before it; rules alone tell its kind, since a
    few words are like too much.
    """
    asked = asked_in(in_our_words(question.text))
    if len(asked.questions) < 2:
        return []
    story = (asked.story,) if asked.story else ()
    each = []
    for place, one in enumerate(asked.questions):
        around = [Exchange(text) for text in (*reversed(asked.questions[:place]), *story)]
        each.append(understand(replace(question, text=one), earlier, around=around, phase=phase))
    return sorted(each, key=lambda one: is_pressing(one.question.text), reverse=True)


def asked_of(understood: Understood, heading: str) -> Understood:
    """A message that holds a letter asks its page's question, or its own in the light of that."""
    asked = asked_in(understood.question.text).questions
    query = Query(asked[-1], (Exchange(heading),)) if asked else Query(heading)
    return replace(understood, query=query, reading=Reading(Kind.GUIDANCE, "a letter"))


def _searched(text: str) -> str:
    """The message without sentences that only say how somebody feels."""
    kept = [one for one in sentences(text) if not _only_feels(plain(one))]
    return " ".join(kept) if kept else text


def _only_feels(sentence: str) -> bool:
    return shows("feeling", sentence) and len(terms(without("feeling", sentence))) <= 2


def _exchange(turn: Turn) -> Exchange:
    """An earlier turn as search sees it; of its answer, the words that were quoted first.

    Of a message that spoke of danger only its questions bear on later turns; of small talk, nothing.
    """
    words = in_our_words(asked_by(turn))
    outcome = turn.answer.outcome if turn.answer else None
    if outcome is Outcome.URGENT:
        words = " ".join(asked_in(words).questions)
    elif outcome in (Outcome.PRIVATE, Outcome.GREETING):
        words = ""
    quoted = turn.answer.citations[0].quote if turn.answer and turn.answer.citations else ""
    return Exchange(_searched(words), quoted)


@lru_cache(maxsize=256)
def in_our_words(text: str) -> str:
    """A message itself, or the English words for what one in another language asks about; empty where none is known."""
    language = spoken_in(text)
    return text if language == ENGLISH else in_english(text, language)


_POLITE = (Kind.GREETING, Kind.THANKS, Kind.GOODBYE)
# What these kinds look up, in place of their own words.
_ROUTED = {
    Kind.PERSON: "How do I speak to a person at the council?",
    Kind.COMPLAINT: "How do I complain about the council?",
    Kind.COMPLAINT_SERVICE: "What can I do if an answer of this service is wrong?",
}
