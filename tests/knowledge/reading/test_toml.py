"""A pack's own files, where they are not as they should be."""

import pytest

from knowledge.errors import PackFaults
from knowledge.reading.toml import read_toml
from tests.packs import PackDir


def test_a_file_that_is_not_toml_names_the_line(pack_dir: PackDir) -> None:
    path = pack_dir.begin("england") / "pack.toml"
    path.write_text('name = "England"\npublisher = Nobody\n', "utf-8")

    with pytest.raises(PackFaults) as raised:
        read_toml(path)

    (fault,) = raised.value.faults
    assert (fault.path, fault.line) == (str(path), 2)
    assert "mend this line" in fault.message


def test_a_file_that_is_not_text_is_a_fault(pack_dir: PackDir) -> None:
    path = pack_dir.begin("england") / "pack.toml"
    path.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(PackFaults, match="not UTF-8 text; save it as UTF-8"):
        read_toml(path)


def test_it_says_where_each_key_and_table_begins(pack_dir: PackDir) -> None:
    path = pack_dir.begin("england") / "contacts.toml"
    path.write_text('\ufeff# Who\nkind = "all"\n\n[duty-team]\nphone = "999"\n', "utf-8")

    said, lines = read_toml(path)

    assert said == {"kind": "all", "duty-team": {"phone": "999"}}
    assert (lines["kind"], lines["duty-team"]) == (2, 4)
