"""python -m evaluations: how good the product is."""

import json
import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from assistant.preparing import prepared_assistant
from evaluations.cases import CASES, CaseFault, read_cases
from evaluations.retrieval import CorpusFault, measure, read_corpus, write_run
from knowledge.errors import KnowledgeError
from knowledge.preparing import sentence_embedder
from knowledge.progress import progress_bar
from knowledge.settings import KnowledgeSettings, from_environment

commands = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@commands.callback()
def main() -> None:
    """How good the product is, measured."""


@commands.command()
def retrieval(
    folder: Annotated[
        Path, typer.Argument(help="Holds corpus.jsonl[.gz], queries.jsonl[.gz] and qrels.tsv.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="One flat object on stdout.")] = False,
    run_file: Annotated[
        Path | None, typer.Option(help="Also write the rankings as a TREC run.")
    ] = None,
) -> None:
    """Search any corpus with the product's own retrieval and score it."""
    with _clear_errors():
        settings = from_environment(KnowledgeSettings)
        corpus = read_corpus(folder)
        cache = settings.data_dir / "corpora" / corpus.digest[:16]
        with progress_bar("Indexing and searching") as progress:
            embedder = sentence_embedder(settings, threads=2)
            found, rankings = measure(corpus, embedder, cache=cache, progress=progress)
        if run_file:
            write_run(run_file, rankings)
    _print(found, as_json)


@commands.command()
def understanding(
    as_json: Annotated[bool, typer.Option("--json", help="One flat object on stdout.")] = False,
) -> None:
    """How well messages are understood: danger, kinds, details, facts, follow-ups, conversations."""
    from evaluations.understanding import understanding as measured

    with _clear_errors():
        settings = from_environment(KnowledgeSettings)
        with progress_bar("Reading messages") as progress:
            assistant, retriever = prepared_assistant(settings)
            found = measured(assistant, retriever.library.places, settings.now(), progress)
    _print(found, as_json)


@commands.command()
def figures(
    as_json: Annotated[bool, typer.Option("--json", help="One flat object on stdout.")] = False,
) -> None:
    """Speed and size on this machine: answers, indexing, start and memory."""
    from evaluations.figures import answering, indexing, serving

    with _clear_errors():
        settings = from_environment(KnowledgeSettings)
        cases = read_cases(sorted(CASES.glob("*.yaml")))
        asked = [(case.question, case.audience) for case in cases]
        with progress_bar("Answering and indexing") as progress:
            assistant, _ = prepared_assistant(settings)
            found = answering(assistant, asked, settings.now(), progress)
            found |= indexing(settings, progress)
        found |= serving([text for text, _ in asked[:50]])
    _print(found, as_json)


@contextmanager
def _clear_errors() -> Iterator[None]:
    """What is wrong and what to do, in a line on stderr; no traceback for what a person can mend."""
    try:
        yield
    except (CorpusFault, CaseFault, KnowledgeError, OSError) as error:
        Console(stderr=True).print(
            str(error), style="red", soft_wrap=True, markup=False, highlight=False
        )
        raise typer.Exit(1) from error


def _print(found: dict[str, float], as_json: bool) -> None:
    if as_json:
        print(
            json.dumps(
                {
                    name: None if math.isnan(value) else round(value, 4)
                    for name, value in found.items()
                }
            )
        )
        return
    for name, value in found.items():
        print(
            f"{name:>22}  {value:.3f}"
            if not math.isnan(value)
            else f"{name:>22}  (nothing was embedded)"
        )


if __name__ == "__main__":
    commands()
