"""Made-up edits of Kumu documents: what people do to a map in a week, by hand and with scripts.

An edited file differs from the one it was made from in what was edited and in nothing else, unless
it was written anew by another program.
"""

from __future__ import annotations

__all__ = ["ThreeFiles", "edited", "made", "some_files", "three_files"]

import json
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.exports.into_documents import dirty_documents
from tests.kumu_documents import kumu_files
from toc.kumu.document import Document, Form, read_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from hypothesis.strategies import SearchStrategy

Json = dict[str, Any]
_VIEWS = (
    """@settings {
  template: custom;
  element-color: categorize("element type", green, blue);
}

/* elements: What we do */
activity { color: gold; }

outcome.core {
  size: 2;
  color: red;
}
""",
    """@import "main";

@controls {
  top {
    filter { target: element; by: "owner"; }
  }
}
element["owner"="Ana"] --> outcome { shape: pill; }
""",
    "element { color: blue;\n",
)
_SWAPS = (
    ("gold", "green"),
    ("red", "blue"),
    ("size: 2", "size: 3"),
    ("}", "}\nloop { color: red; }"),
    ("\n", "\n\n"),
    ("pill", "circle"),
    ("custom", "systems"),
    ("core", "key"),
)
_TEXTS = ("Ana", "Bo", "Trust", "low", "high", "Größer", "", "café  two", "7")
_NUMBERS = (1, 1.5, 0.00003367, -0.0, 12345678901234567890, 1e22)


class _Hand:
    """Somebody who edits one document, decoded."""

    def __init__(self, random: Random, document: Document) -> None:
        self.random = random
        self.data = document.data
        self.nested = document.form is not Form.FLAT

    def list(self, name: str) -> list[Any]:
        found = self.data.get(name)
        return found if isinstance(found, list) else []

    def one(self, *names: str) -> Json:
        """Something that stands in one of these lists; nothing known if they are empty."""
        found = [one for name in names for one in self.list(name) if isinstance(one, dict)]
        return self.random.choice(found) if found else {}

    def fields(self, item: Json) -> Json:
        inner = item.get("attributes")
        return inner if isinstance(inner, dict) else item

    def value(self) -> Any:
        pick = self.random.choice
        return pick((pick(_TEXTS), pick(_TEXTS), pick(_NUMBERS), None, [pick(_TEXTS), "x"], []))

    def relabel(self) -> None:
        self.fields(self.one("elements", "connections", "loops"))["label"] = self.value()

    def retype(self) -> None:
        key = "element type" if self.nested else "type"
        self.fields(self.one("elements"))[key] = self.random.choice(("Outcome", "Output", "New"))

    def field(self) -> None:
        name = self.random.choice(("owner", "Owner", "description", "note", "status", "degree"))
        self.fields(self.one("elements", "connections", "loops"))[name] = self.value()

    def metric(self) -> None:
        for one in self.list("elements"):
            if isinstance(one, dict):
                name = self.random.choice(("degree", "metrics::last"))
                self.fields(one)[name] = self.random.choice(_NUMBERS)

    def no_field(self) -> None:
        fields = self.fields(self.one("elements", "connections"))
        free = [key for key in fields if key not in {"_id", "from", "to"}]
        if free:
            del fields[self.random.choice(free)]

    def tag(self) -> None:
        fields = self.fields(self.one("elements", "connections"))
        tags = fields.get("tags")
        tags = list(tags) if isinstance(tags, list) else []
        if tags and self.random.random() < 0.4:
            tags.pop(self.random.randrange(len(tags)))
        else:
            tags.insert(self.random.randint(0, len(tags)), self.random.choice(_TEXTS))
        fields["tags"] = tags

    def new_element(self) -> None:
        number = self.random.randrange(4)
        label = self.random.choice(("New", "Newer", "Trust"))
        if self.nested:
            item: Json = {"_id": f"elem-new{number}", "attributes": {"label": label}}
            item["attributes"]["element type"] = "Outcome"
            if self.random.random() < 0.5:
                item["attributes"]["id"] = f"new-{self.random.randrange(3)}"
            self.enter("elements", {"_id": f"node-{self.random.randrange(99)}",
                                    "position": {"x": 1.5, "y": self.random.randrange(9)},
                                    "pinned": True, "element": item["_id"]})  # fmt: skip
        else:
            item = {"label": label, "type": "Outcome"}
            if self.random.random() < 0.6:
                item = {"id": f"new-{number}", **item}
        self.insert("elements", item)

    def insert(self, name: str, item: Json) -> None:
        items = self.data.setdefault(name, [])
        if not isinstance(items, list):
            return
        items.insert(self.random.choice((len(items), self.random.randint(0, len(items)))), item)
        if self.random.random() < 0.5 and all(isinstance(one, dict) for one in items):
            items.sort(key=lambda one: str(one.get("_id", "")))

    def end(self) -> Any:
        item = self.one("elements")
        own = self.fields(item)
        return item.get("_id") or own.get("id") or own.get("label") or "gone"

    def new_connection(self) -> None:
        ends: Json = {"from": self.end(), "to": self.end()}
        if self.nested:
            own = f"conn-new{self.random.randrange(4)}"
            flags = {"direction": "directed", "delayed": False, "reversed": False}
            ends = {"_id": own, **flags, "attributes": {}, **ends}
            self.enter(
                "connections", {"_id": f"edge-{self.random.randrange(99)}", "connection": own}
            )
        self.insert("connections", ends)

    def enter(self, name: str, entry: Json) -> None:
        one = self.one("maps")
        if isinstance(one.get(name), list) and self.random.random() < 0.7:
            one[name].append(entry)

    def remove_element(self) -> None:
        """As Kumu does: with its connections, and off every map; or the element alone."""
        item = self.one("elements")
        if not item:
            return
        own = item.get("_id", self.fields(item).get("id", self.fields(item).get("label")))
        self.data["elements"] = [one for one in self.list("elements") if one is not item]
        if self.random.random() < 0.2:
            return
        for one in list(self.list("connections")):
            if (
                isinstance(one, dict)
                and own is not None
                and own in (one.get("from"), one.get("to"))
            ):
                self.drop_connection(one)
        self.off_maps("element", own)

    def remove_connection(self) -> None:
        item = self.one("connections")
        if item:
            self.drop_connection(item)

    def drop_connection(self, item: Json) -> None:
        own = item.get("_id", self.fields(item).get("id"))
        self.data["connections"] = [one for one in self.list("connections") if one is not item]
        self.off_maps("connection", own)
        for loop in self.list("loops"):
            if isinstance(loop, dict) and isinstance(loop.get("connections"), list):
                loop["connections"] = [one for one in loop["connections"] if one != own]

    def off_maps(self, kind: str, own: Any) -> None:
        for one in self.list("maps"):
            entries = one.get(f"{kind}s") if isinstance(one, dict) else None
            if isinstance(entries, list):
                entries[:] = [e for e in entries if not isinstance(e, dict) or e.get(kind) != own]

    def rewire(self) -> None:
        item = self.one("connections")
        if item:
            item[self.random.choice(("from", "to"))] = self.end()

    def direction(self) -> None:
        item = self.one("connections")
        if item:
            item["direction"] = self.random.choice(("directed", "mutual", "undirected"))

    def entry(self) -> Json:
        one = self.one("maps")
        lists: list[Any] = [one.get(name) for name in ("elements", "connections", "loops")]
        entries = [entry for found in lists if isinstance(found, list) for entry in found]
        found = [entry for entry in entries if isinstance(entry, dict)]
        return self.random.choice(found) if found else {}

    def move(self) -> None:
        point = {"x": self.random.choice(_NUMBERS), "y": self.random.randrange(5)}
        self.entry()["position"] = self.random.choice((point, point, None))

    def pin(self) -> None:
        self.entry()["pinned"] = self.random.random() < 0.5

    def curve(self) -> None:
        self.entry()["curvature"] = self.random.choice(_NUMBERS)

    def decorate(self) -> None:
        entry = self.entry()
        style = entry.get("style")
        style = dict(style) if isinstance(style, dict) else {}
        style[self.random.choice(("color", "size"))] = self.value()
        entry["style"] = style

    def off_a_map(self) -> None:
        entries = self.one("maps").get(self.random.choice(("elements", "connections")))
        if isinstance(entries, list) and entries:
            entries.pop(self.random.randrange(len(entries)))

    def new_map(self) -> None:
        if self.nested:
            own = f"map-new{self.random.randrange(3)}"
            lists: Json = {"elements": [], "connections": [], "loops": []}
            self.insert("maps", {"_id": own, "name": self.random.choice(_TEXTS), **lists})

    def map_name(self) -> None:
        self.one("maps")["name"] = self.random.choice(_TEXTS)

    def no_map(self) -> None:
        if self.list("maps"):
            self.list("maps").pop()

    def loop(self) -> None:
        loop = self.one("loops")
        lines = [one.get("_id") for one in self.list("connections") if isinstance(one, dict)]
        parts = loop.get("connections")
        if not isinstance(parts, list):
            if self.nested:
                own = f"loop-new{self.random.randrange(3)}"
                self.insert(
                    "loops", {"_id": own, "attributes": {"label": "R"}, "connections": lines[:2]}
                )
            return
        if parts and self.random.random() < 0.4:
            parts.pop(self.random.randrange(len(parts)))
        elif lines:
            parts.insert(self.random.randint(0, len(parts)), self.random.choice(lines))

    def choice(self) -> None:
        if self.data.get("attributes") == [] or "attributes" not in self.data:
            if self.nested and "attributes" in self.data:
                own = f"attr-{self.random.randrange(3)}"
                some = [self.random.choice(_TEXTS)]
                self.insert("attributes", {"_id": own, "name": "Owner", "values": some})
            return
        one = self.one("attributes")
        values = one.get("values")
        if isinstance(values, list):
            values.insert(self.random.randint(0, len(values)), self.value())
        else:
            one["private"] = self.random.random() < 0.5

    def view(self) -> None:
        one = self.one("perspectives")
        if not one:
            if self.nested:
                own = f"pers-{self.random.randrange(3)}"
                self.insert(
                    "perspectives",
                    {"_id": own, "name": "Main", "style": self.random.choice(_VIEWS)},
                )
            return
        text = one.get("style")
        text = text if isinstance(text, str) else self.random.choice(_VIEWS)
        for old, new in self.random.sample(_SWAPS, 2):
            text = text.replace(old, new, 1)
        one["style"] = text + self.random.choice(("", "", "output { size: 3; }\n", "/* end */\n"))

    def order(self) -> None:
        items = self.list(self.random.choice(("elements", "connections", "maps", "perspectives")))
        if len(items) > 1:
            items.insert(0, items.pop())

    def copied(self) -> None:
        name = self.random.choice(("elements", "connections"))
        written = json.dumps(self.one(name))
        if written != "{}" and "Infinity" not in written:  # which JSON cannot say a second time
            copy = json.loads(written)
            self.fields(copy)["note"] = self.value()
            self.list(name).append(copy)

    def top(self) -> None:
        key = self.random.choice(
            ("name", "x-ours", "defaultMap" if "defaultMap" in self.data else "x")
        )
        self.data[key] = self.value()

    def flag(self) -> None:
        self.one("elements", "connections")["odd key"] = self.value()

    def no_object(self) -> None:
        items = self.list(self.random.choice(("elements", "connections")))
        items.append(self.random.choice(("no object", 7)))


_NO_DEEDS = {
    *("list", "one", "fields", "value", "insert", "end"),
    *("enter", "entry", "off_maps", "drop_connection"),
}
_DEEDS: tuple[Callable[[_Hand], None], ...] = tuple(
    deed for name, deed in vars(_Hand).items() if not name.startswith("_") and name not in _NO_DEEDS
)


def edited(random: Random, document: Document) -> bytes:
    """A file made from a document by some edits; now and then it is written anew."""
    copy = read_document(document.to_bytes(), document.name).respelled()
    hand = _Hand(random, copy)
    for _ in range(random.choice((0, 1, 1, 2, 3, 5, 8))):
        random.choice(_DEEDS)(hand)
    anew = json.dumps(copy.data, indent=random.choice((None, 1, 4)))
    if random.random() < 0.1 and "Infinity" not in anew:
        return anew.encode()
    return copy.to_bytes()


class ThreeFiles(NamedTuple):
    """A base and two files made from it."""

    base: bytes
    ours: bytes
    theirs: bytes


def made(random: Random, base: bytes) -> ThreeFiles:
    """A base and two files of its form made from it; now and then they share some edits."""
    document = start = read_document(base, "base.json")
    if random.random() < 0.2:
        start = read_document(edited(random, document), "shared.json")
    sides = (edited(random, start), edited(random, start))
    fits = (read_document(one, "side.json").form is document.form for one in sides)
    return ThreeFiles(base, *(one if fit else base for one, fit in zip(sides, fits, strict=True)))


def three_files() -> SearchStrategy[ThreeFiles]:
    """A base of any form, in any state of dirt, and two files made from it."""
    bases = st.one_of(
        dirty_documents().map(Document.to_bytes), kumu_files().map(lambda one: one.content)
    )
    return st.builds(made, st.randoms(use_true_random=True), bases)


@cache
def some_files(number: int) -> list[ThreeFiles]:
    """So many made-up bases and files made from them, the same ones each time."""
    found: list[ThreeFiles] = []

    @seed(1)
    @settings(max_examples=number, database=None, deadline=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(three_files())
    def gather(files: ThreeFiles) -> None:
        found.append(files)

    gather()
    return found
