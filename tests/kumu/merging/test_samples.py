"""Merging real files: the laws hold of edits of every sample."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from tests.kumu.merging.edits import made
from tests.kumu.merging.laws import LAWS
from tests.samples import each_sample
from toc.errors import TocError
from toc.kumu.document import read_document

if TYPE_CHECKING:
    from pathlib import Path


@each_sample()
def test_the_laws_hold_of_real_files(sample: Path) -> None:
    """Whatever two people do to a file that Kumu or somebody's script wrote."""
    content = sample.read_bytes()
    try:
        read_document(content, sample.name)
    except TocError:
        return  # not every sample is a Kumu document
    for seed in range(2):
        files = made(Random(f"{sample.name} {seed}"), content)  # noqa: S311 - made-up edits
        for law in LAWS:
            law(files)
