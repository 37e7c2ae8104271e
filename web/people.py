"""Whose conversation this is, and who may say that they are asking."""

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import Depends, Request, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from assistant.conversation import Turn
from assistant.errors import NoSuchConversation
from assistant.store import Conversation, Opened
from knowledge.documents import Audience
from web.services import Services, TheServices

# Pages for officers alone are not opened by somebody's saying that they are one.
Asker = Literal["parent", "young_person", "senco"]

_COOKIE = "conversation"
_bearer = HTTPBearer(auto_error=False, description="The token given when the conversation began.")


@dataclass(frozen=True)
class Own:
    """A conversation, and the token with which its browser opened it."""

    token: str
    conversation: Conversation

    @property
    def id(self) -> str:
        return self.conversation.id

    @property
    def turns(self) -> tuple[Turn, ...]:
        return self.conversation.turns

    @property
    def asker(self) -> Audience:
        """Who asked last: that may be switched on the way."""
        return self.turns[-1].question.audience if self.turns else self.conversation.audience


def _own(request: Request, services: TheServices) -> Own | None:
    """The browser's conversation; none where it was deleted or forgotten."""
    id, _, token = request.cookies.get(_COOKIE, "").partition(".")
    try:
        return Own(token, services.store.conversation(id, token)) if id and token else None
    except NoSuchConversation:
        return None


def _token(given: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]) -> str:
    return given.credentials if given else ""


TheOwn = Annotated[Own | None, Depends(_own)]
Token = Annotated[str, Depends(_token)]


def own_or_new(own: Own | None, asker: Audience, services: Services) -> Opened:
    """The key to the browser's conversation, begun now where there is none."""
    if own:
        return Opened(own.id, own.token)
    return services.store.open_conversation(asker, now=services.now())


def remember(response: Response, opened: Opened, request: Request) -> None:
    """Until the browser is closed, as others may use it too."""
    response.set_cookie(
        _COOKIE,
        f"{opened.id}.{opened.token}",
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )


def forget(response: Response) -> None:
    response.delete_cookie(_COOKIE, httponly=True, samesite="lax")
