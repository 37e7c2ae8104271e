"""A published index: folders written once and read only, and one pointer to the folder in use.

`DATA_DIR/index` holds a folder for each index that was published, a file `current` that names the one in use, and a
lock for whoever is building.
"""

import fcntl
import json
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from knowledge.errors import IndexMissing

# Long enough for a process that still answers from an old folder to notice the new one.
_GRACE_SECONDS = 600


def published(index: Path) -> Path:
    """The folder in use. IndexMissing where nothing has been published."""
    try:
        return index / (index / "current").read_text("utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        raise IndexMissing(
            f"Nothing is indexed in {index}; run: python -m knowledge ingest"
        ) from None


def manifest(folder: Path) -> dict[str, Any]:
    """What a published folder says of itself. IndexMissing where it is damaged."""
    try:
        kept: dict[str, Any] = json.loads((folder / "manifest.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        message = f"The index in {folder} is damaged; run: python -m knowledge ingest"
        raise IndexMissing(message) from error
    return kept


@contextmanager
def one_builder(index: Path) -> Iterator[None]:
    """One builder at a time; another waits for it."""
    index.mkdir(parents=True, exist_ok=True)
    with (index / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def building(index: Path) -> Iterator[Path]:
    """A folder to build in; whatever is in it and was not published is removed."""
    folder = index / f".building-{os.getpid()}"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish(index: Path, built: Path, digest: str) -> None:
    """Give what was built its name, and move the pointer to it."""
    name = f"{time.strftime('%Y%m%dT%H%M%S')}-{digest[:8]}-{secrets.token_hex(4)}"
    built.rename(index / name)
    pointer = index / f".current-{os.getpid()}"
    with pointer.open("w") as file:
        file.write(name)
        file.flush()
        os.fsync(file.fileno())
    pointer.replace(index / "current")


def sweep(index: Path) -> None:
    """Remove what a killed build left, and folders replaced long enough ago that nobody reads them."""
    current = (index / "current").read_text("utf-8").strip() if (index / "current").exists() else ""
    moved = (index / "current").stat().st_mtime if current else 0.0
    for folder in (path for path in index.iterdir() if path.is_dir() and path.name != current):
        if folder.name.startswith(".building") or time.time() - moved > _GRACE_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)
