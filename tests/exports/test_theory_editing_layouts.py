from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from toc.exports.theory_editing import rewritten_theory
from toc.exports.theory_file import read_theory
from toc.models.outputs import Output

if TYPE_CHECKING:
    from toc.models.theory import Theory

LAYOUTS = {
    "brackets over lines": """\
toc: 1
outputs: [{id: a, label: A, sources: [x, # one
  y, # two
  z]}, {id: b, label: B,}]
""",
    "dashes below the key": """\
toc: 1
outputs:
- id: a
  label:
    A
  sources: [
  x , y,

 z ]
- {? id : b, label: B}
""",
    "announced keys": """\
--- # start
? toc
: 1
? outputs
: - ? id
    : a
    ? label
    : A
    ? sources
    : - x
      - y
      - z
  - id: b
    label: B
...
""",
    "indented, with gaps": """\
  toc: 1
  outputs:
  -
    # first
    id: a
    label: >2-
        A
    sources:
    - x
    - y
    - z
  -
    id: b
    label: B\
""",
    "anchors and empty values": """\
toc: 1
outputs:
  - &a1
    id: a
    label: A
    sources: [x, y, z]
  - &b1 {id: b, label: 'B', note: , description}
""",
    "one line of brackets": (
        '# only flow\n{toc: 1, outputs: [{"id":a,"label":A, sources: [x,y,z]},\n{id: b, label: B}]}'
    ),
    "JSON": (
        '{"toc": 1, "outputs": [{"id": "a", "label": "A", "sources": ["x", "y", "z"],'
        ' "note": null}, {"id": "b", "label": "B", "status": "stated"}]}'
    ),
    "texts that keep their blank lines": """\
toc: 1
outputs:
  - id: a
    label: |+
      A

    sources:
    - x # one
    - y
    # three
    - z

  - label: |+
      B

    id: b
""",
    "Windows lines": (
        "toc: 1\r\noutputs: \r\n  - {id: a, label: A, sources: [x, y, z]}\r\n  - {id: b, label: B}"
    ),
    "old Mac lines": (
        "toc: 1\routputs:\r  - {id: a, label: A, sources: [x, y, z]}\r  - {id: b, label: B}\r"
    ),
}


def changes(theory: Theory) -> list[Theory]:
    """Many ways in which two outputs may change."""
    first, second = theory.outputs
    texts: list[tuple[str, ...]] = [
        (), ("x",), ("y",), ("z",), ("x", "y"), ("y", "z"), ("x", "z"), ("z", "y", "x"),
        ("w", "x", "y", "z"), ("x", "w", "y", "z"), ("x", "y", "z", "w", "v"), ("x", "w", "z"),
        ("w",), ("y", "w"), ("a: b", "x", "#", "null"), ("line\nbreak", "x", "z", "y"),
    ]  # fmt: skip
    wanted: list[dict[str, Any]] = [{"sources": several} for several in texts]
    wanted += [
        {"label": label} for label in ("Q", "a: b", "null", "x\ny\n", " a\n", "long " * 40 + "end")
    ]
    wanted += [
        {"note": "n"}, {"note": "a\n\nb\n", "status": "disputed"}, {"aliases": ("p", "q, r")},
        {"description": "word " * 40 + "end", "leads_to": ()}, {"note": "null", "sources": ("z",)},
    ]  # fmt: skip
    made = [first.model_copy(update=keys) for keys in wanted]
    more = [second.model_copy(update=keys) for keys in wanted[:20]]
    pairs: list[tuple[Output, ...]] = [(one, second) for one in made]
    pairs += [(first, one) for one in more] + [(one, first) for one in more]
    pairs += [(one,) for one in (*made, *more)] + [
        (*pairs[n], Output(id="c", label="C")) for n in (3, 40)
    ]
    return [theory.model_copy(update={"outputs": outputs}) for outputs in pairs]


def rewritten(theory: Theory, text: str) -> str:
    return rewritten_theory(text.encode(), theory, "t").decode()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_way_of_writing_is_edited(layout: str) -> None:
    """However a file is laid out, each of many changes is written into it, and back again."""
    text = LAYOUTS[layout]
    theory = read_theory(text.encode(), "t")
    for wanted in changes(theory):
        result = rewritten(wanted, text)
        assert read_theory(result.encode(), "t") == wanted
        assert read_theory(rewritten(theory, result).encode(), "t") == theory
