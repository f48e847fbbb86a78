"""Which voices of a survey are asked about what."""

from __future__ import annotations

__all__ = ["voices_asked"]

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toc.models.surveys import Survey


def voices_asked(survey: Survey, level: str, name: str) -> tuple[str, ...]:
    """The ids of the voices that are asked an item, or some item of a sub-dimension."""
    home = next((one.sub_dimension for one in survey.items if one.id == name), "") or ""
    items = survey.items_of(name if level == "sub-dimension" else home)
    wanted = [one for one in items if level == "sub-dimension" or one.id == name]
    return tuple(
        voice.id
        for voice in survey.voices
        if any(
            item.stands_in(version.id)
            for version in survey.versions_of(voice.id)
            for item in wanted
        )
    )
