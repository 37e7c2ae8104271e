"""python -m knowledge: index the packs, search them, check them."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from typing import Annotated

import typer
from rich.console import Console

from knowledge.clock.deadlines import read_clocks
from knowledge.clock.telling import follow
from knowledge.documents import Audience, Match, Query
from knowledge.errors import KnowledgeError, NotNamed
from knowledge.preparing import index_packs, prepared_retriever, sentence_embedder
from knowledge.progress import progress_bar
from knowledge.settings import KnowledgeSettings, from_environment

commands = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
_AsJson = Annotated[bool, typer.Option("--json", help="For programs.")]


@commands.callback()
def main() -> None:
    """What the service knows, and how it is found."""


@commands.command()
def ingest(
    packs: Annotated[str, typer.Option(help="Names between commas; default KNOWLEDGE_PACKS.")] = "",
    as_json: _AsJson = False,
) -> None:
    """Index the packs: only what changed is embedded again."""
    with _clear_errors():
        settings = _settings(packs)
        with progress_bar("Indexing") as progress:
            done = index_packs(settings, progress)
    if as_json:
        print(json.dumps(asdict(done)))
    else:
        print(
            f"added {done.added}, changed {done.changed}, removed {done.removed}, unchanged {done.unchanged}"
        )


@commands.command()
def search(
    words: str,
    audience: Audience = Audience.PARENT,
    limit: Annotated[int, typer.Option(min=1, max=50)] = 8,
    as_json: _AsJson = False,
) -> None:
    """Ranked passages for some words."""
    with _clear_errors():
        settings = _settings()
        with progress_bar("Indexing") as progress:
            retriever = prepared_retriever(settings, progress)
        matches = retriever.search(Query(words), audience=audience, limit=limit)
    if as_json:
        print(json.dumps([_row(match) for match in matches], ensure_ascii=False))
        return
    for match in matches:
        print(f"{match.score:.3f}  {match.passage.id}\n       {match.passage.heading}")


@commands.command()
def check(
    coverage: Annotated[
        bool, typer.Option("--coverage", help="Which pages each subject rests on; fails on a gap.")
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="A review that is overdue is a fault too.")
    ] = False,
) -> None:
    """Read every pack strictly; a line for each fault, and a non-zero exit if there is one."""
    from knowledge.checking import coverage_of, faults_in, overdue
    from knowledge.packs import read_packs

    with _clear_errors():
        settings = _settings()
        today = settings.now().date()
        if coverage:
            covered = coverage_of(read_packs(settings.packs_dir, settings.packs))
            print("\n".join(covered.told()))
            faults = list(covered.faults())
        else:
            faults = faults_in(settings.packs_dir, settings.packs, today=today)
    for fault in faults:
        print(fault)
    if faults:
        raise typer.Exit(1)
    packs = read_packs(settings.packs_dir, settings.packs)
    late = [] if coverage else overdue(packs, today)
    for fault in late:
        print(f"{fault.path}:{fault.line}: {'' if strict else 'warning: '}{fault.message}")
    if strict and late:
        raise typer.Exit(1)
    print(f"No faults in {len(packs.documents)} pages.")


@commands.command()
def clock(
    happened: Annotated[
        list[str], typer.Argument(metavar="WHAT...", help="What happened: “draft plan”.")
    ],
    on: Annotated[
        list[str], typer.Option(help="The day on which it happened, YYYY-MM-DD; once for each.")
    ],
    today: Annotated[str, typer.Option(help="Count from this day, YYYY-MM-DD.")] = "",
    as_json: _AsJson = False,
) -> None:
    """The dates that follow by law from what happened on a day.

    Where two things bear on a date, give both: "decision letter" --on 2026-11-02 "certificate" --on 2026-11-20.
    """
    with _clear_errors():
        settings = _settings()
        now = _day(today, "--today") if today else settings.now().date()
        days = [_day(one, "--on") for one in on]
        found = follow(read_clocks(settings.packs_dir, settings.packs), happened, days, now)
    for doubt in found.doubts:
        print(doubt, file=sys.stderr)
    print(json.dumps(found.as_json(), ensure_ascii=False) if as_json else "\n".join(found.lines()))


@commands.command()
def model() -> None:
    """Make the embedding model ready; done once, when the product is set up."""
    with _clear_errors():
        sentence_embedder(_settings())


def _settings(packs: str = "") -> KnowledgeSettings:
    settings = from_environment(KnowledgeSettings)
    names = tuple(part.strip() for part in packs.split(",") if part.strip())
    return settings.model_copy(update={"packs": names}) if names else settings


def _day(words: str, option: str) -> date:
    try:
        return date.fromisoformat(words.strip())
    except ValueError as error:
        raise KnowledgeError(f"{option}: “{words}” is no date; write it as YYYY-MM-DD") from error


def _row(match: Match) -> dict[str, object]:
    passage = match.passage
    return {
        "id": passage.id,
        "title": passage.title,
        "section": passage.heading,
        "address": passage.address,
        "text": passage.text,
        "score": round(match.score, 4),
        "cosine": round(match.cosine, 4),
        "audience": list(passage.audience),
    }


@contextmanager
def _clear_errors() -> Iterator[None]:
    """What is wrong and what to do, on stderr; no traceback for what a person can mend."""
    try:
        yield
    except KnowledgeError as error:
        Console(stderr=True).print(
            str(error), style="red", soft_wrap=True, markup=False, highlight=False
        )
        raise typer.Exit(2 if isinstance(error, NotNamed) else 1) from error


if __name__ == "__main__":
    commands()
