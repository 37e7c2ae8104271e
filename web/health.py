"""Whether the service is alive, and whether it can answer."""

import uuid
from collections.abc import Callable

from fastapi import APIRouter, Response
from pydantic import BaseModel

from knowledge.documents import Query
from web.services import Services, TheServices

checks = APIRouter()


class Ready(BaseModel):
    """`reasons` name each part that cannot be used."""

    ready: bool
    reasons: list[str] = []


@checks.get("/healthz")
def healthz() -> dict[str, bool]:
    """Alive."""
    return {"alive": True}


@checks.get("/readyz", responses={503: {"model": Ready, "description": "Not usable, and why"}})
def readyz(services: TheServices, response: Response) -> Ready:
    """Whether database, index and embedding model are usable."""
    parts: dict[str, Callable[[], object]] = {
        "database": services.store.check,
        "index and embedding model": lambda: _search(services),
    }
    reasons = [f"{name}: {fault}" for name, check in parts.items() if (fault := _fault(check))]
    response.status_code = 503 if reasons else 200
    return Ready(ready=not reasons, reasons=reasons)


def _search(services: Services) -> None:
    # Words never asked before, so that no kept vector answers in the model's place.
    if not services.retriever.search(Query(f"ready {uuid.uuid4()}"), limit=1):
        raise LookupError("nothing is found")


def _fault(check: Callable[[], object]) -> str:
    try:
        check()
    except Exception as error:  # whatever it is, the part cannot be used
        return str(error) or type(error).__name__
    return ""
