"""Ask a question and read the answer: the pages of a conversation."""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from assistant import wording
from assistant.conversation import MOST_CHARACTERS, Question, Turn
from assistant.errors import NotKept
from assistant.masking import mask, visible
from knowledge.documents import Audience
from web.messages import UnusableMessage, check
from web.pages import page
from web.people import Asker, Own, TheOwn, forget, own_or_new, remember
from web.services import Services, TheServices

pages = APIRouter(include_in_schema=False)


@pages.get("/")
def chat(request: Request, own: TheOwn, thanks: str = "", deleted: bool = False) -> Response:
    """The conversation so far, and a box for the next question."""
    return _chat(request, own, thanks=thanks, deleted=deleted)


@pages.post("/")
def ask(
    request: Request,
    services: TheServices,
    own: TheOwn,
    text: Annotated[str, Form()] = "",
    audience: Annotated[Asker, Form()] = "parent",
) -> Response:
    """Answer a question, then show it; one that cannot be used comes back with what was typed."""
    asker = Audience(audience)
    try:
        check(text, own.turns if own else ())
    except UnusableMessage as error:
        said = {"error": str(error), "typed": visible(text), "asker": asker}
        return _chat(request, own, status=422, **said)
    try:
        opened = own_or_new(own, asker, services)
        answer = services.conversing.ask(
            opened.id, opened.token, text, now=services.now(), audience=asker
        )
    except NotKept:
        return _not_kept(request, own, text, asker, services)
    response = _to_chat(f"#answer-{answer.id}")
    remember(response, opened, request)
    return response


@pages.post("/feedback")
def give_feedback(
    services: TheServices,
    own: TheOwn,
    answer_id: Annotated[str, Form()],
    useful: Annotated[bool, Form()],
) -> Response:
    """Keep whether an answer was useful."""
    if own is None:
        return _to_chat()
    services.store.give_feedback(
        own.id, own.token, answer=answer_id, useful=useful, now=services.now()
    )
    return _to_chat(f"?thanks={answer_id}#feedback-{answer_id}")


@pages.post("/facts/remove")
def remove_fact(services: TheServices, own: TheOwn, name: Annotated[str, Form()]) -> Response:
    """Take a fact out of what was understood."""
    if own:
        services.store.remove_fact(own.id, own.token, name)
    return _to_chat("#understood")


@pages.post("/new")
def begin_again() -> Response:
    """Leave this conversation; it is forgotten in time."""
    response = _to_chat()
    forget(response)
    return response


@pages.post("/delete")
def delete(services: TheServices, own: TheOwn) -> Response:
    """Delete this conversation at once."""
    if own:
        services.store.delete(own.id, own.token)
    response = _to_chat("?deleted=true")
    forget(response)
    return response


def _not_kept(
    request: Request, own: Own | None, text: str, asker: Audience, services: Services
) -> Response:
    """Help comes first even where nothing can be written down; other questions come back as typed."""
    shown = mask(visible(text)).text
    if urgent := services.conversing.help_first(text, asker):
        turn = Turn(Question(shown, asker), replace(urgent, id="now"))
        return _chat(request, own, turns=(*(own.turns if own else ()), turn), asker=asker)
    return _chat(request, own, status=503, error=wording.NOT_KEPT, typed=visible(text), asker=asker)


def _chat(request: Request, own: Own | None, *, status: int = 200, **shown: Any) -> Response:
    said: dict[str, Any] = {
        "turns": own.turns if own else (),
        "asker": own.asker if own else Audience.PARENT,
        "error": "",
        "typed": "",
        "thanks": "",
        "deleted": False,
        "examples": wording.STARTERS,
        "most_characters": MOST_CHARACTERS,
    }
    return page(request, "chat.html", status=status, **{**said, **shown})


def _to_chat(where: str = "") -> RedirectResponse:
    return RedirectResponse(f"/{where}", status_code=303)
