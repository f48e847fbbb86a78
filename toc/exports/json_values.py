"""Values of a Kumu document as JSON that every program reads."""

from __future__ import annotations

__all__ = ["plain_json"]

import math
from typing import Any

from toc.kumu.items import text_of


def plain_json(value: Any) -> Any:
    """The value, a number beyond all numbers as text: JSON has no word for it."""
    if isinstance(value, float) and not math.isfinite(value):
        return text_of(value)
    if isinstance(value, dict):
        return {key: plain_json(one) for key, one in value.items()}
    return [plain_json(one) for one in value] if isinstance(value, list) else value
