"""Metrics written into a document: the stale ones refreshed, others added where asked for."""

from __future__ import annotations

__all__ = ["Refreshed", "refresh_metrics"]

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from toc.kumu.document import Form
from toc.kumu.editing import Editor
from toc.kumu.fresh_ids import fresh_id
from toc.kumu.items import text_of
from toc.kumu.metrics import METRICS, number_of
from toc.kumu.stale_metrics import MICMAC_FIELDS, differs, own_fields

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from toc.kumu.document import Document
    from toc.kumu.items import Element
    from toc.kumu.metrics import ElementMetrics, Metrics

_LAST = "metrics::last"  # Kumu's copy of the metric that was run last
_OTHERS = (*MICMAC_FIELDS, "community")


class Refreshed(NamedTuple):
    """What was done: values replaced and added, and elements that the document does not have.

    `skipped` are values left as they were: no numbers, fields that the project defines as
    something of its own, and eigenvectors that cannot be told.
    """

    replaced: int
    added: int
    skipped: int
    missing: tuple[Element, ...]


def refresh_metrics(
    document: Document, metrics: Metrics, source: Document, add: Collection[str] = ()
) -> Refreshed:
    """Write metrics, worked out on one document, into another or the same.

    A stored value that is stale is replaced, as text where it was text, and nothing else is
    touched. `add` names metrics that elements without them get; a project also gets the
    definitions of these fields, in the category that Kumu keeps its metrics in. The field
    `metrics::last` follows the metrics that it was a copy of, where they still agree.
    """
    desk = _Desk(document, metrics, add)
    partners = _partners(source.elements, document.elements)
    pairs: list[tuple[ElementMetrics, Element]] = []
    missing: list[Element] = []
    for one in metrics.elements:
        if element := partners.get(one.element.place):
            pairs.append((one, element))
        else:
            missing.append(one.element)
    copied = _copied([element for _, element in pairs])
    changed = [(element, desk.changes(one, element)) for one, element in pairs]
    editor = Editor(document)
    for element, changes in changed:
        for name, value in (changes | _last(element, changes, copied)).items():
            editor.set_field(element, name, value)
    if desk.added:
        _define(editor, [name for name in METRICS if name in desk.added])
    editor.finish()
    return Refreshed(desk.replaced, desk.added.total(), desk.skipped, tuple(missing))


class _Desk:
    """What is to be changed on each element, and the counts of it."""

    def __init__(self, document: Document, metrics: Metrics, add: Collection[str]) -> None:
        own = own_fields(document)
        self._known = [
            name
            for name in METRICS
            if name not in own and (metrics.settled or name != "eigenvector")
        ]
        self._add = add
        self.replaced = self.skipped = 0
        self.added: Counter[str] = Counter()

    def changes(self, one: ElementMetrics, element: Element) -> dict[str, Any]:
        """The new values of an element's metrics, as far as they are not what they should be."""
        found: dict[str, Any] = {}
        for name in METRICS:
            old = element.fields.get(name)
            stored = number_of(old)
            if not text_of(old):
                if name in self._add and name in self._known:
                    found[name] = _plain(one.kept(name))
                    self.added[name] += 1
            elif stored is None or name not in self._known:
                self.skipped += 1
            elif differs(stored, now := one.kept(name)):
                found[name] = text_of(now) if isinstance(old, str) else _plain(now)
                self.replaced += 1
        return found


def _plain(value: float) -> float:
    """A whole number without a decimal point, as Kumu writes it."""
    return int(value) if value == int(value) else value


def _partners(ours: Sequence[Element], theirs: Sequence[Element]) -> dict[int, Element]:
    """The element of another document that each of ours is, by its place.

    By system id, which may have become the assigned one; by assigned id; by label where both
    documents have it equally often.
    """
    by_id: dict[str, Element] = {}
    for names in ("system_id", "assigned_id"):
        for element in theirs:
            if name := getattr(element, names):
                by_id.setdefault(name, element)
    labels = _by_label(theirs)
    partners: dict[int, Element] = {}
    for label, elements in _by_label(ours).items():
        same = labels.get(label, [])
        for number, element in enumerate(elements):
            found = by_id.get(element.system_id or "") or by_id.get(element.assigned_id or "")
            if found is None and label and len(same) == len(elements):
                found = same[number]
            if found is not None:
                partners[element.place] = found
    return partners


def _by_label(elements: Sequence[Element]) -> dict[str, list[Element]]:
    found: defaultdict[str, list[Element]] = defaultdict(list)
    for element in elements:
        found[element.label].append(element)
    return dict(found)


def _copied(elements: Sequence[Element]) -> list[str]:
    """The metrics that `metrics::last` is a copy of on every element that has it."""
    with_last = [one for one in elements if text_of(one.fields.get(_LAST))]
    return [
        name
        for name in (*METRICS, *_OTHERS)
        if with_last and all(one.fields.get(name) == one.fields.get(_LAST) for one in with_last)
    ]


def _last(element: Element, changes: Mapping[str, Any], copied: Sequence[str]) -> dict[str, Any]:
    new = [changes.get(name, element.fields.get(name)) for name in copied]
    follows = text_of(element.fields.get(_LAST)) and copied and all(one == new[0] for one in new)
    return {_LAST: new[0]} if follows and new[0] != element.fields.get(_LAST) else {}


def _define(editor: Editor, names: Sequence[str]) -> None:
    """Define fields as Kumu defines its metrics; a blueprint has no definitions."""
    if editor.document.form is not Form.PROJECT:
        return
    listed = editor.document.section("attributes")
    known = {str(one.get("name")).casefold() for one in listed if isinstance(one, dict)}
    newer = {"sort": False, "cluster": False} if editor.document.top("version") else {}
    editor.add_definitions(
        [
            {
                "_id": fresh_id("attr", name, editor.taken),
                "name": name,
                "format": "number",
                "private": False,
                "limit": 1,
                "category": "Metrics",
                "prompt": "none",
                "locked": False,
                "values": [],
                **newer,
            }
            for name in names
            if name not in known
        ]
    )
