"""A file made fit to be published: without share tokens, e-mail addresses and private fields.

All else stays byte for byte.
"""

from __future__ import annotations

__all__ = ["KINDS", "PRIVATE", "Removal", "Scrubbed", "scrub_json", "scrub_text"]

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from toc.kumu.disclosures import EMAIL, TOKEN, without_disclosures
from toc.kumu.items import text_of
from toc.kumu.json_reader import UTF8_MARK, decode_json, decode_text
from toc.kumu.json_tokens import quoted
from toc.kumu.json_writer import patched_bytes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from toc.kumu.limits import Limits

PRIVATE = "private"
KINDS = (TOKEN, EMAIL, PRIVATE)
"""What can be removed: share tokens and other secrets of addresses, e-mail addresses, fields."""

_NOUNS = {
    "elements": "element",
    "connections": "connection",
    "loops": "loop",
    "maps": "map",
    "perspectives": "view",
    "attributes": "field",
}
_ITEMS = ("elements", "connections", "loops")
Path = tuple[str | int, ...]


class Removal(NamedTuple):
    """Something that was removed, and where.

    `kind` is one of `KINDS`. `where` names an item, map, view or field, or a line; `field` the
    field or part of it. `shown` is enough to recognise it by, never all of it: of a private field
    it says how many items had a value. `times` is how often it was removed there.
    """

    kind: str
    where: str
    field: str
    shown: str
    times: int


class Scrubbed(NamedTuple):
    """A file's bytes after the removals, the same bytes where there were none.

    `still_named` says in words where a view names a private field, and perhaps its values.
    """

    content: bytes
    removals: tuple[Removal, ...]
    still_named: tuple[str, ...] = ()


def scrub_json(
    content: bytes, name: str, kinds: Collection[str] = KINDS, *, limits: Limits | None = None
) -> Scrubbed:
    """A JSON file of any form without what `kinds` names; see `without_disclosures`.

    Private fields are those whose definitions in a full project say so: their values go from every
    item, and the definitions with their choices go too. Views that name one are left as they are.

    Raises:
        UnreadableError: it is no JSON.
        LimitError: larger or deeper than `limits` allow.
    """
    if _is_clean(decode_json(content, name, limits), kinds):
        return Scrubbed(content, ())
    # Once more, with numbers that keep their spelling: most files are spared that.
    data = decode_json(content, name, limits, spelled=True)
    named: tuple[str, ...] = ()
    removals: list[Removal] = []
    if PRIVATE in kinds and isinstance(data, dict):
        named = tuple(_still_named(data))
        removals += _private_fields(data)
    data, found = _Walk(kinds).scrubbed(data)
    counts = Counter((*_place(data, path), kind, shown) for path, kind, shown in found)
    removals += [
        Removal(kind, where, field, shown, number)
        for (where, field, kind, shown), number in counts.items()
    ]
    mark = UTF8_MARK if content.startswith(UTF8_MARK) else b""
    written = patched_bytes(decode_text(content, name), data, mark)
    return Scrubbed(written, tuple(removals), named)


def scrub_text(content: bytes, name: str, kinds: Collection[str] = KINDS) -> Scrubbed:
    """A text file, such as a theory in YAML or a table, without what `kinds` names.

    Private fields are unknown there: only tokens and e-mail addresses are removed.

    Raises:
        UnreadableError: it is not UTF-8.
    """
    lines = decode_text(content, name).splitlines(keepends=True)
    removals: list[Removal] = []
    for number, line in enumerate(lines, 1):
        lines[number - 1], found = without_disclosures(line, kinds)
        counts = Counter(found)
        removals += [
            Removal(one.kind, f"line {number}", "", one.shown, count)
            for one, count in counts.items()
        ]
    if not removals:
        return Scrubbed(content, ())
    mark = UTF8_MARK if content.startswith(UTF8_MARK) else b""
    return Scrubbed(mark + "".join(lines).encode(), tuple(removals))


def _is_clean(data: Any, kinds: Collection[str]) -> bool:
    """Whether there is nothing to remove."""
    if PRIVATE in kinds and isinstance(data, dict) and any(_private_definitions(data)):
        return False
    keys: set[str] = set()
    rest = [data]
    while rest:
        value = rest.pop()
        if isinstance(value, dict):
            keys.update(value)
            rest.extend(value.values())
        elif isinstance(value, list):
            rest.extend(value)
        elif isinstance(value, str) and without_disclosures(value, kinds)[1]:
            return False
    return not any(without_disclosures(key, kinds)[1] for key in keys)


class _Walk:
    """Every text of a decoded file, keys too, without what it gives away."""

    def __init__(self, kinds: Collection[str]) -> None:
        self._kinds = kinds
        self._path: list[str | int] = []
        self._clean_keys: set[str] = set()
        self._found: list[tuple[Path, str, str]] = []

    def scrubbed(self, data: Any) -> tuple[Any, list[tuple[Path, str, str]]]:
        """The data, and of each finding its path, its kind and what is shown of it."""
        return self._value(data), self._found

    def _value(self, value: Any) -> Any:
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, list):
            self._members(value, enumerate(value))
        elif isinstance(value, dict):
            if not self._clean_keys.issuperset(value):
                self._keys(value)
            self._members(value, value.items())
        return value

    def _members(self, holder: Any, members: Iterable[tuple[str | int, Any]]) -> None:
        for key, one in members:
            self._path.append(key)
            new = self._value(one)
            if new is not one:
                holder[key] = new
            self._path.pop()

    def _keys(self, value: dict[str, Any]) -> None:
        names = {key: self._text(key) for key in value}
        self._clean_keys.update(key for key, name in names.items() if key == name)
        if self._clean_keys.issuperset(value):
            return
        members: dict[str, Any] = {}
        for key, one in value.items():
            name = names[key]
            while name in members or (name != key and name in value):
                name += "'"
            members[name] = one
        value.clear()
        value.update(members)

    def _text(self, text: str) -> str:
        new, found = without_disclosures(text, self._kinds)
        self._found += [(tuple(self._path), one.kind, one.shown) for one in found]
        return new if found else text


def _private_fields(data: dict[str, Any]) -> Iterator[Removal]:
    """Take the fields that are defined as private out of a project, and tell of each."""
    private = list(_private_definitions(data))
    if not private:
        return
    definitions = data["attributes"]
    names = {name.casefold(): name for one in private if isinstance(name := one.get("name"), str)}
    definitions[:] = [one for one in definitions if not any(one is hidden for hidden in private)]
    _forget_relevance(data.get("attributeRelevance"), names)
    counts = Counter(field for item in _raw_items(data) for field in _taken(item, names))
    for field, name in names.items():
        number = counts[field]
        shown = f"the values of {number} item{'' if number == 1 else 's'}"
        yield Removal(PRIVATE, f"field {quoted(name)}", "", shown, max(number, 1))


def _private_definitions(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    definitions = data.get("attributes")
    for one in definitions if isinstance(definitions, list) else ():
        if isinstance(one, dict) and one.get("private") is True:
            yield one


def _raw_items(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for section in _ITEMS:
        listed = data.get(section)
        yield from (one for one in listed or () if isinstance(one, dict))


def _taken(item: dict[str, Any], names: Collection[str]) -> Iterator[str]:
    """Take fields out of an item; the names of those that had a value."""
    inner = item.get("attributes")
    holder = inner if isinstance(inner, dict) else item
    for key in [key for key in holder if key.casefold() in names]:
        if text_of(holder.pop(key)):
            yield key.casefold()


def _forget_relevance(relevance: Any, names: Collection[str]) -> None:
    for listed in relevance.values() if isinstance(relevance, dict) else ():
        if isinstance(listed, list):
            listed[:] = [one for one in listed if str(one).casefold() not in names]


def _still_named(data: dict[str, Any]) -> Iterator[str]:
    """Where the code of a view has the name of a private field."""
    names = [text_of(one.get("name")) for one in _private_definitions(data)]
    views = data.get("perspectives")
    for view in views if isinstance(views, list) else ():
        code = text_of(view.get("style")).casefold() if isinstance(view, dict) else ""
        for name in names:
            if name and name.casefold() in code:
                yield f"view {quoted(_name(view))} still names the private field {quoted(name)}"


def _place(data: Any, path: Path) -> tuple[str, str]:
    """Where something stood, in words: what holds it, and the field or part of that."""
    if len(path) < 2:
        return "project", _spot(path)
    section, place, *rest = path
    noun = _NOUNS.get(str(section).lower())
    if noun is None or not isinstance(place, int):
        return "project", _spot(path)
    if rest[:1] == ["attributes"] and len(rest) > 1:
        del rest[0]
    name = _name(data[section][place]) or f"number {place + 1}"
    return f"{noun} {quoted(name)}", _spot(rest)


def _name(holder: Any) -> str:
    """What an item, map, view or field is called: its label or name, else its id."""
    if not isinstance(holder, dict):
        return ""
    inner = holder.get("attributes")
    fields = inner if isinstance(inner, dict) else holder
    low = {key.lower(): value for key, value in fields.items()}
    known = (
        low.get("label"),
        low.get("name"),
        holder.get("name"),
        low.get("id"),
        holder.get("_id"),
    )
    return next((text for one in known if (text := text_of(one))), "")


def _spot(path: Iterable[str | int]) -> str:
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else step
    return text
