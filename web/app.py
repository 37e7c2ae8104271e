"""The application: routes, errors and static files around the services."""

from hashlib import sha256
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.middleware.gzip import GZipMiddleware

from web import api, chat, dates, guidance, health, letters, toolkit
from web.errors import add_errors
from web.guarding import Headers, LimitedBody
from web.journal import Journal
from web.services import Services

_STATIC = Path(__file__).parent / "static"


def create_app(services: Services) -> FastAPI:
    """Everything that is served, by these services."""
    app = FastAPI(
        title="SEND assistant",
        description="Answers about special educational needs and disabilities, each with its sources.",
        version="1",
        docs_url=None,
        redoc_url=None,
    )
    app.state.services = services
    app.state.static = f"/static/{_version()}"
    pages = (chat.pages, guidance.pages, toolkit.pages, dates.pages, letters.pages)
    for routes in (*pages, api.calls, api.dates, health.checks):
        app.include_router(routes)
    app.mount(app.state.static, StaticFiles(directory=_STATIC))
    add_errors(app)
    # The last one added stands outermost.
    app.add_middleware(LimitedBody)
    app.add_middleware(GZipMiddleware)
    app.add_middleware(Journal)
    app.add_middleware(Headers, kept=app.state.static)
    return app


def _version() -> str:
    """Part of the address of each static file, so that a changed one is never read from a cache."""
    digest = sha256()
    for path in sorted(_STATIC.rglob("*")):
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()[:12]
