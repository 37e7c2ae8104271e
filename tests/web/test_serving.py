"""python -m web: starts, or says in one line why it cannot."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.building import ROOT


def refused(**environment: str) -> str:
    """What it says on stderr while it does not start."""
    done = subprocess.run(
        [sys.executable, "-m", "web"],
        cwd=ROOT,
        env={**os.environ, "PORT": "0", **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1
    return done.stderr.strip()


def test_a_port_in_use_is_told_in_a_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        said = refused(PORT=str(taken.getsockname()[1]))

    assert "PORT" in said
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize(
    ("setting", "value"), [("PORT", "http"), ("PORT", "70000"), ("ASSISTANT_TODAY", "tomorrow")]
)
def test_a_setting_that_cannot_be_used_is_named(setting: str, value: str) -> None:
    said = refused(**{setting: value})

    assert setting in said
    assert len(said.splitlines()) == 1


def test_a_data_folder_that_cannot_be_written_is_told_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")

    said = refused(DATA_DIR=str(tmp_path / "file" / "data"))

    assert len(said.splitlines()) == 1


def test_packs_that_are_not_there_are_told(tmp_path: Path) -> None:
    said = refused(DATA_DIR=str(tmp_path), KNOWLEDGE_PACKS_DIR=str(tmp_path / "none"))

    assert "Traceback" not in said
    assert str(tmp_path / "none") in said
