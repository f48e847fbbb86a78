from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from html.parser import HTMLParser

import pytest

from tests.exports.coverage_builders import (
    HOSTILE,
    coverage_of,
    hostile_coverage,
    measure,
    mixed,
    outcome,
)
from toc.exports.coverage_page import coverage_page
from toc.exports.coverage_text import coverage_text
from toc.exports.legible import legible

VOID = {"meta"}


class Page(HTMLParser):
    """A page as a browser reads it: its elements, its text, and whether all were closed."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((self.open[-1] if self.open else "", data))

    def in_element(self, tag: str) -> list[str]:
        """The texts that stand directly in elements of a kind."""
        return [text for within, text in self.texts if within == tag]

    def attributes(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of each element of a kind."""
        return [attributes for name, attributes in self.elements if name == tag]


def visible(page: Page) -> str:
    """The words of the page's body, white space as single blanks."""
    texts = [text for tag, text in page.texts if tag not in {"title", "style"}]
    return " ".join(" ".join(texts).split())


def test_the_page_says_what_the_text_says() -> None:
    """Every word of the text stands on the page as often; the page adds headings only."""
    page = Counter(re.findall(r"\w+", visible(Page(coverage_page(mixed())))))
    text = Counter(re.findall(r"\w+", coverage_text(mixed())))
    assert {word for word in text - page if not word.isdigit()} == set()
    headings = "Outcome State Grade How it is measured which outcomes are A small theory"
    assert set(page - text) <= set(headings.split())


def test_the_table_is_a_real_one() -> None:
    """Each domain is a table with a caption, headed columns and headed rows."""
    page = Page(coverage_page(mixed()))
    assert [tag for tag, _ in page.elements].count("table") == 4
    assert page.in_element("span").count("○") == 3
    captions = re.findall(r"<caption><bdi>(.*?)</bdi>", coverage_page(mixed()))
    assert captions == ["Belonging", "Growth", "No domain", "Not known yet"]
    scopes = [attributes["scope"] for attributes in page.attributes("th")]
    assert scopes.count("col") == 4 * 4
    assert scopes.count("row") == 7


def test_a_row_says_its_state_by_word_and_mark() -> None:
    """The whole row of an outcome: name, state, grade, what measures it and what is missing."""
    coverage = coverage_of(outcome("Trust & care", measure("Trust <score>")))
    assert (
        '<tr role="row" class="covered">'
        '<th scope="row" role="rowheader"><bdi>Trust &amp; care</bdi></th>'
        '<td role="cell" class="state"><span class="mark" aria-hidden="true">●</span>covered</td>'
        '<td role="cell" class="grade">named</td>'
        '<td role="cell"><p>Measured by: <bdi>Trust &lt;score&gt;</bdi></p>'
        "<p>To be &quot;defined&quot; its measure needs a unit, a method, a source and an owner."
        "</p></td></tr>"
    ) in coverage_page(coverage)


def test_what_to_measure_next_is_a_numbered_list() -> None:
    """The order of priority is the order of the list, and its numbers."""
    page = coverage_page(mixed())
    steps = page.split("<ol>")[1].split("</ol>")[0]
    assert re.findall(r"<li><bdi>(.*?)</bdi>", steps) == [
        "Choice",
        "Skill",
        "Peer support",
        "Kinship",
        "Less paid care",
    ]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Equal & fair", "Equal & fair: which outcomes are measured"),
        (None, "Which outcomes are measured"),
    ],
)
def test_the_page_is_named_after_its_theory(name: str | None, title: str) -> None:
    """Title and heading name the theory where it has a name; the language is said."""
    page = Page(coverage_page(coverage_of(outcome("A"), name=name)))
    assert page.in_element("title") == [title]
    assert page.attributes("html") == [{"lang": "en"}]
    assert "".join([*page.in_element("bdi")[: bool(name)], *page.in_element("h1")]) == title


def test_nothing_runs_and_nothing_is_fetched() -> None:
    """The policy allows one style sheet, known by its hash, and no element needs more than it."""
    source = coverage_page(mixed())
    style = source.split("<style>")[1].split("</style>")[0]
    known = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policies = [one["content"] for one in Page(source).attributes("meta") if "http-equiv" in one]
    assert policies == [
        f"default-src 'none'; style-src 'sha256-{known}'; base-uri 'none'; form-action 'none'"
    ]
    assert not re.search(r"url\(|@import|https?:", source)
    assert "style" not in {name for _, attributes in Page(source).elements for name in attributes}


def test_print_is_large() -> None:
    """On paper the text is 16 points or more, and black."""
    paper = coverage_page(mixed()).split("@media print")[1]
    sizes = [int(size) for size in re.findall(r"font-size: (\d+)pt", paper)]
    assert min(sizes) >= 16
    assert "color: #000" in paper


def test_hostile_text_is_text() -> None:
    """Whatever the fields hold, it is shown and never obeyed: no element but ours, all closed."""
    source = coverage_page(hostile_coverage())
    source.encode()
    page = Page(source)
    plain = Page(coverage_page(mixed()))
    assert page.open == []
    assert {tag for tag, _ in page.elements} <= {tag for tag, _ in plain.elements}
    assert not any(name.startswith("on") for _, attributes in page.elements for name in attributes)
    shown = set(page.in_element("bdi"))
    assert {legible(text) for text in HOSTILE if legible(text)} <= shown
