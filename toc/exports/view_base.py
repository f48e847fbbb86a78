"""The view that says how everything looks; all others import it."""

from __future__ import annotations

__all__ = ["base_text"]

from typing import TYPE_CHECKING

from toc import tokens
from toc.exports.map_reading import OUTCOMES
from toc.exports.view_texts import in_comment, shown
from toc.exports.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toc.exports.view_parts import ViewParts
    from toc.tokens import ConnectionLook, ElementLook

_BLOCKS = {"square": 1, "rectangle": 2}


def base_text(parts: ViewParts, *, positions: bool) -> str:
    """Settings, a rule with an entry in the legend for each role, and controls.

    What stands under `@settings` can be overridden by views that import it; rules cannot. Looks
    that nothing would have are left out.
    """
    ties = _ties(parts)
    inferred = _inferred(parts, ties)
    special = ", ".join([*inferred, *ties])
    is_all = special and not parts.picks(f"connection:not({special})")
    plain = [] if is_all else [*_line(tokens.CONNECTIONS["leads to"])]
    lines = [
        "@settings {",
        "  template: custom;",
        f"  background-color: {tokens.BACKGROUND};",
        *(["  layout: static;"] if positions else []),
        *(f"  element-{line}" for line in _look(tokens.OTHER) if parts.reading.no_role),
        f"  element-font-color: {tokens.INK};",
        "  element-text-align: bottom;",
        *(f"  connection-{line}" for line in plain),
        "}",
        *_rules(parts),
        *_connection_rules(inferred, ties),
        *_controls(parts),
    ]
    return "\n".join([*lines, ""])


def _rules(parts: ViewParts) -> Iterator[str]:
    for role in Role:
        if selectors := parts.selectors(role):
            look = tokens.ELEMENTS[role]
            kinds = " and ".join(shown(kind) or "no type" for kind in parts.types(role))
            yield ""
            yield in_comment(f"elements: {kinds or role.capitalize()} ({look.shape})")
            yield f"{', '.join(selectors)} {{"
            yield from (f"  {line}" for line in _look(look))
            yield f"  popover: {_popover(parts, role)};"
            yield "}"


def _look(look: ElementLook) -> Iterator[str]:
    yield f"color: {look.colour};"
    yield f"shape: {look.shape};"
    if wide := _BLOCKS.get(look.shape):
        yield f"width: {look.size * wide};"
        yield f"height: {look.size};"
    else:
        yield f"size: {look.size};"
    yield f"border-color: {look.border};"
    yield "border-width: 1;"


def _line(look: ConnectionLook) -> Iterator[str]:
    yield f"color: {look.colour};"
    yield f"size: {look.width};"
    if look.dash:
        yield "style: dashed;"
        yield f"dash: {look.dash[0]} {look.dash[1]};"


def _popover(parts: ViewParts, role: Role) -> str:
    """The label, the type, and the group that the element names in a field."""
    group = "domain" if role in OUTCOMES else "dimension" if role is Role.OUTPUT else ""
    fields = parts.fields(group, role)[:1] if group else []
    safe = [name for name in ("element type", *fields) if shown(name) == name]
    return '"**{{label}}**' + "".join(f"  {{{{{name}}}}}" for name in safe) + '"'


def _inferred(parts: ViewParts, ties: list[str]) -> list[str]:
    """Selectors of the claims that somebody other than the owners makes; ties are no claims."""
    fields = (name for name in parts.vocabulary.fields["status"] if shown(name) == name)
    no_ties = f":not({', '.join(ties)})" if ties else ""
    return parts.those_that_pick(f'connection["{name}"="inferred"]{no_ties}' for name in fields)


def _ties(parts: ViewParts) -> list[str]:
    """Selectors of the connections that begin or end at a measure."""
    measures = parts.compounds(Role.MEASURE)
    return parts.those_that_pick(
        f":{end}({measure})" for measure in measures for end in ("from", "to")
    )


def _connection_rules(inferred: list[str], ties: list[str]) -> Iterator[str]:
    for label, selectors, key in (
        ("Inferred, not stated (dashes)", inferred, "inferred"),
        ("Measured by (dots)", ties, "measured by"),
    ):
        if selectors:
            yield ""
            yield in_comment(f"connections: {label}")
            yield f"{', '.join(selectors)} {{"
            yield from (f"  {line}" for line in _line(tokens.CONNECTIONS[key]))
            yield "}"


def _controls(parts: ViewParts) -> Iterator[str]:
    """A filter by type, one by dimension and one by domain where fields hold them, a focus."""
    fields = ["element type"]
    fields += [name for name in parts.fields("dimension", Role.OUTPUT) if shown(name) == name]
    fields += [name for name in parts.fields("domain", *sorted(OUTCOMES)) if shown(name) == name]
    yield ""
    yield "@controls {"
    yield "  bottom {"
    for number, name in enumerate(fields):
        target = "element" if number == 0 else f'["{name}"]'
        yield "    filter {"
        yield f"      target: {target};"
        yield f'      by: "{name}";'
        yield "      as: dropdown;"
        yield "      multiple: true;"
        yield "      default: show-all;"
        yield f'      placeholder: "Filter by {name}";'
        yield "    }"
    yield "    focus {"
    yield '      by: "label";'
    yield "      as: dropdown;"
    yield "      out: 1;"
    yield '      placeholder: "Focus on one";'
    yield "    }"
    yield "  }"
    yield "  bottom-left {"
    yield "    legend {}"
    yield "  }"
    yield "}"
