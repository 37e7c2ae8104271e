"""The sentences that ship: every kind of danger has some, and none stands under two labels."""

import tomllib
from collections import Counter
from importlib.resources import files

import pytest

from assistant.likeness import HARMLESS
from assistant.screening import Danger

SHIPPED = tomllib.loads(files("assistant").joinpath("examples", "danger.toml").read_text("utf-8"))
OTHER_LANGUAGES = SHIPPED.pop("other_languages")


@pytest.mark.parametrize("label", [*(danger.value for danger in Danger), HARMLESS])
def test_every_kind_of_danger_has_examples(label: str) -> None:
    assert len(SHIPPED[label]) >= 100


def test_no_label_is_unknown() -> None:
    labels = {*(danger.value for danger in Danger), HARMLESS}
    assert (set(SHIPPED), set(OTHER_LANGUAGES)) == (labels, labels)


def test_an_example_is_not_both_harmless_and_dangerous() -> None:
    labels = Counter(
        text.lower()
        for texts in (SHIPPED[HARMLESS], {one for kind in Danger for one in SHIPPED[kind.value]})
        for text in set(texts)
    )

    assert [text for text, many in labels.items() if many > 1] == []
