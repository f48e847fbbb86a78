"""What of a document stands in its spreadsheets, in which columns, and what is told about it."""

from __future__ import annotations

from typing import Any

from tests.kumu_documents import (
    blueprint,
    connection,
    element,
    nested_connection,
    nested_element,
    one_map,
    project,
)
from toc.kumu.sheet_tables import sheet_tables

DEFINED: list[dict[str, Any]] = [
    {"name": "Element Type", "values": ["Outcome", None, "Output"]},
    {"name": "Owner", "private": True},
    {"name": "ÉTAT", "private": False},
]


def test_columns_stand_in_kumus_order() -> None:
    """Label, Type, Tags, Description, then fields by code point; for connections ends first."""
    document = blueprint(
        element("A", "Output", zeal="1", Owner="Ana", url="http://a", tags=["x", "y"]),
        connections=[connection("A", "A", type="+", Weight=2, direction="Mutual")],
    )
    tables = sheet_tables(document)
    assert tables.elements.header == [
        *("Label", "Type", "Tags", "Description", "Owner", "URL", "zeal"),
    ]
    assert tables.elements.rows == [["A", "Output", "x|y", "", "Ana", "http://a", "1"]]
    assert tables.connections.header == [
        *("From", "To", "Direction", "Label", "Type", "Tags", "Description", "Weight"),
    ]
    assert tables.connections.rows == [["A", "A", "mutual", "", "+", "", "", 2]]
    assert (tables.warnings, tables.left_out) == ([], [])


def test_values_as_cells() -> None:
    """Several values stand behind pipes, numbers as numbers, truth as a word."""
    fields: dict[str, Any] = {
        "a": ["x", "", None, 3],
        "b": 0.5,
        "c": True,
        "d": None,
        "e": {"k": 1},
        "f": [[1]],
    }
    tables = sheet_tables(blueprint(element("A", **fields)))
    assert dict(zip(tables.elements.header, tables.elements.rows[0], strict=True)) == {
        "Label": "A",
        "Type": "",
        "Tags": "",
        "Description": "",
        "a": "x|3",
        "b": 0.5,
        "c": "true",
    }
    assert tables.left_out == ["nested values: 2"]


def test_a_project_names_its_fields_and_keeps_private_ones_back() -> None:
    """Headers are the names that the project gives; private fields stay out, unless asked for."""
    document = project(
        [nested_element("elem-a", "A", état="gut", owner="Ana", **{"element type": "Goal"})],
        maps=[one_map("m", ("elem-a",))],
        attributes=DEFINED,
    )
    tables = sheet_tables(document)
    assert tables.elements.header[4:] == ["ÉTAT"]
    assert "private fields: Owner (--include-private keeps them)" in tables.left_out
    assert tables.elements.types == ["Outcome", "Output", "Goal"]
    assert "Owner" in sheet_tables(document, include_private=True).elements.header


def test_private_labels_and_types_are_nowhere() -> None:
    """Where labels or types are private, neither ends nor choices tell them; ids do instead."""
    secret = [
        {"name": "Label", "private": True},
        {"name": "Element Type", "private": True, "values": ["Secret kind"]},
    ]
    elements = [nested_element(f"elem-{one}", f"Secret {one}") for one in "ab"]
    lines = [nested_connection("conn-a", "elem-a", "elem-b")]
    maps = [one_map("m", ("elem-a",), ("conn-a",))]
    tables = sheet_tables(project(elements, lines, maps, attributes=secret))
    assert "Secret" not in str((tables.elements, tables.connections))
    assert tables.elements.rows == [["elem-a", "", "", "", ""]]
    assert tables.connections.rows[0][:2] == ["elem-a", "elem-b"]
    assert "Secret" not in str(tables.warnings)


def test_one_map_of_a_project() -> None:
    """Of a project its default map is taken, another by name, or all but the trash."""
    elements = [nested_element(f"elem-{one}", one.upper()) for one in "abc"]
    lines = [nested_connection("conn-a", "elem-a", "elem-b")]
    maps = [one_map("one", ("elem-a", "elem-b"), ("conn-a",)), one_map("two", ("elem-b",))]
    document = project(elements, lines, maps)
    assert [row[0] for row in sheet_tables(document).elements.rows] == ["A", "B"]
    assert sheet_tables(document).connections.rows[0][:2] == ["A", "B"]
    assert [row[0] for row in sheet_tables(document, "two").elements.rows] == ["B"]
    assert [row[0] for row in sheet_tables(document, "all").elements.rows] == ["A", "B"]
    left_out = sheet_tables(document, "all").left_out
    assert left_out[:2] == [
        "1 element in the trash",
        "positions, pins and decorations of 2 maps",
    ]


def test_assigned_ids_have_a_column_and_ends_use_them() -> None:
    """Where people gave ids, there is an ID column, and From and To hold ids."""
    document = blueprint(
        element("A", id="a"), element("B", id=7), connections=[connection("a", 7, id="c")]
    )
    tables = sheet_tables(document)
    assert tables.elements.header[:2] == ["ID", "Label"]
    assert [row[0] for row in tables.elements.rows] == ["a", "7"]
    assert tables.connections.rows[0][:3] == ["c", "a", "7"]


def test_an_id_for_every_item() -> None:
    """On request every element has an id of its own: the assigned, the system's, or a new one."""
    document = blueprint(
        element("A", id="x"),
        element("A", id="x"),
        element("B", id="b"),
        element("C"),
        connections=[connection("A", "C"), connection("A", "C")],
    )
    tables = sheet_tables(document, with_ids=True)
    ids = [str(row[0]) for row in (*tables.elements.rows, *tables.connections.rows)]
    assert len(set(ids)) == len(ids) == 6
    assert ids[2] == "b"
    assert "x" not in ids
    assert tables.connections.rows[0][1:3] == [ids[0], ids[3]]
    assert sheet_tables(document, with_ids=True) == tables
    nested = project([nested_element("elem-a", "A")], maps=[one_map("m", ("elem-a",))])
    assert sheet_tables(nested, with_ids=True).elements.rows[0][0] == "elem-a"
    assert sheet_tables(nested).elements.header[0] == "Label"


def test_what_kumu_would_join_is_told() -> None:
    """Shared labels, equal elements and parallel connections are told, until there are ids."""
    document = blueprint(
        element("A", "X"),
        element("A", "X"),
        element("A", "Y"),
        element("B", id="b"),
        connections=[connection("A", "b"), connection("A", "b")],
    )
    advice = "(for an empty project, --ids adds an ID column)"
    assert sheet_tables(document).warnings == [
        (
            "labels that several elements share, so that From and To cannot tell them apart"
            f' {advice}: 1 ("A")'
        ),
        f'elements with the same label and type, which Kumu joins into one {advice}: 1 ("A")',
        f'connections between the same two, which Kumu joins into one {advice}: 1 ("A → b")',
        (
            "elements without an id, though others have one and Kumu then wants one for each"
            f' {advice}: 3 ("A", "A", "A")'
        ),
    ]
    (told,) = sheet_tables(document, with_ids=True).warnings
    assert told.startswith("ids that the map does not have: for an empty project; where these")


def test_new_ids_are_told_and_only_where_they_are_needed() -> None:
    """Kumu would not find an item by a new id: that is told, and lone connections get none."""
    lines = [("a", "b"), ("elem-a", "b"), ("b", "a")]
    document = project(
        [nested_element("elem-a", "A", id="a"), nested_element("elem-b", "B", id="b")],
        [nested_connection(f"conn-{n}", *ends) for n, ends in enumerate(lines)],
    )
    tables = sheet_tables(document, with_ids=True)
    assert [row[:3] for row in tables.connections.rows] == [
        ["conn-0", "a", "b"],
        ["conn-1", "a", "b"],
        ["", "b", "a"],
    ]
    told = "ids that the map does not have: for an empty project; where these items are already,"
    assert tables.warnings == [
        f'{told} an import makes a second one of each: 2 ("conn-0", "conn-1")'
    ]
    assigned = blueprint(
        element("A", id="a"), element("B", id="b"), connections=[connection("a", "b")]
    )
    tables = sheet_tables(assigned, with_ids=True)
    assert (tables.warnings, tables.connections.header[0]) == ([], "From")


def test_pipes_in_texts_are_told() -> None:
    """A text with a pipe would become several values, an end with one several connections."""
    document = blueprint(
        element("A|B", Owner="Ana|Ben", description="a|b"),
        element("C", tags=["x|y"]),
        connections=[connection("A|B", "C")],
    )
    parted, ends = sheet_tables(document).warnings
    assert parted == 'texts with |, which Kumu takes for several values: 2 ("A|B", "C")'
    assert ends.startswith("ends whose label has a |, which Kumu takes for several elements")


def test_what_has_no_place_is_counted() -> None:
    """Loops, marks, items without a label, odd names: each is named with its number."""
    fields = {"from": "x", "  ": "y", "metrics::last": 1, "type": "t", "Direction": "up"}
    line = nested_connection("conn-a", "elem-a", "elem-a", delayed=True, reversed=True)
    document = project(
        [nested_element("elem-a", "A", **fields), nested_element("elem-b")],
        [line, nested_connection("conn-b", "elem-a", None)],
        [one_map("m", ("elem-a", "elem-b"), ("conn-a", "conn-b"), ("loop-a",))],
        [{"_id": "loop-a", "attributes": {"label": "R1"}, "connections": ["conn-a"]}],
        perspectives=[{"_id": "pers-a", "style": ""}],
    )
    tables = sheet_tables(document)
    assert tables.elements.header == ["Label", "Type", "Tags", "Description", "Direction"]
    assert tables.left_out == [
        "elements without a label: 1",
        "connections without an end: 1",
        "loops: 1",
        "delay marks of connections: 1",
        "marks that connections were reversed: 1",
        (
            "fields with a name that a header cannot have, or Kumu fills:"
            ' "  ", "from", "metrics::last", "type"'
        ),
        "positions, pins and decorations of 1 map",
        "1 view",
        'what stands under "version", "defaultMap" at the top',
    ]


def test_blanks_are_no_label_and_no_id() -> None:
    """What would be an empty row in a sheet is counted as left out."""
    document = blueprint(element(" ", id="\t"), element("A"), connections=[connection("A", " ")])
    tables = sheet_tables(document)
    assert len(tables.elements.rows) == 1
    assert tables.left_out == ["elements without a label: 1", "connections without an end: 1"]


def test_ends_that_lead_nowhere_stay() -> None:
    """An end that no element has is written as it stands."""
    tables = sheet_tables(blueprint(element("A"), connections=[connection("A", "gone")]))
    assert tables.connections.rows[0][:2] == ["A", "gone"]
