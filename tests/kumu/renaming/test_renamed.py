"""Names changed in a whole document at once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.kumu.renaming.made_projects import made, project_with
from tests.kumu_documents import blueprint, connection, element, nested_element, project, read
from toc.errors import NotFoundError, TocError

if TYPE_CHECKING:
    from toc.kumu.document import Document
    from toc.kumu.renaming.renamed import Renamed


def diff(document: Document, found: Renamed) -> list[str]:
    """The lines of the two files that differ, as they are afterwards."""
    before = json.dumps(json.loads(document.to_bytes()), indent=1, ensure_ascii=False)
    after = json.dumps(json.loads(found.document.to_bytes()), indent=1, ensure_ascii=False)
    both = zip(before.splitlines(), after.splitlines(), strict=True)
    return [new.strip(" ,") for old, new in both if old != new]


def test_types_of_every_kind() -> None:
    """A type changes in elements, connections and loops, and in the choices of its field."""
    document = project_with("outcome {}")
    found = made(document, "type outcome=Result")
    assert diff(document, found) == [
        '"Result"',
        '"element type": "Result"',
        '"element type": "Result"',
        '"connection type": "Result"',
        '"loop type": "Result"',
        '"style": "result {}"',
    ]
    assert [one.old for one in found.renamings] == ["Outcome"]
    assert (found.left, found.differs) == ([], [])


def test_types_of_one_kind() -> None:
    """With kinds, only their types change, and what names the others stays."""
    document = project_with('outcome, outcome-connection, ["loop type"="outcome"] {}')
    found = made(document, "type Outcome=Result", kinds=["connection"])
    assert diff(document, found) == [
        '"connection type": "Result"',
        '"style": "outcome, result-connection, [\\"loop type\\"=\\"outcome\\"] {}"',
    ]


def test_fields_keep_their_place() -> None:
    """A field changes its key where it stands, in lower case in Kumu's own form, and its name."""
    document = project_with()
    found = made(document, "field Owner=Lead person")
    assert diff(document, found) == [
        '"name": "Lead person"',
        '"lead person": "Ana"',
        '"Lead person": "Ben"',
    ]


def test_fields_of_a_blueprint() -> None:
    """A blueprint keeps the capitals of its keys."""
    document = blueprint({"Owner": 1, "label": "a"}, {"label": "b", "OWNER": 2, "owners": 3})
    found = made(document, "field owner=Lead")
    assert json.loads(found.document.to_bytes())["elements"] == [
        {"Lead": 1, "label": "a"},
        {"label": "b", "LEAD": 2, "owners": 3},
    ]
    assert list(found.document.data["elements"][0]) == ["Lead", "label"]


def test_expressions() -> None:
    """What computes with a field is left alone and named; a part of another word is not it."""
    definitions = [
        {"name": "Owner", "values": []},
        {"name": "Sum", "expression": "{{owner}} + 1", "hint": "homeowners"},
        {"values": []},
    ]
    found = made(project_with(attributes=definitions), "field Owner=Lead")
    assert [(one.place.name, one.place.spot, one.text, one.why) for one in found.left] == [
        ("Sum", "expression", "{{owner}} + 1", "an expression")
    ]


def test_a_value_that_two_items_share() -> None:
    """A label that two items share means both, so a comparison with it stays."""
    document = blueprint(
        element("Trust", id="t1"),
        element("Trust", id="t2"),
        perspectives=[_view("[label=trust] {}")],
    )
    found = made(document, "label #t2=Faith")
    assert [(one.text, one.why) for one in found.left] == [
        ("trust", "something else is called so as well")
    ]


def test_what_no_reader_looks_at() -> None:
    """A key beside the fields that is no field of Kumu's keeps its name."""
    item = nested_element("elem-a", "A", note=1) | {"note": 2}
    found = made(blueprint(item), "field note=Memo")
    assert diff(blueprint(item), found) == ['"memo": 1']


def test_fields_that_share_a_slug() -> None:
    """A field's own name comes before another's slug; a slug of two fields may mean either."""
    style = "[team-members], ['team members'] {}"
    document = blueprint(
        {"label": "a", "team members": 1, "team-members": 2}, perspectives=[_view(style)]
    )
    found = made(document, "field team members=Crew")
    assert found.document.section("perspectives")[0]["style"] == "[team-members], ['crew'] {}"
    document = blueprint(
        {"label": "a", "team, members": 1, "team members": 2}, perspectives=[_view(style)]
    )
    found = made(document, "field team members=Crew")
    assert found.document.section("perspectives")[0]["style"] == "[team-members], ['crew'] {}"
    assert [(one.text, one.why) for one in found.left] == [
        ("team-members", "it may also mean team, members")
    ]


def test_relevance() -> None:
    """The lists of what matters for a type follow types and fields."""
    relevance = {"outcome": ["Owner", "Note"], "outcome-connection": [], "undefined": ["owner"]}
    document = project_with(attributeRelevance=relevance)
    found = made(document, "type Outcome=End result", "field Owner=Lead")
    assert found.document.top("attributeRelevance") == {
        "end-result": ["Lead", "Note"],
        "end-result-connection": [],
        "undefined": ["Lead"],
    }
    taken = project_with(attributeRelevance={"outcome": ["a"], "output": ["b"]})
    merged = made(taken, "type Outcome=Output")
    assert merged.document.top("attributeRelevance") == {"outcome": ["a"], "output": ["b"]}
    assert "there is a list for the new name" in [one.why for one in merged.left]
    swapped = made(taken, "type Outcome=Output", "type Output=Outcome")
    assert swapped.document.top("attributeRelevance") == {"output": ["a"], "outcome": ["b"]}
    odd = made(taken, "type Outcome=A & B")
    assert [one.why for one in odd.left] == ['the slug of "A & B" is not certain']


def test_tags() -> None:
    """Tags change in lists, in single texts and between upright bars, and in the choices."""
    document = blueprint(
        element("a", tags=["core", "other"]),
        element("b", tags="Core"),
        element("c", tags="x | core|y"),
        element("d", tags="core stuff", note="core"),
    )
    found = made(document, "tag core=Key")
    tags = [one["tags"] for one in json.loads(found.document.to_bytes())["elements"]]
    assert tags == [["Key", "other"], "Key", "x | Key|y", "core stuff"]
    assert '"Key"' in diff(project_with(), made(project_with(), "tag core=Key"))


def test_a_label_and_what_names_it() -> None:
    """A label changes in one item, in ends that name it, in selectors and in links."""
    document = blueprint(
        element("Meals"),
        element("Trust", description="[a](= #meals --> *) and [b](#map/view/meals)"),
        connections=[connection("Meals", "Trust"), connection("Trust", "Meals")],
        perspectives=[{"name": "v", "style": "#meals {}"}],
    )
    found = made(document, "label meals=Street food")
    assert found.document.data["connections"] == [
        {"from": "Street food", "to": "Trust"},
        {"from": "Trust", "to": "Street food"},
    ]
    assert found.document.data["perspectives"][0]["style"] == "#street-food {}"
    assert found.document.elements[1].text("description") == (
        "[a](= #street-food --> *) and [b](#map/view/street-food)"
    )


def test_ids_are_no_labels() -> None:
    """Ends and selectors that name an id stay, also where the label is the same text."""
    document = blueprint(
        element("Meals", id="Meals"),
        element("Trust", id="t"),
        connections=[connection("Meals", "t")],
        perspectives=[{"name": "v", "style": "#meals {}"}],
    )
    found = made(document, "label Meals=Street food")
    assert diff(document, found) == ['"label": "Street food"']
    assert found.differs == []


def test_a_label_that_several_share() -> None:
    """It is refused until an id says which is meant; ends that may mean either stay."""
    document = blueprint(
        element("Trust", id="t1"), element("Trust", id="t2"), perspectives=[_view("#trust {}")]
    )
    with pytest.raises(TocError) as refused:
        made(document, "label Trust=Faith")
    assert str(refused.value) == (
        'map.json: 2 elements are called "Trust": t1, t2. '
        'Say by its id which is meant: --label "#t1=…".'
    )
    found = made(document, "label #t2=Faith")
    assert [one.label for one in found.document.elements] == ["Trust", "Faith"]
    assert [(one.text, one.why) for one in found.left] == [
        ("trust", "something else is called so as well"),
    ]
    assert [(one.lost, one.gained) for one in found.differs] == [(1, 0)]
    nameless = blueprint(element("Trust"), element("Trust", id=3))
    with pytest.raises(TocError, match='called "Trust": 3'):
        made(nameless, "label Trust=Faith")
    ends = blueprint(
        element("Trust", id="t1"), element("Trust"), connections=[connection("Trust", "t1")]
    )
    with pytest.raises(TocError, match='that names "Trust" would then lead to another element'):
        made(ends, "label #t1=Faith")


def _view(style: str) -> dict[str, Any]:
    return {"_id": "pers-1", "name": "v", "style": style}


def test_a_label_that_is_taken() -> None:
    """Where connections name elements by their labels, none may be given twice."""
    document = blueprint(element("a"), element("b"), connections=[connection("b", "b")])
    with pytest.raises(TocError, match="lead to another element"):
        made(document, "label a=b")
    with_ids = blueprint(element("a", id=1), element("b", id=2), connections=[connection("2", "1")])
    assert [one.label for one in made(with_ids, "label a=b").document.elements] == ["b", "b"]


def test_labels_of_loops_and_connections() -> None:
    """Elements come first; where none has the label, a loop or connection is meant."""
    document = project_with("#r1 {}")
    found = made(document, "label R1=Company")
    assert diff(document, found) == ['"label": "Company"', '"style": "#company {}"']


def test_views() -> None:
    """A view changes its name, imports and links follow."""
    description = "[a](#main-map/main) [b](#main-map/main/trust-grows) [c](#main)"
    document = project_with("a {}", '@import "main";', description=description)
    found = made(document, "view Main=Whole map")
    assert diff(document, found) == [
        '"description": "[a](#main-map/whole-map) [b](#main-map/whole-map/trust-grows) [c](#main)"',
        '"name": "Whole map"',
        '"style": "@import \\"whole-map\\";"',
    ]


def test_two_names_swapped() -> None:
    """All renamings are done at once."""
    document = project_with("output, outcome {} [owner], [note] {}")
    found = made(
        document,
        "type Output=Outcome",
        "type Outcome=Output",
        "field Owner=Note",
        "field Note=Owner",
    )
    assert found.document.section("perspectives")[0]["style"] == (
        "outcome, output {} [note], [owner] {}"
    )
    assert [one.type for one in found.document.elements][:2] == ["Outcome", "Output"]
    assert found.document.elements[3].text("owner") == "x"
    assert (found.left, found.differs) == ([], [])


def test_two_types_become_one() -> None:
    """Types may be merged; selectors that pick more than before are named."""
    document = project_with("outcome {} output {}")
    found = made(document, "type Outcome=Output", kinds=["element"])
    assert found.document.section("perspectives")[0]["style"] == "output {} output {}"
    assert [(one.place.spot, one.lost, one.gained) for one in found.differs] == [
        ("1:1", 0, 1),
        ("1:12", 0, 2),
    ]
    assert ("Output", "this choice now stands there twice") in [
        (one.text, one.why) for one in found.left
    ]


def test_whole_addresses_are_left() -> None:
    """An address on kumu.io may lead to another project."""
    link = "[a](https://kumu.io/us/ours#main-map/main/trust-grows)"
    found = made(project_with(description=link), "label Trust grows=More trust")
    (left,) = found.left
    assert left.text == "main-map/main/trust-grows"
    assert left.why == "a whole address may lead to another project"


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("[a](#trust-grows)", "[a](#more-trust)"),
        ("[a](#main-map)", "[a](#main-map)"),
        ("[a](#main-map/trust-grows)", "[a](#main-map/more-trust)"),
        ("[a](#main-map/x/elem-b)", "[a](#main-map/x/elem-b)"),
        ('[[list "#trust-grows --> *"]]', '[[list "#more-trust --> *"]]'),
        ("[a](= :not(#trust-grows)) (b)", "[a](= :not(#more-trust)) (b)"),
        ("[a](= #trust-grows", "[a](= #trust-grows"),
        ("[a](= [note=')']#trust-grows)", "[a](= [note=')']#more-trust)"),
        ("[a](= ) [b]() [[x]] trust-grows", "[a](= ) [b]() [[x]] trust-grows"),
        ('[a](= ["label"="trust grows"])', '[a](= ["label"="more trust"])'),
    ],
)
def test_links(description: str, expected: str) -> None:
    """Links and lists in descriptions follow, whatever is around them."""
    found = made(project_with(description=description), "label Trust grows=More trust")
    assert found.document.elements[1].text("description") == expected
    assert found.left == []


def test_links_in_doubt() -> None:
    """A place that may be a view or an item stays."""
    description = "[a](#main-map/main)"
    document = project_with("a {}", description=description)
    document.data["elements"][0]["attributes"]["label"] = "Main"
    document = read(document.to_bytes().decode())
    for asked in ("view Main=Whole", "label Main=Whole"):
        found = made(document, asked)
        assert found.document.elements[1].text("description") == description
        assert len(found.left) == 1


def test_descriptions_of_maps_and_the_project() -> None:
    """Their links follow, too."""
    document = project(
        [nested_element("elem-a", "A", tags=["core"])],
        maps=[{"_id": "map-a", "name": "M", "description": "[x](=.core)"}],
        description="[[list '.core']]",
    )
    found = made(document, "tag core=Key")
    assert found.document.top("description") == "[[list '.key']]"
    assert found.document.section("maps")[0]["description"] == "[x](=.key)"


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("type Outcme=Result", 'There is no type "Outcme". Did you mean "Outcome"?'),
        ("tag zzzzz=x", 'There is no tag "zzzzz". There are: "core", "Year one".'),
        ("view Main", '"Main" is no renaming. Write --view OLD=NEW, in quotes.'),
        ("view Main=", 'There is no new name in "Main=". Write it behind the equals sign'),
        ("view Nothing=x", 'There is no view "Nothing". It has none at all.'),
        ("field Tags=Words", '"Tags" is a field of Kumu\'s own and keeps its name.'),
        ("field element type=Sort", "of Kumu's own and keeps its name."),
        ("field Owner=type", '"Owner" cannot become "type": Kumu uses that name itself.'),
        ("field Owner=From", '"Owner" cannot become "From": Kumu uses that name itself.'),
        ("field Owner=Yes", '"Owner" cannot become "Yes": Kumu forbids that name.'),
        ("field Owner=NOTE", 'there is a field "note" already, and 0 items have both.'),
        ("label #elem-x=Result", 'There is no label "#elem-x".'),
    ],
)
def test_what_cannot_be(asked: str, message: str) -> None:
    """Each is refused with one message that says what to do."""
    with pytest.raises(TocError) as refused:
        made(project_with(), asked)
    assert message in str(refused.value)


def test_one_name_cannot_become_two() -> None:
    """Two renamings of the same name contradict each other; the same twice does not."""
    with pytest.raises(TocError, match='"Outcome" cannot become both "A" and "B"'):
        made(project_with(), "type Outcome=A", "type outcome=B")
    assert len(made(project_with(), "type Outcome=A", "type outcome=A").changed) == 5


def test_signs_in_names() -> None:
    """An equals sign in a name is no end of it where the document has that name."""
    document = blueprint(element("a=b"), element("a"))
    found = made(document, "label a=b=c")
    assert [one.label for one in found.document.elements] == ["c", "a"]
    assert made(document, "label a=x").document.elements[1].label == "x"
    with pytest.raises(NotFoundError):
        made(document, "label b=c")


def test_blanks_in_names() -> None:
    """Two blanks, which are a line break in Kumu, need not be written to find a name."""
    document = blueprint(element("Two  lines"), perspectives=[_view("#two-lines {}")])
    found = made(document, "label two lines=Three  short  lines")
    assert found.document.elements[0].label == "Three  short  lines"
    style = found.document.section("perspectives")[0]["style"]
    assert style in {'["label"="Three  short  lines"] {}', "#three-short-lines {}"}
    assert found.differs == []


def test_every_other_byte_stays() -> None:
    """Marks, line ends, escapes, odd numbers and texts of views keep their bytes."""
    text = (
        '{"elements": [\r\n {"label" : "a\\/\\u00e9", "type":"Outcome", "n": 1.50}],\r\n'
        ' "connections":[], "perspectives":[{"style":"outcome {}\\t\\/* \\u00e9 *\\/"}]}\r\n'
    )
    document = read(text)
    found = made(document, "type Outcome=Réel")
    expected = text.replace('"Outcome"', '"Réel"').replace("outcome {", "réel {")
    expected = expected.replace("é", "\\u00e9")
    assert found.document.to_bytes().decode() == expected
    marked = made(read("\ufeff" + text), "type Outcome=Réel")
    assert marked.document.to_bytes() == ("\ufeff" + expected).encode()
    assert document.to_bytes() == text.encode()


def test_tags_that_become_one_are_named() -> None:
    """Where two tags of an item become one, it stands there twice, and that is said."""
    two = nested_element("a", "A", tags=["core", "key", "other"])
    barred = nested_element("b", "B", tags="core|key")
    one = nested_element("c", "C", tags=["core"])
    found = made(project([two, barred, one]), "tag core=key")
    assert [(left.place.name, left.text, left.why) for left in found.left] == [
        ("a", "key", "this tag now stands there twice"),
        ("b", "key", "this tag now stands there twice"),
    ]


def test_a_label_that_another_has_is_named() -> None:
    """A new label that another element has already is given, and that is said."""
    found = made(
        project([nested_element("a", "Trust"), nested_element("b", "Hope")]), "label Trust=Hope"
    )
    assert [(left.place.name, left.text, left.why) for left in found.left] == [
        ("a", "Hope", "another element is called so as well")
    ]
    swapped = made(
        project([nested_element("a", "Trust"), nested_element("b", "Hope")]),
        "label Trust=Hope",
        "label Hope=Trust",
    )
    assert swapped.left == []


def test_a_view_that_another_has_is_named() -> None:
    """A new name that another view has already is given, and that is said."""
    document = project([nested_element("a", "A")])
    document.data["perspectives"] = [
        {"_id": "view-1", "name": "Main", "style": ""},
        {"_id": "view-2", "name": "Print", "style": ""},
    ]
    found = made(document, "view Main=Print")
    assert [(left.place.name, left.text, left.why) for left in found.left] == [
        ("Main", "Print", "another view is called so as well")
    ]
    assert made(document, "view Main=Print", "view Print=Main").left == []
