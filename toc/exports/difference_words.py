"""Each difference as a few words, for a terminal and for a page alike."""

from __future__ import annotations

__all__ = ["Item", "by_item", "difference_words", "one_line"]

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple, TypeGuard

from toc.exports.word_changes import word_changes
from toc.kumu.items import text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from toc.exports.difference_report import DifferenceRow

    Quote = Callable[[str], str]

_LONG = 60  # characters from which two texts are shown by the words that differ
_PLACES = 3  # places of a text that are shown
_PLAIN = re.compile(r"[A-Za-z0-9]+(?:[ -][A-Za-z0-9]+)*")
_IDS = {"_id": "system id", "id": "id"}
_NOTHING = "nothing"


class Item(NamedTuple):
    """One thing with all its differences."""

    kind: str
    id: str
    label: str
    rows: list[DifferenceRow]


def by_item(rows: Iterable[DifferenceRow]) -> dict[str, list[Item]]:
    """The things that differ, by kind, each with its differences, in the order first met."""
    found: dict[tuple[str, str, str], Item] = {}
    for row in rows:
        key = row[:3]
        if key not in found:
            found[key] = Item(*key, [])
        found[key].rows.append(row)
    kinds: dict[str, list[Item]] = {}
    for item in found.values():
        kinds.setdefault(item.kind, []).append(item)
    return kinds


def one_line(rows: Iterable[DifferenceRow], quote: Quote) -> str:
    """All differences of a thing, joined by `; `; `quote` makes other people's text fit to show."""
    return "; ".join(difference_words(row, quote) for row in rows)


def difference_words(row: DifferenceRow, quote: Quote) -> str:
    """One difference in a few words.

    `quote` is given every text that is not ours, and gives it as it may be shown, in quotes.
    """
    on = f" on {quote(row.map)}" if row.map else ""
    match row.what:
        case "added" | "removed":
            kind = _type(row)
            return row.what + on + (f", type {quote(kind)}" if kind else "")
        case "relabelled" | "renamed":
            return f"was called {_value(row.before, quote)}"
        case "reordered":
            return "its rules stand in another order"
        case "measured":
            return f"now measured by {_value(row.after, quote)}"
        case "no longer measured":
            return f"no longer measured by {_value(row.before, quote)}"
        case _:
            return _placed(row, on, quote) or _changed(row, quote) + on


def _placed(row: DifferenceRow, on: str, quote: Quote) -> str:
    """What is different about where something stands; empty for other differences."""
    match row.what:
        case "moved":
            return f"moved{on} from {_point(row.before, quote)} to {_point(row.after, quote)}"
        case "pinned" | "unpinned":
            return row.what + on
        case "put on map" | "taken off map":
            return f"{row.what.removesuffix(' map')} {quote(row.map)}"
        case "into trash":
            return f"into the trash; it was{on}" if on else "into the trash"
        case "out of trash":
            return f"out of the trash, now{on}" if on else "out of the trash"
        case _:
            return ""


def _changed(row: DifferenceRow, quote: Quote) -> str:
    """What a field held and holds."""
    name = _IDS.get(row.field, row.field) if row.what == "id changed" else row.field
    name = name if _PLAIN.fullmatch(name) and row.kind != "view" else quote(name)
    before, after = row.before, row.after
    if row.what.startswith("value "):
        name, before, after = f"value of {name}", _dated(before), _dated(after)
    elif row.what == "bent":
        name = "bend"
    elif row.what == "changed" and _is_number(before) and _is_number(after):
        turned = "raised" if after > before else "lowered"
        return f"{name} {turned} from {_value(before, quote)} to {_value(after, quote)}"
    if row.kind == "view" and (before is None or after is None):
        turned, value = ("added", after) if before is None else ("gone", before)
        return f"{name} {turned}: {_value(value, quote)}"
    if isinstance(before, list) and isinstance(after, list):
        return f"{name}: {_lists(before, after, quote)}"
    if (
        isinstance(before, str)
        and isinstance(after, str)
        and max(map(len, (before, after))) > _LONG
    ):
        return f"{name}: {_texts(before, after, quote)}"
    return f"{name}: {_value(before, quote)} -> {_value(after, quote)}"


def _type(row: DifferenceRow) -> str:
    """The type of an item that was added or removed; empty where it has none."""
    values = row.before if row.after is None else row.after
    return text_of(values.get(f"{row.kind} type")) if isinstance(values, dict) else ""


def _texts(before: str, after: str, quote: Quote) -> str:
    """The words in which two long texts differ."""
    changes = word_changes(before, after)
    if not changes:
        return "other blanks or lines"
    shown = [f"{_value(old, quote)} -> {_value(new, quote)}" for old, new in changes[:_PLACES]]
    if more := len(changes) - len(shown):
        shown.append(f"{more:,} more" if more > 1 else "one more")
    return ", ".join(shown)


def _lists(before: list[Any], after: list[Any], quote: Quote) -> str:
    """What came to a list, and what left it."""
    olds, news = set(map(text_of, before)), set(map(text_of, after))
    added = [one for one in after if text_of(one) not in olds]
    gone = [one for one in before if text_of(one) not in news]
    if not added and not gone:
        return "in another order" if len(before) == len(after) else "some more or less often"
    words = ((added, "added"), (gone, "gone"))
    return ", ".join(f"{_several(found, quote)} {word}" for found, word in words if found)


def _several(values: list[Any], quote: Quote) -> str:
    shown = [_value(one, quote) for one in values[:_PLACES]]
    more = len(values) - len(shown)
    return " and ".join([", ".join(shown), f"{more:,} more"]) if more else ", ".join(shown)


def _value(value: Any, quote: Quote) -> str:
    """A value as it is shown: texts in quotes, numbers bare, an element by its label."""
    if value is None or value in ("", [], {}):
        return _NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if _is_number(value):
        return text_of(value)
    if isinstance(value, dict):
        label = value.get("label") if value.keys() == {"id", "label"} else None
        return quote(label if isinstance(label, str) else json.dumps(value, ensure_ascii=False))
    if isinstance(value, list):
        return _several(value, quote)
    return quote(value if isinstance(value, str) else text_of(value))


def _point(value: Any, quote: Quote) -> str:
    """A position as two numbers, to a tenth of a point: less is not seen."""
    if isinstance(value, dict):
        x, y = value.get("x"), value.get("y")
        if _is_number(x) and _is_number(y):
            return f"({text_of(round(x, 1))}, {text_of(round(y, 1))})"
    return "no place" if value is None else _value(value, quote)


def _dated(value: Any) -> Any:
    """The figure of a dated value, with what else is said of it behind it."""
    if not isinstance(value, dict):
        return value
    more = [f"{key} {text_of(one)}" for key, one in value.items() if key not in ("date", "value")]
    figure = value.get("value")
    return f"{text_of(figure)} ({', '.join(more)})" if more else figure


def _is_number(value: Any) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)
