"""What comes with toc: theories to try things on, and surveys to start from."""

from __future__ import annotations

__all__ = ["bundled_file", "bundled_names", "bundled_surveys"]

from pathlib import Path

_HOME = Path(__file__).parent.parent
_THEORIES, _SURVEYS = _HOME / "theories", _HOME / "surveys"


def bundled_names() -> list[str]:
    """The names of the theories that come with toc, in alphabetical order."""
    return sorted(path.stem for path in _THEORIES.glob("*.yaml"))


def bundled_surveys() -> list[str]:
    """The names of the surveys that come with toc, in alphabetical order."""
    return sorted(path.stem for path in _SURVEYS.glob("*.yaml"))


def bundled_file(name: str) -> Path | None:
    """The file of a bundled theory or survey; None where nothing bundled has this name."""
    if name in bundled_names():
        return _THEORIES / f"{name}.yaml"
    return _SURVEYS / f"{name}.yaml" if name in bundled_surveys() else None
