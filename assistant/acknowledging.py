"""One sentence that takes up what somebody is going through: specific, and never the same twice running."""

import re
import tomllib
from collections.abc import Sequence
from importlib.resources import files

_TOLD = tomllib.loads(files("assistant").joinpath("feelings.toml").read_text("utf-8"))["told"]
_SAYS: list[tuple[re.Pattern[str], list[str]]] = [
    (re.compile("|".join(one["patterns"]), re.IGNORECASE), one["says"]) for one in _TOLD
]


def acknowledged(text: str, answers_before: Sequence[str] = ()) -> str:
    """What a message tells, taken up in one sentence. `answers_before` are the service's own, newest first.

    The same thing is not taken up twice running, and no sentence is said twice in a conversation.
    """
    says = next(says for pattern, says in _SAYS if pattern.search(text))
    newest = answers_before[0] if answers_before else ""
    if any(one in newest for one in says):
        return ""
    return next((one for one in says if not any(one in answer for answer in answers_before)), "")
