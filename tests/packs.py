"""Packs that a test writes for itself, page by page."""

from pathlib import Path
from typing import Any

import yaml

from knowledge.ingest import Embedder, Ingested, digest_of, ingest
from knowledge.library import Library
from knowledge.packs import read_packs

REFUSED = """\
## The council refused to assess. What can I do?
asked_as: they said no · turned down for an assessment

You can appeal to an independent tribunal. {CFA 2014 s.51}

- **Who decides:** The tribunal decides your appeal. {CFA 2014 s.51}
- **By when:** Appeal within 2 months of the date on the letter. {Regs 2014 reg 33}
"""
TRANSPORT = """\
## Can my child get free transport to school?

The council pays for a taxi or a bus where the walk is too far. {EA96 s.508B}

- **Do now:** Fill in the transport form. {EA96 s.508B}
"""
PLAN = """\
## What is in a plan?

A plan says what help your child needs, and who gives it. {CFA 2014 s.37}
"""
_FRONT: dict[str, Any] = {
    "title": "A page",
    "summary": "What the page says.",
    "audience": ["parent", "young_person", "senco"],
    "topics": ["ehc-plans"],
    "phase": "all",
    "sources": [{"tag": "statute", "name": name} for name in ("CFA 2014", "Regs 2014", "EA96")],
    "owner": "The team",
    "checked": "2026-11-23",
    "review_by": "2027-05-23",
}


class PackDir:
    """A folder of packs, stacked in the order in which they were begun."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.names: list[str] = []

    def begin(self, name: str, **settings: str) -> Path:
        """Write a pack.toml; a pack begins with nothing else in it."""
        folder = self.path / name
        (folder / "guidance").mkdir(parents=True, exist_ok=True)
        said = {"name": name.title(), "publisher": "The council", **settings}
        lines = [f'{key} = "{value}"\n' for key, value in said.items()]
        (folder / "pack.toml").write_text("".join(lines), "utf-8")
        self.names = list(dict.fromkeys([*self.names, name]))
        return folder

    def write(self, id: str, body: str = REFUSED, **front: Any) -> Path:
        """Write the page “pack/page”. A key of its front matter that is None is left out."""
        pack, _, page = id.partition("/")
        if pack not in self.names:
            self.begin(pack)
        said = {key: value for key, value in {**_FRONT, **front}.items() if value is not None}
        path = self.path / pack / "guidance" / f"{page}.md"
        path.write_text(f"---\n{yaml.safe_dump(said, sort_keys=False)}---\n\n{body}", "utf-8")
        return path

    def library(self) -> Library:
        return Library.of(read_packs(self.path, self.names))

    def publish(self, index: Path, embedder: Embedder) -> Ingested:
        """Ingest what is written now."""
        digest = digest_of([self.path / name for name in self.names])
        return ingest(self.library(), digest=digest, index=index, embedder=embedder)
