"""What a text gives away is found, and nothing else is touched."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toc.kumu.disclosures import EMAIL, TOKEN, Disclosure, without_disclosures

BOTH = {TOKEN, EMAIL}
KEY = "02857227bfe29cf35ed5ebd3a2417642"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"https://embed.kumu.io/{KEY}", "https://embed.kumu.io/removed"),
        (f"see embed.kumu.io/{KEY}?zoom=0.", "see embed.kumu.io/removed?zoom=0."),
        (f"[map](https://embed.kumu.io/{KEY}#a/b)", "[map](https://embed.kumu.io/removed#a/b)"),
        (f'url("https:\\/\\/embed.kumu.io\\/{KEY}")', 'url("https:\\/\\/embed.kumu.io\\/removed")'),
        (f"https://x.org/?u=https%3A%2F%2Fembed.kumu.io%2F{KEY}", "https://x.org/?u=https%3A%2F%2Fembed.kumu.io%2Fremoved"),
        ("https://ann.kumu.io/care?token=AbC123xyz", "https://ann.kumu.io/care?token=removed"),
        ("https://x.org/a?page=2&amp;api_key=abc&b=1", "https://x.org/a?page=2&amp;api_key=removed&b=1"),
        ("https://x.org/#accessToken=abc;q=1", "https://x.org/#accessToken=removed;q=1"),
        ("https://x.org/?u=a%3Ftoken%3Dabc%26b", "https://x.org/?u=a%3Ftoken%3Dremoved%26b"),
        ("https://ann:secret@example.org/map", "https://example.org/map"),
    ],
)  # fmt: skip
def test_secrets_in_addresses_are_replaced(text: str, left: str) -> None:
    """Only the secret goes, so that one still sees where the address led."""
    new, found = without_disclosures(text, {TOKEN})
    assert new == left
    assert [one.kind for one in found] == [TOKEN]
    assert KEY not in found[0].shown


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Ann <ann.o'hara+x@mail.example.org>.", "Ann <(e-mail removed)>."),
        ("mailto:ann%40example.org?subject=Hi", "mailto:(e-mail removed)?subject=Hi"),
        ("ann&#64;example.org", "(e-mail removed)"),
        ("請聯絡ann@example.org謝謝", "請聯絡(e-mail removed)謝謝"),
        ("ann@müller.de, b@x.co.uk", "(e-mail removed), (e-mail removed)"),
    ],
)
def test_email_addresses_are_replaced_whole(text: str, left: str) -> None:
    """An address goes in any of its spellings, and what is around it stays."""
    new, found = without_disclosures(text, {EMAIL})
    assert new == left
    assert {one.kind for one in found} == {EMAIL}
    assert all("example.org" not in one.shown for one in found)


@pytest.mark.parametrize(
    "text",
    [
        '@settings { element-color: categorize("Element Type", olympic); }\n@controls {}',
        "https://example.org/icon@2x.png",
        "https://kumu.io/ann/care#map/view?keyword=a&design=b",
        "https://embed.kumu.io/removed?zoom=0 (e-mail removed)",
        "token=abc is no address; #token=gold; meet @ 5, a@b",
        "https://docs.google.com/spreadsheets/d/1/edit?usp=sharing#gid=0",
    ],
)
def test_what_gives_nothing_away_stays(text: str) -> None:
    """View code, pictures, ordinary addresses and what was removed before are left alone."""
    assert without_disclosures(text, BOTH) == (text, [])


def test_only_what_is_asked_for_goes() -> None:
    """Each kind can be left in."""
    text = f"ann@example.org https://embed.kumu.io/{KEY}"
    assert without_disclosures(text, {EMAIL})[0] == f"(e-mail removed) https://embed.kumu.io/{KEY}"
    assert without_disclosures(text, {TOKEN})[0] == "ann@example.org https://embed.kumu.io/removed"
    assert without_disclosures(text, set()) == (text, [])


def test_a_finding_shows_a_beginning_only() -> None:
    """Enough to recognise it by is shown, of a short secret nothing at all."""
    found = without_disclosures("https://x.org/?token=abcdefgh&key=abc ann@example.org", BOTH)[1]
    shown = [
        Disclosure(TOKEN, "token=abcd…"),
        Disclosure(TOKEN, "key=…"),
        Disclosure(EMAIL, "a…@e…"),
    ]
    assert found == shown


@given(
    st.lists(
        st.sampled_from(
            [
                "https://",
                "embed.kumu.io/",
                KEY,
                "?token=",
                "&",
                "a",
                "@",
                "b.org",
                " ",
                "%40",
                "é",
                ":",
            ]
        )
    )
)
def test_done_twice_it_finds_nothing_more(parts: list[str]) -> None:
    """What was cleaned is clean: a second time nothing is found and nothing changes."""
    once, _ = without_disclosures("".join(parts), BOTH)
    assert without_disclosures(once, BOTH) == (once, [])


@pytest.mark.parametrize(
    "part", ["a", "a.", "a@", "a@a.", "//a:", "?token", "kumu.io/", "&a=", "embed."]
)
def test_hostile_texts_take_no_longer(part: str) -> None:
    """Two hundred thousand characters made to be hard take a second at most."""
    text = "https://x/@" + part * (200_000 // len(part))
    start = time.perf_counter()
    without_disclosures(text, BOTH)
    assert time.perf_counter() - start < 2
