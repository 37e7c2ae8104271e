"""A page: a template, with what every page shows."""

from datetime import date
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from knowledge.clock.in_words import distance, due, in_words, moves, sentence
from knowledge.documents import Audience
from knowledge.library import Library
from web.rendering import answer_html, grouped, reference_links, section_html, understood
from web.services import Services
from web.timeline import when

_ASKERS = {
    Audience.PARENT: "Parent or carer",
    Audience.YOUNG_PERSON: "Young person",
    Audience.SENCO: "SENCO or school",
}
_READERS = {
    Audience.PARENT: "parents and carers",
    Audience.YOUNG_PERSON: "young people",
    Audience.SENCO: "SENCOs and schools",
    Audience.OFFICER: "officers",
}


def page(request: Request, template: str, *, status: int = 200, **shown: Any) -> HTMLResponse:
    """Its HTML, naming the product and whom to turn to."""
    services: Services = request.app.state.services
    library = services.library
    html = _TEMPLATES.get_template(template).render(
        library=library,
        local=library.local,
        product=library.local.product or "SEND assistant",
        keep_days=services.keep_days,
        fixed_today=services.fixed_today,
        static=request.app.state.static,
        path=request.url.path,
        places=_places(library),
        request_id=request.state.id,
        status=status,
        **shown,
    )
    return HTMLResponse(html, status)


def _places(library: Library) -> list[tuple[str, str]]:
    """Where the pages' own menu leads: what this library has."""
    places = [("/", "Ask", True), ("/guidance", "Guidance", True)]
    places += [("/toolkit", "Toolkit", bool(library.toolkit.strategies))]
    places += [("/dates", "Dates", bool(library.clock.events))]
    places += [("/letters", "Letters", bool(library.letters))]
    places += [("/glossary", "Words", bool(library.terms))]
    return [(address, name) for address, name, is_there in places if is_there]


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _day(value: date) -> str:
    return f"{value.day} {value:%B %Y}"


def _dial(number: str) -> str:
    """A number as a link that rings it has it."""
    return number.replace(" ", "")


_TEMPLATES = Environment(
    loader=PackageLoader("web"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.globals |= {"askers": _ASKERS, "readers": _READERS}
_TEMPLATES.filters |= {
    "answer_html": answer_html,
    "capitalised": _capitalised,
    "day": _day,
    "dial": _dial,
    "distance": distance,
    "due": due,
    "grouped": grouped,
    "in_words": in_words,
    "moves": moves,
    "reference_links": reference_links,
    "section_html": section_html,
    "sentence": sentence,
    "understood": understood,
    "when": when,
}
