"""A pack's TOML file → what it says, and on which line."""

import re
import tomllib
from pathlib import Path
from typing import Any

from knowledge.errors import Fault, PackFaults

_KEY = re.compile(r"^\[?([\w-]+)\s*[\]=]", re.MULTILINE)
_AT_LINE = re.compile(r"at line (\d+)")


def read_toml(path: Path) -> tuple[dict[str, Any], dict[str, int]]:
    """Its keys and tables, and the line on which each begins. PackFaults where it is not TOML."""
    try:
        text = path.read_text("utf-8-sig")
        said = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise PackFaults([Fault(str(path), 1, "not UTF-8 text; save it as UTF-8")]) from error
    except tomllib.TOMLDecodeError as error:
        line = _AT_LINE.search(str(error))
        fault = Fault(str(path), int(line[1]) if line else 1, f"not TOML ({error}); mend this line")
        raise PackFaults([fault]) from error
    return said, {key[1]: text.count("\n", 0, key.start()) + 1 for key in _KEY.finditer(text)}
