"""The toolkit: choose an area, a phase and what is hard, read what to try, and print a plan."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, TypeVar

from fastapi import APIRouter, HTTPException, Query, Request, Response

from knowledge.phases import Phase
from knowledge.toolkit import Area, Strategy, Toolkit
from web.pages import page
from web.services import Services, TheServices

pages = APIRouter(include_in_schema=False)

Choice = TypeVar("Choice", bound=StrEnum)
_NONE_CHOSEN = "Choose one or more strategies for the plan."
_NO_DATE = "Write the review date as a day, month and year, or leave it empty."


@pages.get("/toolkit")
def toolkit(
    request: Request, services: TheServices, area: str = "", phase: str = "", difficulty: str = ""
) -> Response:
    """The strategies for what is chosen; a choice that there is not counts as none."""
    return _toolkit(request, services, area, phase, difficulty)


@pages.get("/toolkit/plan")
def plan(
    request: Request,
    services: TheServices,
    strategy: Annotated[list[str] | None, Query()] = None,
    review: str = "",
    area: str = "",
    phase: str = "",
    difficulty: str = "",
) -> Response:
    """A plan to print: the chosen strategies, the review date, and columns for impact."""
    kit = _kit(services)
    chosen = [one for id in dict.fromkeys(strategy or ()) if (one := kit.strategy(id))]
    day = _day(review)
    if not chosen or (review and day is None):
        error = _NO_DATE if chosen else _NONE_CHOSEN
        return _toolkit(request, services, area, phase, difficulty, error=error, chosen=chosen)
    return page(
        request, "plan.html", kit=kit, chosen=chosen, review=day, made=services.now().date()
    )


def _toolkit(
    request: Request,
    services: Services,
    area: str,
    phase: str,
    difficulty: str,
    *,
    error: str = "",
    chosen: Sequence[Strategy] = (),
) -> Response:
    kit = _kit(services)
    of_area, of_phase, hard = _one_of(Area, area), _one_of(Phase, phase), kit.difficulty(difficulty)
    is_chosen = bool(of_area or of_phase or hard or error)
    return page(
        request,
        "toolkit.html",
        status=422 if error else 200,
        kit=kit,
        areas=Area,
        phases=Phase,
        area=of_area,
        phase=of_phase,
        difficulty=hard,
        found=_found(kit, of_area, of_phase, hard.id if hard else "") if is_chosen else [],
        is_chosen=is_chosen,
        chosen={one.id for one in chosen},
        error=error,
    )


def _found(kit: Toolkit, area: Area | None, phase: Phase | None, difficulty: str) -> list[Strategy]:
    """Those for the difficulty in any area, where one is chosen: it may be met from several."""
    return kit.find(area=None if difficulty else area, phase=phase, difficulty=difficulty)


def _kit(services: Services) -> Toolkit:
    kit = services.library.toolkit
    if not kit.strategies:
        raise HTTPException(404)
    return kit


def _one_of(kind: type[Choice], value: str) -> Choice | None:
    return kind(value) if value in set(kind) else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
