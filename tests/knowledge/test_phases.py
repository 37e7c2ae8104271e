"""Which stage of education a text speaks of."""

import pytest

from knowledge.phases import Phase, phase_in, phases_named, phases_of


@pytest.mark.parametrize(
    ("text", "phase"),
    [
        ("Year 3, can't sit still, what can I try?", Phase.PRIMARY),
        ("my y6 boy", Phase.PRIMARY),
        ("Yr 7 settling in", Phase.SECONDARY),
        ("year 11 and anxious", Phase.SECONDARY),
        ("she's in year 12", Phase.POST_16),
        ("starting Reception", Phase.EARLY_YEARS),
        ("my 8 year old", Phase.PRIMARY),
        ("aged 4", Phase.EARLY_YEARS),
        ("a 15-year-old", Phase.SECONDARY),
        ("5yo who bites", Phase.PRIMARY),
        ("at college", Phase.POST_16),
        ("KS3 science", Phase.SECONDARY),
        ("nursery", Phase.EARLY_YEARS),
        ("year two", Phase.PRIMARY),
        ("he waited 2 years for a plan", None),
        ("a year 20 pupil", None),
        ("3 years ago", None),
        ("what is a plan?", None),
    ],
)
def test_a_year_an_age_or_a_setting_names_a_phase(text: str, phase: Phase | None) -> None:
    assert phase_in(text) is phase


@pytest.mark.parametrize(
    ("page", "phases"),
    [
        ("all", ()),
        ("early-years", (Phase.EARLY_YEARS,)),
        ("secondary", (Phase.PRIMARY, Phase.SECONDARY)),
        ("post-16", (Phase.SECONDARY, Phase.POST_16)),
    ],
)
def test_a_page_for_a_phase_speaks_to_those_about_to_enter_it(
    page: str, phases: tuple[Phase, ...]
) -> None:
    assert phases_of(page) == phases


@pytest.mark.parametrize(
    ("heading", "phases"),
    [
        ("The nursery has cut my child's hours. Who can help?", (Phase.EARLY_YEARS,)),
        ("What must a college do?", (Phase.SECONDARY, Phase.POST_16)),
        ("Does a nursery or college have to help?", ()),
        ("Who decides?", ()),
    ],
)
def test_a_heading_that_names_one_setting_is_for_those_in_it(
    heading: str, phases: tuple[Phase, ...]
) -> None:
    assert phases_named(heading) == phases
