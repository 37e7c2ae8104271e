"""Letters to adapt: filled in on the page, then printed, copied or saved as a Word file. Nothing of them is kept."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request, Response

from knowledge.letters import FilledLetter, Letter, fill
from web.pages import page
from web.services import Services, TheServices
from web.word import letter_in_word

pages = APIRouter(include_in_schema=False)
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


async def _given(request: Request) -> Mapping[str, str]:
    """What was typed into the letter's form, by field."""
    form = await request.form()
    return {name: value for name, value in form.items() if isinstance(value, str)}


Given = Annotated[Mapping[str, str], Depends(_given)]


@pages.get("/letters")
def index(request: Request, services: TheServices) -> Response:
    """Every letter, and when to use it."""
    if not services.library.letters:
        raise HTTPException(404)
    return page(request, "letters.html", letters=services.library.letters)


@pages.get("/letters/{id}")
def letter(id: str, request: Request, services: TheServices) -> Response:
    """One letter, with brackets where something is to be filled in."""
    return _letter(request, services, _named(services, id), {})


@pages.post("/letters/{id}.docx")
def as_word(id: str, services: TheServices, given: Given) -> Response:
    """The letter as filled in, as a Word file."""
    asked = _named(services, id)
    filled = _filled(services, asked, given)
    headers = {"Content-Disposition": f'attachment; filename="{asked.id}.docx"'}
    return Response(letter_in_word(asked.title, filled.text), media_type=_WORD, headers=headers)


@pages.post("/letters/{id}")
def filled_in(id: str, request: Request, services: TheServices, given: Given) -> Response:
    """The letter filled in with what was typed; it is shown, and not kept."""
    return _letter(request, services, _named(services, id), given)


def _letter(
    request: Request, services: Services, asked: Letter, given: Mapping[str, str]
) -> Response:
    filled = _filled(services, asked, given)
    labels = {field.id: field.label for field in asked.fields}
    return page(
        request,
        "letter.html",
        status=422 if filled.unread else 200,
        letter=asked,
        filled=filled,
        given=given,
        errors={id: f"{labels[id]}: choose a day, month and year" for id in filled.unread},
        related=[one for id in asked.related if (one := services.library.document(id))],
    )


def _filled(services: Services, asked: Letter, given: Mapping[str, str]) -> FilledLetter:
    library = services.library
    today, council = services.now().date(), library.local.council
    return fill(asked, given, library.clock.limits, today=today, council=council)


def _named(services: Services, id: str) -> Letter:
    found = services.library.letter(id)
    if found is None:
        raise HTTPException(404)
    return found
