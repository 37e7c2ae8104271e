"""The real server with the real packs and weights, and a real browser that reaches it and nothing else."""

import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from tests.building import ROOT

CHROMIUM = Path("/usr/bin/chromium")
_ARGUMENTS = [
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
_SECONDS_TO_START = 300


@pytest.fixture(scope="session")
def site(shipped_data: Path) -> Iterator[str]:
    """The address of a server on a free port."""
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed (on Debian: apt-get install chromium)")
    folder = shipped_data
    settings = {"DATA_DIR": str(folder), "PORT": "0", "ASSISTANT_TODAY": "2026-11-23T10:00"}
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "web"],
            cwd=ROOT,
            env={**os.environ, **settings},
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    assert server.stdout
    said = re.search(r"http://\S+", server.stdout.readline())
    assert said, (folder / "log").read_text()
    _wait_until_ready(said[0])
    yield said[0]
    server.terminate()
    server.wait()
    server.stdout.close()


@pytest.fixture(scope="session")
def browser(site: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        yield chromium
        chromium.close()


class Visit:
    """A page of the site in a browser of its own, and what went wrong in it."""

    def __init__(self, page: Page, site: str) -> None:
        self.page = page
        self.site = site
        self.faults: list[str] = []
        page.on("console", lambda said: self._note(said.type == "error", said.text))
        page.on("pageerror", lambda error: self._note(True, str(error)))
        page.on("request", lambda request: self._note(*self._strayed(request)))

    def open(self, path: str) -> None:
        self.page.goto(f"{self.site}{path}")

    def ask(self, text: str) -> None:
        self.page.get_by_role("textbox").fill(text)
        self.page.get_by_role("button", name="Ask", exact=True).click()
        self.page.locator(".app-answer").last.wait_for()

    def _note(self, is_fault: bool, text: str) -> None:
        if is_fault:
            self.faults.append(text)

    def _strayed(self, request: Request) -> tuple[bool, str]:
        return not request.url.startswith(f"{self.site}/"), request.url


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Callable[..., Visit]]:
    """Opens the site at a width in CSS pixels, with or without JavaScript."""
    contexts: list[Any] = []

    def begin(width: int, *, javascript: bool = True) -> Visit:
        size: Any = {"width": width, "height": 844}
        context = browser.new_context(viewport=size, java_script_enabled=javascript)
        contexts.append(context)
        return Visit(context.new_page(), site)

    yield begin
    for context in contexts:
        context.close()


def _wait_until_ready(site: str) -> None:
    until = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"{site}/readyz").close()
            return
        except urllib.error.URLError:
            time.sleep(0.2)
    raise TimeoutError(f"{site} is not ready")
