"""Conversations for programs: JSON, and server-sent events."""

import re
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Header
from fastapi.sse import EventSourceResponse, format_sse_event
from pydantic import BaseModel, Field, TypeAdapter

from assistant.conversation import Answer
from assistant.masking import mask, visible
from assistant.store import Conversation, Opened
from knowledge.documents import Audience
from web.errors import problems
from web.messages import check
from web.people import Token
from web.services import TheServices

calls = APIRouter(prefix="/api/v1/conversations", responses=problems(404, 422, 503))

_JSON = TypeAdapter(Any)
_STREAMED = {"content": {"text/event-stream": {"schema": {"type": "string"}}}}


class Beginning(BaseModel):
    """Who is asking, and the language that they read."""

    audience: Audience
    locale: str = Field(default="en-GB", pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$")


class Message(BaseModel):
    """What somebody says, up to 4,000 characters; longer, it is only screened for danger."""

    text: str


class Feedback(BaseModel):
    """Whether an answer was useful; a second time replaces the first."""

    answer_id: str
    useful: bool
    comment: str = Field(default="", max_length=2000)


@calls.post("", status_code=201)
def begin(beginning: Beginning, services: TheServices) -> Opened:
    """Begin a conversation; its token opens it and is not given again."""
    return services.store.open_conversation(
        beginning.audience, locale=beginning.locale, now=services.now()
    )


@calls.post("/{id}/messages", response_model=Answer, responses={200: _STREAMED, **problems(413)})
def ask(
    id: str,
    message: Message,
    token: Token,
    services: TheServices,
    accept: Annotated[str, Header()] = "",
) -> Any:
    """Ask, and read the answer: whole, or as events where `Accept` says text/event-stream."""
    check(message.text, services.store.conversation(id, token).turns)
    answer = services.conversing.ask(id, token, message.text, now=services.now())
    return EventSourceResponse(_events(answer)) if "text/event-stream" in accept else answer


@calls.get("/{id}")
def transcript(id: str, token: Token, services: TheServices) -> Conversation:
    """What was said so far, oldest first."""
    return services.store.conversation(id, token)


@calls.delete("/{id}", status_code=204)
def delete(id: str, token: Token, services: TheServices) -> None:
    """Delete the conversation, and all that was said in it."""
    services.store.delete(id, token)


@calls.delete("/{id}/facts/{name}", status_code=204)
def remove_fact(id: str, name: str, token: Token, services: TheServices) -> None:
    """Take a fact, by its name, out of what was understood: later answers know nothing of it."""
    services.store.remove_fact(id, token, name)


@calls.post("/{id}/feedback", status_code=204)
def give_feedback(id: str, feedback: Feedback, token: Token, services: TheServices) -> None:
    """Say whether an answer was useful."""
    services.store.give_feedback(
        id,
        token,
        answer=feedback.answer_id,
        useful=feedback.useful,
        comment=mask(visible(feedback.comment)).text,
        now=services.now(),
    )


def _events(answer: Answer) -> Iterator[bytes]:
    """A `stage`, each `sentence` with its marks, then the whole `answer`."""
    yield _event("stage", {"stage": "answered", "outcome": answer.outcome})
    for line in filter(None, answer.text.split("\n")):
        for sentence in re.split(r"(?<=\d\]) (?!\[)", line):
            yield _event("sentence", {"text": sentence})
    yield _event("answer", answer.as_json())


def _event(name: str, data: object) -> bytes:
    return format_sse_event(event=name, data_str=_JSON.dump_json(data).decode())
