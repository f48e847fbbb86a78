"""Generated theories that hold whatever people and machines have ever put into a field."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from toc.models.theory import Theory

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    Keys = dict[str, SearchStrategy[Any]]

HOSTILE = (
    "null", "Null", "~", "no", "No", "yes", "true", "007", "1:20", "0x1F", "1e5", "2026-05-31",
    ".5", "-", "- a", "? a", ": a", "a: b", "a:b", "a:", "# a", "a #b", "a#b", "& a", "*a", "!a",
    "!!str a", "|", ">", ">-", "%TAG", "@a", "`a`", "'", '"', "it's", 'say "hi"', "a\\b", "\\x00",
    "{a: b}", "[a, b]", "a, b", "}", "---", "...", "--- a", "<<", "=", " leading", "trailing ",
    "  ", "\t", "a\tb", "\ta", "line\nbreak", "line\n", "line\n\n", "\nline", "a\n b", "a\n\n\nb",
    "a \nb", "a\n  \nb", "a\n\tb", "\n", "\r", "a\r\nb", "\x00", "\x07", "\x1b[31m", "\x7f", "\x85",
    "a\x85b", "\xa0", "a\xa0b", "\u2028", "a\u2029b", "\ufeff", "a\ufeffb", "\ufffe", "\uffff",
    "\U0001fffe", "é", "e\u0301", "🏳️‍🌈", "👩‍👩‍👧", "عربي", "日本語", "\u202egnp", "x" * 130,
    "word " * 40 + "end", "word  two " * 20 + "end", "a: b # c " * 20 + "end", "é" * 1100,
    ("long line " * 15 + "\n") * 3 + "end", "- a\n- b", "a:\n  b", "https://example.org/?a=b#c",
)  # fmt: skip


def texts(*, halves: bool = False) -> SearchStrategy[str]:
    """Non-empty texts; `halves` adds lone halves of characters."""
    letters = st.characters() if halves else st.characters(codec="utf-8")
    words = st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=3)
    any_text = st.one_of(
        st.text(letters, min_size=1, max_size=20), words.map(" ".join), words.map("\n".join)
    )
    return st.one_of(st.sampled_from(HOSTILE), any_text)


SECTIONS = ("dimensions", "domains", "themes", "voices", "outputs", "outcomes", "measures")
IDS = (
    *("null", "no", "007", "1e5", "2026-05-31", "true", "on", "0x1f", "1-20", "trust", "a", "b"),
    *("y", "n", "c3", "shared-decisions", "circle-autonomy", "w-1", "w-2", "w-3", "w-4", "w-5"),
)

_NUMBERS = st.one_of(st.integers(-(10**6), 10**6), st.floats(allow_nan=False, allow_infinity=False))
_DAYS = st.dates().map(date.isoformat)
_STATUS = st.sampled_from(["stated", "inferred", "disputed", "unknown"])
# A reference is a number until it is known how many there are to refer to.
_REFERENCE = st.integers(0, 5)
_SOME = st.lists(_REFERENCE, max_size=2)


@cache
def theories(*, halves: bool = False, numbers_in_kumu: bool = False) -> SearchStrategy[Theory]:
    """Theories of every shape; `halves` and `numbers_in_kumu` add what only JSON can hold."""
    text = texts(halves=halves)
    sections = _sections(text) | {"kumu": _kumu(text, numbers=numbers_in_kumu)}
    said = {"name": text, "description": text, "note": text, "sources": st.lists(text, max_size=2)}
    raw = st.fixed_dictionaries(sections, optional=said)
    return st.builds(_resolved, raw, st.integers(0, len(IDS) - 1))


def _sections(text: SearchStrategy[str]) -> Keys:
    """The lists of a theory's parts, references being numbers."""
    several, perhaps = st.lists(text, max_size=2), st.one_of(st.none(), text)
    remark = {"note": perhaps, "sources": several, "status": _STATUS}
    claim = remark | {
        "rationale": perhaps,
        "assumptions": several,
        "evidence": several,
        "confidence": st.sampled_from([None, "low", "medium", "high"]),
        "polarity": st.sampled_from([None, "+", "-"]),
        "mutual": st.booleans(),
        "type": perhaps,
    }
    leads_to = {"leads_to": _bare_or_whole("to", claim)}
    outcome = leads_to | {
        "domain": _REFERENCE,
        "themes": _SOME,
        "voices": _SOME,
        "kind": st.sampled_from([None, "process", "change", "maintenance"]),
        "end": st.booleans(),
        "measured_by": _bare_or_whole("measure", remark),
    }
    own: dict[str, Keys] = {
        "dimensions": leads_to,
        "outputs": leads_to | {"dimension": _REFERENCE},
        "outcomes": outcome,
        "measures": _measure(text),
    }
    common = remark | {"description": perhaps, "aliases": several}
    items = {
        section: st.lists(_record({"label": text}, common | own.get(section, {})), max_size=2)
        for section in SECTIONS
    }
    ends = {"from": _REFERENCE, "to": _REFERENCE}
    rule = st.sampled_from(["TOC030", "TOC001", "TOC999"])
    waiver = {"rule": rule, "item": _REFERENCE, "reason": text, "until": _DAYS}
    return items | {
        "links": st.lists(_record(ends, claim), max_size=2),
        "unknown": st.lists(_record({"about": text}, {"note": text}), max_size=1),
        "waivers": st.lists(_record(waiver, {}), max_size=1),
    }


def _record(required: Keys, optional: Keys) -> SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(required, optional=optional)


def _bare_or_whole(key: str, optional: Keys) -> SearchStrategy[list[Any]]:
    return st.lists(st.one_of(_REFERENCE, _record({key: _REFERENCE}, optional)), max_size=2)


def _measure(text: SearchStrategy[str]) -> Keys:
    """What a measure may have besides what every item has."""
    mark = _record({}, {"value": _NUMBERS, "date": _DAYS, "note": text})
    found = {"n": st.integers(0, 10**9), "low": _NUMBERS, "high": _NUMBERS, "note": text}
    value = _record({"date": _DAYS, "value": _NUMBERS}, found | {"publishable": st.booleans()})
    words: Keys = dict.fromkeys(("method", "unit", "source", "owner"), text)
    return words | {
        "better": st.sampled_from([None, "higher", "lower"]),
        "every": st.sampled_from([None, "6 months", "1 year", "12  Weeks"]),
        "baseline": mark,
        "target": mark,
        "values": st.lists(value, max_size=2),
    }


def _kumu(text: SearchStrategy[str], *, numbers: bool) -> SearchStrategy[Any]:
    """Plain data with empty keys, empty texts and nothing in it."""
    leaves = st.one_of(st.none(), text, st.just(""))
    if numbers:
        leaves = st.one_of(leaves, st.booleans(), st.integers(), _NUMBERS)
    keys = st.one_of(text, st.just(""))
    several = st.one_of(
        leaves, st.lists(leaves, max_size=2), st.dictionaries(keys, leaves, max_size=2)
    )
    return st.dictionaries(keys, st.one_of(several, st.lists(several, max_size=2)), max_size=2)


def _resolved(raw: dict[str, Any], shift: int) -> Theory:
    """The theory with ids in place of numbers; a reference to nothing that is there is dropped."""
    names = iter(IDS[shift:] + IDS[:shift])
    ids = {section: [next(names) for _ in raw[section]] for section in SECTIONS}
    for section in SECTIONS:
        for own, item in zip(ids[section], raw[section], strict=True):
            item["id"] = own
            _refer(item, ids)
    ends = ids["outputs"] + ids["outcomes"]
    for link in raw["links"]:
        link |= {key: ends[link[key] % len(ends)] for key in ("from", "to") if ends}
    for waiver in raw["waivers"]:
        waiver["item"] = ends[waiver["item"] % len(ends)] if ends else None
    if not ends:
        raw |= {"links": [], "waivers": []}
    return Theory.model_validate(raw)


def _refer(item: dict[str, Any], ids: dict[str, list[str]]) -> None:
    ends = ids["outputs"] + ids["outcomes"]
    for key, targets in (("dimension", ids["dimensions"]), ("domain", ids["domains"])):
        if key in item:
            item[key] = targets[item[key] % len(targets)] if targets else None
    lists = {"themes": ids["themes"], "voices": ids["voices"], "leads_to": ends}
    for key, targets in (lists | {"measured_by": ids["measures"]}).items():
        if key in item:
            item[key] = [_referring(entry, targets) for entry in item[key] if targets]


def _referring(entry: int | dict[str, Any], targets: list[str]) -> str | dict[str, Any]:
    if isinstance(entry, int):
        return targets[entry % len(targets)]
    (key,) = entry.keys() & {"to", "measure"}
    return entry | {key: targets[entry[key] % len(targets)]}
