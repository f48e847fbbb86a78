"""The laws of merging tried on as many made-up pairs of edits as are asked for.

`python -m tests.kumu.merging.soak 1000 7` tries a thousand, by the seed 7, and says how many held;
the first that does not is shown.
"""

from __future__ import annotations

import sys

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.kumu.merging.edits import ThreeFiles, three_files
from tests.kumu.merging.laws import LAWS


def _main(number: int, chosen: int) -> None:
    done = 0

    @seed(chosen)
    @settings(
        max_examples=number,
        database=None,
        deadline=None,
        derandomize=False,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(three_files())
    def hold(files: ThreeFiles) -> None:
        nonlocal done
        for law in LAWS:
            law(files)
        done += 1

    hold()
    sys.stdout.write(f"seed {chosen}: {done:,} pairs of edits, every law held\n")


if __name__ == "__main__":
    _main(int(sys.argv[1]), int(sys.argv[2]))
