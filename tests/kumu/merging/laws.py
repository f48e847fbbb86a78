"""What holds of every merge, whatever the three files are."""

from __future__ import annotations

__all__ = ["LAWS"]

import json
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from toc.kumu.document import read_document
from toc.kumu.json_matching import same_json
from toc.kumu.merging.documents import Merge, merge_documents

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.kumu.merging.edits import ThreeFiles
    from toc.kumu.merging.sequences import Side

_LISTS = ("elements", "connections", "loops", "maps", "perspectives", "attributes")
_PREFERENCES: tuple[tuple[Side | None, Side | None], ...] = (
    (None, None),
    ("ours", "theirs"),
    ("theirs", "ours"),
)


def merged(base: bytes, ours: bytes, theirs: bytes, prefer: Side | None = None) -> Merge:
    """The merge of three files."""
    documents = (read_document(one, "m.json") for one in (base, ours, theirs))
    return merge_documents(*documents, prefer=prefer)


def unchanged_side(files: ThreeFiles) -> None:
    """An unchanged side gives the other side byte for byte."""
    base, ours, theirs = files
    for one in (ours, theirs):
        for found in (merged(base, base, one), merged(base, one, base)):
            assert found.content == one
            assert not found.conflicts


def equal_sides(files: ThreeFiles) -> None:
    """Equal sides give that side byte for byte."""
    for side in (files.ours, files.theirs):
        found = merged(files.base, side, side)
        assert found.content == side
        assert not found.conflicts


def swapped_sides(files: ThreeFiles) -> None:
    """Swapping the sides and the preference changes no content, and mirrors the conflicts."""
    base, ours, theirs = files
    for prefer, mirrored in _PREFERENCES:
        one = merged(base, ours, theirs, prefer)
        other = merged(base, theirs, ours, mirrored)
        assert same_json(json.loads(one.content), json.loads(other.content)), prefer
        named = sorted(repr(found.mirrored) for found in one.conflicts)
        assert named == sorted(map(repr, other.conflicts)), prefer


def merged_again(files: ThreeFiles) -> None:
    """Merging the result again with either side changes nothing.

    That is always so with that side as the new base. With the old base it is so where no conflict
    was left open, and no two things of a list have one id: of those nobody can say which is gone.
    """
    base, ours, theirs = files
    for prefer, _ in _PREFERENCES:
        found = merged(base, ours, theirs, prefer)
        content = found.content
        assert merged(ours, ours, content).content == content
        assert merged(theirs, content, theirs).content == content
        if not found.open_conflicts and _all_told_apart(files):
            assert merged(base, content, theirs, prefer).content == content, prefer
            assert same_json(
                json.loads(merged(base, ours, content, prefer).content), json.loads(content)
            ), prefer


def _all_told_apart(files: ThreeFiles) -> bool:
    for content in files:
        data = json.loads(content.decode("utf-8-sig"))
        lists = [data.get(name) or [] for name in _LISTS]
        maps = [one for one in data.get("maps") or [] if isinstance(one, dict)]
        lists += [one.get(name) or [] for one in maps for name in ("elements", "connections")]
        if any(len(set(ids)) < len(ids) for ids in (list(map(_known_by, one)) for one in lists)):
            return False
    return True


def _known_by(thing: Any) -> str:
    """What something in a list is called there."""
    if not isinstance(thing, dict):
        return json.dumps(thing)
    names = ("element", "connection", "_id", "id", "ID", "Id")
    own = next((thing[name] for name in names if thing.get(name) is not None), None)
    inner = thing.get("attributes")
    if own is None and isinstance(inner, dict):
        own = inner.get("id")
    if own is not None:
        return str(own)
    told = {key.lower(): value for key, value in thing.items()}
    return repr([told.get(key) for key in ("label", "from", "to")])


def untouched_bytes(files: ThreeFiles) -> None:
    """What stands in all three files, letter for letter, stands so in the result.

    Of things that share an id, which no writer can tell apart, only the content is promised.
    """
    result = merged(*files).content
    repeated = _repeated_ids([*files, result])
    for name in _LISTS:
        stretches = [_stretches(one, name) for one in files]
        kept = stretches[0] & stretches[1] & stretches[2]
        lost = kept - _stretches(result, name)
        assert not [one for one in lost if _own_id(one) not in repeated[name]], (name, lost)


def _repeated_ids(contents: list[bytes]) -> defaultdict[str, set[str]]:
    """The ids that several things in one list of one file have."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for content in contents:
        for name, things in json.loads(content.decode("utf-8-sig")).items():
            if isinstance(things, list):
                ids = Counter(_own_id(json.dumps(one)) for one in things)
                found[name] |= {one for one, number in ids.items() if number > 1}
    return found


def _own_id(text: str) -> str:
    thing = json.loads(text)
    own = thing.get("_id", thing.get("id")) if isinstance(thing, dict) else thing
    return json.dumps(own)


def _stretches(content: bytes, name: str) -> Counter[str]:
    """How often each thing in a list at the top is written in these very letters."""
    text = content.decode("utf-8-sig")
    found: Counter[str] = Counter()
    place = _behind_blanks(text, 0) + 1
    decoder = json.JSONDecoder()
    while text[(place := _behind_blanks(text, place))] != "}":
        key, place = decoder.raw_decode(text, place)
        place = _behind_blanks(text, place)
        value, end = decoder.raw_decode(text, place)
        if key == name and isinstance(value, list):
            place = _behind_blanks(text, place + 1)
            while text[place] != "]":
                _, stop = decoder.raw_decode(text, place)
                found[text[place:stop]] += 1
                place = _behind_blanks(text, stop)
        place = end
    return found


def _behind_blanks(text: str, place: int) -> int:
    while text[place] in " \t\r\n,:":
        place += 1
    return place


def one_side_alone(files: ThreeFiles) -> None:
    """What one side alone changed in a thing with an id of its own is as that side has it."""
    result = merged(*files)
    conflicting = {found.address[1] for found in result.conflicts if len(found.address) > 1}
    named = [_by_id(one) for one in (*files, result.content)]
    for key in set(named[0]) & set(named[1]) & set(named[2]):
        base, ours, theirs = (side[key] for side in named[:3])
        if key[1] in conflicting or MANY in (base, ours, theirs):
            continue
        for one, other in ((ours, theirs), (theirs, ours)):
            if same_json(one, base):
                assert same_json(named[3][key], other), key


MANY = object()


def _by_id(content: bytes) -> dict[tuple[str, str], Any]:
    """Everything with a system id in the lists of items, views and fields."""
    found: dict[tuple[str, str], Any] = {}
    data = json.loads(content.decode("utf-8-sig"))
    for name in ("elements", "connections", "perspectives", "attributes"):
        for raw in data.get(name) or ():
            if isinstance(raw, dict) and isinstance(raw.get("_id"), str):
                key = (name, raw["_id"])
                found[key] = MANY if key in found else raw
    return found


LAWS: tuple[Callable[[ThreeFiles], None], ...] = (
    unchanged_side,
    equal_sides,
    swapped_sides,
    merged_again,
    untouched_bytes,
    one_side_alone,
)
