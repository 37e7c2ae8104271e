"""What a vague message may be about: three questions that people often ask."""

import re
import tomllib
from importlib.resources import files

from knowledge.documents import Audience

_DATA = tomllib.loads(files("assistant").joinpath("topics.toml").read_text("utf-8"))
_TOPICS: list[tuple[re.Pattern[str], list[str]]] = [
    (re.compile(one["words"], re.IGNORECASE), one["ask"]) for one in _DATA["topic"]
]


def likely_questions(text: str, audience: Audience) -> list[str]:
    """Three questions by the words of a message; where none says what it is about, by who asks."""
    named = next((ask for words, ask in _TOPICS if words.search(text)), None)
    return list(named or _DATA["whoever"][audience.value])
