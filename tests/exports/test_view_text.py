"""Views for a person at a terminal: what no name can break."""

from __future__ import annotations

import copy

from tests.exports.viewed import PROJECT
from tests.kumu_documents import read
from toc.exports.view_looks import item_looks
from toc.exports.view_reading import Asked, read_view_table
from toc.exports.view_table import looks_csv, views_csv
from toc.exports.view_text import looks_text, views_text
from toc.kumu.views.project_views import View, Views

STEERING = "\x1b[2J\u202e"


def test_hostile_names_and_values() -> None:
    """Nothing in names, labels and values steers the terminal or leaves the width."""
    data = copy.deepcopy(PROJECT)
    data["maps"][0]["name"] = data["perspectives"][0]["name"] = f"a\nb{STEERING}" + "w" * 200
    data["perspectives"][0]["style"] = f"element {{ color: x{STEERING}y; {STEERING}z: 1 }}"
    document = read(data)
    (first, _) = read_view_table(document)
    looks = item_looks(document, first.on[0])
    for width in (30, 60, 88):
        for text in (views_text([first], width=width), looks_text(first, first.on[0], looks)):
            assert not {"\x1b", "\u202e"} & set(text)
        assert max(map(len, views_text([first], width=width).splitlines())) <= width


def test_csv_is_safe_to_open() -> None:
    """Cells that a spreadsheet would obey are disarmed."""
    document = read(PROJECT)
    view = View("", "=cmd()", 'element { color: "=1+1"; -x: "y" }')
    (reading,) = read_view_table(document, Views([view]))
    assert "\n'=cmd()," in views_csv([reading])
    text = looks_csv(item_looks(document, reading.on[0]))
    assert ",'=1+1," in text
    assert ",'=B," in text
    assert ",'-x," in text


def test_what_is_asked_narrows() -> None:
    """One view, one map and a partial view can be asked for; without maps it is the whole."""
    document = read(PROJECT)
    (main,) = read_view_table(document, asked=Asked(view_name="pers-main"))
    assert [one.map and one.map.name for one in main.on] == ["First", "Second"]
    (main,) = read_view_table(document, asked=Asked("map-Second", "Main"))
    assert [one.opens for one in main.on] == [True]
    (main,) = read_view_table(document, asked=Asked("all", "Main"))
    assert [(one.map, one.opens) for one in main.on] == [(None, False)]


def test_nothing_given_has_a_row() -> None:
    """An item that a view gives nothing has a row all the same, with the last cells empty."""
    document = read({"elements": [{"label": "A", "type": "T"}], "connections": []})
    (reading,) = read_view_table(document, Views([View("", "v", "")]))
    assert looks_csv(item_looks(document, reading.on[0])).splitlines()[1] == "element,A,A,T,,,,,"
