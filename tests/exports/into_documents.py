"""Made-up Kumu documents of every form, as dirty as those that people keep for years.

Each is drawn from a made-up theory, so that what is in it has roles, ids and labels in common with
other theories; then things go wrong with it.
"""

from __future__ import annotations

__all__ = ["FORMS", "dirty_documents", "document_of"]

import json
import re
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from tests.exports.theories import made_theories
from toc.exports.kumu_project import project_from_theory
from toc.exports.theory_map import document_from_theory
from toc.kumu.document import Document, read_document
from toc.kumu.map_blueprint import map_blueprint

if TYPE_CHECKING:
    from random import Random

    from hypothesis.strategies import SearchStrategy

    from toc.models.theory import Theory

Json = dict[str, Any]

FORMS = ("flat", "labels", "hybrid", "nested", "map", "project", "old project")


def document_of(theory: Theory, form: str) -> Json:
    """A theory as a clean document of one of the `FORMS`."""
    flat: Json = document_from_theory(theory).document.data
    if form == "labels":
        return _by_labels(flat)
    if form == "hybrid":
        return {section: [_hybrid(one) for one in flat[section]] for section in flat}
    if form == "nested":
        data: Json = map_blueprint(document_from_theory(theory).document).document.data
        return data
    if form in {"map", "project", "old project"}:
        project: Json = project_from_theory(theory).document.data
        if form == "map":
            keys = ("elements", "connections", "loops", "maps", "perspectives")
            return {key: project[key] for key in keys}
        return _old(project) if form == "old project" else project
    return flat


def _by_labels(flat: Json) -> Json:
    """Without ids: ends are labels."""
    labels = {one["id"]: one["label"] for one in flat["elements"]}
    for one in flat["connections"]:
        one |= {key: labels[one[key]] for key in ("from", "to")}
    for one in (*flat["elements"], *flat["connections"]):
        del one["id"]
    return flat


def _hybrid(item: Json) -> Json:
    outer = {"id", "label", "type", "from", "to", "direction"}
    kept = {("_id" if key == "id" else key): item[key] for key in item if key in outer}
    return kept | {"attributes": {key: item[key] for key in item if key not in outer}}


def _old(project: Json) -> Json:
    """As Kumu wrote projects before they had a version."""
    del project["version"]
    for definition in project["attributes"]:
        del definition["sort"], definition["cluster"]
    for one in project["maps"]:
        del one["defaultElementBehavior"], one["defaultConnectionDirection"]
        for entry in (*one["elements"], *one["connections"]):
            del entry["style"]
    return project


class _Soiling:
    """A document to which things happen, one after the other."""

    def __init__(self, random: Random, data: Json) -> None:
        self.random = random
        self.data = data
        self.elements: list[Any] = data["elements"]
        self.connections: list[Any] = data["connections"]
        self.nested = any("_id" in one and "label" not in one for one in self.elements)

    def pick(self, items: list[Any]) -> Json:
        """One of some items; a new one where there are none."""
        found = [one for one in items if isinstance(one, dict)]
        return self.random.choice(found) if found else {}

    def fields(self, item: Json) -> Json:
        """Where an item keeps fields that are its own."""
        inner = item.get("attributes")
        return inner if isinstance(inner, dict) else item

    def word(self) -> str:
        """A word that stands somewhere else in the document, or in no document."""
        words = ["Survey", "survey", "no", "Foo Bar", "7", "growth", "Trust", "gone", " "]
        for one in self.elements:
            if isinstance(one, dict):
                held = {**one, **self.fields(one)}
                words += [held[k] for k in ("_id", "id", "label") if isinstance(held.get(k), str)]
        return self.random.choice(words)

    def strange_element(self) -> None:
        kind = self.random.choice((None, "Person", "Assumption", "Outcome", "Output", "Goal"))
        fields: Json = {"label": self.word(), ("element type" if self.nested else "type"): kind}
        own = self.random.choice(("elem-00000000", "elem-zzzzzzzz", "elem-koordin001", "elem-1"))
        item = {"_id": own, "attributes": fields} if self.nested else fields
        self.elements.insert(self.random.randint(0, len(self.elements)), item)
        if self.nested and self.random.random() < 0.7:
            self.enter("elements", {"_id": f"node-{own}", "position": None, "element": own})

    def enter(self, section: str, entry: Json) -> None:
        if maps := self.data.get("maps"):
            self.random.choice(maps)[section].append(entry)

    def strange_connection(self) -> None:
        ends: Json = {"from": self.word(), "to": self.word()}
        ends["direction"] = self.random.choice(("directed", "mutual", "undirected", "Sideways"))
        own = self.random.choice(("conn-1", "conn-00000000", "conn-zz"))
        if self.nested:
            ends = {"_id": own, **ends, "attributes": {}}
            self.enter("connections", {"_id": f"edge-{own}", "connection": own})
        self.connections.append(ends)

    def parallel(self) -> None:
        if self.connections:
            copy = json.loads(json.dumps(self.pick(self.connections)))
            self.fields(copy)["description"] = "a second one"
            if self.nested:
                copy["_id"] = f"conn-p{len(self.connections)}"
                self.enter("connections", {"_id": "edge-p", "connection": copy["_id"]})
            self.connections.append(copy)

    def copied(self) -> None:
        if self.elements:
            copy = json.loads(json.dumps(self.pick(self.elements)))
            # Of two that say the same nobody could tell afterwards which one is which.
            self.fields(copy)["description"] = f"copy {len(self.elements)}"
            if "_id" in copy and self.random.random() < 0.8:
                copy["_id"] = f"elem-copy{len(self.elements)}"
                self.enter("elements", {"_id": "node-copy", "element": copy["_id"]})
            self.elements.append(copy)

    def other_id(self) -> None:
        fields = self.fields(self.pick([*self.elements, *self.connections]))
        if self.random.random() < 0.5:
            fields.pop("id", None)
        else:
            fields["id"] = self.random.choice((self.word(), 7, None))

    def other_field(self) -> None:
        fields = self.fields(self.pick([*self.elements, *self.connections]))
        name = self.random.choice(
            ("Measured by", "measure", "Domain", "Dimension", "Themes", "Status", "Unit", "Kind",
             "Description", "Odd", "tags", "Note", "id", "Baseline", "Value", "Confidence")
        )  # fmt: skip
        name = name.lower() if self.nested else name
        value = self.random.choice(
            (self.word(), [self.word(), "Survey"], [], None, 3.5, "stated", True, {"deep": [1]})
        )
        fields[name] = value

    def other_type(self) -> None:
        fields = self.fields(self.pick(self.elements))
        kind = self.random.choice(("Person", "Intermediate outcome", "IMPACTS", "Metric", None))
        if "element type" in fields:
            fields["element type"] = kind
        elif "type" in fields:
            fields["type"] = kind

    def other_direction(self) -> None:
        self.pick(self.connections)["direction"] = self.random.choice(("undirected", "mutual"))

    def relabelled(self) -> None:
        one = self.pick(self.elements)
        fields = one if "label" in one else self.fields(one)
        kind = str(fields.get("element type", one.get("type")))
        # A group without a label goes by its id, and a text that is that id may mean it or not.
        empty = () if kind in {"Domain", "Dimension"} else ("", None)
        fields["label"] = self.random.choice((self.word(), *empty))

    def off_the_map(self) -> None:
        for one in self.data.get("maps", ()):
            section = self.random.choice(("elements", "connections"))
            if one[section]:
                entry = one[section].pop(self.random.randrange(len(one[section])))
                if self.random.random() < 0.5:
                    others = [other for other in self.data["maps"] if other is not one]
                    for other in others:
                        other[section].append(entry)

    def another_map(self) -> None:
        if "maps" in self.data and len(self.data["maps"]) < 3:
            name = self.random.choice(("Other", "Theory of change", "all"))
            number = len(self.data["maps"])
            entries: Json = {"elements": [], "connections": [], "loops": []}
            more = {"_id": f"map-other{number}", "name": name, **entries, "more": 1.5}
            self.data["maps"].insert(self.random.randint(0, number), more)

    def other_default(self) -> None:
        if "defaultMap" in self.data:
            self.data["defaultMap"] = self.random.choice((None, "map-gone", "map-other1"))

    def dangling(self) -> None:
        self.enter("elements", {"_id": "node-gone", "position": {"x": 1}, "element": "elem-gone"})
        one = self.pick(self.connections)
        if one:
            one[self.random.choice(("from", "to"))] = self.random.choice(
                ("elem-gone", None, "gone")
            )

    def loop(self) -> None:
        parts = [one.get("_id", one.get("id")) for one in self.connections if isinstance(one, dict)]
        kept = [*self.random.sample(parts, len(parts) // 2), "conn-gone"]
        self.data.setdefault("loops", []).append(
            {"_id": "loop-1", "attributes": {"label": "R1"}, "connections": kept}
        )

    def no_object(self) -> None:
        self.random.choice((self.elements, self.connections)).append("no object")

    def unknown_key(self) -> None:
        self.data["x-ours"] = {"kept": [1.5, None]}
        self.pick(self.elements)["odd key"] = [1]

    def shuffled(self) -> None:
        self.random.shuffle(self.random.choice((self.elements, self.connections)))

    def capitalised(self) -> None:
        if not self.nested:
            one = self.pick([*self.elements, *self.connections])
            for key in list(one):
                if key not in {"attributes", "_id"}:
                    one[key.capitalize()] = one.pop(key)

    def no_list(self) -> None:
        if not self.connections:
            self.data.pop("connections", None)


_MISHAPS = (
    *(_Soiling.strange_element, _Soiling.strange_connection, _Soiling.parallel, _Soiling.copied),
    *(_Soiling.other_id, _Soiling.other_field, _Soiling.other_field, _Soiling.other_type),
    *(_Soiling.other_direction, _Soiling.relabelled, _Soiling.off_the_map, _Soiling.another_map),
    *(_Soiling.other_default, _Soiling.dangling, _Soiling.loop, _Soiling.no_object),
    *(_Soiling.unknown_key, _Soiling.shuffled, _Soiling.capitalised, _Soiling.no_list),
)


def dirty(random: Random, theory: Theory, form: str) -> Document:
    """A document drawn from a theory to which some mishaps have happened."""
    data = document_of(theory, form)
    soiling = _Soiling(random, data)
    for _ in range(random.choice((0, 1, 3, 6, 12))):
        random.choice(_MISHAPS)(soiling)
    indent = random.choice((None, 2, 2, "\t"))
    text = json.dumps(data, indent=indent, ensure_ascii=random.random() < 0.3)
    spelled = re.sub("[\ud800-\udfff]", lambda half: f"\\u{ord(half[0]):04x}", text)
    return read_document(spelled.encode(), f"{form}.json")


def dirty_documents() -> SearchStrategy[Document]:
    """Documents of every form in every state."""
    return st.builds(
        dirty, st.randoms(use_true_random=True), made_theories(), st.sampled_from(FORMS)
    )
