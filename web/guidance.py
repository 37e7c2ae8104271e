"""The published pages, as people read them."""

from itertools import count, takewhile

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from assistant.conversation import MOST_CHARACTERS, ContactGiven
from knowledge.documents import Document, Query
from knowledge.library import Library
from web.pages import page
from web.services import Services, TheServices

pages = APIRouter(include_in_schema=False)
_MOST_FOUND = 12
_NEAR = 0.35
_MOST_WORDS = 20


@pages.get("/guidance")
def index(request: Request, services: TheServices, words: str = "") -> Response:
    """Every page that anyone may read, by publisher and reader; or the sections that some words find."""
    words = words.strip()[:MOST_CHARACTERS]
    matches = services.retriever.search(Query(words), limit=_MOST_FOUND) if words else []
    found = [match for match in matches if match.cosine >= _NEAR or match.overlap >= _NEAR]
    groups: dict[str, dict[str, list[Document]]] = {}
    for document in reversed(services.library.documents):
        if document.is_public:
            by_reader = groups.setdefault(document.publisher, {})
            by_reader.setdefault(document.audience[0], []).insert(0, document)
    return page(request, "index.html", groups=groups, words=words, found=found)


@pages.get("/glossary")
def glossary(request: Request, services: TheServices) -> Response:
    """Words and short forms, and what they mean, in the order of the alphabet."""
    if not services.library.terms:
        raise HTTPException(404)
    terms = sorted(services.library.terms, key=lambda term: term.term.lower())
    return page(request, "glossary.html", terms=terms)


@pages.get("/guidance/{pack}/{name}")
def guidance(pack: str, name: str, request: Request, services: TheServices) -> Response:
    """One page; where a local page stands in its place, that one."""
    library, today = services.library, services.now().date()
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
        letters=[letter for letter in library.letters if document.id in letter.related],
        extended=_public(library, [document.extends or ""]),
        extended_by=[
            one for one in library.documents if one.extends == document.id and one.is_public
        ],
        notices=[one for one in library.notices if one.is_shown(document.topics, today)],
        words=library.glossary.explained(_words_of(document))[:_MOST_WORDS],
        is_due=document.review_by is not None and document.review_by < today,
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


def _words_of(document: Document) -> str:
    blocks = (block.text for section in document.sections for block in section.blocks)
    return "\n".join([document.title, document.summary, *blocks])


def _anchors(document: Document, services: Services) -> dict[str, list[str]]:
    """For each section, the anchors of the further passages that it was cut into ("anchor~2")."""

    def further(anchor: str) -> list[str]:
        numbered = (f"{anchor}~{number}" for number in count(2))
        return list(
            takewhile(lambda one: services.retriever.passage(f"{document.id}#{one}"), numbered)
        )

    return {section.anchor: further(section.anchor) for section in document.sections}
