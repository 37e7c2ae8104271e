"""What the environment says."""

from datetime import datetime
from typing import Any

import pytest

from knowledge.errors import KnowledgeError
from knowledge.settings import LONDON, KnowledgeSettings, from_environment


def settings(**said: Any) -> KnowledgeSettings:
    return KnowledgeSettings.model_validate(said)


@pytest.mark.parametrize("value", ["england,cambridgeshire", " england , cambridgeshire,"])
def test_packs_are_names_between_commas(value: str) -> None:
    assert settings(packs=value).packs == ("england", "cambridgeshire")


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2026-11-23", datetime(2026, 11, 23, tzinfo=LONDON)),
        ("2026-11-23T14:30", datetime(2026, 11, 23, 14, 30, tzinfo=LONDON)),
        ("2026-07-01T14:30+00:00", datetime.fromisoformat("2026-07-01T15:30+01:00")),
    ],
)
def test_today_can_be_fixed(value: str, moment: datetime) -> None:
    assert settings(ASSISTANT_TODAY=value).now() == moment


def test_without_it_today_is_today_in_england() -> None:
    assert settings(ASSISTANT_TODAY=" ").now().tzinfo is LONDON


def test_a_setting_that_cannot_be_used_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_TODAY", "next Monday")

    with pytest.raises(KnowledgeError, match=r"ASSISTANT_TODAY cannot be used: .*YYYY-MM-DD"):
        from_environment(KnowledgeSettings)
