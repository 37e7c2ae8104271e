"""Time limits of the law."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.clock.rules import TimeLimit, read_time_limits
from knowledge.errors import PackFaults
from knowledge.settings import KnowledgeSettings

SHIPPED = KnowledgeSettings().packs_dir / "england" / "time_limits.toml"


@pytest.fixture(scope="module")
def limits() -> dict[str, TimeLimit]:
    return {limit.id: limit for limit in read_time_limits(SHIPPED)}


@pytest.mark.parametrize(
    ("id", "start", "end"),
    [
        ("assessment-decision", date(2026, 11, 2), date(2026, 12, 14)),
        ("final-plan", date(2026, 11, 2), date(2027, 3, 22)),
        ("draft-plan-comments", date(2026, 11, 2), date(2026, 11, 16)),  # the served day counts
        ("review-decision", date(2026, 11, 2), date(2026, 11, 30)),
        ("review-final-plan", date(2026, 11, 2), date(2027, 1, 25)),
        ("mediation-adviser", date(2026, 10, 5), date(2026, 12, 5)),
        ("mediation-adviser", date(2026, 12, 31), date(2027, 2, 28)),
        ("mediation-adviser", date(2027, 12, 31), date(2028, 2, 29)),
    ],
)
def test_a_limit_ends_on_the_day_that_the_law_gives(
    limits: dict[str, TimeLimit], id: str, start: date, end: date
) -> None:
    assert limits[id].ends(start) == end


@pytest.mark.parametrize("length", ["", "days = 3\nweeks = 2\n", "days = -1\n", "years = 1\n"])
def test_a_limit_without_one_length_is_a_fault(tmp_path: Path, length: str) -> None:
    path = tmp_path / "time_limits.toml"
    said = 'starts = "a day"\nwhat = "A thing"\nrule = "soon"\nsource = "CFA 2014"\n'
    path.write_text(f"\n[decision]\n{said}{length}", "utf-8")

    with pytest.raises(PackFaults) as raised:
        read_time_limits(path)

    assert (raised.value.faults[0].path, raised.value.faults[0].line) == (str(path), 2)
