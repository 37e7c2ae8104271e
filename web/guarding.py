"""What stands around every request: a limit to its size, and headers that keep a page to itself."""

from fastapi import HTTPException
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Room for a whole plan pasted in, so that even that is screened for danger.
MOST_BYTES = 256 * 1024
_POLICY = "; ".join(
    [
        "default-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'self'",
        "object-src 'none'",
    ]
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class LimitedBody:
    """Refuses a body of more than 256 kB with 413, before anything is made of it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > MOST_BYTES:
                await _read_to_end(message, receive)
                raise HTTPException(413)
            return message

        await self._app(scope, counted, send)


async def _read_to_end(message: Message, receive: Receive) -> None:
    """And keep nothing of it: a sender that is cut off would not read the reply."""
    while message.get("more_body"):
        message = await receive()


class Headers:
    """Nothing from elsewhere, no frames elsewhere; only files whose address changes with them are kept."""

    def __init__(self, app: ASGIApp, *, kept: str) -> None:
        self._app = app
        self._kept = kept

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_HEADERS)
                is_kept = scope["path"].startswith(self._kept) and message["status"] < 400
                cache = "public, max-age=31536000, immutable" if is_kept else "no-store"
                headers.setdefault("Cache-Control", cache)
            await send(message)

        await self._app(scope, receive, with_headers)
