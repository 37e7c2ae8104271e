"""Notices: dated words that stand above answers and pages on one topic until they expire."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from knowledge.reading.toml import Entry, read_entries


class Notice(Entry):
    """Words that stand on the section `rests_on` ("pack/page#section"), and are shown on some topics.

    `owner` answers for it; from `expires` on it is not shown any more.
    """

    text: str
    rests_on: str
    topics: tuple[str, ...]
    dated: date
    owner: str
    expires: date

    def is_shown(self, topics: Iterable[str], today: date) -> bool:
        """Whether it belongs above something on these topics today."""
        return today < self.expires and not set(self.topics).isdisjoint(topics)


def read_notices(path: Path) -> list[Notice]:
    """The notices of one file; none where there is no such file."""
    return read_entries(path, Notice)
