"""Which declaration wins, and what it gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.kumu.views.made_views import cascade_of, looks, street
from tests.kumu_documents import nested_connection, nested_element, one_map, project
from toc.kumu.on_maps import items_on
from toc.kumu.project import read_maps
from toc.kumu.selectors.matching import Matcher
from toc.kumu.views.cascade import Cascade
from toc.kumu.views.direct_decorations import direct_decorations
from toc.kumu.views.field_values import FieldValues
from toc.kumu.views.layers import layers_of
from toc.kumu.views.parser import parse_view

if TYPE_CHECKING:
    from toc.kumu.views.cascade import Look


def look_of(text: str, label: str, name: str = "color", **more: Any) -> Look:
    document = street(**more)
    (item,) = (one for one in document.elements if one.label == label)
    found = cascade_of(text, document).look(item, name)
    assert found is not None
    return found


def colours(text: str, partial: str | None = None, **more: Any) -> str:
    """The colour of each element in order, `-` for none."""
    return " ".join(one or "-" for one in looks(text, "color", partial, **more).values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "- - - - -"),
        ("activity { color: red }", "red red - - -"),
        ("activity { color: red } element { color: blue }", "blue blue blue blue blue"),
        ("#meals { color: red } activity { color: blue }", "blue blue - - -"),
        ("element { color: blue } @settings { element-color: red }", "blue " * 4 + "blue"),
        ("@settings { *-color: red } @settings { element-color: blue }", "blue " * 4 + "blue"),
        ("@settings { connection-color: red }", "- - - - -"),
        ("connection { color: red }", "- - - - -"),
        ("outcome output { color: red } output { color: }", "- - - - -"),
        ("activity { color: red; color: blue }", "blue blue - - -"),
        ("[owner] { Color: 'red' }", "red - red - -"),
    ],
)
def test_the_later_wins(text: str, expected: str) -> None:
    """Rules are over settings, later over earlier, and nothing else counts."""
    assert colours(text) == expected


PARTIAL = """
@view "quiet" { @import "soft"; @settings { element-color: grey } trust {} output { color: pink } }
@view "soft" { activity { color: lavender } }
@settings { element-color: red }
outcome { color: blue }
"""


def test_partial_views() -> None:
    """Settings, settings of the partial view, rules, rules of the partial view: the last wins."""
    assert colours(PARTIAL) == "red red red blue blue"
    assert colours(PARTIAL, "quiet") == "lavender lavender pink blue blue"
    assert colours(PARTIAL, "nothing") == colours(PARTIAL)


def test_imports() -> None:
    """An imported view stands where its import stands; the place of what it gives names it."""
    base = {
        "_id": "pers-b",
        "name": "Base & all",
        "style": "activity { color: red }\n@import 'main'",
    }
    main = {"_id": "pers-m", "name": "Main", "style": ""}
    more: dict[str, Any] = {"perspectives": [base, main]}
    assert colours('@import "base--all"; output { color: blue }', **more) == "red red blue - -"
    assert colours('activity { color: blue } @import "base-all";', **more) == "red red - - -"
    assert colours('@import "base-all"; @import "base-all";', **more) == "red red - - -"
    assert look_of('@import "base-all";', "Meals", **more).place == "Base & all, line 1"
    assert colours('@import "nowhere"; activity { color: red }', **more) == "red red - - -"


def test_the_place_of_what_is_given() -> None:
    """Behind each look stands the line that gave it and, where data decide, the value."""
    text = 'activity {\n\n  color: categorize("Owner", red "ana"); }'
    look = look_of(text, "Meals")
    assert (look.value, look.place, look.why) == ("red", "line 3", "Owner Ana")
    scaled = look_of('@settings { element-size: scale("budget", 1, 5) }', "Trust", "size")
    assert (scaled.value, scaled.why) == ("3", "budget 200, of 100 to 300")


CHOICES = {"attributes": [{"_id": "attr-1", "name": "Owner", "values": ["Ben", None, "Ana", 3]}]}


@pytest.mark.parametrize(
    ("value", "more", "expected"),
    [
        ('categorize("element type", olympic)', {}, "#007ac3 #007ac3 #fdbe0f #4cc9e9 #4cc9e9"),
        ('categorize("owner", OLYMPIC-inverted)', {}, "#62b944 - #e02d28 - -"),
        ('categorize("owner", olympic)', CHOICES, "#fdbe0f - #007ac3 - -"),
        ('categorize("owner")', {}, "#00b9fc - #fee300 - -"),
        ('categorize("owner", Set2)', {}, "colour 1 of Set2 - colour 2 of Set2 - -"),
        ('categorize("owner", red)', {}, "red - - - -"),
        ('categorize("owner", red, #fff)', {}, "red - #fff - -"),
        ('categorize("sector", red "fun", blue "food")', {}, "blue - red - -"),
        ('categorize("owner", red "nobody")', {}, "- - - - -"),
        ('scale("budget", YlGn)', {}, "YlGn at 0% YlGn at 100% - YlGn at 50% -"),
        ('scale("nothing", 1, 5)', {}, "- - - - -"),
        ("categorize()", {}, "- - - - -"),
        ("scale()", {}, "- - - - -"),
        ("gradient(red, blue)", {}, "gradient(red, blue) " * 4 + "gradient(red, blue)"),
        (
            'url("https://a.example")',
            {},
            'url("https://a.example") ' * 4 + 'url("https://a.example")',
        ),
    ],
)
def test_value_functions(value: str, more: dict[str, Any], expected: str) -> None:
    """Categories by palette, list or name, in the order of the choices; scales by their range."""
    assert colours(f"@settings {{ element-color: {value} }}", **more) == expected


def test_nothing_given_leaves_what_was_before() -> None:
    """Where a value function gives an item nothing, the declaration before it holds."""
    text = '@settings { element-color: red } element { color: categorize("owner", blue "Ana") }'
    assert colours(text) == "blue red red red red"


def test_numbers_and_shapes() -> None:
    """Scales give numbers without needless places; a category may be a shape."""
    sizes = looks("@settings { element-size: scale('budget', 10, 20) }", "size")
    assert list(sizes.values()) == ["10", "20", None, "15", None]
    third: dict[str, Any] = {
        "elements": [*street().data["elements"], {"label": "x", "id": "x", "budget": 133}]
    }
    assert looks("element { size: scale(budget, 0, 1) }", "size", **third)["x"] == "0.165"
    shapes = looks('element { shape: categorize("owner", circle, square) }', "shape")
    assert list(shapes.values()) == ["circle", None, "square", None, None]
    assert looks('element { shape: categorize("owner") }', "shape")["contact"] == "shape 2"


def test_a_scale_over_one_number() -> None:
    """Where all items have the same number, a scale gives its first end."""
    pair = [{"id": "a", "label": "a", "n": 7}, {"id": "b", "label": "b", "n": "7"}]
    one: dict[str, Any] = {"elements": pair}
    assert looks("element { size: scale(n, 2, 9) }", "size", **one) == {"a": "2", "b": "2"}


def test_connections_have_their_own_range() -> None:
    """A scale over connections goes by the numbers of connections."""
    document = street()
    cascade = cascade_of("@settings { connection-size: scale('strength', 1, 2) }", document)
    found = [cascade.look(one, "size") for one in document.connections]
    assert [one and one.value for one in found] == ["1", "2", None]


def test_direct_decorations_are_over_everything() -> None:
    """What the map says about single items is over every rule; empty texts give way."""
    document = project(
        [nested_element(f"elem-{one}", one) for one in "abc"],
        [nested_connection("conn-1", "elem-a", "elem-b")],
        [one_map("M", ("elem-a", "elem-b", "elem-c"), ("conn-1",))],
    )
    entries = document.data["maps"][0]["elements"]
    entries[0]["style"] = {"color": "transparent", "borderWidth": 2, "fontSize": 0}
    entries[1]["style"] = {"color": ""}
    entries[2]["style"] = "nonsense"
    (entry,) = read_maps(document)
    items = items_on(document)
    direct = direct_decorations(entry, items)
    matcher = Matcher(*items)
    given = layers_of(parse_view("element { color: red }")).given
    cascade = Cascade(given, matcher, FieldValues(matcher.index), direct)
    shown = [cascade.look(one, "color") for one in items.elements]
    assert [one and (one.value, one.place) for one in shown] == [
        ("transparent", "direct decoration"),
        ("red", "line 1"),
        ("red", "line 1"),
    ]
    assert cascade.names(items.elements[0]) == ["color", "border-width", "font-size"]
    size = cascade.look(items.elements[0], "font-size")
    assert size is not None
    assert size.value == "0"
