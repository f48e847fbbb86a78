"""The answers to a survey as columns: one row per person and wave."""

from __future__ import annotations

__all__ = ["Answers"]

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from toc.models.survey_parts import SurveyItem
    from toc.models.surveys import Survey


class Answers:
    """What people answered, and which groups they are in; nothing of it is ever printed.

    `items` holds a column of numbers for each item by its id, NaN for no answer. `groups` holds
    columns of labels, "" for none: `voice`, `version`, `team`, `circle`, `wave` and others.
    """

    def __init__(
        self,
        items: Mapping[str, NDArray[np.float64]],
        groups: Mapping[str, Iterable[str]],
        *,
        people: int = 0,
    ) -> None:
        self.groups = {name: np.array(list(one), dtype=object) for name, one in groups.items()}
        self.items = dict(items)
        columns = [*self.items.values(), *self.groups.values()]
        self.people = len(columns[0]) if columns else people

    def column(self, name: str) -> NDArray[np.object_]:
        """The labels of a column, "" throughout where there is no such column."""
        return self.groups.get(name, np.full(self.people, "", dtype=object))

    def labels(self, name: str) -> list[str]:
        """The labels that a column has, in alphabetical order."""
        return sorted(set(self.column(name)) - {""})

    def item(self, name: str) -> NDArray[np.float64]:
        """The answers to an item, all NaN where nobody was asked."""
        return self.items.get(name, np.full(self.people, np.nan))

    def of_wave(self, wave: str) -> Answers:
        """The answers of one wave; all of them where there is no column of waves."""
        if "wave" not in self.groups:
            return self
        kept = self.groups["wave"] == wave
        items = {name: values[kept] for name, values in self.items.items()}
        groups = {name: labels[kept] for name, labels in self.groups.items()}
        return Answers(items, groups)

    def asked(self, survey: Survey, item: SurveyItem) -> NDArray[np.bool_]:
        """Who was asked an item: those whose version has it.

        Without a version, by the versions of their voice; without a voice, everybody.
        """
        if not item.asked_of:
            return np.ones(self.people, dtype=bool)
        versions, by_version = pd.factorize(self.column("version"))
        voices, by_voice = pd.factorize(self.column("voice"))
        asked = np.array(
            [[_asks(survey, item, version, voice) for voice in by_voice] for version in by_version],
            dtype=bool,
        ).reshape(len(by_version), len(by_voice))
        return asked[versions, voices]


def _asks(survey: Survey, item: SurveyItem, version: str, voice: str) -> bool:
    if version:
        return version in item.asked_of
    if voice not in {one.id for one in survey.voices}:
        return True
    return any(one.id in item.asked_of for one in survey.versions_of(voice))
