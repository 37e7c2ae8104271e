"""A pack's TOML file → what it says, and on which line."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from knowledge.errors import Fault, PackFaults, faults_of

_KEY = re.compile(r"^(?:\[+([\w.-]+)\]+|([\w-]+)\s*=)", re.MULTILINE)
_AT_LINE = re.compile(r"at line (\d+)")


class Entry(BaseModel):
    """One table of a pack's file; its `id` is the table's name, and `line` where it stands."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    line: int = 1


AnEntry = TypeVar("AnEntry", bound=Entry)


def read_toml(path: Path) -> tuple[dict[str, Any], dict[str, int]]:
    """Its keys and tables, and the line on which each begins. PackFaults where it is not TOML."""
    try:
        text = path.read_text("utf-8-sig")
        said = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise PackFaults([Fault(str(path), 1, "not UTF-8 text; save it as UTF-8")]) from error
    except OSError as error:
        message = f"cannot be read ({error.strerror}); put a file that can be in its place"
        raise PackFaults([Fault(str(path), 1, message)]) from error
    except tomllib.TOMLDecodeError as error:
        line = _AT_LINE.search(str(error))
        fault = Fault(str(path), int(line[1]) if line else 1, f"not TOML ({error}); mend this line")
        raise PackFaults([fault]) from error
    lines = {key[1] or key[2]: text.count("\n", 0, key.start()) + 1 for key in _KEY.finditer(text)}
    return said, lines


def read_entries(path: Path, kind: type[AnEntry], *, table: str = "") -> list[AnEntry]:
    """The file's tables as values, in its order; `table` names the one that holds them. None without a file.

    PackFaults has a fault for each table that cannot be used.
    """
    if not path.exists():
        return []
    said, lines = read_toml(path)
    tables = said.get(table, {}) if table else said
    if not isinstance(tables, dict):
        raise PackFaults([Fault(str(path), lines.get(table, 1), f"mend “{table}”: not a table")])
    return entries_of(tables, kind, path, lines, prefix=f"{table}." if table else "")


def entries_of(
    tables: Mapping[str, Any],
    kind: type[AnEntry],
    path: Path,
    lines: Mapping[str, int],
    *,
    prefix: str = "",
) -> list[AnEntry]:
    """Tables that were read, as values. PackFaults has a fault for each that cannot be used."""
    entries: list[AnEntry] = []
    faults: list[Fault] = []
    for id, said in tables.items():
        line = lines.get(f"{prefix}{id}", 1)
        try:
            known = {**said, "id": id, "line": line} if isinstance(said, dict) else said
            entries.append(kind.model_validate(known))
        except ValidationError as error:
            faults += faults_of(error, path, {}, otherwise=line)
    if faults:
        raise PackFaults(faults)
    return entries
