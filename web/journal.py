"""A log line for each request: which, how it ended and how long it took; never what anybody wrote."""

import sys
import time
import traceback
import uuid
from pathlib import Path

import structlog
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.errors import broken

_log = structlog.get_logger()


class Journal:
    """What nobody expected ends here: logged by kind and place, and answered with an apology."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        request.state.id = uuid.uuid4().hex
        started, status = time.perf_counter(), 0

        async def watched(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as error:
            _log.error("broken", request=request.state.id, kind=type(error).__name__, at=_at(error))
            if status:
                raise
            response = await run_in_threadpool(broken, request)
            await response(scope, receive, watched)
        finally:
            _write(request, status, (time.perf_counter() - started) * 1000)


def _write(request: Request, status: int, ms: float) -> None:
    route = getattr(request.scope.get("route"), "path", "none")
    _log.info(
        "request",
        request=request.state.id,
        method=request.method,
        route=route,
        status=status,
        ms=round(ms, 1),
    )


def _at(error: Exception) -> list[str]:
    """Files and lines, innermost last; an exception's own text may quote somebody."""
    frames = traceback.extract_tb(error.__traceback__)
    return [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames[-5:]]


def write_to_stderr() -> None:
    """A line of JSON for each event."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
