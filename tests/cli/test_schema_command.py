"""`toc schema`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from toc.exports.theory_schema import json_schema

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Toc


def test_it_prints_the_schema(toc: Toc, folder: Path) -> None:
    """The JSON Schema is printed, or written into a file, as the library gives it."""
    printed = toc("schema")
    assert (printed.status, printed.err) == (0, "")
    assert json.loads(printed.out) == json_schema()
    assert toc("schema", "-o", "theory.schema.json") == (0, "", "")
    assert (folder / "theory.schema.json").read_text("utf-8") == printed.out
