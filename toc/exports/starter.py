"""The theory file that a newcomer starts from: small, whole, and full of explanations."""

from __future__ import annotations

__all__ = ["starter_source"]

from pathlib import Path


def starter_source() -> bytes:
    """The bytes of the starting theory, a YAML file with comments."""
    return (Path(__file__).parent / "starter.yaml").read_bytes()
