"""The columns of answers that say who somebody is: what is wrong with them, and what is odd."""

from __future__ import annotations

__all__ = ["Groups", "checked_groups", "spelling_remarks"]

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from toc.analysis.coded import Labels, smallest_for
from toc.exports.legible import legible
from toc.exports.wave_names import WAVE_FORMS, is_wave

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from numpy.typing import NDArray

    from toc.exports.answer_faults import AnswerFaults
    from toc.models.surveys import Survey

    Flags = NDArray[np.bool_]

_CODED = ("voice", "version")
_UNKNOWN = "\0"  # stands for what is a fault already, until all faults are told
_SHOWN = 3  # spellings that are named where there are more


class Groups(NamedTuple):
    """Columns of labels, the row that each person stands in, and who has answered anything."""

    columns: Mapping[str, Labels]
    rows: NDArray[np.integer]
    answered: Flags


def checked_groups(survey: Survey, groups: Groups, faults: AnswerFaults) -> dict[str, Labels]:
    """The same columns, voices and versions by their ids.

    Where nobody says a person's voice, it is the first of their version.
    """
    found = dict(groups.columns)
    if "wave" in found:
        _check_waves(groups, found["wave"], faults)
    versions = {one.id: one.label for one in survey.versions}
    voices = {one.id: one.label or one.id for one in survey.voices}
    for column, named in (("version", versions), ("voice", voices)):
        if column in found:
            found[column] = _by_ids(groups, column, named, faults)
    if found.keys() & _CODED:
        found["voice"] = _voices(survey, groups, found, faults)
    return found


def _check_waves(groups: Groups, waves: Labels, faults: AnswerFaults) -> None:
    odd = [bool(name) and not is_wave(name) for name in waves.names]
    empty = [not name for name in waves.names]
    _add(groups, "wave", f"no {WAVE_FORMS}", _flags(waves, odd), faults)
    if not all(empty):
        told = "empty, while others name their wave"
        _add(groups, "wave", told, _flags(waves, empty) & groups.answered, faults)


def _by_ids(groups: Groups, column: str, named: Mapping[str, str], faults: AnswerFaults) -> Labels:
    words = {text.casefold(): one for one, label in named.items() for text in (label, one)}
    words[""] = ""
    labels = groups.columns[column]
    meant = [words.get(name.casefold()) for name in labels.names]
    odd = _flags(labels, [one is None for one in meant])
    _add(groups, column, f"none of {', '.join(named)}", odd, faults)
    ids = [_UNKNOWN if one is None else one for one in meant]
    names = list(dict.fromkeys(ids))
    return _renamed(labels.codes, ids, names)


def _voices(
    survey: Survey, groups: Groups, found: Mapping[str, Labels], faults: AnswerFaults
) -> Labels:
    none = Labels(np.zeros(len(groups.rows), dtype=np.uint8), [""])
    given, versions = found.get("voice", none), found.get("version", none)
    if "version" not in found and all(given.names):
        return given
    asked = {one.id: one.voices for one in survey.versions}
    pairs = [(voice, version) for version in versions.names for voice in given.names]
    kinds = versions.codes.astype(np.int64) * len(given.names) + given.codes
    empty = np.array([not (voice or version) for voice, version in pairs], dtype=bool)
    misfit = [
        bool(voice and version) and _UNKNOWN not in {voice, version} and voice not in asked[version]
        for voice, version in pairs
    ]
    told = "empty, and no version says whose answers these are"
    _add(groups, "voice", told, empty[kinds] & groups.answered, faults)
    told = "not a voice that the survey's version is for"
    _add(groups, "voice", told, np.array(misfit, dtype=bool)[kinds], faults)
    meant = [voice or next(iter(asked.get(version, ())), "") for voice, version in pairs]
    names = list(dict.fromkeys(meant))
    return _renamed(kinds, meant, names)


def _renamed(codes: NDArray[np.integer], meant: Sequence[str], names: list[str]) -> Labels:
    """What each code means, as one of the names."""
    kind = smallest_for(len(names))
    if [*meant] == names:
        return Labels(codes.astype(kind, copy=False), names)
    return Labels(np.array([names.index(one) for one in meant], dtype=kind)[codes], names)


def _flags(labels: Labels, of_names: Sequence[bool]) -> Flags:
    if not any(of_names):
        return np.zeros(len(labels.codes), dtype=bool)
    return np.array(of_names, dtype=bool)[labels.codes]


def _add(groups: Groups, column: str, what: str, flags: Flags, faults: AnswerFaults) -> None:
    if flags.any():
        faults.add(column, what, groups.rows[flags])


def spelling_remarks(column: str, ways: Mapping[str, AbstractSet[str]]) -> list[str]:
    """What to say of labels that are written in several ways; `ways` has those of each label.

    Blanks around a label are no part of it; capitals and blanks within it are.
    """
    remarks = []
    alike: dict[str, list[str]] = {}
    for name in ways:
        alike.setdefault(" ".join(name.casefold().split()), []).append(name)
    for names in alike.values():
        if len(names) > 1:
            listed = _quoted(names)
            remarks.append(f"{column}: {listed} are counted apart; are they the same?")
    trimmed = [name for name, written in ways.items() if len(written) > 1]
    if trimmed:
        listed = _quoted(trimmed)
        remarks.append(f"{column}: {listed} also stands with blanks around it, counted as the same")
    return remarks


def _quoted(names: Sequence[str]) -> str:
    more = len(names) - _SHOWN
    shown = [f'"{legible(name)}"' for name in names[:_SHOWN]]
    return ", ".join(shown) + (f" and {more:,} more" if more > 0 else "")
