"""However long or odd a message is, masking ends soon, and hidden characters hide nothing."""

import time

import pytest

from assistant.masking import mask, visible

LONG = [
    "a a a a " * 500,
    "born " * 800,
    "my son zxq " * 360,
    "Jake Smith " * 360,
    "12 Mill Mill " * 300,
    "a@a." * 1000,
    "AB/1" * 1000,
    "zero seven seven " * 235,
    "\n" * 4000,
    "😀" * 2000,
    "x-" * 2000,
    "1 " * 2000,
    "mark, " * 600,
    "Jake, zqx " * 400,
    "@a1 " * 1000,
]


@pytest.mark.parametrize("text", LONG, ids=lambda text: repr(text[:12]))
def test_no_message_takes_long(text: str) -> None:
    started = time.process_time()

    mask(text)

    assert time.process_time() - started < 0.5


@pytest.mark.parametrize(
    "hidden", ["\u200b", "\u00ad", "\ufeff", "\u202e", "\u2066", "\x00", "\x1b", "\U000e0041"]
)
def test_hidden_characters_are_taken_out(hidden: str) -> None:
    assert visible(f"How long{hidden} does it take?") == "How long does it take?"


def test_a_detail_behind_hidden_characters_is_found() -> None:
    assert mask(visible("0770\u200b0 900\u202e123")).text == "[phone number]"


def test_lines_tabs_and_letters_of_every_language_stay() -> None:
    text = "Line one\n\tline two: żółć, дитина, শিশু, 👩‍👧"

    assert visible(text.replace("\n", "\r\n")) == text
