"""Selectors as people may write them, generated: every part, every spelling, nested."""

from __future__ import annotations

__all__ = ["compounds", "selectors"]

from hypothesis import strategies as st

_WORDS = (
    "outcome",
    "Desired-Outcome",
    "ergebnis",
    "ΔΕΛΤΑ",
    "v_1",
    "2027",
    "🌱",
    "trust-🌱-x",
    "loop",
)
_NAMES = ("owner", "element type", "Größe", "a.b, c", "{{x}}", "x-y", "]", "//", "🌱")
_QUOTES = ('"', "'")
_BLANKS = ("", "", "", " ", "\n ", "/* why, not */", " // to the end\n")
_OPERATORS = ("=", "!=", "^=", "$=", "*=", "~=", ">", ">=", "<", "<=")


def _blank() -> st.SearchStrategy[str]:
    return st.sampled_from(_BLANKS)


def _joined(*parts: str | st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    made = [st.just(part) if isinstance(part, str) else part for part in parts]
    return st.tuples(*made).map("".join)


def _quoted(texts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(st.sampled_from(_QUOTES), texts).map(
        lambda pair: pair[0] + pair[1].replace(pair[0], "") + pair[0]
    )


_NAME = st.one_of(
    _quoted(st.sampled_from(_NAMES)), st.sampled_from(("owner", "team-members", "a b"))
)
_VALUE = st.one_of(
    _quoted(st.text(max_size=6)), st.sampled_from(("3", "-1.5", "2026-01-31", "a b"))
)
_FIELD = st.one_of(
    _joined("[", _blank(), st.sampled_from(("", "!")), _NAME, _blank(), "]"),
    _joined(
        *("[", _blank(), _NAME, _blank(), st.sampled_from(_OPERATORS)),
        *(_blank(), _VALUE, _blank(), "]"),
    ),
)
_HEAD = st.one_of(
    st.sampled_from((*_WORDS, "*", "element", "Connection", "-connection", "--connection")),
    st.sampled_from(_WORDS).map(lambda word: f"{word}-connection"),
)
_MARK = st.tuples(st.sampled_from("#."), st.sampled_from(_WORDS)).map("".join)
_PLAIN = st.sampled_from(
    (":directed", ":UNDIRECTED", ":mutual", ":delayed", ":orphan", ":focus", ":loop()")
)


def _compounds(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    nested = _joined(
        st.sampled_from((":from", ":to", ":not", ":loop")), "(", _blank(), inner, _blank(), ")"
    )
    part = st.one_of(_MARK, _FIELD, _PLAIN, nested)
    spaced = _joined(st.sampled_from(("", " ")), _FIELD)
    more = st.lists(st.one_of(part, spaced), max_size=2).map("".join)
    return st.one_of(_joined(_HEAD, more), _joined(part, more))


def _arrows(compound: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    within = compound.filter(lambda text: text[0] != "-")
    return st.one_of(
        st.sampled_from((" --> ", " <-- ", " <--> ", "-->", "<-->", " -> ", " <- ", " <-> ")),
        _joined(" --", _blank(), within, _blank(), "--> "),
        _joined(" <--", within, "-- "),
        _joined(" <--", within, "--> "),
        _joined(" -", within, "-> "),
        _joined(" <-", within, "- "),
    )


def _lists(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    compound = _compounds(inner)
    row = st.one_of(
        compound, _joined(compound, _arrows(compound), compound), _joined(compound, " --> ", inner)
    )
    return st.lists(row, min_size=1, max_size=3).map(" , ".join)


compounds = _compounds(_HEAD)
selectors = _joined(_blank(), st.recursive(_HEAD, _lists, max_leaves=5), _blank())
