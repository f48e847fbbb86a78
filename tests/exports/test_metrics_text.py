from __future__ import annotations

from tests.exports.metric_reports import report_on
from tests.kumu_documents import (
    blueprint,
    connection,
    element,
    nested_element,
    one_map,
    project,
)
from toc.exports.metrics_text import metrics_text
from toc.exports.wrapping import columns


def test_whole_text() -> None:
    """The table comes first, then the map as a whole, and last what is stale."""
    report = report_on("a -> b, b -> c", a={"degree": 5, "closeness": 0.75}, c={"reach": 0.1})
    assert (
        metrics_text(report)
        == """\
3 elements, 2 connections.

                                between-  close-  eigen-           reach
Element  degree  in  out  size      ness    ness  vector   reach    eff.
a             1   0    1     2         0  0.7500       0       1  0.5000
b             2   1    1     3    0.5000  0.5000       0  0.6667  0.2222
c             1   1    0     2         0       0       0  0.3333  0.1667

The whole map
  Density 0.3333, reciprocity 0, average degree 1.3333.
  Diameter and average path length are infinite: 3 of 6 ordered pairs have a path. The
  longest of these has 2 steps, the mean is 1.3333.

Stored metrics
  3 values compared, 2 stale: degree 1, reach 1.
  a: degree 5 stored, 1 now
  c: reach 0.1000 stored, 0.3333 now
"""
    )


def test_sections() -> None:
    """Influence, groups and loops have sections of their own."""
    text = metrics_text(
        report_on("a -> b +, b -> a -, b -> c +, c -> d", "influence", "groups", "loops")
    )
    for line in (
        "Influence",
        "Groups",
        "  1 (2 elements): a; b",
        "  1 loop: 1 balancing.",
        "  Balancing: a --> b --> a",
        "  None on these elements.",
    ):
        assert line in text.splitlines()


def test_weighted_size() -> None:
    """The weighted size has a table of its own."""
    text = metrics_text(report_on("a -> b", weight="staff", a={"staff": 2.5}))
    assert "a          3.5000" in text.splitlines()


def test_what_is_left_out_is_said() -> None:
    """The map, and what is not on it, are in the first line."""
    elements = [nested_element(f"elem-{name}", name) for name in "abc"]
    maps = [one_map("Main", ("elem-a",)), one_map("Other", ("elem-b",))]
    assert metrics_text(report_on(project(elements, maps=maps))).startswith(
        "1 element, 0 connections on the map Main. Left out: 1 on other maps only, 1 in the\n"
        "trash.\n"
    )


def test_examples_of_what_is_stale_are_bounded() -> None:
    """Ten examples are listed, and how many more there are."""
    document = blueprint(*(element(f"e{n}", degree=9) for n in range(12)))
    lines = metrics_text(report_on(document)).splitlines()
    assert "  12 values compared, 12 stale: degree 12." in lines
    assert lines[-2:] == [
        "  e9: degree 9 stored, 0 now",
        "  2 more; --format csv and json have all.",
    ]


def test_micmac_is_one_warning() -> None:
    """Whoever has Kumu's MICMAC values stored is told what they are."""
    text = " ".join(metrics_text(report_on("a -> b", a={"micmac influence": 0.6})).split())
    assert "MICMAC, stored on 1 element: do not use it." in text
    assert "--with influence" in text


def test_what_cannot_be_told_is_said() -> None:
    """Eigenvectors that do not settle, texts that are no numbers, elements elsewhere."""
    report = report_on("a <-> b, b -> c, c <-> d", a={"eigenvector": 0.1, "reach": "far"})
    text = " ".join(metrics_text(report).split())
    assert "Eigenvector: only roughly what it should be." in text
    assert "1 eigenvector not compared" in text
    assert "1 value under the name of a metric: no numbers." in text


def test_hostile_labels_stay_on_their_line() -> None:
    """Steering signs, wide scripts and long labels break no table, however narrow."""
    document = blueprint(
        element("a\n\x1b[2J\u202e"),
        element("方案補助的檢驗項目數方案補助的檢驗項目數"),
        element("w" * 120),
        element(""),
        connections=[connection("a\n\x1b[2J\u202e", "w" * 120)],
    )
    for width in (60, 88, 100):
        text = metrics_text(report_on(document, "groups", "loops", "influence"), width=width)
        assert not {"\x1b", "\u202e"} & set(text)
        most = 75 if width == 60 else width
        assert max(map(columns, text.splitlines())) <= most


def test_labels_borne_twice() -> None:
    """Elements of the same label are told apart by their ids; without a label by the id alone."""
    document = blueprint(element("a", id="x"), element("a"), element(id="z"))
    lines = metrics_text(report_on(document)).splitlines()
    assert [line.split("  ")[0] for line in lines[4:7]] == ["a #x", "a", "z"]


def test_nothing() -> None:
    """A map without elements has no table, but its figures."""
    text = metrics_text(report_on("", "influence", "groups", "loops"))
    assert text.startswith("0 elements, 0 connections.\n\nThe whole map\n")
