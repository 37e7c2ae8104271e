"""The time limits that are shipped."""

from collections import Counter

import pytest

from knowledge import references
from knowledge.clock.deadlines import Clock
from knowledge.clock.event_names import events_named
from knowledge.clock.rules import Event, TimeLimit, Who
from knowledge.packs import Packs, read_packs
from knowledge.settings import KnowledgeSettings

# Each event, and the limits that it starts. Others hold on to these names, so they stay.
STARTED = {
    event: set(limits.split())
    for event, limits in (
        line.split(":")
        for line in """\
request-received: assessment-decision no-plan-decision final-plan
advice-requested: advice
assessment-done: no-new-assessment
draft-served: draft-plan-comments
school-consulted: school-reply
plan-made: first-review mediation-adviser appeal
review-meeting: review-notice review-papers review-report review-decision review-amendments review-final-plan
amendment-served: amendment-comments amended-final-plan
review-completed: next-review
reassessment-requested: reassessment-answer
reassessment-agreed: reassessed-final-plan
school-transfer: transfer-plan-school
college-transfer: transfer-plan-college
post-16-move: transfer-plan-post-16
moved-area: plan-transfers new-council-says new-council-review
old-council-aware: plan-transfers-late
decision-letter: mediation-adviser appeal
mediation-certificate: appeal-from-certificate
mediation-refused: certificate-without-mediation
mediation-asked: mediation-meeting mediation-tell-nhs
nhs-told: mediation-meeting-health
mediation-ended: certificate-after-mediation
mediation-agreement: mediation-points-not-appealable
discriminated: discrimination-claim
order-assess: order-assess-notified order-assess-no-plan order-assess-final-plan
order-make-plan: order-draft order-final
order-amend: order-amended
order-school: order-school-named
order-keep: order-plan-kept
recommendation: recommendation-reply
conceded-assess: conceded-assess-notified conceded-no-plan conceded-final-plan
conceded-plan: conceded-draft conceded-final
conceded-amend: conceded-amended
conceded-school: conceded-school-named
suspension: suspension-education
exclusion: exclusion-education governors-meet
suspension-over-15: governors-meet-over-15
suspension-6-to-15: governors-meet-6-to-15
governors-letter: review-panel-request
discrimination-decided: review-panel-after-claim
review-panel-requested: review-panel-hearing
absence-health: section-19
birthday-16: compulsory-age-ends
transport-decision: transport-stage-1
transport-stage-1-asked: transport-review
transport-review-decision: transport-stage-2
transport-stage-2-asked: transport-panel
transport-applied: transport-usual-decision
transport-agreed: transport-usual-start
year-of-policy: transport-policy
complaint-cause: ombudsman
complaint-made: ombudsman-ready
short-breaks-form: short-breaks-contact short-breaks-plan
""".splitlines()
    )
}
LAWS = ("CFA 2014", "Regs 2014", "SI 2017/1306", "EA96", "EqA 2010", "HESC Rules 2008")


@pytest.fixture(scope="module")
def packs() -> Packs:
    settings = KnowledgeSettings()
    return read_packs(settings.packs_dir, ["england", "cambridgeshire"])


@pytest.fixture(scope="module")
def clock(packs: Packs) -> Clock:
    return packs.clock


@pytest.fixture(scope="module")
def events(clock: Clock) -> dict[str, Event]:
    return {event.id: event for event in clock.events}


@pytest.fixture(scope="module")
def limits(clock: Clock) -> dict[str, TimeLimit]:
    return {limit.id: limit for limit in clock.limits}


def test_every_event_starts_its_limits_and_there_are_no_others(
    clock: Clock, events: dict[str, Event], limits: dict[str, TimeLimit]
) -> None:
    started = {id: {limit.id for limit in clock.starting_from(id)} for id in events}

    assert started == STARTED
    assert limits.keys() == set().union(*STARTED.values())


def test_what_a_limit_names_is_there(
    clock: Clock, events: dict[str, Event], limits: dict[str, TimeLimit]
) -> None:
    extensions = {extension.id for extension in clock.extensions}

    assert {start for limit in limits.values() for start in limit.starts} == events.keys()
    assert {id for limit in limits.values() for id in limit.extends} == extensions
    assert {id for limit in limits.values() for id in limit.later_of} <= limits.keys()


def test_the_pages_of_every_event_exist(packs: Packs, events: dict[str, Event]) -> None:
    there = {document.id for document in packs.documents} | {
        f"{document.id}#{section.anchor}"
        for document in packs.documents
        for section in document.sections
    }

    assert [
        (id, page) for id, one in events.items() for page in one.pages if page not in there
    ] == []
    assert [id for id, one in events.items() if not one.pages] == []
    assert {*packs.clock.limits_missed} <= there


def test_no_page_of_an_event_is_named_twice(events: dict[str, Event]) -> None:
    twice = [
        (id, page)
        for id, one in events.items()
        for page in one.pages
        if one.pages.count(page) > 1 or ("#" in page and page.partition("#")[0] in one.pages)
    ]

    assert twice == []


def test_no_name_belongs_to_two_events(events: dict[str, Event]) -> None:
    held = Counter(
        name
        for one in events.values()
        for name in {*map(str.casefold, (*one.names, one.what)), one.id.replace("-", " ")}
    )

    assert [name for name, count in held.items() if count > 1] == []
    assert {id for id, one in events.items() if not 4 <= len(one.names) <= 12} == set()


def test_every_name_leads_to_its_event_alone(clock: Clock) -> None:
    for one in clock.events:
        for name in (*one.names, one.what, one.id):
            assert events_named(name, clock.events) == [one], name


def test_there_is_something_to_do_where_somebody_else_must_act(
    limits: dict[str, TimeLimit],
) -> None:
    others = [limit for limit in limits.values() if limit.who is not Who.FAMILY]

    assert [limit.id for limit in others if not (limit.missed or limit.ask)] == []


def test_there_is_something_to_do_once_a_date_has_passed(limits: dict[str, TimeLimit]) -> None:
    due = [limit for limit in limits.values() if limit.wording != "from"]

    assert [limit.id for limit in due if not limit.missed] == []


def test_only_what_the_law_does_not_set_is_usual(packs: Packs) -> None:
    england, cambridgeshire = (pack.clock for pack in packs.stack)

    assert all(limit.is_law for limit in england.limits)
    assert not any(limit.is_law for limit in cambridgeshire.limits)


def test_every_source_is_one_of_the_pages_sources_and_law_is_linked(
    packs: Packs, clock: Clock
) -> None:
    names = {source.name for document in packs.documents for source in document.sources}
    marks = [one.source for one in clock.limits] + [one.source for one in clock.extensions]
    every = {reference for mark in marks for reference in references.split(mark)}

    assert [one for one in every if references.source_of(one, names) is None] == []
    # A schedule, and regulations cited as a whole, have no address of their own.
    unlinked = {one for one in every if one.startswith(LAWS) and not references.address(one)}
    assert unlinked == {"EqA 2010 Sch 17 para 4", "SI 2017/1306"}
