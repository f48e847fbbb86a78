"""The answers to a survey as columns: one row per person and wave."""

from __future__ import annotations

__all__ = ["Answers", "Asked"]

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from toc.analysis.coded import Coded, Labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from toc.models.survey_parts import SurveyItem
    from toc.models.surveys import Survey


class Asked(NamedTuple):
    """Who was asked an item: person `n` was if `askers[kinds[n]]`."""

    kinds: NDArray[np.integer]
    askers: NDArray[np.bool_]


class Answers:
    """What people answered, and which groups they are in; nothing of it is ever printed.

    `items` holds the answers to each item by its id, as numbers or coded, NaN for no answer.
    `groups` holds columns of labels, "" for none: `voice`, `version`, `team`, `circle`, `wave` and
    others. `respondents` tells people apart by a number made of their code, 0 for none; it is as
    little to be shown as the code. `remarks` is what people should be told of how the answers were
    read.
    """

    def __init__(
        self,
        items: Mapping[str, Coded | NDArray[np.float64]],
        groups: Mapping[str, Labels | Iterable[str]],
        *,
        people: int = 0,
        respondents: NDArray[np.uint64] | None = None,
        remarks: Sequence[str] = (),
    ) -> None:
        self.items = {
            name: one if isinstance(one, Coded) else Coded.of(one) for name, one in items.items()
        }
        self.groups = {
            name: one if isinstance(one, Labels) else Labels.of(one) for name, one in groups.items()
        }
        columns = [one.codes for held in (self.items, self.groups) for one in held.values()]
        self.people = len(columns[0]) if columns else people
        self.respondents = respondents
        self.remarks = tuple(remarks)

    def coded(self, name: str) -> Labels:
        """The labels of a column, coded; "" throughout where there is no such column."""
        return self.groups.get(name) or Labels(np.zeros(self.people, dtype=np.uint8), [""])

    def column(self, name: str) -> NDArray[np.object_]:
        """The labels of a column, "" throughout where there is no such column."""
        if name == "respondent" and self.respondents is not None:
            numbers = self.respondents
            return np.where(numbers > 0, numbers.astype(str).astype(object), "")
        return self.coded(name).texts()

    def labels(self, name: str) -> list[str]:
        """The labels that a column has, in alphabetical order."""
        return sorted({*self.coded(name).names} - {""})

    def item(self, name: str) -> NDArray[np.float64]:
        """The answers to an item, all NaN where nobody was asked."""
        return self.coded_item(name).numbers()

    def coded_item(self, name: str) -> Coded:
        """The answers to an item, coded; none where nobody was asked."""
        none = Coded(np.zeros(self.people, dtype=np.uint8), np.array([np.nan]))
        return self.items.get(name, none)

    def of_wave(self, wave: str) -> Answers:
        """The answers of one wave; all of them where there is no column of waves."""
        waves = self.groups.get("wave")
        if waves is None or waves.names == [wave]:
            return self
        wanted = waves.names.index(wave) if wave in waves.names else -1
        return self.of_persons(waves.codes.astype(np.int64) == wanted)

    def of_persons(self, kept: NDArray[np.bool_]) -> Answers:
        """The answers of some people, and only the labels that they have."""
        items = {name: Coded(one.codes[kept], one.values) for name, one in self.items.items()}
        groups = {name: _those(one, kept) for name, one in self.groups.items()}
        respondents = None if self.respondents is None else self.respondents[kept]
        return Answers(
            items,
            groups,
            people=int(kept.sum()),
            respondents=respondents,
            remarks=self.remarks,
        )

    def asked(self, survey: Survey, item: SurveyItem) -> Asked:
        """Who was asked an item: those whose version has it.

        Without a version, by the versions of their voice; without a voice, everybody.
        """
        if not (item.asked_of and self.people):
            return Asked(np.zeros(self.people, dtype=np.uint8), np.array([True]))
        versions, voices = self.coded("version"), self.coded("voice")
        askers = [
            _asks(survey, item, version, voice)
            for version in versions.names
            for voice in voices.names
        ]
        kinds = versions.codes.astype(np.int64) * len(voices.names) + voices.codes
        return Asked(kinds, np.array(askers, dtype=bool))


def _those(labels: Labels, kept: NDArray[np.bool_]) -> Labels:
    """The labels of some people, and only those names that they have."""
    codes = labels.codes[kept]
    held = np.bincount(codes, minlength=len(labels.names)) > 0
    places = np.cumsum(held) - 1
    names = [name for name, one in zip(labels.names, held.tolist(), strict=True) if one]
    return Labels(places[codes].astype(codes.dtype), names)


def _asks(survey: Survey, item: SurveyItem, version: str, voice: str) -> bool:
    if version:
        return version in item.asked_of
    if voice not in {one.id for one in survey.voices}:
        return True
    return any(one.id in item.asked_of for one in survey.versions_of(voice))
