"""The published pages, as people read them."""

from itertools import count, takewhile

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from assistant.conversation import ContactGiven
from knowledge.documents import Document
from knowledge.library import Library
from web.pages import page
from web.services import Services, TheServices

pages = APIRouter(include_in_schema=False)


@pages.get("/guidance")
def index(request: Request, services: TheServices) -> Response:
    """Every page that anyone may read, by whom it was published; the local ones first."""
    groups: dict[str, list[Document]] = {}
    for document in reversed(services.library.documents):
        if document.is_public:
            groups.setdefault(document.publisher, []).insert(0, document)
    return page(request, "index.html", groups=groups)


@pages.get("/guidance/{pack}/{name}")
def guidance(pack: str, name: str, request: Request, services: TheServices) -> Response:
    """One page; where a local page stands in its place, that one."""
    library = services.library
    document = library.document(f"{pack}/{name}")
    if document is None or not document.is_public:
        raise HTTPException(404)
    if document.id != f"{pack}/{name}":
        return RedirectResponse(f"/guidance/{document.id}")
    return page(
        request,
        "guidance.html",
        document=document,
        anchors=_anchors(document, services),
        contacts=[
            ContactGiven(one.name, one.phone or one.text, one.email, one.checked)
            for one in library.contacts
        ],
        related=_public(library, document.related),
        extended=_public(library, [document.extends or ""]),
        extended_by=[
            one for one in library.documents if one.extends == document.id and one.is_public
        ],
        is_due=document.review_by is not None and document.review_by < services.now().date(),
    )


@pages.get("/mark.svg")
def mark(services: TheServices) -> Response:
    """The product's picture."""
    if not services.library.mark:
        raise HTTPException(404)
    headers = {"Cache-Control": "max-age=3600"}
    return Response(services.library.mark, media_type="image/svg+xml", headers=headers)


def _public(library: Library, ids: list[str] | tuple[str, ...]) -> list[Document]:
    found = (library.document(id) for id in ids)
    return [document for document in found if document and document.is_public]


def _anchors(document: Document, services: Services) -> dict[str, list[str]]:
    """For each section, the anchors of the further passages that it was cut into ("anchor~2")."""

    def further(anchor: str) -> list[str]:
        numbered = (f"{anchor}~{number}" for number in count(2))
        return list(
            takewhile(lambda one: services.retriever.passage(f"{document.id}#{one}"), numbered)
        )

    return {section.anchor: further(section.anchor) for section in document.sections}
