"""A project with two maps and three views, to print."""

from __future__ import annotations

__all__ = ["PROJECT"]

from tests.kumu_documents import Json, nested_connection, nested_element, one_map

_BASE = """@settings {
  element-color: categorize("Kind", olympic);
  ignore: #b;
}
"""
_MAIN = """@import "base";
@settings { showcase: ["kind"="x"]; cluster: "Kind"; }

/* connections: Flows */
connection { color: red; shape: round }
"""


def _project() -> Json:
    maps = [
        one_map("First", ("elem-a", "elem-b", "elem-c"), ("conn-ab", "conn-ac")),
        one_map("Second", ("elem-a",)),
    ]
    maps[0]["defaultPerspective"] = maps[1]["defaultPerspective"] = "pers-main"
    maps[0]["elements"][2]["style"] = {"color": "#123456"}
    return {
        "version": 1,
        "name": "Ours",
        "defaultMap": "map-First",
        "attributes": [],
        "elements": [
            nested_element("elem-a", "A  a", kind="x"),
            nested_element("elem-b", "=B", kind="y"),
            nested_element("elem-c", "\x1b[2JC"),
        ],
        "connections": [
            nested_connection("conn-ab", "elem-a", "elem-b"),
            nested_connection("conn-ac", "elem-a", "elem-c"),
        ],
        "loops": [],
        "maps": maps,
        "perspectives": [
            {"_id": "pers-base", "name": "Base", "style": _BASE},
            {"_id": "pers-main", "name": "Main", "style": _MAIN},
        ],
    }


PROJECT = _project()
