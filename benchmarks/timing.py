"""Whole commands, timed and weighed from outside, two of them turn and turn about."""

from __future__ import annotations

__all__ = ["Run", "alternate", "middle", "run"]

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

_PEAK_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True)
class Run:
    """What one command took and said; `peak` is its largest memory in bytes."""

    seconds: float
    peak: int
    output: str
    errors: str


def run(
    command: Sequence[str | Path],
    statuses: Sequence[int] = (0,),
    environment: Mapping[str, str] | None = None,
) -> Run:
    """Run a command to its end, on Linux or macOS; any status but these stops everything.

    Where a system starts a child in the memory of its parent, the parent's counts as the child's
    first: what measures must stay smaller than what is measured.
    """
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        started = perf_counter()
        child = subprocess.Popen(
            [str(part) for part in command],
            stdout=output,
            stderr=errors,
            env=os.environ | (environment or {}),
        )
        _, ending, used = os.wait4(child.pid, 0)
        seconds = perf_counter() - started
        child.returncode = os.waitstatus_to_exitcode(ending)
        output.seek(0)
        errors.seek(0)
        done = Run(
            seconds, used.ru_maxrss * _PEAK_UNIT, output.read().decode(), errors.read().decode()
        )
    if child.returncode not in statuses:
        sys.exit(f"{' '.join(map(str, command))} ended with {child.returncode}:\n{done.errors}")
    return done


def alternate(
    one: Callable[[], Run], other: Callable[[], Run], times: int
) -> tuple[list[Run], list[Run]]:
    """Both commands `times` times, in turn: what else the machine does meets both alike."""
    pairs = [(one(), other()) for _ in range(times)]
    return [first for first, _ in pairs], [second for _, second in pairs]


def middle(runs: Sequence[Run]) -> tuple[float, float]:
    """The medians of seconds and of peak memory."""
    return median(one.seconds for one in runs), median(one.peak for one in runs)
