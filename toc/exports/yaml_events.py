"""The events of a YAML text, with the library's complaints in plain words."""

from __future__ import annotations

__all__ = ["spot_of", "yaml_events", "yaml_steps"]

import re
from typing import TYPE_CHECKING

import yaml

from toc.errors import UnreadableError
from toc.exports.places import Spot, Step
from toc.exports.yaml_words import plain_words

if TYPE_CHECKING:
    from collections.abc import Iterator

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
# The C library compares each of these lines with all before it.
_TAG_DIRECTIVE = re.compile(r"^%TAG\b", re.MULTILINE)
_MOST_TAG_DIRECTIVES = 100
_LINE_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")


def yaml_events(text: str, name: str) -> Iterator[yaml.Event]:
    """The events of a YAML text, one by one: nothing is held or built.

    Raises:
        UnreadableError: No YAML, an invisible control character, or hundreds of lines that define
            tags; `name` is what its text calls the file.
    """
    _refuse_control_characters(text, name)
    _refuse_tag_directives(text, name)
    # Looked up here and not once: an installation without the C library has only the other.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        yield from yaml.parse(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        character = text[mark.index : mark.index + 1] if mark else ""
        words, remedy = plain_words(error.problem or "no reason given", character)
        where = f"{name}:{mark.line + 1}:{mark.column + 1}" if mark else name
        raise UnreadableError(words, where=where, remedy=remedy) from None
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # The library without C lets a code beyond the last character come to grief in chr().
        words, remedy = plain_words(str(error).splitlines()[0])
        raise UnreadableError(words, where=name, remedy=remedy) from None


def yaml_steps(text: str, name: str) -> Iterator[Step]:
    """The steps through a YAML text that could be read; an alias is one step."""
    for event in yaml_events(text, name):
        spot = spot_of(event)
        if isinstance(event, yaml.ScalarEvent):
            yield Step("text", event.value, spot)
        elif isinstance(event, yaml.AliasEvent):
            yield Step("text", "", spot)
        elif isinstance(event, yaml.MappingStartEvent):
            yield Step("mapping", "", spot)
        elif isinstance(event, yaml.SequenceStartEvent):
            yield Step("list", "", spot)
        elif isinstance(event, yaml.CollectionEndEvent):
            yield Step("end", "", spot)


def spot_of(event: yaml.Event) -> Spot:
    """Where an event begins."""
    mark = event.start_mark
    return Spot(mark.line + 1, mark.column + 1) if mark else Spot(1, 1)


def _refuse_control_characters(text: str, name: str) -> None:
    found = _CONTROL.search(text)
    if found:
        breaks = [match.end() for match in _LINE_BREAK.finditer(text, 0, found.start())]
        column = found.start() - (breaks[-1] if breaks else 0) + 1
        raise UnreadableError(
            f"An invisible control character (code {ord(found.group()):02X}) stands here.",
            where=f"{name}:{len(breaks) + 1}:{column}",
            remedy="Delete it, or write it as an escape in double quotes.",
        )


def _refuse_tag_directives(text: str, name: str) -> None:
    found = sum(1 for _ in _TAG_DIRECTIVE.finditer(text))
    if found > _MOST_TAG_DIRECTIVES:
        raise UnreadableError(
            f"{found} lines of this file begin with `%TAG`.",
            where=name,
            remedy="Remove them; a theory file has no use for tags.",
        )
