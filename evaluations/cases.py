"""Questions that somebody might ask, and how each should end."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from assistant.conversation import Outcome
from knowledge.documents import Audience

CASES = Path(__file__).parent / "cases"


class CaseFault(Exception):
    """A file of cases cannot be read; the text names file and case."""


class Case(BaseModel):
    """A question and its right ending: pages that it may rest on ("pack/page" or "pack/page#section").

    Half of the cases are for tuning; the other half is only reported.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    question: str
    audience: Audience = Audience.PARENT
    outcome: Outcome = Outcome.ANSWERED
    rests_on: tuple[str, ...] = ()
    half: Literal["tune", "report"]


_CASES = TypeAdapter(list[Case])


def read_cases(files: Sequence[Path]) -> list[Case]:
    """The cases of the files, in order."""
    return [case for path in files for case in _read(path)]


def _read(path: Path) -> list[Case]:
    try:
        return _CASES.validate_python(yaml.safe_load(path.read_text("utf-8")))
    except (OSError, yaml.YAMLError) as error:
        raise CaseFault(f"{path}: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        number, *keys = first["loc"] or ("the file",)
        raise CaseFault(
            f"{path}: case {number}: {'.'.join(map(str, keys))}: {first['msg']}"
        ) from error
