"""Generated theories that hold whatever people and machines have ever put into a field."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from toc.models.theory import Theory

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

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


def _or_nothing(values: SearchStrategy[Any]) -> SearchStrategy[Any]:
    return st.one_of(st.none(), values)


def _records(
    required: dict[str, SearchStrategy[Any]], optional: dict[str, SearchStrategy[Any]]
) -> SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(required, optional=optional)


_NUMBERS = st.one_of(st.integers(-(10**6), 10**6), st.floats(allow_nan=False, allow_infinity=False))
_DAYS = st.dates().map(date.isoformat)
_STATUS = st.sampled_from(["stated", "inferred", "disputed", "unknown"])


class _Fields:
    """The strategies of the keys of one theory: its texts are of one kind."""

    def __init__(self, *, halves: bool) -> None:
        self.text = texts(halves=halves)
        self.texts = st.lists(self.text, max_size=3)
        self.remark = {"note": _or_nothing(self.text), "sources": self.texts, "status": _STATUS}

    def items(self, ids: list[str], **optional: SearchStrategy[Any]) -> SearchStrategy[Any]:
        """One item for each of the ids."""
        common = {"description": _or_nothing(self.text), "aliases": self.texts} | self.remark
        records = [
            _records({"id": st.just(own), "label": self.text}, common | optional) for own in ids
        ]
        return st.tuples(*records).map(list)

    def claims(self, targets: list[str]) -> SearchStrategy[Any]:
        """Bare ids and whole claims about what something leads to."""
        if not targets:
            return st.just([])
        to = st.sampled_from(targets)
        return st.lists(st.one_of(to, _records({"to": to}, self.claim())), max_size=3)

    def claim(self) -> dict[str, SearchStrategy[Any]]:
        """What a claim may say besides its ends."""
        return {
            "rationale": _or_nothing(self.text),
            "assumptions": self.texts,
            "evidence": self.texts,
            "confidence": st.sampled_from([None, "low", "medium", "high"]),
            "polarity": st.sampled_from([None, "+", "-"]),
            "mutual": st.booleans(),
            "type": _or_nothing(self.text),
        } | self.remark

    def measure(self) -> dict[str, SearchStrategy[Any]]:
        """What a measure may have besides what every item has."""
        mark = _records({}, {"value": _NUMBERS, "date": _DAYS, "note": self.text})
        value = _records(
            {"date": _DAYS, "value": _NUMBERS},
            {"n": st.integers(0, 10**9), "low": _NUMBERS, "high": _NUMBERS, "note": self.text}
            | {"publishable": st.booleans()},
        )
        words = {key: _or_nothing(self.text) for key in ("method", "unit", "source", "owner")}
        return words | {
            "better": st.sampled_from([None, "higher", "lower"]),
            "every": st.sampled_from([None, "6 months", "1 year", "12  Weeks"]),
            "baseline": mark,
            "target": mark,
            "values": st.lists(value, max_size=2),
        }


def _kumu(text: SearchStrategy[str], *, numbers: bool) -> SearchStrategy[Any]:
    leaves = st.one_of(st.none(), text, st.just(""))
    if numbers:
        leaves = st.one_of(leaves, st.booleans(), st.integers(), _NUMBERS)
    keys = st.one_of(text, st.just(""))
    inner = st.recursive(
        leaves,
        lambda below: st.one_of(
            st.lists(below, max_size=3), st.dictionaries(keys, below, max_size=3)
        ),
        max_leaves=6,
    )
    return st.dictionaries(keys, inner, max_size=3)


@st.composite
def theories(draw: DrawFn, *, halves: bool = False, numbers_in_kumu: bool = False) -> Theory:
    """Theories of every shape; `halves` and `numbers_in_kumu` add what only JSON can hold."""
    fields = _Fields(halves=halves)
    word = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
    names = draw(st.lists(word, max_size=9, unique=True))
    cuts = ("dimensions", "domains", "themes", "voices", "outputs", "outcomes", "measures")
    ids = {section: names[place::7] for place, section in enumerate(cuts)}
    leads_to = fields.claims(ids["outputs"] + ids["outcomes"])
    some = {section: st.sampled_from(ids[section]) for section in cuts if ids[section]}
    some_or_none = {section: some.get(section, st.none()) for section in cuts}
    several = {key: st.lists(found, max_size=2) for key, found in some.items()}
    served = st.one_of(
        some_or_none["measures"],
        _records({"measure": some_or_none["measures"]}, fields.remark),
    )
    nothing: SearchStrategy[Any] = st.just([])
    sections = {
        "dimensions": fields.items(ids["dimensions"], leads_to=leads_to),
        "domains": fields.items(ids["domains"]),
        "themes": fields.items(ids["themes"]),
        "voices": fields.items(ids["voices"]),
        "outputs": fields.items(
            ids["outputs"], dimension=some_or_none["dimensions"], leads_to=leads_to
        ),
        "outcomes": fields.items(
            ids["outcomes"],
            domain=some_or_none["domains"],
            themes=several.get("themes", nothing),
            voices=several.get("voices", nothing),
            kind=st.sampled_from([None, "process", "change", "maintenance"]),
            end=st.booleans(),
            leads_to=leads_to,
            measured_by=st.lists(served, max_size=2) if ids["measures"] else nothing,
        ),
        "measures": fields.items(ids["measures"], **fields.measure()),
        "kumu": _kumu(fields.text, numbers=numbers_in_kumu),
        "sources": fields.texts,
    }
    raw = draw(_records(sections, dict.fromkeys(("name", "description", "note"), fields.text)))
    return Theory.model_validate(raw | _loose_parts(draw, fields, ids))


def _loose_parts(draw: DrawFn, fields: _Fields, ids: dict[str, list[str]]) -> dict[str, Any]:
    """Links on their own, what is unknown, and waivers."""
    ends = ids["outputs"] + ids["outcomes"]
    parts: dict[str, Any] = {"unknown": draw(st.lists(_records({"about": fields.text}, {})))}
    if ends:
        end = st.sampled_from(ends)
        link = _records({"from": end, "to": end}, fields.claim())
        waiver = {"rule": fields.text, "item": end, "reason": fields.text, "until": _DAYS}
        parts["links"] = draw(st.lists(link, max_size=2))
        parts["waivers"] = draw(st.lists(_records(waiver, {}), max_size=1))
    return parts
