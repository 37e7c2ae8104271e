"""Dates that follow by law: choose what happened and when, or paste a letter; see them, and take them along."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from assistant.letters_read import MOST_CHARACTERS, LetterRead, read_letter
from assistant.masking import Masked, mask, visible
from assistant.screening import screen
from knowledge.clock.deadlines import Clock, Deadline
from knowledge.clock.given_days import DayGiven
from knowledge.clock.rules import Event, Who
from knowledge.letters import Letter
from knowledge.library import Library
from web.calendar_file import calendar_file
from web.happened import Happened, beside, counts_school_days, read_happened
from web.pages import page
from web.services import Services, TheServices
from web.timeline import timeline

pages = APIRouter(include_in_schema=False)

_WHO = {Who.FAMILY: "You", Who.NHS: "The NHS", Who.ADVICE_GIVER: "Whoever was asked for advice"}
_NO_TEXT = "Paste the words of the letter first"
_TOO_LONG = "The letter is too long: paste up to {most:,} characters of it, the first page first"
# Days after a date for which its next step may still help: a late appeal is soon too late, and the Ombudsman looks at
# a year as a rule.
_LATE_FOR_FAMILY, _LATE_FOR_OTHERS = 31, 366


@dataclass(frozen=True)
class DateShown:
    """A date that follows, and the letters that help with it as things stand."""

    deadline: Deadline
    who: str
    letters: tuple[Letter, ...]
    is_next: bool = False

    @property
    def is_past(self) -> bool:
        return self.deadline.days_left < 0

    @property
    def is_over(self) -> bool:
        """Whether it has passed, and there is little left to do about it."""
        one, limit = self.deadline, self.deadline.limit
        most = _LATE_FOR_FAMILY if limit.who is Who.FAMILY else _LATE_FOR_OTHERS
        is_moot = not limit.missed or (limit.back and one.start <= one.today)
        return self.is_past and (is_moot or -one.days_left > most)

    @property
    def tag(self) -> str:
        """How it stands today, in a word or two; nothing for what is to come."""
        if not self.is_past:
            return ""
        may_be = self.deadline.is_not_before
        if self.deadline.limit.wording == "from":
            return "May have begun" if may_be else "Has begun"
        return "May have passed" if may_be else "Passed"


@dataclass(frozen=True)
class Told:
    """What happened and its day, with the words that it was read from and the addresses for days that they may mean."""

    what: str
    day: date
    words: str
    instead: tuple[tuple[date, str], ...]


@dataclass(frozen=True)
class LetterShown:
    """A pasted letter as it was read: nothing of it but the few words that tell what it is."""

    read: LetterRead
    masked: Masked
    may_be_danger: bool


@pages.get("/dates")
def dates(request: Request, services: TheServices) -> Response:
    """What can be chosen, and the dates that follow from what was."""
    return _dates(request, services, _asked(request, services))


@pages.get("/dates.ics")
def as_calendar(request: Request, services: TheServices) -> Response:
    """The dates that are still to come, for a calendar."""
    now, happened = services.now(), _asked(request, services)
    if not happened.is_complete:
        return _dates(request, services, happened, status=422)
    found = happened.deadlines(services.library.clock, now.date())
    coming = [one for one in found if one.day >= now.date()]
    if not coming:
        return RedirectResponse(f"/dates?{happened.query}", status_code=303)
    file = calendar_file(
        coming, product=services.library.local.product or "SEND assistant", now=now
    )
    headers = {"Content-Disposition": 'attachment; filename="dates.ics"'}
    return Response(file, media_type="text/calendar; charset=utf-8", headers=headers)


@pages.post("/dates/letter")
def explain(request: Request, services: TheServices, text: Annotated[str, Form()] = "") -> Response:
    """What a pasted letter is, and the dates that follow from it; it is not kept."""
    text = visible(text)
    if not text.strip() or len(text) > MOST_CHARACTERS:
        fault = _TOO_LONG.format(most=MOST_CHARACTERS) if text.strip() else _NO_TEXT
        return _dates(request, services, Happened(faults={"text": fault}), pasted=text)
    clock, masked = _clock(services), mask(text)
    read = read_letter(masked.text, clock, services.now().date())
    letter = LetterShown(read, masked, bool(screen(text).stop))
    return _dates(request, services, _of_letter(clock, read), letter=letter)


def _asked(request: Request, services: Services) -> Happened:
    return read_happened(_clock(services), request.query_params, services.now().date())


def _of_letter(clock: Clock, read: LetterRead) -> Happened:
    """What the letter tells, as if it had been chosen and given on the page."""
    event = clock.event(read.kind.event) if read.kind else None
    day = DayGiven(read.day.isoformat(), read.day) if read.day else None
    given = {event.id: day} if event and day and not read.unsure else {}
    return Happened(event, given, typed={"on": day.in_short} if day else {})


def _dates(
    request: Request,
    services: Services,
    happened: Happened,
    *,
    letter: LetterShown | None = None,
    pasted: str = "",
    status: int = 200,
) -> Response:
    clock, event = _clock(services), happened.event
    kinds = letter.read.kinds if letter else ()
    likely = dict.fromkeys(one.event for one in kinds)
    return page(
        request,
        "dates.html",
        status=422 if happened.faults else status,
        happened=happened,
        letter=letter,
        pasted=pasted,
        likely=[one for id in likely if (one := clock.event(id))],
        groups=_groups(clock),
        others=beside(clock, event) if event else [],
        asks_closures=bool(event and counts_school_days(clock, event)),
        told=_told(clock, happened),
        guidance=_guidance(services.library, letter, event),
        independent=_page_of(services.library, services.library.local.independent_help),
        **_shown(services, happened),
    )


def _shown(services: Services, happened: Happened) -> dict[str, Any]:
    """The dates, the line that they are drawn on, and the next of them."""
    if not happened.is_complete:
        return {"shown": [], "line": None, "next": None}
    library, today = services.library, services.now().date()
    found = happened.deadlines(library.clock, today)
    coming = next((one for one in found if one.days_left >= 0), None)
    shown = [
        DateShown(one, who(one.limit.who), _letters(library, one), one is coming) for one in found
    ]
    line = timeline({one.what: one.day for one in _told(library.clock, happened)}, found, today)
    return {"shown": shown, "line": line, "next": next((one for one in shown if one.is_next), None)}


def _told(clock: Clock, happened: Happened) -> list[Told]:
    return [
        Told(
            event.what,
            one.day,
            one.words if one.is_reworded else "",
            tuple((day, happened.instead(id, day).query) for day in one.others),
        )
        for id, one in happened.given.items()
        if (event := clock.event(id))
    ]


def who(one: Who) -> str:
    """Who must act, at the head of a line."""
    return _WHO.get(one, f"The {one.value}")


def _letters(library: Library, deadline: Deadline) -> tuple[Letter, ...]:
    """The letters about a date that speak of it as it is: as past, or as still to come."""
    is_past = deadline.days_left < 0
    return tuple(
        letter
        for letter in library.letters
        if any(one.limit == deadline.limit.id and one.is_past is is_past for one in letter.dates)
    )


def _guidance(
    library: Library, letter: LetterShown | None, event: Event | None
) -> tuple[str, str] | None:
    """Where to read what to do next, and its title: for the kind of letter, else a whole page about the event."""
    kind = letter.read.kind if letter else None
    named = [kind.page] if kind else []
    if event:
        named += _pages_about(event)
    return next((found for id in named if (found := _page_of(library, id))), None)


def _pages_about(event: Event) -> list[str]:
    """The pages that are about the event as a whole, else those with most sections about it."""
    sections = Counter(id.partition("#")[0] for id in event.pages if "#" in id)
    whole = [id for id in event.pages if "#" not in id]
    return [*whole, *(id for id, _ in sections.most_common())]


def _page_of(library: Library, id: str) -> tuple[str, str] | None:
    """The address and title of a page or a section of one; None where there is none."""
    document = library.document(id.partition("#")[0])
    return (f"/guidance/{id}", document.title) if document and document.is_public else None


def _groups(clock: Clock) -> dict[str, list[Event]]:
    """The events by their groups, in the order of the packs."""
    groups: dict[str, list[Event]] = {}
    for one in clock.events:
        groups.setdefault(one.group, []).append(one)
    return groups


def _clock(services: Services) -> Clock:
    if not services.library.clock.events:
        raise HTTPException(404)
    return services.library.clock
