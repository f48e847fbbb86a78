from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from toc.errors import UnreadableError, UnwritableError
from toc.exports.merged_remarks import LostRemark
from toc.exports.theory_file import read_theory, write_json
from toc.exports.theory_merge import TheoryMerge, merge_theories
from toc.kumu.merging.conflicts import Decision
from toc.kumu.merging.values import MISSING

if TYPE_CHECKING:
    from toc.kumu.merging.sequences import Side

BASE = """\
# Kept by the circle.
toc: 1
name: base

domains:
  - {id: growth, label: Growth}
outputs:
  - id: meal   # the first
    label: A meal
    sources: [diary, walk]
    leads_to: [trust, {to: calm, confidence: low}]
outcomes:
  - {id: trust, label: Trust, domain: growth, measured_by: [names]}
  - {id: calm, label: Calm, leads_to: [trust]}
measures:
  - id: names
    label: Names
    baseline: {value: 3, date: 2025-01-01}
    values:
      - {date: 2025-06-30, value: 1}
kumu:
  ids: {meal: elem-1}
"""


def side(*changes: tuple[str, str], text: str = BASE) -> str:
    """The base with some pieces exchanged."""
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def merge(
    ours: str,
    theirs: str,
    prefer: Side | None = None,
    decisions: dict[tuple[str, ...], Decision] | None = None,
) -> TheoryMerge:
    contents = [one.encode() for one in (BASE, ours, theirs)]
    base, mine, yours = contents
    return merge_theories(base, mine, yours, "m.yaml", prefer, decisions=decisions)


def result(found: TheoryMerge) -> str:
    return found.content.decode()


def test_what_each_side_changed_comes_together() -> None:
    """Changes in different places are all in the result, in our file, with the comments of both."""
    ours = side(("A meal", "A shared meal  # ours"), ("Growth}", "Growth}   # a field"))
    theirs = side(
        ("Trust, domain", "Faith, domain"),
        ("value: 1}", "value: 1}\n      - {date: 2025-12-31, value: 2, n: 40}  # theirs"),
    )
    found = merge(ours, theirs)
    assert not found.conflicts
    assert result(found) == side(
        ("Trust, domain", "Faith, domain"),
        ("value: 1}", "value: 1}\n      - {date: 2025-12-31, value: 2, n: 40}  # theirs"),
        text=ours,
    )


def test_lists_of_texts_are_merged_as_sets() -> None:
    """What either side added is there, what either side removed is not."""
    ours = side(("[diary, walk]", "[diary, walk, page]"))
    theirs = side(("[diary, walk]", "[paper, walk]"))
    assert "[paper, walk, page]" in result(merge(ours, theirs))


@pytest.mark.parametrize(
    ("prefer", "label"), [(None, "A meal"), ("ours", "A feast"), ("theirs", "A snack")]
)
def test_a_conflict_is_named_and_settled(prefer: Side | None, label: str) -> None:
    """Both sides changed one key: the conflict says where, and who wins."""
    ours, theirs = side(("A meal", "A feast")), side(("A meal", "A snack"))
    found = merge(ours, theirs, prefer)
    assert result(found) == side(("A meal", label))
    (conflict,) = found.conflicts
    assert (conflict.kind, conflict.id, conflict.label) == ("output", "meal", "A meal")
    assert (conflict.what, conflict.winner) == ("label", prefer)
    assert (conflict.base, conflict.ours, conflict.theirs) == ("A meal", "A feast", "A snack")
    assert conflict.address == ("outputs", "meal", "label")
    assert found.open_conflicts == (() if prefer else (conflict,))


def test_a_decision_settles_one_conflict() -> None:
    """A decision about a conflict holds, as long as it is about these values."""
    ours, theirs = side(("A meal", "A feast")), side(("A meal", "A snack"))
    address = ("outputs", "meal", "label")
    made_up = Decision("value", "A meal", "A feast", "A snack", "A dinner")
    assert result(merge(ours, theirs, None, {address: made_up})) == side(("A meal", "A dinner"))
    old = Decision("value", "A meal", "A feast", "A bite", "A dinner")
    assert result(merge(ours, theirs, "ours", {address: old})) == ours


def test_a_number_and_its_day_are_one_place() -> None:
    """A value of one side never comes beside the day, or the n, of the other."""
    ours = side(("value: 3", "value: 4"), ("value: 1}", "value: 1, n: 5}"))
    theirs = side(("date: 2025-01-01", "date: 2025-02-01"), ("value: 1}", "value: 9}"))
    found = merge(ours, theirs, "theirs")
    assert [one.what for one in found.conflicts] == ["baseline", "values 2025-06-30"]
    assert result(found) == theirs


def test_claims_are_known_by_where_they_lead() -> None:
    """Two edits of one claim come together, bare or not; two claims do, too."""
    ours = side(("confidence: low}", "confidence: low, note: x}"))
    theirs = side(("[trust, {to: calm, conf", "[{to: trust, note: y}, {to: calm, type: z, conf"))
    found = merge(ours, theirs)
    assert not found.conflicts
    claims = "[{to: trust, note: y}, {to: calm, confidence: low, type: z, note: x}]"
    assert claims in result(found)


NOT_OURS: tuple[Side | None, ...] = (None, "theirs")
GONE = (
    ("  - {id: calm, label: Calm, leads_to: [trust]}\n", ""),
    ("[trust, {to: calm, confidence: low}]", "[trust]"),
)


def test_a_part_that_nobody_uses_goes() -> None:
    """A part that one side removed goes, with its links, if the other left both alone."""
    found = merge(side(*GONE), side(("A meal", "A feast")))
    assert not found.conflicts
    assert result(found) == side(("A meal", "A feast"), *GONE)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (("label: Calm,", "label: Rest,"), "removed on one side, changed on the other"),
        (("confidence: low", "confidence: high"), "removed on one side, used on the other"),
        (
            ("kumu:", "links: [{from: meal, to: calm}]\nkumu:"),
            "removed on one side, used on the other",
        ),
    ],
)
def test_a_part_removed_and_worked_with_is_a_conflict(change: tuple[str, str], what: str) -> None:
    """It stays, with the links that went with it, unless the side that removed it is preferred."""
    ours, theirs = side(*GONE), side(change)
    for prefer in NOT_OURS:
        found = merge(ours, theirs, prefer)
        assert [one.what for one in found.conflicts] == [what]
        (conflict,) = found.conflicts
        assert conflict.ours is MISSING
        assert read_theory(found.content, "m") == read_theory(theirs.encode(), "t")
    assert result(merge(ours, theirs, "ours")) == ours
    assert result(merge(theirs, ours, "theirs")) == side(*GONE)


def test_what_a_removed_part_stood_in_goes_with_it() -> None:
    """Their new outcome in a domain that we removed: where we win, it has none."""
    ours = side(("  - {id: growth, label: Growth}\n", "  - {id: peace, label: Peace}\n"),
                (" domain: growth,", ""))  # fmt: skip
    theirs = side(("measures:", "  - {id: new, label: New, domain: growth}\nmeasures:"))
    assert "{id: new, label: New}" in result(merge(ours, theirs, "ours"))
    kept = read_theory(merge(ours, theirs).content, "m")
    assert [one.id for one in kept.domains] == ["growth", "peace"]
    assert [one.domain for one in kept.outcomes] == ["growth", None, "growth"]


def test_one_id_in_two_sections_is_a_conflict() -> None:
    """Both sides add the same id as another kind of part: one of them is taken."""
    ours = side(("domains:\n", "domains:\n  - {id: new, label: A domain}\n"))
    theirs = side(("measures:\n", "measures:\n  - {id: new, label: A measure}\n"))
    found = merge(ours, theirs, "theirs")
    assert [one.what for one in found.conflicts] == ["in two sections"]
    assert read_theory(found.content, "m") == read_theory(theirs.encode(), "t")
    assert len(merge(ours, theirs).open_conflicts) == 1


def test_parallel_links_are_one_place() -> None:
    """Which of several links with the same ends is which nobody can tell."""
    ours = side(("[trust, {to", "[trust, {to: trust, note: a}, {to"))
    theirs = side(("[trust, {to", "[{to: trust, note: b}, {to: trust, note: c}, {to"))
    found = merge(ours, theirs, "ours")
    assert [one.what for one in found.conflicts] == ["leads_to trust"]
    assert result(found) == ours


def test_kumu_is_merged_key_by_key() -> None:
    """What Kumu needs comes together; one key that both set is a conflict."""
    ours = side(("{meal: elem-1}", "{meal: elem-1, calm: elem-2}"))
    theirs = side(("{meal: elem-1}", "{meal: elem-1, trust: elem-3}"))
    assert "{meal: elem-1, calm: elem-2, trust: elem-3}" in result(merge(ours, theirs))
    other = side(("{meal: elem-1}", "{meal: elem-1, calm: elem-9}"))
    (conflict,) = merge(ours, other).conflicts
    assert conflict.address == ("kumu", "ids", "calm")


def test_forms_may_differ() -> None:
    """Their file may be JSON and ours YAML; the result has the form of ours."""
    theirs = write_json(read_theory(side(("A meal", "A feast")).encode(), "t"))
    ours = side(("Growth}", "Growth!}"))
    found = merge_theories(BASE.encode(), ours.encode(), theirs, "m.yaml")
    assert result(found) == side(("A meal", "A feast"), ("Growth}", "Growth!}"))
    swapped = merge_theories(BASE.encode(), theirs, ours.encode(), "m.json")
    assert read_theory(swapped.content, "m") == read_theory(found.content, "m")
    assert swapped.content.startswith(b"{")


def test_comments_alone_are_no_conflict() -> None:
    """Where both reworded the comment of one place, ours stays, and theirs is named."""
    ours = side(("Kept by the circle", "Kept by us"))
    theirs = side(("Kept by the circle", "Kept by them"), ("A meal", "A feast"))
    found = merge(ours, theirs)
    assert not found.conflicts
    assert result(found) == side(("A meal", "A feast"), text=ours)
    assert found.lost == (LostRemark("theirs", 1, "# Kept by them."),)


def test_comments_of_theirs_are_carried() -> None:
    """Those above, behind and below an entry, at new, changed and unchanged ones."""
    new = "  - id: new  # new one\n    label: 'New # no comment'  # why\n    # below it\n"
    theirs = side(
        ("domains:", "# about domains\n\ndomains:"),
        ("label: A meal", "label: A feast # because"),
        ("  - {id: trust", "  # decided 3 May\n  # ask Ana\n  - {id: trust"),
        ("leads_to: [trust]}\n", f"leads_to: [trust]}}  # calm\n{new}"),
        ("elem-1}\n", "elem-1}\n\n# the end\n"),
    )  # fmt: skip
    ours = side(("Growth}", "Growth!}"))
    found = merge(ours, theirs)
    assert not found.lost
    text = result(found)
    assert text.startswith(side(("Growth}", "Growth!}"), text=theirs).split("  - id: new")[0])
    assert text.endswith("elem-1}\n\n# the end\n")
    for piece in ("# new one", "# why", "# below it"):
        assert text.count(piece) == 1
    assert merge(text, theirs).content == found.content


def test_comments_that_theirs_reworded_or_took_out() -> None:
    """Where we left the comments of a place alone, theirs hold."""
    theirs = side(("# Kept by the circle.\n", "# Kept by us all.\n"), ("   # the first", ""))
    found = merge(side(("A meal", "A feast")), theirs)
    assert result(found) == side(("A meal", "A feast"), text=theirs)
    assert not found.lost


def test_a_part_of_another_kind_keeps_its_comments() -> None:
    """One side moved an output to the outcomes: the comments go with it, whoever wrote them."""
    part = BASE[BASE.index("  - id: meal") : BASE.index("outcomes:")]
    moved = part.replace("   # the first", "").replace("A meal", "A feast")
    theirs = side((f"outputs:\n{part}outcomes:\n", f"outcomes:\n{moved}"))
    ours = side(("    sources: [di", "    # ours\n    sources: [di"))
    found = merge(ours, side(("# Kept by the circle.\n", ""), text=theirs))
    assert "# ours\n    sources:" in result(found)
    kept = merge(ours, side(("  - id: meal\n", "  - id: meal   # the first\n"), text=theirs))
    assert "  - id: meal   # the first\n" in result(kept)
    assert not kept.lost


def test_comments_that_find_no_place_are_named() -> None:
    """The comment of a part or a value that the other side removed, or in a JSON file, is named."""
    theirs = side(("leads_to: [trust]}", "leads_to: [trust]}  # calm"))
    found = merge(side(*GONE), theirs)
    assert [(one.side, one.text) for one in found.lost] == [("theirs", "# calm")]
    swapped = merge(theirs, side(*GONE))
    assert [(one.side, one.text) for one in swapped.lost] == [("ours", "# calm")]
    json = write_json(read_theory(side(("A meal", "A feast")).encode(), "t"))
    found = merge_theories(BASE.encode(), json, theirs.encode(), "m.json")
    assert [one.text for one in found.lost] == ["# calm"]


@pytest.mark.parametrize(
    "change",
    [
        ("label: A meal", "label: >-  # folded\n      A meal"),
        ("label: A meal", "label: 'A\n      meal'  # quoted"),
        ("[diary, walk]", "[  # all\n      diary,  # one\n      # two\n      walk,\n    ]  # end"),
        ("measures:\n", "measures:  # behind\n# left of it\n    # right of it\n"),
        ("{date: 2025-06-30, value: 1}", "date: 2025-06-30\n        value: 1 # v\n\n         # x"),
        ("# Kept by the circle.\n", "\n# a\n# Kept by the circle.\n\n# b\n"),
    ],
)  # fmt: skip
def test_comments_in_other_layouts(change: tuple[str, str]) -> None:
    """Whatever the layout that their comments stand in: all are carried, and once."""
    theirs = side(change, ("domain: growth,", "domain: growth, note: x,"))
    ours = side(("Growth}", "Growth!}"))
    found = merge(ours, theirs)
    assert not found.lost
    for line in change[1].splitlines():
        remark = line[line.index("#") :] if "#" in line else ""
        assert result(found).count(remark) == 1 or not remark, result(found)
    assert merge(result(found), theirs).content == found.content


def test_what_does_not_fit_together_is_refused() -> None:
    """Our change of a part's kind and their use of the old kind end in one clear message."""
    old = "domains:\n  - {id: growth, label: Growth}\n"
    ours = side((old, "voices: [{id: growth, label: G}]\n"), (" domain: growth,", ""))
    theirs = side(("label: Calm,", "label: Calm, domain: growth,"))
    with pytest.raises(UnwritableError, match="does not fit together"):
        merge(ours, theirs)
    with pytest.raises(UnreadableError, match=r"m.yaml \(theirs\)"):
        merge(ours, "toc: 1\nnaem: x\n")


def test_comments_behind_one_line_are_both_kept() -> None:
    """Where both wrote behind one line, theirs goes above it, and only once."""
    change = "Growth}\n", "Growth}  # theirs\n"
    ours, theirs = side(("Growth}\n", "Growth}  # ours\n")), side(change, ("A meal", "A feast"))
    found = merge(ours, theirs)
    assert "  # theirs\n  - {id: growth, label: Growth}  # ours\n" in result(found)
    assert merge(result(found), theirs).content == found.content
    assert not found.lost


def test_a_comment_is_not_doubled_where_entries_move() -> None:
    """One that stands above the first of a list stays once, whoever moved what below it."""
    first = "outcomes:\n  # in order\n"
    base = side(("outcomes:\n", first))
    trust, calm = base.split(first)[1].split("measures")[0].splitlines(keepends=True)
    theirs = side((trust + calm, calm + trust), ("A meal", "A feast"), text=base)
    ours = side(("Calm,", "Quiet,"), (trust, trust + "  - {id: new, label: N}\n"), text=base)
    found = merge_theories(base.encode(), ours.encode(), theirs.encode(), "m.yaml")
    assert result(found).count("# in order") == 1
    assert not found.lost
