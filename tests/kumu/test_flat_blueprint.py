from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import given

from tests.kumu.flat_documents import flat_documents, joined_places
from toc.kumu.document import Document, Form
from toc.kumu.flat_blueprint import flat_blueprint
from toc.kumu.json_style import COMPACT
from toc.kumu.json_tokens import quoted

if TYPE_CHECKING:
    from toc.kumu.items import Item


def items(document: Document) -> list[Item]:
    return [*document.elements, *document.connections, *document.loops]


@given(flat_documents())
def test_flat_stays_connected(document: Document) -> None:
    made = flat_blueprint(document).document
    assert made.form is Form.FLAT
    assert joined_places(made) == joined_places(document)


@given(flat_documents())
def test_flat_fields(document: Document) -> None:
    made = flat_blueprint(document)
    said = "\n".join(made.left_out)
    source = document.respelled()
    target = made.document.respelled()
    for before, after in zip(items(source), items(target), strict=True):
        for field, value in before.fields.items():
            if field == "id":
                continue
            if field not in after.fields or COMPACT.value(after.fields[field]) != COMPACT.value(value):
                assert quoted(field) in said, (field, value, after.raw)
        gone = after.fields.keys() - before.fields.keys()
        assert gone <= {"id"}
        was, now = before.fields.get("id"), after.fields.get("id")
        if was is not None and was != "":
            assert COMPACT.value(was) == COMPACT.value(now) or quoted(str(was)) in said
        elif before.system_id:
            assert str(now).startswith(before.system_id)
        else:
            assert now == was
    # every raw value
        for raw in (before.raw, before.raw.get("attributes")):
            if not isinstance(raw, dict): continue
            for key, value in raw.items():
                if value is None or key in ("attributes","_id") and isinstance(value, (dict, str)): continue
                here = [COMPACT.value(v) for k, v in after.raw.items() if k.lower()==key.lower() or k=="type"]
                if key.lower() in ("from","to","connections"): continue
                if COMPACT.value(value) in here or (key.lower()=="direction" and COMPACT.value(value).lower() in here): continue
                assert quoted(key) in said or quoted(key.lower()) in said or (key.lower()=="id" and quoted(str(value)) in said), (key, value, after.raw, said)


@given(flat_documents())
def test_flat_again(document: Document) -> None:
    once = flat_blueprint(document).document
    again = flat_blueprint(once)
    assert again.document.to_bytes() == once.to_bytes()
