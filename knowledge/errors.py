"""What can go wrong with what we know.

KnowledgeError
├── PackFaults      a pack's files are not as they should be: each fault names file, line and cure
├── ModelMissing    the embedding model's folder is not there, or is not the model it says it is
├── IndexMissing    nothing has been indexed yet
├── IndexMismatch   the index was built by another embedder or cutter
├── NotStored       the data folder cannot be written: read-only, or full
├── NotNamed        words that name nothing, or several things, where one is wanted
└── UnusableDate    a date that nothing can be counted from: unread, too far away, before what it follows
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError


class KnowledgeError(Exception):
    """Its text says what is wrong, and what to do."""


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a pack: where it is, what is wrong and how to mend it."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class PackFaults(KnowledgeError):
    """A pack cannot be read; the packs that were indexed before go on answering."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(dict.fromkeys(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))


def faults_of(
    error: ValidationError, path: Path, lines: Mapping[str, int], *, otherwise: int = 1
) -> list[Fault]:
    """A fault for each key that is missing, misspelt or wrong; `lines` says where a key stands."""
    faults = []
    for one in error.errors():
        where = ".".join(map(str, one["loc"])) or "the whole"
        key = where.partition(".")[0]
        cures = {
            "missing": f"add “{where}”",
            "extra_forbidden": f"remove “{where}”, or mend its spelling",
        }
        cure = cures.get(one["type"], f"mend “{where}”")
        message = f"{where}: {one['msg']}; {cure}"
        faults.append(Fault(str(path), lines.get(key, otherwise), message))
    return faults


class ModelMissing(KnowledgeError):
    pass


class IndexMissing(KnowledgeError):
    pass


class IndexMismatch(KnowledgeError):
    pass


class NotStored(KnowledgeError):
    pass


class NotNamed(KnowledgeError):
    """The words name nothing, or several things; its text lists what they may mean."""


class UnusableDate(KnowledgeError):
    """A date that nothing can be counted from: it cannot be read, is too far away, or before what it follows."""
