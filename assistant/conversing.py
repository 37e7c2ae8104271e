"""A message in a conversation: masked, kept before anything can go wrong, answered, and the answer kept."""

from dataclasses import replace
from datetime import datetime

from assistant import wording
from assistant.answering import Assistant
from assistant.conversation import MOST_CHARACTERS, Answer, Question
from assistant.errors import NotKept
from assistant.masking import mask, visible
from assistant.store import Store
from knowledge.documents import Audience


def _as_signed_out(audience: Audience) -> Audience:
    """Saying that one is an officer opens no officers' pages; they are answered as professionals."""
    return Audience.SENCO if audience is Audience.OFFICER else audience


class Conversing:
    """Conversations that are kept."""

    def __init__(self, store: Store, assistant: Assistant) -> None:
        self._store = store
        self._assistant = assistant

    def ask(
        self, id: str, token: str, text: str, *, now: datetime, audience: Audience | None = None
    ) -> Answer:
        """Answer a message. NoSuchConversation where the token is not the conversation's own.

        NotKept where it cannot be kept, unless somebody may be at risk: help is then given all the same.
        """
        conversation = self._store.conversation(id, token)
        asked_by = _as_signed_out(audience or conversation.audience)
        question = Question(text, asked_by)
        masked = mask(visible(text))
        kept = Question(masked.text[:MOST_CHARACTERS], asked_by)
        urgent = self._assistant.help_first(question, conversation.turns)
        try:
            turn = self._store.ask(id, token, kept, now=now)
            answer = urgent or self._assistant.answer(question, conversation.turns, now=now)
            if note := wording.masked(masked):
                answer = replace(answer, text=f"{answer.text}\n\n{note}")
            self._store.keep_answer(turn, answer)
        except NotKept:
            if urgent is None:
                raise
            return urgent
        return answer

    def help_first(self, text: str, audience: Audience) -> Answer | None:
        """Help where somebody may be at risk and no conversation can be begun."""
        return self._assistant.help_first(Question(text, _as_signed_out(audience)))
