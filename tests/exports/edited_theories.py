"""Three theory files: a base, and what two people made of it, often of the same places."""

from __future__ import annotations

__all__ = ["ThreeFiles", "three_files", "three_files_of"]

from contextlib import suppress
from copy import deepcopy
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

import yaml
from hypothesis import strategies as st
from pydantic import ValidationError

from toc.errors import UnreadableError
from toc.exports.theory_editing import rewritten_theory
from toc.exports.theory_file import read_theory
from toc.exports.theory_uses import SECTIONS, without_parts
from toc.models.theory import Theory

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy

    Data = dict[str, Any]
    _Edit = Callable[[Data, Random], None]

BASE = """\
# Kept by the evaluation circle.
toc: 1
name: Our theory
sources: [a page, another]

dimensions:
  - {id: circles, label: Circles}
  - {id: teams, label: Teams, leads_to: [trust]}
domains:
  - {id: growth, label: Growth}   # the first
  - {id: systems, label: Systems}
themes: [{id: power, label: Power}, {id: peers, label: Peers}]
voices:
  - {id: workers, label: Workers}
  - {id: families, label: Families}

outputs:
  # The meal came first.
  - id: meal
    label: A shared meal
    dimension: circles
    sources: [the diary, a walk]
    leads_to: [trust, {to: calm, confidence: low, assumptions: [time, rooms]}]
  - id: walk   # in May
    label: "A walk"
    dimension: teams
    leads_to:
      - to: calm
        rationale: It helps.
      - calm
      - trust

outcomes:
  - id: trust
    label: Trust
    domain: growth
    themes: [power, peers]
    voices: [workers]
    leads_to: [calm]
    measured_by: [names, {measure: calls, status: inferred}]
  - {id: calm, label: Calm, domain: systems, end: true}

measures:
  - id: names
    label: Names known
    baseline: {value: 3, date: 2025-01-01}
    values:
      - {date: 2026-01-31, value: 4.50, n: 40}   # cold
      - {date: 2026-06-30, value: 5}
  - {id: calls, label: Calls}

links:
  - {from: walk, to: trust, note: said often}
  - {from: meal, to: calm}
unknown:
  - {item: calm, about: measured_by}
waivers:
  - {rule: TOC030, item: calm, reason: not yet, until: 2027-01-01}
kumu:
  ids: {meal: elem-1, trust: elem-2}
  roles: {outcome: {types: [Outcome, Goal]}}
"""
_SURVEY = """\
surveys:
  - id: climate
    label: Climate
    voices: [workers, families]
    versions: [{id: all, label: All, voices: [workers, families]}]
    sub_dimensions:
      - {id: deciding, label: Deciding, measure: names, outcomes: [trust]}
    scales: [{id: five, min: 1, max: 5}]
    items: [{id: asked, text: I am asked., sub_dimension: deciding, scale: five}]
"""

_TEXTS = ("one", "two: three", "# four", "five\nsix")
_DAYS = ("2026-01-31", "2026-06-30", "2026-12-31")


class ThreeFiles(NamedTuple):
    """A base and two files that were made from it."""

    base: bytes
    ours: bytes
    theirs: bytes


def three_files() -> SearchStrategy[ThreeFiles]:
    """Files with up to eight edits on each side."""
    return st.randoms(use_true_random=True).map(three_files_of)


def three_files_of(chance: Random) -> ThreeFiles:
    """Files with up to eight edits on each side, by chance."""
    base = (BASE + (_SURVEY if chance.random() < 0.1 else "")).encode()
    if chance.random() < 0.2:
        base = base.replace(b"\n", b"\r\n")
    kinds = chance.sample(_EDITS, 3)  # few, so that both sides often do the same
    ours, theirs = (_edited(base, kinds, chance) for _ in range(2))
    return ThreeFiles(base, ours, theirs)


def _edited(content: bytes, kinds: list[_Edit], chance: Random) -> bytes:
    data: Data = yaml.load(content, Loader=yaml.BaseLoader)  # noqa: S506 - text only
    theory = Theory.model_validate(data)
    for _ in range(chance.choice((0, 1, 3, 6, 8))):
        tried: Data = {"links": [], "unknown": [], "waivers": [], "kumu": {}} | deepcopy(data)
        chance.choice(kinds)(tried, chance)
        try:
            theory = Theory.model_validate(tried)
        except ValidationError:
            continue  # an edit that makes no theory is none
        data = tried
    edited = rewritten_theory(content, theory, "edited")
    edited = edited.replace(b"# in May", b"# in June") if chance.random() < 0.2 else edited
    remarks = Random(crc32(edited))  # noqa: S311 - no secret
    return _remarked(edited, remarks) if remarks.random() < 0.5 else edited


def _remarked(content: bytes, chance: Random) -> bytes:
    """The file with some comments more or fewer, each new one with a text of its own."""
    theory = read_theory(content, "edited")
    for _ in range(chance.choice((1, 3, 6))):
        lines = content.decode().splitlines(keepends=True)
        place = chance.randrange(len(lines))
        line = lines[place]
        body, end = line.rstrip("\r\n"), line[len(line.rstrip("\r\n")) :] or "\n"
        mark = f"# mark {chance.randrange(10**9)}"
        indent = " " * max(0, len(body) - len(body.lstrip()) + chance.choice((0, 0, 0, 2, -2)))
        lines[place] = chance.choice(
            (f"{indent}{mark}{end}{line}", f"{body}  {mark}{end}", body.split("# ")[0] + end)
        )
        tried = "".join(lines).encode()
        with suppress(UnreadableError):
            content = tried if read_theory(tried, "remarked") == theory else content
    return content


def _part(data: Data, chance: Random, *sections: str) -> Data:
    parts = [part for section in sections or SECTIONS for part in data[section]]
    return chance.choice((*parts, *parts[:1] * 3 * len(parts))) if parts else {}


def _say(data: Data, chance: Random) -> None:
    part = chance.choice((data, _part(data, chance), _part(data, chance), *data["links"]))
    key = chance.choice(("label", "note", "note", "description", "name", "status"))
    part[key] = chance.choice(("disputed", "inferred") if key == "status" else _TEXTS)


def _unsay(data: Data, chance: Random) -> None:
    part = _part(data, chance)
    part.pop(chance.choice(("note", "sources", "leads_to", "values", "baseline", "domain")), None)


def _list_text(data: Data, chance: Random) -> None:
    part = chance.choice((data, _part(data, chance)))
    key = chance.choice(("sources", "aliases") if part is not data else ("sources",))
    texts = list(part.get(key, ()))
    change = chance.randrange(3)
    if change == 0 or not texts:
        texts.insert(chance.randrange(len(texts) + 1), chance.choice(_TEXTS))
    elif change == 1:
        texts.pop(chance.randrange(len(texts)))
    else:
        chance.shuffle(texts)
    part[key] = texts


def _tie(data: Data, chance: Random) -> None:
    part = _part(data, chance, "outcomes")
    key, section = chance.choice(
        (("themes", "themes"), ("voices", "voices"), ("measured_by", "measures"))
    )
    ids = [one["id"] for one in data[section]]
    if part and ids:
        part[key] = chance.sample(ids, chance.randrange(len(ids) + 1))


def _claim(data: Data, chance: Random) -> None:
    part = _part(data, chance, "outputs", "outcomes", "dimensions")
    claims = part.get("leads_to", [])
    targets = [one["id"] for one in (*data["outputs"], *data["outcomes"])]
    change = chance.randrange(4)
    if not targets or not part:
        return
    if change == 0 or not claims:
        claims.insert(chance.randrange(len(claims) + 1), chance.choice(targets))
    elif change == 1:
        claims.pop(chance.randrange(len(claims)))
    elif change == 2:
        chance.shuffle(claims)
    else:
        place = chance.randrange(len(claims))
        claim = claims[place] if isinstance(claims[place], dict) else {"to": claims[place]}
        key = chance.choice(("rationale", "confidence", "note"))
        claims[place] = claim | {key: chance.choice(("low", "high"))}
    part["leads_to"] = claims


def _found(data: Data, chance: Random) -> None:
    part = _part(data, chance, "measures")
    values = part.get("values", [])
    change = chance.randrange(4)
    if change == 0:
        part["baseline"] = {"value": chance.choice("345"), "date": chance.choice(_DAYS)}
    elif change == 1 and values:
        values.pop(chance.randrange(len(values)))
    elif change == 2 and values:
        values[chance.randrange(len(values))]["value"] = chance.choice("678")
    else:
        values.append({"date": chance.choice(_DAYS), "value": chance.choice("678")})
        part["values"] = values


def _remark(data: Data, chance: Random) -> None:
    section = chance.choice(("links", "unknown", "waivers"))
    ends = [one["id"] for one in (*data["outputs"], *data["outcomes"])] or ["none"]
    if data[section] and chance.random() < 0.4:
        data[section].pop(chance.randrange(len(data[section])))
        return
    data[section].append(
        {
            "links": {"from": chance.choice(ends), "to": chance.choice(ends)},
            "unknown": {"item": chance.choice(ends), "about": chance.choice(_TEXTS)},
            "waivers": {
                "rule": chance.choice(("TOC030", "TOC031")),
                "item": chance.choice(ends),
                "reason": chance.choice(_TEXTS),
                "until": chance.choice(_DAYS),
            },
        }[section]
    )


def _add(data: Data, chance: Random) -> None:
    section = chance.choice(SECTIONS)
    own = chance.choice(("new-1", "new-2"))
    part = {"id": f"{own}-{section}", "label": chance.choice(_TEXTS)}
    data[section].insert(chance.randrange(len(data[section]) + 1), part)


def _remove(data: Data, chance: Random) -> None:
    part = _part(data, chance)
    if part:
        left = without_parts(data, {part["id"]})
        data.clear()
        data.update(left)


def _move(data: Data, chance: Random) -> None:
    chance.shuffle(data[chance.choice(SECTIONS)])


def _retype(data: Data, chance: Random) -> None:
    if data["outputs"]:
        part = data["outputs"].pop(chance.randrange(len(data["outputs"])))
        part.pop("dimension", None)
        data["outcomes"].append(part)


def _ask(data: Data, chance: Random) -> None:
    for survey in data.get("surveys", ()):
        survey["label"] = chance.choice(_TEXTS)
        item = {"id": chance.choice(("b", "c")), "text": chance.choice(_TEXTS), "scale": "five"}
        survey["items"].append(item)


def _tell_kumu(data: Data, chance: Random) -> None:
    ids = data["kumu"].setdefault("ids", {})
    ids[chance.choice(("meal", "walk", "calm"))] = chance.choice(("elem-8", "elem-9"))
    if chance.random() < 0.3:
        data["kumu"].pop("roles", None)


_EDITS: tuple[_Edit, ...] = (
    *(_say, _say, _unsay, _list_text, _tie, _claim, _claim, _found, _found, _remark, _add),
    *(_remove, _remove, _move, _retype, _ask, _tell_kumu),
)
