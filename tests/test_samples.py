from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import samples

if TYPE_CHECKING:
    from pathlib import Path


def test_folder_is_named_by_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TOC_SAMPLES comes first; every file with the ending is found, in the order of names."""
    monkeypatch.setenv("TOC_SAMPLES", str(tmp_path))
    for name in ("b.json", "a.json", "c.csv"):
        (tmp_path / name).write_text("{}")
    assert samples.sample_files() == [tmp_path / "a.json", tmp_path / "b.json"]
    assert samples.each_sample().args == ("sample", samples.sample_files())


def test_folder_beside_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without TOC_SAMPLES the folder beside the repository is taken."""
    monkeypatch.delenv("TOC_SAMPLES", raising=False)
    monkeypatch.setattr(samples, "_BESIDE", tmp_path)
    (tmp_path / "a.json").write_text("{}")
    assert samples.sample_folder() == tmp_path


def test_absent_folder_skips_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is no folder a test is skipped and says which places were looked at."""
    monkeypatch.delenv("TOC_SAMPLES", raising=False)
    monkeypatch.setattr(samples, "_BESIDE", tmp_path / "gone")
    ((absent,),) = (samples.each_sample().args[1],)
    (mark,) = absent.marks
    assert mark.name == "skip"
    assert str(tmp_path / "gone") in mark.kwargs["reason"]
    assert "TOC_SAMPLES" in mark.kwargs["reason"]


def test_a_named_folder_has_to_be_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that leads nowhere, or to a folder without samples, is a fault and no skip."""
    monkeypatch.setenv("TOC_SAMPLES", str(tmp_path / "gone"))
    with pytest.raises(FileNotFoundError, match="gone"):
        samples.each_sample()
    monkeypatch.setenv("TOC_SAMPLES", str(tmp_path))
    with pytest.raises(FileNotFoundError, match=r"holds no file"):
        samples.each_sample()
