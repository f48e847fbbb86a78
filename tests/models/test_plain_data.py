from __future__ import annotations

import pytest

from toc.models.plain_data import DEEPEST, plain_data_fault


def nested(levels: int) -> dict[object, object]:
    data: dict[object, object] = {}
    for _ in range(levels - 1):
        data = {"a": data}
    return data


def test_what_json_holds_is_plain() -> None:
    """Text, finite numbers, flags, nothing, lists and mappings within each other are plain."""
    assert plain_data_fault({"a": ["b", 1, 1.5, True, None, {"": []}]}) is None
    assert plain_data_fault(nested(DEEPEST)) is None


@pytest.mark.parametrize(
    "data", [{1: "a"}, {"a": {1}}, {"a": ("b",)}, {"a": float("nan")}, {"a": 10**5000}, {"a": b"b"}]
)
def test_what_files_cannot_hold_is_not_plain(data: dict[object, object]) -> None:
    """What would not come back the same from a file is named."""
    assert plain_data_fault(data)


def test_depth_is_limited() -> None:
    """Data nested too deeply are refused, however deep, without coming to grief."""
    assert "90" in (plain_data_fault(nested(DEEPEST + 1)) or "")
    assert "90" in (plain_data_fault(nested(100_000)) or "")
