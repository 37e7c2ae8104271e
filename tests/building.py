"""python -m tests.building PACKS INDEX: publishes an index, in a process that a test may kill or starve."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from tests.fakes import WordEmbedder
from tests.packs import PackDir

ROOT = Path(__file__).parent.parent


def build(packs: Path, index: Path) -> None:
    pack_dir = PackDir(packs)
    pack_dir.names = [folder.name for folder in packs.iterdir()]
    print(json.dumps(asdict(pack_dir.publish(index, WordEmbedder()))))


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]))
