"""How the scores that stand on a map look: a colour, a mark and the number for each band."""

from __future__ import annotations

__all__ = ["SCORED", "band_rule", "score_rules"]

from typing import TYPE_CHECKING

from toc import tokens
from toc.exports.map_reading import OUTCOMES
from toc.exports.score_bands import placed_band
from toc.exports.view_texts import in_comment
from toc.exports.vocabulary import Role
from toc.kumu.metrics import number_of
from toc.kumu.selectors.writing import equals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toc.exports.view_parts import ViewParts
    from toc.tokens import BandLook

SCORED = 'element["score"]["score wave"]'
"""A selector of everything that has a score."""

_WAVE, _BAND = "score wave", "score band"
_NUMBER = "{{score}}"


def score_rules(parts: ViewParts) -> list[str]:
    """Rules for the scores on a map, each with an entry in the legend; none without scores.

    Scores of the newest wave have the colour and the mark of their band, from the lowest to the
    highest; those of earlier waves are white and say of which wave they are.
    """
    scored = [
        one
        for one in parts.reading.with_role(*sorted(OUTCOMES), Role.MEASURE)
        if number_of(one.fields.get("score")) is not None and one.text(_WAVE).strip()
    ]
    if not scored:
        return []
    newest = max(one.text(_WAVE) for one in scored)
    now = [one for one in scored if one.text(_WAVE) == newest]
    own = f"element{equals(_WAVE, newest)}"
    texts = dict.fromkeys(one.text(_BAND) for one in now)
    bands = {text: band for text in texts if (band := placed_band(text))}
    rules: list[str] = []
    for text, band in sorted(bands.items(), key=lambda pair: (pair[1].number, pair[1].place)):
        look = tokens.band_looks(band.number)[band.place - 1]
        said = f"{look.mark} {band.label}, wave {newest}"
        rules += band_rule(f"{own}{equals(_BAND, text)}", said, look, f"{look.mark} {_NUMBER}")
    plain = tokens.BandLook(tokens.BACKGROUND, tokens.INK, "")
    if len(bands) < len(texts):
        others = "".join(f":not({equals(_BAND, text)})" for text in bands)
        rules += band_rule(f"{own}{others}", f"no band, wave {newest}", plain, _NUMBER)
    if len(now) < len(scored):
        earlier = f"{SCORED}:not({own})"
        rules += band_rule(
            earlier, "scored in an earlier wave", plain, f"{_NUMBER} ({{{{{_WAVE}}}}})"
        )
    return rules


def band_rule(selector: str, said: str, look: BandLook, figures: str) -> Iterator[str]:
    """The lines of a rule for a band: its entry in the legend, colours, figures and label."""
    yield ""
    yield in_comment(f"elements: {said}")
    yield f"{selector} {{"
    yield f"  color: {look.colour};"
    yield f"  border-color: {tokens.INK};"
    yield f'  label: "{figures}  {{{{label}}}}";'
    yield "}"
