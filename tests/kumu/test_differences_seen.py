"""No edit of a real file goes unseen."""

from __future__ import annotations

import json
import random
import re
from typing import TYPE_CHECKING, Any

from tests.samples import each_sample
from toc.errors import TocError
from toc.kumu.differences import find_differences
from toc.kumu.differing.meaning import same_meaning
from toc.kumu.document import read_document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_EDITS = 12
_MEANS_NOTHING = re.compile(
    r"maps/\d+/(elements|connections|loops)/\d+/_id|attributes/\d+/_id"
    r"|connections/\d+/(direction|delayed|reversed) gone"
)
_Spot = tuple[Any, Any]


def _spots(value: Any, path: str = "") -> Iterator[tuple[str, _Spot]]:
    """Every place of decoded JSON: its path, the object or list, and the key in it."""
    keys = value if isinstance(value, dict) else range(len(value))
    for key in keys if isinstance(value, dict | list) else ():
        here = f"{path}/{key}" if path else str(key)
        yield here, (value, key)
        if isinstance(value[key], dict | list):
            yield from _spots(value[key], here)


def _other(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, str):
        return f"{value}x"
    return value + 1.5 if isinstance(value, int | float) else "new" if value is None else None


@each_sample()
def test_every_edit_is_seen(sample: Path) -> None:
    """A value that is changed or taken away anywhere is a difference, from either side.

    Not the ids of entries and of definitions, and not a mark that says what goes without saying.
    """
    content = sample.read_bytes()
    before = read_document(content, sample.name)
    chance = random.Random(sample.name)  # noqa: S311 - a fixed choice, no secret
    paths = [path for path, _ in _spots(json.loads(content))]
    for path in chance.sample(paths, min(_EDITS, len(paths))):
        data = json.loads(content)
        home, key = dict(_spots(data))[path]
        old, goes = home[key], chance.random() < 0.5
        new = None if goes else _other(old)
        home[key] = new
        if goes:
            del home[key]
        if same_meaning(old, new) or _MEANS_NOTHING.match(f"{path} gone" if goes else path):
            continue
        try:
            after = read_document(json.dumps(data).encode(), sample.name)
        except TocError:
            continue
        assert not find_differences(before, after).is_equal, (path, goes)
        assert not find_differences(after, before).is_equal, (path, goes)
