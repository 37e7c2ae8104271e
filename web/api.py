"""For programs: conversations, as JSON and server-sent events, and the dates that follow by law."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Header, HTTPException, Query, Request
from fastapi.sse import EventSourceResponse, format_sse_event
from pydantic import BaseModel, Field, TypeAdapter

from assistant.conversation import Answer
from assistant.masking import mask, visible
from assistant.store import Conversation, Opened
from knowledge.documents import Audience
from web.errors import problems
from web.happened import read_happened
from web.messages import check
from web.people import Token
from web.services import TheServices

calls = APIRouter(prefix="/api/v1/conversations", responses=problems(404, 422, 503))
dates = APIRouter(prefix="/api/v1/dates", responses=problems(422, 503))

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


class Following(BaseModel):
    """What happened, when, and the dates that follow, soonest first."""

    event: str
    what: str
    on: date
    deadlines: list[dict[str, Any]]


class Happening(BaseModel):
    """Something that dates follow from: its `id`, and how people say it."""

    id: str
    what: str
    asks: str
    group: str
    names: tuple[str, ...]


@dates.get("")
def dates_that_follow(
    request: Request,
    services: TheServices,
    what: Annotated[str, Query(description="The id of what happened")] = "",
    on: Annotated[str, Query(description="Its day, YYYY-MM-DD")] = "",
) -> Following:
    """The dates that follow by law from what happened on a day.

    The day of another event that bears on them is given under its id (`mediation-certificate=2026-11-02`), and when a
    school is closed, for school days, as `closed=2026-12-21 to 2027-01-04; 2027-02-15`.
    """
    today, clock = services.now().date(), services.library.clock
    given = {**request.query_params, "what": what, "on": on}
    happened = read_happened(clock, given, today)
    event = happened.event
    if event is None or not happened.is_complete:
        faults = happened.faults or {"what": "Give `what`, one of /api/v1/dates/events, and `on`"}
        raise HTTPException(422, "; ".join(f"{name}: {said}" for name, said in faults.items()))
    found = [one.as_json() for one in happened.deadlines(clock, today)]
    return Following(event=event.id, what=event.what, on=happened.days[event.id], deadlines=found)


@dates.get("/events")
def happenings(services: TheServices) -> list[Happening]:
    """All that dates follow from."""
    return [
        Happening(id=one.id, what=one.what, asks=one.asks, group=one.group, names=one.names)
        for one in services.library.clock.events
    ]


def _events(answer: Answer) -> Iterator[bytes]:
    """A `stage`, each `sentence` with its marks, then the whole `answer`."""
    yield _event("stage", {"stage": "answered", "outcome": answer.outcome})
    for line in filter(None, answer.text.split("\n")):
        for sentence in re.split(r"(?<=\d\]) (?!\[)", line):
            yield _event("sentence", {"text": sentence})
    yield _event("answer", answer.as_json())


def _event(name: str, data: object) -> bytes:
    return format_sse_event(event=name, data_str=_JSON.dump_json(data).decode())
