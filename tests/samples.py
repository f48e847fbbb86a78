"""Real Kumu files, looked for outside the repository because of their licences.

They are in the folder that the environment variable TOC_SAMPLES names, else in
`../shared/kumu-samples` beside the repository.
"""

from __future__ import annotations

__all__ = ["each_sample", "sample_files", "sample_folder"]

import os
from pathlib import Path

import pytest

_BESIDE = Path(__file__).parents[2] / "shared" / "kumu-samples"


def sample_folder() -> Path | None:
    """The folder with the samples; None where there is none.

    Raises:
        FileNotFoundError: TOC_SAMPLES names a folder that is not there.
    """
    named = os.environ.get("TOC_SAMPLES")
    folder = Path(named) if named else _BESIDE
    if folder.is_dir():
        return folder
    if named:
        raise FileNotFoundError(f"TOC_SAMPLES names {named}, which is no folder")
    return None


def sample_files(ending: str = ".json") -> list[Path]:
    """All samples with this ending, by name; empty where there is no folder.

    Raises:
        FileNotFoundError: the folder is there, but holds no such file.
    """
    folder = sample_folder()
    if folder is None:
        return []
    found = sorted(folder.glob(f"*{ending}"))
    if not found:
        raise FileNotFoundError(f"{folder} holds no file that ends in {ending}")
    return found


def each_sample(ending: str = ".json") -> pytest.MarkDecorator:
    """Runs a test once for every sample with this ending, given as the argument `sample`.

    Without the folder the test is skipped and says so; with it no sample is left out.
    """
    files = sample_files(ending)
    if files:
        return pytest.mark.parametrize("sample", files, ids=[file.name for file in files])
    reason = f"no Kumu samples: neither TOC_SAMPLES nor {_BESIDE} is there"
    absent = pytest.param(Path(), marks=pytest.mark.skip(reason=reason), id="no samples")
    return pytest.mark.parametrize("sample", [absent])
