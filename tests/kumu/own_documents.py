"""Documents of our own in every form, with all the spellings that JSON allows and files have."""

from __future__ import annotations

__all__ = ["DOCUMENTS", "FLAT", "LABEL", "LINE_ENDS"]

from typing import TYPE_CHECKING

from toc.kumu.document import Form

if TYPE_CHECKING:
    from collections.abc import Callable

# The label to be changed is written so in every document below, and nowhere else in it.
LABEL = '"Caf\\u00e9  é \\/ \\ud83d\\ude00 \\ud800"'

FLAT = """{
  "$schema" : "ours",  "elements": [
    {"_note": null, "ID": "out-1", "Label": @, "x\\u00e9é": 1.50, "TYPE": "Outcome"},
    {"label":"B","n":[0.00003367,1e5,-0,12345678901234567890],"o":{"id":"elem-1","value":[ ]}}
  ],"settings":{"deep":{"deeper":[[],{}]}},
  "connections": [{"From":"out-1","to":"gone","direction":"Mutual","":[

    ], "z": 1E+2}],
  "loops":[]
}"""

HYBRID = """{"metadata":{"a/b":"\\/"},"elements":[
{"_id":"n1","before":1.0,"label":@,"type":"Output","tags":["a"],"attributes":{"Capacity":0.70,"Label":""}},
{"_id":"n1","label":"Repeated id","attributes":{}}
],"between":[-0.0],"connections":[{"id":7,"from":"n1","to":"n9","attributes":{"Weight":3.4e-7}}],"after":null}"""

MAP = """{
\t"elements": [
\t\t{"_id": "elem-koordin001", "unknown": {"a": [1e999]}, "attributes": {
\t\t\t"label": @, "element type": "Goal"}},
\t\t{"attributes": {"x": 0.10, "label": null}, "_id": "elem-b"}
\t],
\t"connections": [{"_id": "conn-split-001", "from": "elem-b", "to": "elem-gone", "attributes": {}}],
\t"maps": [{"_id": "free form", "more": 1.50, "elements": [{"_id": "elem-b", "position": null}]}],
\t"perspectives": [{"_id": "pers-1", "style": "@settings { layout: \\"force\\"; }\\n\\n"}]
}"""

OLD_PROJECT = (
    '{"name":"Old","description":"","proxyImages":true,"defaultMap":"map-1","defaultPerspective":'
    '"pers-gone","attributeRelevance":{},"attributes":[{"_id":"attr-1","name":"Label","limit":1,'
    '"values":[null,1,1.50,null]}],"elements":[{"_id":"elem-1","attributes":{"label":@,"tags":[],'
    '"from":{"id":"elem-2","value":"\\/"}}}],"connections":[],"loops":[],"maps":[{"_id":"map-1","name":'
    '"M","scale":1,"center":{"x":0,"y":-0},"elements":[{"_id":"node-1","position":{"x":-12.50,'
    '"y":1e-7},"pinned":true,"style":{"fontSize":0},"element":"elem-1"}],"connections":[{"_id":'
    '"edge-1","curvature":0.00003367,"connection":"conn-gone"}],"loops":[]}],"perspectives":[]}'
)

NEW_PROJECT = """{
    "version": 1,
    "x-ours": "é \\u00e9 \\u00E9 𝒳 \\ud835\\udcb3",
    "defaultMap": "map-gone",
    "attributes": [

    ],
    "elements": [
        {
            "_id": "elem-1",
            "kept": [ 1.0, 1, true ],
            "attributes": {
                "id": 12345678901234567890,
                "label": @,
                " ": "a field named by a blank"
            }
        }
    ],
    "connections": [],
    "loops": [],
    "maps": [],
    "perspectives": []
}"""

DOCUMENTS = {
    "flat": (FLAT, Form.FLAT),
    "hybrid": (HYBRID, Form.FLAT),
    "nested map": (MAP, Form.MAP),
    "old project": (OLD_PROJECT, Form.PROJECT),
    "new project": (NEW_PROJECT, Form.PROJECT),
}
LINE_ENDS: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "final newline": lambda text: text + "\n",
    "byte-order mark": lambda text: "\ufeff" + text,
    "all three": lambda text: "\ufeff" + text.replace("\n", "\r\n") + "\r\n",
}
