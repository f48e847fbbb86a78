"""Made-up theories with every attribute, whose ids are well formed and whose texts are hostile."""

from __future__ import annotations

__all__ = ["made_theories"]

from datetime import date
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from tests.exports.theory_strategies import HOSTILE
from toc.models.theory import Theory

if TYPE_CHECKING:
    from random import Random

    from hypothesis.strategies import SearchStrategy

Json = dict[str, Any]

_IDS = ("growth", "trust", "a", "b", "a-b", "a-to-b", "7", "output", "outcome", "outcome-2", "x-y")
_LABELS = ("Growth", "growth ", "GROWTH", "Trust", "A b", "日本語", "  ", "x", "A", "7", "55.0")
_TEXTS = (*HOSTILE, "a; b", "55", "1.50", "+", "stated", "leads to", "=1+1", "\ud800", "x\udc00")
_NUMBERS = (0, 0.0, -0.0, 55.0, 61.2, -3, 1e22, 1e-7, 5e-324, 1.7976931348623157e308, 2**53 - 1)
_DAYS = (date.min, date.max, date(2026, 5, 31), date(2026, 6, 1))
_SECTIONS = ("dimensions", "domains", "themes", "voices", "outputs", "outcomes", "measures")
_STATUS = ("stated", "stated", "inferred", "disputed", "unknown")


class _Maker:
    """One theory, part by part."""

    def __init__(self, random: Random) -> None:
        self.random = random
        least = {"outcomes": 1}
        sizes = {key: random.randint(least.get(key, 0), 3) for key in _SECTIONS}
        names = iter(self.names(sum(sizes.values()) + 3))
        self.ids = {key: [next(names) for _ in range(size)] for key, size in sizes.items()}
        self.spare = list(names)
        self.every_id = [own for ids in self.ids.values() for own in ids]
        self.taken = {*self.every_id, *self.spare}

    def names(self, number: int) -> list[str]:
        pool = [*_IDS, *(f"part-{place}" for place in range(number))]
        return self.random.sample(pool, number)

    def one_in(self, number: int) -> bool:
        return self.random.randrange(number) == 0

    def text(self) -> str:
        kind = self.random.randrange(6)
        if kind == 0:
            return self.random.choice(self.every_id)
        if kind == 1:
            letters = self.random.choices(range(1, 0xD7FF), k=self.random.randint(1, 5))
            return "".join(map(chr, letters))
        return self.random.choice(_TEXTS)

    def maybe(self) -> str | None:
        return None if self.one_in(2) else self.text()

    def texts(self) -> list[str]:
        return [self.text() for _ in range(self.random.choice((0, 0, 1, 2, 3)))]

    def remark(self) -> Json:
        status = self.random.choice(_STATUS)
        return {"status": status, "sources": self.texts(), "note": self.maybe()}

    def label(self) -> str:
        pool = self.every_id if self.one_in(3) else _LABELS
        return self.text() if self.one_in(4) else self.random.choice(pool)

    def item(self, own: str, **more: Any) -> Json:
        said = {"description": self.maybe(), "aliases": self.texts(), **self.remark()}
        return {"id": own, "label": self.label(), **said, **more}

    def of(self, key: str, most: int = 2) -> list[str]:
        ids = self.ids[key]
        return [self.random.choice(ids) for _ in range(self.random.randint(0, most)) if ids]

    def claim(self) -> Json | str:
        to = self.random.choice([*self.ids["outputs"], *self.ids["outcomes"]])
        if self.one_in(4):
            return to
        claim = {
            "to": to,
            "rationale": self.maybe(),
            "assumptions": self.texts(),
            "evidence": self.texts(),
            "confidence": self.random.choice((None, "low", "medium", "high")),
            "polarity": self.random.choice((None, "+", "-")),
            "mutual": self.one_in(3),
            "type": self.maybe(),
            **self.remark(),
        }
        if self.spare and self.one_in(6):
            claim["id"] = self.spare.pop()
        return claim

    def claims(self) -> list[Json | str]:
        claims = [self.claim() for _ in range(self.random.randint(0, 3))]
        return [*claims, claims[0]] if claims and isinstance(claims[0], str) else claims

    def link(self) -> Json:
        claim = self.claim()
        leading = [*self.ids["dimensions"], *self.ids["outputs"], *self.ids["outcomes"]]
        start = self.random.choice(leading)
        link = ({"to": claim} if isinstance(claim, str) else claim) | {"from": start}
        made = f"{start}-to-{link['to']}" + self.random.choice(("", "-2", "-because"))
        if "id" not in link and made not in self.taken and self.one_in(4):
            link["id"] = made
            self.taken.add(made)
        return link

    def number(self) -> float:
        return self.random.choice((*_NUMBERS, self.random.uniform(-1e6, 1e6)))

    def mark(self) -> Json | None:
        if self.one_in(3):
            return None
        mark = {"value": self.number(), "date": self.random.choice(_DAYS), "note": self.text()}
        return {key: value for key, value in mark.items() if not self.one_in(3)}

    def dated(self) -> Json:
        return {
            "date": self.random.choice(_DAYS),
            "value": self.number(),
            "n": self.random.choice((None, 0, 23, 2**53 - 1)),
            "low": self.random.choice((None, self.number())),
            "high": self.random.choice((None, self.number())),
            "publishable": self.random.choice((None, True, False)),
            "note": self.maybe(),
        }

    def measure(self, own: str) -> Json:
        words = {key: self.maybe() for key in ("method", "unit", "source", "owner")}
        return self.item(
            own,
            **words,
            better=self.random.choice((None, "higher", "lower")),
            every=self.random.choice((None, "6 months", "12  Weeks", "1 Year")),
            baseline=self.mark(),
            target=self.mark(),
            values=[self.dated() for _ in range(self.random.randint(0, 3))],
        )

    def tie(self, measure: str) -> Json | str:
        return measure if self.one_in(2) else {"measure": measure, **self.remark()}

    def outcome(self, own: str) -> Json:
        return self.item(
            own,
            domain=next(iter(self.of("domains")), None),
            themes=self.of("themes", 3),
            voices=self.of("voices", 3),
            kind=self.random.choice((None, "process", "change", "maintenance")),
            end=self.one_in(3),
            leads_to=self.claims(),
            measured_by=[self.tie(one) for one in self.of("measures", 3)],
        )

    def theory(self) -> Theory:
        ids, item = self.ids, self.item
        raw: dict[str, Any] = {
            **{key: self.maybe() for key in ("name", "description", "note")},
            "sources": self.texts(),
            "dimensions": [item(own, leads_to=self.claims()) for own in ids["dimensions"]],
            **{key: [item(own) for own in ids[key]] for key in ("domains", "themes", "voices")},
            "outputs": [
                item(own, dimension=next(iter(self.of("dimensions")), None), leads_to=self.claims())
                for own in ids["outputs"]
            ],
            "outcomes": [self.outcome(own) for own in ids["outcomes"]],
            "measures": [self.measure(own) for own in ids["measures"]],
            "links": [self.link() for _ in range(self.random.randint(0, 3))],
            "unknown": [{"about": self.text()}] if self.one_in(3) else [],
            "kumu": {"roles": {}} if self.one_in(3) else {},
        }
        if self.one_in(3):
            waiver = {"rule": "TOC030", "item": ids["outcomes"][0], "reason": self.text()}
            raw["waivers"] = [waiver | {"until": self.random.choice(_DAYS)}]
        return Theory.model_validate(raw)


def made_theories() -> SearchStrategy[Theory]:
    """Theories with at least one outcome.

    Labels repeat within and across roles, are ids of other parts, or hold no letter from a to z;
    links are parallel, mutual, circular and to oneself; texts look like numbers, lists and more.
    """
    return st.randoms(use_true_random=True).map(lambda random: _Maker(random).theory())
