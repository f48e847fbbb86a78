from __future__ import annotations

import random
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from tests.exports import theory_merge_laws
from tests.exports.edited_theories import ThreeFiles, three_files, three_files_of
from tests.exports.theory_merge_laws import LAWS
from toc.exports import merged_fates, merged_parts, merged_remarks, theory_merge

if TYPE_CHECKING:
    from collections.abc import Callable


@settings(max_examples=10, deadline=None)
@given(three_files())
def test_every_law_holds(files: ThreeFiles) -> None:
    """Whatever two people made of a theory file, every law of merging holds."""
    for law in LAWS:
        law(files)


_SEEDS = (48, 5071, *range(40))  # in 48, one side removes what the other changes
MUTATIONS = (
    ("unchanged_side", theory_merge, "TheoryMerge(theirs, name)", "TheoryMerge(base, name)"),
    ("equal_sides", theory_merge, "TheoryMerge(ours, name)", "TheoryMerge(base, name)"),
    ("swapped_sides", merged_parts, "undecided = base if", "undecided = ours if"),
    ("swapped_sides", merged_parts, "if mine < yours", "if mine"),
    ("swapped_sides", merged_fates, "mirrored=True)", "mirrored=False)"),
    ("merged_again", merged_parts, "(theirs, base) or _same", "(theirs, base) and _same"),
    ("one_side_alone", merged_parts, "return _shown(theirs)", "return _shown(base)"),
    ("kept_remarks", theory_merge, "conflicts), lost)", "conflicts))"),
    ("kept_remarks", theory_merge, "TheoryMerge(content,", "TheoryMerge(result,"),
    ("kept_remarks", merged_remarks, "held[one.text] < max(", "-1 < max("),
    ("kept_remarks", merged_remarks, "lacking.get(one.text, 0) > 0", "side == 'ours'"),
    ("merged_again", merged_remarks, "if have[remark.text] > 0", "if False"),
)  # fmt: skip


@pytest.mark.parametrize(("law", "module", "old", "new"), MUTATIONS)
def test_each_law_catches_a_mutation(
    law: str, module: ModuleType, old: str, new: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A merge that is wrong in one place breaks the law that is about it."""
    broken = mutated(module, old, new)
    for user in (merged_fates, theory_merge, theory_merge_laws):
        for name in (
            "PartsMerge",
            "with_settled_fates",
            "settle_references",
            "merge_theories",
            "with_remarks",
        ):
            if hasattr(user, name) and name in broken.__all__:
                monkeypatch.setattr(user, name, getattr(broken, name))
    (checked,) = [one for one in LAWS if one.__name__ == law]
    assert caught(checked)


def caught(law: Callable[[ThreeFiles], None]) -> bool:
    """Whether one of some made-up pairs of edits breaks a law."""
    for seed in _SEEDS:
        try:
            law(three_files_of(random.Random(seed)))  # noqa: S311 - no secret
        except AssertionError:
            return True
    return False


def mutated(module: ModuleType, old: str, new: str) -> ModuleType:
    """A module with one piece of its text exchanged."""
    text = Path(str(module.__file__)).read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    broken = ModuleType(module.__name__)
    assert module.__name__ in sys.modules  # dataclasses look themselves up there
    exec(compile(text.replace(old, new), str(module.__file__), "exec"), vars(broken))  # noqa: S102
    return broken
