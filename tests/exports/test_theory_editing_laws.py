from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exports.test_theory_round_trip import PIECES
from tests.exports.theory_strategies import HOSTILE, theories
from toc.errors import TocError
from toc.exports.theory_data import theory_data
from toc.exports.theory_editing import rewritten_theory
from toc.exports.theory_file import read_theory, write_json, write_yaml
from toc.models.outputs import Output
from toc.models.theory import Theory

if TYPE_CHECKING:
    from random import Random

    from toc.exports.yaml_writer import Data

GENERATED = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)  # theories are large for hypothesis, and the machine may be busy


def as_text(value: Data) -> object:
    """The data with a text for each value, as YAML files hold them."""
    if isinstance(value, dict):
        return {key: as_text(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_text(inner) for inner in value]
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None else str(value)


def dumped(theory: Theory, chance: Random) -> str:
    """The theory as another tool would write it."""
    return str(
        yaml.dump(
            as_text(dict(theory_data(theory))),
            sort_keys=False,
            allow_unicode=chance.random() < 0.5,
            default_flow_style=chance.choice([True, False, None]),
            width=chance.choice([20, 80, 1000]),
            indent=chance.choice([2, 3, 5]),
            default_style=chance.choice([None, None, '"', "'", "|", ">"]),
            explicit_start=chance.random() < 0.3,
            explicit_end=chance.random() < 0.3,
        )
    )


def with_remarks(text: str, chance: Random) -> str:
    """The text with comments and blank lines anywhere, where it can still be read."""
    lines: list[str] = []
    for line in text.split("\n"):
        if chance.random() < 0.1:
            lines.append(" " * chance.randrange(8) + f"# remark {chance.randrange(1000)}")
        if chance.random() < 0.05:
            lines.append("")
        behind = line.strip() and chance.random() < 0.1
        lines.append(f"{line}  # behind" if behind else line)
    remarked = "\n".join(lines)
    try:
        read_theory(remarked.encode(), "remarked")
    except TocError:
        return text
    return remarked


def written(theory: Theory, chance: Random) -> bytes:
    """The theory in a file of any style."""
    kind = chance.randrange(6)
    if not kind:
        return write_json(theory)
    text = with_remarks(write_yaml(theory).decode() if kind < 3 else dumped(theory, chance), chance)
    if chance.random() < 0.2:
        text = text.rstrip("\n")
    if chance.random() < 0.2:
        text = text.replace("\n", "\r\n")
    mark = "\ufeff" if chance.random() < 0.2 else ""
    return f"{mark}{text}".encode()


def partly(old: Theory, new: Theory, chance: Random) -> Theory:
    """Parts of one theory in another: some keys, measures in another order, other links."""
    keys = ("name", "description", "note", "sources", "kumu")
    update = {key: getattr(new, key) for key in keys if chance.random() < 0.4}
    measures = list(old.measures)
    chance.shuffle(measures)
    outputs = tuple(_other(one, chance) for one in old.outputs)
    several = {"measures": tuple(measures), "outputs": outputs}
    update |= {key: parts for key, parts in several.items() if chance.random() < 0.5}
    return old.model_copy(update=update)


def _other(output: Output, chance: Random) -> Output:
    claims = list(output.leads_to)
    chance.shuffle(claims)
    update = {
        "leads_to": tuple(claims[: chance.randrange(3)]),
        "label": chance.choice(HOSTILE),
        "sources": (*output.sources, chance.choice(HOSTILE)),
        "aliases": output.aliases[::-1][:1],
    }
    return output.model_copy(update=update)


@GENERATED
@given(theories(), theories(), st.randoms(use_true_random=True))
def test_any_theory_is_written_into_any_file(old: Theory, new: Theory, chance: Random) -> None:
    """Whatever a file holds, and in whatever layout, reading the edited file gives the theory."""
    content = written(old, chance)
    try:
        theory = read_theory(content, "old")
    except TocError:
        return  # another tool's YAML may say something that a theory cannot
    for wanted in (new, partly(theory, new, chance)):
        result = rewritten_theory(content, wanted, "t")
        assert read_theory(result, "t") == wanted
        assert rewritten_theory(result, wanted, "t") == result
    assert rewritten_theory(content, theory, "t") == content


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_damaged_files_end_well(data: st.DataObject) -> None:
    """A file with a piece cut out and another put in is edited or refused, without a traceback."""
    wanted = Theory(
        name="other",
        outputs=(Output(id="b", label="a: b", sources=("x",)), Output(id="c", label="C")),
    )
    content = write_yaml(
        wanted.model_copy(update={"name": "a", "outputs": wanted.outputs[::-1], "note": "a\nb"})
    )
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 10)))
    piece = data.draw(st.sampled_from(PIECES)).encode()
    said: object
    damaged = content[:start] + piece + content[end:]
    try:
        said = read_theory(rewritten_theory(damaged, wanted, "t"), "t")
    except TocError as error:
        said = str(error)
    assert said == wanted or isinstance(said, str)
