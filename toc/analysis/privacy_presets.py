"""Named rules for how few people a group may have."""

from __future__ import annotations

__all__ = ["PRIVACY_PRESETS"]

PRIVACY_PRESETS = {"strict": 10, "ons": 10, "nhs-digital": 8}
"""The least number of people, by name.

`strict` is what holds where nothing is said; `ons` is that of outputs of research on the statistics
of the UK's Office for National Statistics; `nhs-digital` shows means from eight people on, as NHS
Digital does for figures of secondary care below the national level.
"""
