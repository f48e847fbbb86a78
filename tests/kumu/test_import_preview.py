"""What an import would do, by Kumu's rules of matching."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.kumu.workbooks import workbook
from tests.kumu_documents import (
    blueprint,
    connection,
    element,
    nested_connection,
    nested_element,
    one_map,
    project,
)
from tests.samples import each_sample
from toc.kumu.csv_writing import write_tables
from toc.kumu.document import Document, read_document
from toc.kumu.import_preview import Preview, preview_import
from toc.kumu.incoming import incoming_items, incoming_rows
from toc.kumu.limits import Limits
from toc.kumu.sheet_tables import sheet_tables
from toc.kumu.spreadsheet import read_rows

if TYPE_CHECKING:
    from pathlib import Path

STREET = project(
    [
        nested_element("elem-a", "Meals", owner="Ana", places=4, **{"element type": "Output"}),
        nested_element("elem-b", "Friends", **{"element type": "Outcome"}),
        nested_element("elem-c", "Friends", **{"element type": "Goal"}),
        nested_element("elem-d", "Trust", id="t"),
    ],
    [
        nested_connection("conn-a", "elem-a", "elem-d", attributes={"label": "first"}),
        nested_connection("conn-b", "elem-a", "elem-b"),
        nested_connection("conn-c", "elem-a", "elem-b"),
    ],
    [one_map("street", ("elem-a",))],
)


def _preview(into: Document, *rows: list[Any], lines: tuple[list[Any], ...] = ()) -> Preview:
    """A workbook of elements, and one sheet of connections, as an import."""
    sheets: dict[str, Any] = {"E": rows} if rows else {}
    sheets |= {"C": lines} if lines else {}
    found = read_rows([("map", workbook(sheets))], "map", limits=Limits())
    return preview_import(into, *incoming_rows(found))


def _actions(preview: Preview) -> list[tuple[str, str | None]]:
    return [(row.action, row.id) for row in preview.rows]


def test_by_label() -> None:
    """Without types a label alone matches; one that several share is ambiguous."""
    found = _preview(STREET, ["Label", "Owner"], ["Meals", "Ben"], ["Friends", "X"], ["New", "Y"])
    assert _actions(found) == [("updated", "elem-a"), ("ambiguous", None), ("created", None)]
    assert found.rows[0].changes == (("Owner", "Ana", "Ben"),)
    assert found.rows[1].candidates == ("elem-b", "elem-c")
    assert [row.place for row in found.rows] == ["E row 2", "E row 3", "E row 4"]


def test_by_label_and_type() -> None:
    """With types both have to be the same; another type is another element."""
    found = _preview(
        STREET, ["Label", "Type"], ["Friends", "Goal"], ["Meals", "Outcome"], ["Friends", None]
    )
    assert _actions(found) == [("unchanged", "elem-c"), ("created", None), ("created", None)]


def test_by_id() -> None:
    """With an id label and type are values like others, and the new label counts from then on."""
    found = _preview(
        STREET,
        ["ID", "Label", "Type"],
        ["t", "Confidence", "Outcome"],
        ["u", "Meals", "Output"],
        [None, "Confidence", "Outcome"],
        [None, "Trust", None],
    )
    assert _actions(found) == [
        ("updated", "elem-d"),
        ("created", None),
        ("merged", "elem-d"),
        ("created", None),
    ]
    assert found.rows[0].changes == (("label", "Trust", "Confidence"), ("type", "", "Outcome"))


def test_empty_cells_and_equal_values_change_nothing() -> None:
    """A field that is empty, missing, or says the same stays as it is, numbers and texts alike."""
    found = _preview(STREET, ["Label", "Type", "Owner", "Places"], ["Meals", "Output", None, 4.0])
    assert _actions(found) == [("unchanged", "elem-a")]
    empty = blueprint(element("Meals", "Output", Owner="", places=None))
    assert _actions(preview_import(STREET, *incoming_items(empty))) == [("unchanged", "elem-a")]


def test_rows_with_one_key_are_merged() -> None:
    """Several rows with one key are one element, and the last row wins."""
    rows = ["Label", "Owner"], ["New", "Ana"], ["New", "Ben"], ["Meals", "Eve"], ["Meals", "Ana"]
    found = _preview(STREET, *rows)
    assert [(row.action, row.changes, row.merged_with) for row in found.rows] == [
        ("created", (), ""),
        ("merged", (("Owner", "Ana", "Ben"),), "E row 2"),
        ("updated", (("Owner", "Ana", "Eve"),), ""),
        ("merged", (("Owner", "Eve", "Ana"),), "E row 4"),
    ]


def test_connections_by_their_ends() -> None:
    """Without an id connections match by their ends, in their direction; parallel ones merge."""
    lines = (
        ["From", "To", "Direction", "Label"],
        ["Meals", "Trust", "mutual", "second"],
        ["Trust", "Meals", None, None],
        ["Meals", "Trust", None, "third"],
    )
    found = _preview(STREET, lines=lines)
    assert _actions(found) == [("updated", "conn-a"), ("created", None), ("merged", "conn-a")]
    assert found.rows[0].changes == (
        ("direction", "directed", "mutual"),
        ("label", "first", "second"),
    )
    assert (found.rows[1].start, found.rows[1].end) == ("Trust", "Meals")


def test_parallel_connections_and_shared_labels_are_ambiguous() -> None:
    """Ends that several elements are called by, or that several connections join, are no match."""
    into = blueprint(
        element("A"), element("A"), element("B"), element("C"),
        connections=[connection("B", "C"), connection("B", "C")],
    )  # fmt: skip
    found = _preview(into, lines=(["From", "To"], ["A", "B"], ["B", "C"]))
    assert _actions(found) == [("ambiguous", None), ("ambiguous", None)]
    assert found.rows[0].candidates == ("A", "A #2")
    assert found.rows[1].candidates == ("B --> C",)


def test_connections_by_their_ids() -> None:
    """With an id even the ends of a connection may change."""
    into = blueprint(
        element("A"), element("B"), element("C"), connections=[connection("A", "B", id="x")]
    )
    found = _preview(into, lines=(["ID", "From", "To"], ["x", "A", "C"], ["y", "A", "B"]))
    assert _actions(found) == [("updated", "x"), ("created", None)]
    assert found.rows[0].changes == (("to", "B", "C"),)


def test_a_connection_that_led_nowhere() -> None:
    """An end that was lost is shown as empty, and may be given by an import."""
    into = blueprint(element("A"), connections=[connection("A", "gone", id="x")])
    found = _preview(into, lines=(["ID", "From", "To"], ["x", "A", "A"]))
    assert found.rows[0].changes == (("to", "", "A"),)


def test_ends_make_elements_unless_ids_are_used() -> None:
    """An end that is no label makes an element, once; an id that nothing has is told."""
    found = _preview(STREET, lines=(["From", "To"], ["Meals", "New|Newer"], ["New", "New"]))
    kinds = [(row.action, row.kind, row.label, row.start, row.end) for row in found.rows]
    assert kinds == [
        ("created", "element", "New", "", ""),
        ("created", "connection", "", "Meals", "New"),
        ("created", "element", "Newer", "", ""),
        ("created", "connection", "", "Meals", "Newer"),
        ("created", "connection", "", "New", "New"),
    ]
    rows = ["ID", "Label"], ["n", "New"]
    found = _preview(STREET, *rows, lines=(["From", "To"], ["n", "t"], ["n", "gone"]))
    assert [(row.action, row.candidates) for row in found.rows[1:]] == [
        ("created", ()),
        ("ambiguous", ()),
    ]


def test_one_new_end_twice() -> None:
    """A connection from a new element to itself makes that element once."""
    found = _preview(STREET, lines=(["From", "To"], ["New", "New"]))
    assert [row.kind for row in found.rows] == ["element", "connection"]


def test_nothing_is_deleted() -> None:
    """What no row means is counted, and stays; what may be meant does not count."""
    found = _preview(STREET, ["Label"], ["Meals"], ["Friends"])
    assert [(name, item.kind) for name, item in found.kept] == [
        ("elem-d", "element"),
        ("conn-a", "connection"),
        ("conn-b", "connection"),
        ("conn-c", "connection"),
    ]
    assert (found.kept_of("element"), found.kept_of("connection")) == (1, 3)


def test_kumus_own_files_match_by_their_own_ids() -> None:
    """Items of a nested file match by Kumu's own ids, whatever their labels are."""
    other = project(
        [nested_element("elem-a", "Lunches"), nested_element("elem-z", "Meals")],
        [nested_connection("conn-a", "elem-z", "elem-a")],
    )
    found = preview_import(STREET, *incoming_items(other))
    assert _actions(found) == [("updated", "elem-a"), ("created", None), ("updated", "conn-a")]
    assert found.rows[2].changes[:2] == (("from", "elem-a", "Meals"), ("to", "elem-d", "elem-a"))


@each_sample()
def test_a_real_map_into_itself(sample: Path) -> None:
    """A map imported into itself changes nothing."""
    if sample.name == "metric-oracle.json":
        return  # not a Kumu file
    document = read_document(sample.read_bytes(), sample.name)
    if any(not (one.start and one.end) for one in document.connections):
        return
    found = preview_import(document, *incoming_items(document))
    changing = {row.action for row in found.rows} - {"unchanged", "ambiguous"}
    assert changing <= ({"created"} if document.form == "kumu-flat" else set())


def test_an_id_column_never_holds_kumus_own_ids() -> None:
    """Kumu knows a row by an id that people gave: one of Kumu's own makes a second, and is told."""
    rows: list[list[Any]] = [["ID", "Label", "Type"], ["elem-a", "Meals", "Output"]]
    rows += [["t", "Trust", None]]
    found = _preview(STREET, *rows, lines=(["From", "To"], ["elem-a", "t"]))
    assert [row.action for row in found.rows] == ["created", "unchanged", "created"]
    told = "rows with an id that nothing there has, though their label or their ends are there,"
    assert [*map(str, found.oddities)] == [
        f'{told} so that Kumu makes a second one of each: 1 ("Meals")'
    ]
    found = _preview(STREET, lines=(["ID", "From", "To"], ["c9", "Meals", "Trust"]))
    assert [row.action for row in found.rows] == ["created"]
    assert [dirt.examples for dirt in found.oddities] == [("elem-a → elem-d",)]
    assert _preview(STREET, ["ID", "Label"], ["x", "New"], ["y", "New"]).oddities == ()


@each_sample()
def test_export_and_dry_run_agree(sample: Path) -> None:
    """Sheets without new ids are found again; where new ids make seconds, both say so."""
    document = read_document(sample.read_bytes(), sample.name)
    tables = sheet_tables(document, "all" if document.section("maps") else None, with_ids=True)
    files, _ = write_tables(tables)
    found = preview_import(
        document, *incoming_rows(read_rows([*files.items()], sample.name, limits=Limits()))
    )
    made = any(one.startswith("ids that the map does not have") for one in tables.warnings)
    assert bool(found.oddities) == made
    assert made or not found.count("created")
