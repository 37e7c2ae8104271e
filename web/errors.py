"""Exceptions → what a person or a program sees: a kind page, or problem+json (RFC 9457)."""

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from assistant.errors import NoSuchConversation, NotKept
from knowledge.errors import KnowledgeError
from web.messages import UnusableMessage
from web.pages import page

_FOR_PROGRAMS = ("/api/", "/openapi.json", "/healthz", "/readyz")
_SAID = {
    404: ("Page not found", "There is no such page. The address may be mistyped, or old."),
    413: ("That is too long", "Please send a shorter message: the main question is enough."),
    422: ("That could not be read", "Please go back, check what you entered and try again."),
    503: ("Sorry, this is not working now", "Please try again in a few minutes."),
}
_OTHERWISE = ("Sorry, something went wrong", "It was not your doing. Please try again.")


class Problem(BaseModel):
    """What went wrong, for programs."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    instance: str


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """How the schema of the API tells of errors."""
    content = {"application/problem+json": {"schema": Problem.model_json_schema()}}
    return {
        status: {"description": HTTPStatus(status).phrase, "content": content}
        for status in statuses
    }


def add_errors(app: FastAPI) -> None:
    """Say what each kind of bad news becomes."""

    @app.exception_handler(RequestValidationError)
    def _wrong_form(request: Request, error: RequestValidationError) -> Response:
        return _told(request, 422, "; ".join(map(_place_and_fault, error.errors())))

    @app.exception_handler(UnusableMessage)
    def _unusable(request: Request, error: UnusableMessage) -> Response:
        return _told(request, 422, str(error))

    @app.exception_handler(HTTPException)
    def _not_served(request: Request, error: HTTPException) -> Response:
        return _told(request, error.status_code, error.detail, error.headers)

    @app.exception_handler(NoSuchConversation)
    def _no_conversation(request: Request, error: NoSuchConversation) -> Response:
        return _told(request, 404, "There is no such conversation for this token.")

    @app.exception_handler(NotKept)
    @app.exception_handler(KnowledgeError)
    def _unusable_part(request: Request, error: Exception) -> Response:
        return _told(request, 503, "The service cannot answer now. Try again in a few minutes.")


def broken(request: Request) -> Response:
    """For what nobody expected."""
    return _told(request, 500, "Something went wrong on our side.")


def _told(request: Request, status: int, detail: str, headers: Any = None) -> Response:
    if request.url.path.startswith(_FOR_PROGRAMS):
        return _problem(request, status, detail, headers)
    heading, advice = _SAID.get(status, _OTHERWISE)
    response = page(request, "error.html", status=status, heading=heading, advice=advice)
    response.headers.update(headers or {})
    return response


def _problem(request: Request, status: int, detail: str, headers: Any) -> Response:
    problem = Problem(
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        instance=f"urn:uuid:{request.state.id}",
    )
    return JSONResponse(
        problem.model_dump(), status, headers, media_type="application/problem+json"
    )


def _place_and_fault(error: Any) -> str:
    """Without what was sent, which may be anybody's words."""
    place = ".".join(str(part) for part in error["loc"][1:])
    return f"{place}: {error['msg']}" if place else str(error["msg"])
