"""The laws of merging, on made-up edits of made-up documents, and that each law can fail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.kumu.merging.edits import ThreeFiles, some_files, three_files
from tests.kumu.merging.laws import LAWS
from toc.kumu.merging import documents, lists, objects, sequences

if TYPE_CHECKING:
    from collections.abc import Callable

    from toc.kumu.merging.objects import Change

_IN_A_SUITE = 40
_ENOUGH = 150  # in which each mutation shows itself several times over


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
@given(files=three_files())
@settings(max_examples=_IN_A_SUITE, suppress_health_check=list(HealthCheck))
def test_a_law_holds(law: Callable[[ThreeFiles], None], files: ThreeFiles) -> None:
    """Whatever two people do to a file, the law holds of its merge."""
    law(files)


def _written_anew(text: str, value: Any, mark: bytes = b"") -> bytes:  # noqa: ARG001 - as the real one
    from toc.kumu.json_style import COMPACT

    return mark + COMPACT.value(value).encode()


def _base_for_equal_sides(_: Any, contents: tuple[bytes, ...]) -> bytes | None:
    base, ours, theirs = contents
    return base if ours == theirs else ours if theirs == base else theirs if ours == base else None


def _ours_if_theirs_changed(change: Change) -> tuple[Any] | None:
    found = objects.unless_both_changed(change)
    return (change.ours,) if found is not None and found[0] is change.theirs else found


_MUTATIONS: dict[str, list[tuple[Any, str, Any]]] = {
    "unchanged_side": [(documents, "_given_by_one_side", lambda *_: None)],
    "equal_sides": [(documents, "_given_by_one_side", _base_for_equal_sides)],
    "swapped_sides": [(sequences, "_put_together", lambda ours, theirs, _: [*ours, *theirs])],
    "merged_again": [
        (sequences, "_spine", lambda _, ours, theirs, __: sorted({*ours} & {*theirs}, key=str))
    ],
    "untouched_bytes": [(documents, "patched_bytes", _written_anew)],
    "one_side_alone": [(lists, "unless_both_changed", _ours_if_theirs_changed)],
}


def _check(law: Callable[[ThreeFiles], None]) -> None:
    for files in some_files(_ENOUGH):
        law(files)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_a_law_can_be_broken(
    law: Callable[[ThreeFiles], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each law notices when a step of the merge is done wrongly."""
    for module, name, wrong in _MUTATIONS[law.__name__]:
        monkeypatch.setattr(module, name, wrong)

    with pytest.raises(AssertionError):
        _check(law)
