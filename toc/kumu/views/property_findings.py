"""Properties and controls that there are not, and values that they do not take."""

from __future__ import annotations

__all__ = ["find_unknown_properties"]

from typing import TYPE_CHECKING

from toc.kumu.selectors.syntax import Kind, Pseudo, TypeName
from toc.kumu.views.findings import meant
from toc.kumu.views.properties import (
    CHILDREN,
    CONTROLS,
    DECORATIONS,
    KINDS,
    REGIONS,
    SETTINGS,
    control_property,
    decoration,
    prefixed,
)
from toc.kumu.views.syntax import Control, Controls, Rule, Settings, every_node
from toc.kumu.views.value_faults import value_fault

if TYPE_CHECKING:
    from toc.kumu.selectors.syntax import Compound
    from toc.kumu.views.findings import Findings
    from toc.kumu.views.properties import Takes
    from toc.kumu.views.syntax import Declaration

_OF_CONNECTIONS = {"directed", "undirected", "mutual", "delayed", "from", "to"}
_ENDING = "-connection"


def find_unknown_properties(found: Findings) -> None:
    """Look at every declaration, region and control of the view."""
    for node in every_node(found.sheet):
        if isinstance(node, Settings):
            for one in node.declarations:
                _setting(found, one)
        elif isinstance(node, Rule):
            kinds = _kinds(node)
            for one in node.declarations:
                _decoration(found, one, kinds)
        elif isinstance(node, Controls):
            _top(found, node)
        elif isinstance(node, Control):
            _control(found, node)


def _setting(found: Findings, one: Declaration) -> None:
    parted = prefixed(one.key)
    takes = SETTINGS.get(one.key) if parted is None else decoration(parted[1])
    if takes is None:
        _unknown(found, one, "in @settings", _setting_meant(one.key))
    elif parted and not takes.kinds & parted[0]:
        _wrong_kind(found, one, parted[1], takes, parted[0])
    else:
        _value(found, one, takes)


def _setting_meant(key: str) -> str:
    if takes := decoration(key):
        kinds = [kind for kind in KINDS if kind in takes.kinds]
        return f"Did you mean {_or([f'{kind}-{key}' for kind in kinds])}?"
    named = [f"{kind}-{name}" for name, takes in DECORATIONS.items() for kind in takes.kinds]
    return meant(key, [*SETTINGS, *named])


def _decoration(found: Findings, one: Declaration, kinds: frozenset[str]) -> None:
    takes, parted = decoration(one.key), prefixed(one.key)
    if takes is None and parted and decoration(parted[1]):
        _unknown(found, one, "in a rule", f"Did you mean {parted[1]}?")
    elif takes is None and one.key in SETTINGS:
        _unknown(found, one, "in a rule", "It belongs in @settings.")
    elif takes is None:
        _unknown(found, one, "in a rule", meant(one.key, DECORATIONS))
    elif not takes.kinds & kinds:
        _wrong_kind(found, one, one.key, takes, kinds)
    else:
        _value(found, one, takes)


def _top(found: Findings, controls: Controls) -> None:
    for one in controls.declarations:
        takes = control_property(None, one.key)
        if takes is None:
            _unknown(found, one, "in @controls itself", "It belongs in a control.")
        else:
            _value(found, one, takes)
    for region in controls.regions:
        if region.name in REGIONS:
            for control in region.children:
                _named(found, control, CONTROLS, "control")
        else:
            is_control = region.name in CONTROLS
            hint = f"Put it into a region: {', '.join(REGIONS)}." if is_control else ""
            _no_such(found, region, "region", hint or meant(region.name, REGIONS))


def _control(found: Findings, control: Control) -> None:
    known = CONTROLS.get(control.name) or CHILDREN.get(control.name)
    if known is None:  # a region, or what there is not: that is said already
        return
    group = control.name == "group"
    for child in control.children:
        _named(found, child, CONTROLS if group else CHILDREN, "control" if group else "option")
    for one in control.declarations:
        takes = control_property(control.name, one.key)
        if takes is not None:
            _value(found, one, takes)
        else:
            _unknown(found, one, f"in {control.name}", meant(one.key, known))


def _named(found: Findings, one: Control, known: dict[str, dict[str, Takes]], what: str) -> None:
    if one.name not in known:
        _no_such(found, one, what, meant(one.name, known))


def _no_such(found: Findings, one: Control, what: str, suggestion: str) -> None:
    text = f'There is no {what} "{one.head.text}".' if one.name else f"A {what} has no name."
    found.add("unknown-control", one.start, text, suggestion)


def _unknown(found: Findings, one: Declaration, where: str, suggestion: str) -> None:
    what = f"Kumu documents no {one.name.text} {where}."
    found.add("unknown-property", one.start, what, suggestion)


def _wrong_kind(
    found: Findings, one: Declaration, name: str, takes: Takes, kinds: frozenset[str]
) -> None:
    has = _and([f"{kind}s" for kind in KINDS if kind in takes.kinds])
    have_not = _and([f"{kind}s" for kind in KINDS if kind in kinds])
    found.add("wrong-kind", one.start, f"{name} is for {has}; this is about {have_not}.")


def _value(found: Findings, one: Declaration, takes: Takes) -> None:
    if one.value.text and (fault := value_fault(one.value, takes)):
        position, what, suggestion = fault
        found.add("unknown-value", position, f"{one.name.text}: {what}", suggestion)


def _kinds(rule: Rule) -> frozenset[str]:
    """The kinds of items that the selector of a rule can pick, as far as its words say."""
    if rule.selector.tree is None:
        return frozenset(KINDS)
    return frozenset().union(*(_compound_kinds(one.first) for one in rule.selector.tree.choices))


def _compound_kinds(compound: Compound) -> frozenset[str]:
    kinds = frozenset(KINDS)
    for part in compound.parts:
        match part:
            case Kind(text=text):
                kinds &= {text.lower()}
            case TypeName(text=text):
                kinds &= {"connection" if text.lower().endswith(_ENDING) else "element"}
            case Pseudo(name=name) if name in _OF_CONNECTIONS:
                kinds &= {"connection"}
            case Pseudo(name="orphan"):
                kinds &= {"element"}
            case _:
                pass
    return kinds


def _and(words: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def _or(words: list[str]) -> str:
    return " or ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
