"""Dated words above answers and pages."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.notices import read_notices

NOTICE = """\
[reform]
text = "The law has not changed."
rests_on = "england/law#has-it-changed"
topics = ["reform", "law"]
dated = 2026-11-23
owner = "The editor"
expires = 2027-02-23
"""


@pytest.mark.parametrize(
    ("topics", "today", "is_shown"),
    [
        (["reform"], date(2026, 11, 25), True),
        (["plans", "law"], date(2027, 2, 22), True),
        (["plans"], date(2026, 11, 25), False),
        (["reform"], date(2027, 2, 23), False),
        ([], date(2026, 11, 25), False),
    ],
)
def test_a_notice_is_shown_on_its_topics_until_it_expires(
    tmp_path: Path, topics: list[str], today: date, is_shown: bool
) -> None:
    path = tmp_path / "notices.toml"
    path.write_text(NOTICE, "utf-8")

    (notice,) = read_notices(path)

    assert notice.is_shown(topics, today) is is_shown


def test_a_pack_may_have_no_notices(tmp_path: Path) -> None:
    assert read_notices(tmp_path / "notices.toml") == []
