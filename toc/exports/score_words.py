"""What scores are called: labels of what was scored, of groups and of bands, and what they mean."""

from __future__ import annotations

__all__ = ["ScoreWords"]

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toc.analysis.shown_scores import Group, Score, ShownScore
    from toc.models.surveys import Survey
    from toc.models.theory import Theory

_ALL = "All people"


class ScoreWords:
    """The labels of a survey, and of the outcomes of a theory where there is one."""

    def __init__(self, survey: Survey, theory: Theory | None = None) -> None:
        self.survey = survey
        self._labels = {("item", one.id): one.text for one in survey.items}
        self._labels |= {("sub-dimension", one.id): one.label for one in survey.sub_dimensions}
        self._labels |= {("domain", one.id): one.label or one.id for one in survey.domains}
        if theory:
            self._labels |= {("outcome", one.id): one.label for one in theory.outcomes}
        self._homes = {one.id: one.domain for one in survey.sub_dimensions}
        self._items = {one.id: one.sub_dimension for one in survey.items}
        self._voices = {one.id: one.label or one.id for one in survey.voices}

    def label(self, score: Score) -> str:
        """The label of what was scored."""
        return self.label_of(score.level, score.id)

    def label_of(self, level: str, name: str) -> str:
        """The label of an outcome, domain, sub-dimension or item; its id where it has none."""
        return self._labels.get((level, name), name)

    def domain(self, score: Score) -> str:
        """The id of the domain of a sub-dimension or item; a domain is its own; else empty."""
        if score.level == "domain":
            return score.id
        home = self._items.get(score.id) if score.level == "item" else score.id
        return (self._homes.get(home or "") or "") if score.level != "outcome" else ""

    def group(self, group: Group) -> str:
        """A group in words: `All people`, `Care receivers, team Ash`."""
        named = [
            self._voices.get(label, label) if name == "voice" else f"{name} {label}"
            for name, label in group
        ]
        return ", ".join(named) or _ALL

    def band(self, score: ShownScore) -> str:
        """The label of the band a score falls in; empty where there is none."""
        labels = {band.id: band.label for one in self.survey.bands for band in one.bands}
        return labels.get(score.band or "", score.band or "")

    def reading(self, score: ShownScore) -> str | None:
        """What the band means for a sub-dimension, to the voice of the group, else in general.

        A draft begins with that word; None where there is no band, or not for a sub-dimension.
        """
        if score.level != "sub-dimension" or score.band is None:
            return None
        voice = dict(score.group).get("voice")
        if voice and not self.survey.reading(score.id, score.band, voice):
            voice = None
        return self.survey.read_out(score.id, score.band, voice)
