"""What is different about a project itself: its views, its fields, and what it says of itself."""

from __future__ import annotations

__all__ = ["project_differences"]

from typing import TYPE_CHECKING, Any

from toc.kumu.differing.difference import Difference
from toc.kumu.differing.meaning import changed_keys
from toc.kumu.differing.pointing import Pointing
from toc.kumu.differing.views import code_changes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toc.kumu.differing.difference import What
    from toc.kumu.differing.sides import Sides
    from toc.kumu.pairs import Part

_LISTS = ("elements", "connections", "loops", "maps", "perspectives", "attributes")
_MAP, _VIEW = "defaultMap", "defaultPerspective"


def project_differences(sides: Sides) -> Iterator[Difference]:
    """Views, definitions of fields, then the project's own values, where both forms have them."""
    if "views" not in sides.ignored and sides.can_have("perspectives"):
        yield from _views(sides)
    if sides.can_have("attributes"):
        yield from _fields(sides)
    if sides.same_form:
        yield from _facts(sides)


def _views(sides: Sides) -> Iterator[Difference]:
    found = sides.pairs.views
    for left, right, _ in found.pairs:
        own = _own("view", right)
        if left.system_id != right.system_id:
            yield Difference(*own, "id changed", "_id", left.system_id, right.system_id)
        if left.name != right.name:
            yield Difference(*own, "renamed", "name", left.name, right.name)
        old, new = left.raw.get("style"), right.raw.get("style")
        if isinstance(old, str) and isinstance(new, str) and old != new:
            for change in code_changes(old, new):
                what: What = "reordered" if change.is_order else "changed"
                yield Difference(*own, what, change.field, change.before, change.after)
        code = {"style"} if isinstance(old, str) and isinstance(new, str) else set[str]()
        for key in changed_keys(left.raw, right.raw, {"_id", "name"} | code):
            yield Difference(*own, "changed", key, left.raw.get(key), right.raw.get(key))
    for one in found.only_left:
        yield Difference(*_own("view", one), "removed", before=one.raw.get("style"))
    for one in found.only_right:
        yield Difference(*_own("view", one), "added", after=one.raw.get("style"))


def _fields(sides: Sides) -> Iterator[Difference]:
    found = sides.pairs.definitions
    for left, right, _ in found.pairs:
        if _is_silent(sides, left) and _is_silent(sides, right):
            continue
        own = _own("field", right)
        if left.name != right.name:
            yield Difference(*own, "renamed", "name", left.name, right.name)
        for key in changed_keys(left.raw, right.raw, ("_id", "name")):
            yield Difference(*own, "changed", key, left.raw.get(key), right.raw.get(key))
    for one in found.only_left:
        if not _is_silent(sides, one):
            yield Difference(*_own("field", one), "removed", before=_settings(one))
    for one in found.only_right:
        if not _is_silent(sides, one):
            yield Difference(*_own("field", one), "added", after=_settings(one))


def _facts(sides: Sides) -> Iterator[Difference]:
    left, right = ({key: one.top(key) for key in one.keys} for one in (sides.left, sides.right))
    own = ("project", "", sides.right.title or sides.left.title or "")
    pointers = ((_MAP, "default map", sides.pairs.maps), (_VIEW, "default view", sides.pairs.views))
    for key, said, pairing in pointers:
        if key == _VIEW and "views" in sides.ignored:
            continue
        before, after = Pointing(pairing).shown(left.get(key), right.get(key))
        if before != after:
            yield Difference(*own, "changed", said, before, after)
    lists = {key for key in (*left, *right) if key.lower() in _LISTS}
    for key in changed_keys(left, right, {*lists, _MAP, _VIEW}):
        what: What = "renamed" if key == "name" else "changed"
        yield Difference(*own, what, key, left.get(key), right.get(key))


def _is_silent(sides: Sides, part: Part) -> bool:
    return "metrics" in sides.ignored and part.name.lower() in sides.silent_fields


def _own(kind: str, part: Part) -> tuple[str, str, str]:
    return kind, part.system_id or "", part.name


def _settings(part: Part) -> dict[str, Any]:
    return {key: value for key, value in part.raw.items() if key not in ("_id", "name")}
