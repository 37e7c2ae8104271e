"""python -m assistant: ask a question, ask many, forget what is past keeping."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from rich.console import Console

from assistant.answering import Assistant
from assistant.conversation import Answer, Question, Turn
from assistant.errors import AssistantError
from assistant.preparing import learn_examples, prepared_assistant
from assistant.settings import AssistantSettings
from knowledge.documents import Audience
from knowledge.errors import KnowledgeError
from knowledge.progress import progress_bar
from knowledge.settings import KnowledgeSettings, from_environment

commands = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


class BadInput(Exception):
    """What was handed in cannot be used; the text says where and why."""


class _Line(BaseModel):
    """One line of a file of conversations."""

    model_config = ConfigDict(extra="ignore")
    id: str
    audience: Audience = Audience.PARENT
    turns: list[str] = Field(min_length=1)


@commands.callback()
def main() -> None:
    """Answers about SEND, from published pages."""


@commands.command()
def ask(
    question: Annotated[str, typer.Argument(help="The question, in quotes.")] = "",
    audience: Audience = Audience.PARENT,
    file: Annotated[
        Path | None, typer.Option(help='Many: lines of {"id", "audience", "turns": [...]}.')
    ] = None,
    today: Annotated[str, typer.Option(help="YYYY-MM-DD, in place of today.")] = "",
    as_json: Annotated[
        bool, typer.Option("--json", help="The whole answer, for programs.")
    ] = False,
) -> None:
    """One answer, or with --file many: a line of JSON for each line of the file."""
    with _clear_errors():
        now = _now(today)
        lines = _lines(file) if file else []
        if not file and not question.strip():
            raise BadInput("Give a question in quotes, or --file with many.")
        assistant = _assistant()
        if file:
            _ask_many(assistant, lines, now)
        else:
            _print(assistant.answer(Question(question, audience), now=now), as_json)


@commands.command()
def learn() -> None:
    """Learn from the examples of danger and of kinds of message; set-up does so, and whoever changed them may."""
    with _clear_errors():
        learn_examples(from_environment(KnowledgeSettings))


@commands.command()
def tune() -> None:
    """Tune the classifier on the examples, about half an hour: for who changed many of them, before a release."""
    import numpy as np

    from assistant.classifier import SHIPPED
    from assistant.fine_tuning import shipped_tasks
    from assistant.fine_tuning import tune as tuned

    with _clear_errors(), progress_bar("Tuning") as progress:
        np.savez_compressed(SHIPPED, **tuned(shipped_tasks(), progress))


@commands.command()
def forget() -> None:
    """Delete conversations that are older than ASSISTANT_KEEP_DAYS."""
    from assistant.store import Store

    with _clear_errors():
        settings = from_environment(AssistantSettings)
        store = Store(settings.database_address)
        store.migrate()
        count = store.forget_before(settings.now() - timedelta(days=settings.keep_days))
        store.close()
    print(f"Forgot {count} conversations without a message for {settings.keep_days} days.")


def _assistant() -> Assistant:
    with progress_bar("Indexing") as progress:
        return prepared_assistant(from_environment(KnowledgeSettings), progress)[0]


def _ask_many(assistant: Assistant, lines: list[_Line], now: datetime) -> None:
    with progress_bar("Asking") as progress:
        for number, line in enumerate(lines, start=1):
            turns: list[Turn] = []
            for text in line.turns:
                question = Question(text, line.audience)
                turns.append(Turn(question, assistant.answer(question, turns, now=now)))
            answers = [turn.answer.as_json() for turn in turns if turn.answer]
            print(json.dumps({"id": line.id, "answers": answers}, ensure_ascii=False), flush=True)
            progress(number, len(lines))


def _lines(file: Path) -> list[_Line]:
    """Every line is read before any is answered, so that a bad one costs nothing."""
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{file} cannot be read as UTF-8 text: {error}") from error
    return [
        _line(file, number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()
    ]


def _line(file: Path, number: int, line: str) -> _Line:
    try:
        return _Line.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the line"
        raise BadInput(f"{file}:{number}: {where}: {first['msg']}") from error


def _now(today: str) -> datetime:
    settings = from_environment(AssistantSettings)
    if not today:
        return settings.now()
    try:
        return datetime.fromisoformat(today).replace(tzinfo=settings.now().tzinfo)
    except ValueError as error:
        raise BadInput(f"--today {today}: write it as YYYY-MM-DD.") from error


def _print(answer: Answer, as_json: bool) -> None:
    if as_json:
        print(json.dumps(answer.as_json(), ensure_ascii=False, indent=2))
        return
    print(answer.text)
    for citation in answer.citations:
        source = f" ({citation.source})" if citation.source else ""
        print(
            f"\n[{citation.mark}] {citation.title}: {citation.section}{source}\n    {citation.address}"
        )


@contextmanager
def _clear_errors() -> Iterator[None]:
    """What is wrong and what to do, in a line on stderr; no traceback for what a person can mend."""
    try:
        yield
    except (KnowledgeError, AssistantError, BadInput) as error:
        Console(stderr=True).print(
            str(error), style="red", soft_wrap=True, markup=False, highlight=False
        )
        raise typer.Exit(1) from error
    except BrokenPipeError:
        sys.stderr.close()
        raise typer.Exit(1) from None


if __name__ == "__main__":
    commands()
