"""The fake Kumu writes what Kumu writes, and restores what it exported."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.fake_kumu.kumu import FakeKumu, Refused
from tests.fake_kumu.serialising import number, parsed, written
from tests.samples import each_sample

if TYPE_CHECKING:
    from pathlib import Path


@each_sample()
def test_a_restored_export_is_exported_the_same(sample: Path) -> None:
    """A full export restored and exported again has the same bytes.

    The one difference is git's: where it made CRLF of Kumu's line ends, Kumu writes LF again.
    """
    content = sample.read_bytes()
    if not sample.name.startswith("full-export"):
        with pytest.raises(Refused):
            FakeKumu().restore(content)
        return
    kumu = FakeKumu()
    kumu.restore(content)
    assert kumu.export() == content.replace(b"\r\n", b"\n")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "1"), (0.1, "0.1"), (-0.0, "0"), (0.00003367, "0.00003367"), (3.4e-7, "3.4e-7"),
        (1e21, "1e+21"), (1e20, "100000000000000000000"), (-1.5e-9, "-1.5e-9"), (123.25, "123.25"),
        (5e-324, "5e-324"), (1.7976931348623157e308, "1.7976931348623157e+308"), (20, "20"),
    ],
)  # fmt: skip
def test_numbers_are_spelled_as_javascript_does(value: float, text: str) -> None:
    """Numbers are written as JSON.stringify writes them."""
    assert number(value) == text


def test_an_export_is_sorted_and_in_kumus_key_order() -> None:
    """Items are sorted by system id, views by name, and keys stand in Kumu's order."""
    kumu = FakeKumu()
    first, second = kumu.add_element("B"), kumu.add_element("A")
    kumu.connect(first, second)
    kumu.add_view("Second", "")
    kumu.add_view("First", "")
    data = json.loads(kumu.export())
    assert [one["_id"] for one in data["elements"]] == sorted([first, second])
    assert [one["name"] for one in data["perspectives"]] == ["First", "Second"]
    keys = ["_id", "direction", "delayed", "reversed", "attributes", "from", "to"]
    assert list(data["connections"][0]) == keys
    assert list(data["maps"][0]["elements"][0]) == ["_id", "position", "pinned", "style", "element"]


def test_writing_leaves_the_project_alone_and_spells_texts_as_browsers_do() -> None:
    """Half characters and control characters are escaped, everything else is raw."""
    kumu = FakeKumu()
    kumu.add_element("tab\t ü \ud800 / \u2028")
    before = json.dumps(kumu.data)
    assert b'"tab\\t \xc3\xbc \\ud800 / \xe2\x80\xa8"' in kumu.export()
    assert json.dumps(kumu.data) == before


def test_a_backup_goes_into_an_empty_project_only() -> None:
    """A project that somebody works in takes no backup, and a blueprint is none."""
    kumu = FakeKumu()
    kumu.add_element("A")
    content = kumu.export()
    with pytest.raises(Refused, match="brand new"):
        kumu.restore(content)
    again = FakeKumu()
    again.restore(content)
    assert again.export() == content
    with pytest.raises(Refused, match="full project"):
        FakeKumu().restore(b'{"elements": [], "connections": []}')


def test_large_whole_numbers_are_read_as_a_browser_reads_them() -> None:
    """A whole number beyond what JavaScript holds exactly is rounded."""
    assert number(parsed(b"9007199254740993")) == "9007199254740992"
    assert written(FakeKumu().data).endswith(b'"perspectives": []\n}')
