"""Progress on long work, on stderr: a bar where somebody is watching, a line where nobody is."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from knowledge.ingest import Progress as Report


@contextmanager
def progress_bar(what: str) -> Iterator[Report]:
    """A bar for something counted; what is handed out takes (done, of)."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _one_line(what)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


def _one_line(what: str) -> Report:
    """Says what begins, once, where there is anything to do."""
    is_said = False

    def report(done: int, of: int) -> None:
        nonlocal is_said
        if of and not is_said:
            print(f"{what}: {of} to do.", file=sys.stderr, flush=True)
            is_said = True

    return report
