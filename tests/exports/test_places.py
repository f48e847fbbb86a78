from __future__ import annotations

from toc.exports.places import Place, Spot, find_places, json_steps, nearest_spot
from toc.exports.yaml_events import yaml_steps

YAML = """\
a: b
c:
  - d
  - {e: f, "g\\u0041": [h,
      i]}
k: *x
l: {a: {}, b: []}
"""
JSON = """\
{"a": "b\\"}{", "c": ["d",
  {"e": "f", "g\\u0041": ["h", -1.5e3]}],
\t"k": null, "l": {"a": {}, "b": []}}
"""
PATHS = {(), ("a",), ("c", 1), ("c", 1, "gA", 1), ("k",), ("l", "b"), ("c", 2), ("x",)}


def test_places_in_yaml() -> None:
    """Each path is found with the place of its key and of its value."""
    assert find_places(yaml_steps(YAML, "t"), PATHS) == {
        (): Place(None, Spot(1, 1)),
        ("a",): Place(Spot(1, 1), Spot(1, 4)),
        ("c", 1): Place(None, Spot(4, 5)),
        ("c", 1, "gA", 1): Place(None, Spot(5, 7)),
        ("k",): Place(Spot(6, 1), Spot(6, 4)),
        ("l", "b"): Place(Spot(7, 12), Spot(7, 15)),
    }


def test_places_in_json() -> None:
    """The same holds for JSON, whatever its texts hold."""
    assert find_places(json_steps(JSON), PATHS) == {
        (): Place(None, Spot(1, 1)),
        ("a",): Place(Spot(1, 2), Spot(1, 7)),
        ("c", 1): Place(None, Spot(2, 3)),
        ("c", 1, "gA", 1): Place(None, Spot(2, 31)),
        ("k",): Place(Spot(3, 2), Spot(3, 7)),
        ("l", "b"): Place(Spot(3, 28), Spot(3, 33)),
    }


def test_nearest_spot() -> None:
    """What is not there is shown at the part around it."""
    places = find_places(yaml_steps(YAML, "t"), PATHS)
    assert nearest_spot(("c", 1), places, at_key=True) == Spot(4, 5)
    assert nearest_spot(("a",), places, at_key=True) == Spot(1, 1)
    assert nearest_spot(("c", 1, "label"), places, at_key=True) == Spot(4, 5)
    assert nearest_spot(("z", 7), places, at_key=False) == Spot(1, 1)
    assert nearest_spot(("z",), {}, at_key=False) is None
