"""The pages of the small server show what they are given, and obey none of it."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from toc.exports.served_page import index_page, trouble_page

EVIL = "<script>alert(1)</script>\"'&\u202e\x1b"


class _Tags(HTMLParser):
    """The tags that a page opens."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)
        assert not any(name.startswith("on") for name, _ in attrs)


def _tags(page: str) -> list[str]:
    reader = _Tags()
    reader.feed(page)
    return reader.found


@pytest.mark.parametrize(
    "page",
    [index_page(EVIL, EVIL, EVIL, EVIL), index_page(EVIL, EVIL, EVIL), trouble_page(EVIL, EVIL)],
)
def test_texts_are_shown_and_not_obeyed(page: str) -> None:
    """Nothing that a page is given becomes a tag, turns the writing round, or runs."""
    assert "script" not in _tags(page)
    assert "&lt;script&gt;" in page
    known = re.search(r"'sha256-([^']+)'", page)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert known
    assert style
    assert b64encode(sha256(style[1].encode()).digest()).decode() == known[1]


def test_trouble_is_announced() -> None:
    """What is wrong stands first, as a status that screen readers say."""
    page = index_page("Ours", "http://x/map.json", "now", "It ends early.")
    assert page.index('role="status"') < page.index("Read at")
    assert "It ends early." in page
    assert 'role="status"' not in index_page("Ours", "http://x/map.json", "now")


def test_a_nameless_map_has_a_heading() -> None:
    """Each page has one heading of the first order, and a language."""
    for page in (index_page("", "http://x/", "now"), trouble_page("", "Why")):
        assert page.count("<h1>") == 1
        assert "<h1><bdi>A map</bdi></h1>" in page
        assert '<html lang="en">' in page
