"""What is not plain, whole JSON ends in one message with the place and the remedy."""

from __future__ import annotations

import gc
import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kumu_documents import Written, kumu_files
from toc.errors import LimitError, TocError, UnreadableError
from toc.kumu.document import read_document
from toc.kumu.json_reader import decode_json, decode_text, paused_gc
from toc.kumu.limits import Limits

SMALL = (
    '\ufeff{"elements": [{"label": "Tr\\u00fcst 😀 \\"né\\" \\\\",\r\n'
    '"n": [1.50, -2e-5, 1E+2, true, false, null], "deep": {"": {}}}], "connections": []}'
).encode()


def refused(content: bytes | str, limits: Limits | None = None) -> UnreadableError:
    """The error in which reading ends."""
    encoded = content.encode() if isinstance(content, str) else content
    with pytest.raises(UnreadableError) as caught:
        decode_json(encoded, "map.json", limits)
    return caught.value


@pytest.mark.parametrize(
    ("content", "place", "what"),
    [
        ('{"a": 1,\n "b" 2}', ":2:6", "A colon is missing here."),
        ('{"a": 1\n "b": 2}', ":2:2", "A comma or a closing bracket is missing here."),
        ('{"a": yes}', ":1:7", "A value is missing or misspelt here."),
        ("{'a': 1}", ":1:2", "A key in double quotes was expected here"),
        ('{"a": "b\nc"}', ":1:9", "A line break or tab stands inside a text here"),
        ('{"a": "C:\\Users"}', ":1:10", "A backslash stands before something"),
        ('{"a": "\\u12zz"}', ":1:9", "Four digits 0 to 9 or a to f are missing"),
        ('{"a": 1} {"b": 2}', ":1:10", "The JSON ends before this place, and more follows."),
        ("<!DOCTYPE html>", ":1:1", "A value is missing or misspelt here."),
        ('{"a": [1 2]}', ":1:10", "A comma or a closing bracket is missing here."),
        (b"\xef\xbb\xbf\xef\xbb\xbf{}", ":1:1", "The file begins with two byte-order marks."),
    ],
)
def test_syntax_error_has_a_place(content: bytes | str, place: str, what: str) -> None:
    """A file that is not JSON is refused with line, column and a remedy."""
    error = refused(content)
    assert error.where == f"map.json{place}"
    assert error.what.startswith(what)
    assert error.remedy == "Mend that place, or export the file again."


@pytest.mark.parametrize("content", ['{"a": 1,}', '{"a": [1,]}'])
def test_comma_too_many(content: str) -> None:
    """A comma before a closing bracket is refused, in the words of any Python."""
    assert refused(content).where in {"map.json:1:8", "map.json:1:9", "map.json:1:10"}


@pytest.mark.parametrize("length", range(len(SMALL)))
def test_truncated_download_is_never_a_success(length: int) -> None:
    """A file cut off after any byte is unreadable, and not said to be wrong at that place."""
    remedy = refused(SMALL[:length]).remedy
    assert remedy is not None
    assert remedy.endswith(("xport it again.", "export the file again."))
    assert "Mend" not in remedy


def test_small_file_is_whole() -> None:
    """The file that is cut in pieces above can be read."""
    element = decode_json(SMALL, "map.json")["elements"][0]
    assert element["n"] == [1.5, -2e-5, 100.0, True, False, None]


def test_cut_inside_a_character() -> None:
    """A file cut off inside a character of two bytes is cut off, not wrongly encoded."""
    error = refused('{"a":\n "né'.encode()[:-1])
    assert (error.where, error.what) == (
        "map.json:2:4",
        "The file stops in the middle: its end is missing.",
    )


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b" \r\n\t"])
def test_empty_file(content: bytes) -> None:
    """An empty file is called empty, with or without a byte-order mark."""
    assert str(refused(content)) == "map.json: This file is empty. Export it again."


@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]
)
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_other_unicode_encodings(encoding: str, mark: str) -> None:
    """UTF-16 and UTF-32 are named, with and without a byte-order mark."""
    error = refused((mark + '{"elements": []}').encode(encoding))
    assert error.what == "This file is UTF-16 or UTF-32, not UTF-8."
    assert error.remedy == "Save it again with the encoding UTF-8."


def test_windows_1252_has_a_place() -> None:
    """A byte that is no UTF-8 is refused with its value, line and column in characters."""
    error = refused('{"a": 1,\n "ßé": "'.encode() + b'caf\xe9"}')
    assert error.where == "map.json:2:12"
    assert error.what == "Byte 0xE9 is not UTF-8 text."


def test_byte_order_mark_is_read() -> None:
    """A byte-order mark does not count as text, nor in columns."""
    assert decode_text(b"\xef\xbb\xbf[1]", "map.json") == "[1]"
    assert refused(b"\xef\xbb\xbf[1 2]").where == "map.json:1:4"


@pytest.mark.parametrize(
    ("text", "place", "key", "where"),
    [
        ('{"a": 1, "a": 2}', "the outermost object", "a", ":1:10"),
        ('{"a": 1, "\\u0061": 2}', "the outermost object", "a", ":1:10"),
        ('{"a" : 1,\n "a"\n: 2}', "the outermost object", "a", ":2:2"),
        ('{"x": [{}, {"b": {"a": 1,\t"a"\t:\r\n 1}}]}', "x[1].b", "a", ":1:27"),
        ('{"a\\\\": 1, "a\\\\": 2}', "the outermost object", "a\\", ":1:12"),
        ('{"a\\"": 1, "a\\"": 2}', "the outermost object", 'a"', ":1:12"),
        ('{"a\\\\": 1, "b": 1, "b": 2}', "the outermost object", "b", ":1:20"),
        ('{"a": ":", "b": ":x", "b": 1}', "the outermost object", "b", ":1:23"),
        ('{"": {"": 1, "": ":"}}', '""', "", ":1:14"),
        ('{"a": "\\"a\\": 1", "c": 1, "c": 1}', "the outermost object", "c", ":1:27"),
        ('[{"a": {"b": [], "b": {}}}]', "[0].a", "b", ":1:18"),
    ],
)
def test_doubled_key_has_a_place(text: str, place: str, key: str, where: str) -> None:
    """A key that stands twice in one object is refused, whatever its spelling and neighbours."""
    error = refused(text)
    assert error.what == f'The key "{key}" stands twice in {place}.'
    assert error.where == f"map.json{where}"


@pytest.mark.parametrize(
    "text",
    [
        '{"a": ":x", "b": ":"}',
        '{"a": "\\":", "b": "\\\\\\":", "c\\\\": "\\\\"}',
        '{"a": "x \\" : y", "b" : 1, "c"\n:\t2}',
        '{"a": {"a": {"a": []}}, "A": 1, "a ": 2}',
        '[{"a": 1}, {"a": 1}]',
        '{"\\u0061b": 1, "a": 2}',
    ],
)
def test_key_met_once_in_each_object(text: str) -> None:
    """Texts full of quotes and colons, and equal keys of different objects, are no doubled keys."""
    assert decode_json(text.encode(), "map.json") == json.loads(text)


@pytest.mark.parametrize(
    ("text", "word", "where"),
    [
        ('{"a": NaN}', "NaN", ":1:7"),
        ('{"NaN": "NaN",\n"b": [-Infinity]}', "-Infinity", ":2:7"),
        ('["\\"Infinity", Infinity]', "Infinity", ":1:16"),
    ],
)
def test_no_numbers(text: str, word: str, where: str) -> None:
    """NaN and Infinity are refused where they stand, not where a text says so."""
    error = refused(text)
    assert error.what == f"{word} is not JSON: a number was expected."
    assert error.where == f"map.json{where}"


def nested(levels: int) -> bytes:
    """Objects and arrays within one another, with text that holds brackets before them."""
    pairs = ['{"[[{": ' if level % 2 == 0 else "[" for level in range(levels)]
    ends = ["}" if level % 2 == 0 else "]" for level in reversed(range(levels))]
    return f"{''.join(pairs)}1{''.join(ends)}".encode()


def test_depth_of_the_limit_is_read() -> None:
    """A hundred levels of nesting are read, a hundred and one are not."""
    decode_json(nested(100), "map.json")
    error = refused(nested(101))
    assert isinstance(error, LimitError)
    assert error.what == "Values are nested more than 100 levels deep."
    # Fifty pairs of `{"[[{": [` with nine characters come before the bracket beyond the limit.
    assert error.where == "map.json:1:451"
    assert error.remedy is not None
    assert "--limit depth=N" in error.remedy


@pytest.mark.parametrize("content", [b"[" * 100_000, b'{"a":' * 100_000, nested(100_000)])
def test_endless_brackets(content: bytes) -> None:
    """A hundred thousand brackets end in the same message as a hundred and one."""
    assert refused(content).what == "Values are nested more than 100 levels deep."


def test_depth_can_be_lifted() -> None:
    """A lifted limit reads deeper, up to the depth that its message names."""
    decode_json(nested(250), "map.json", Limits(depth=250))
    for limit in (250, 100_000):
        for depth in (251, 100_000):
            error = refused(nested(depth), Limits(depth=limit))
            assert error.what == "Values are nested more than 250 levels deep."
            assert error.where == "map.json:1:1126"
    assert refused(nested(11), Limits(depth=10)).where == "map.json:1:46"


@pytest.mark.parametrize("number", ["9" * 5000, "-" + "9" * 5000])
def test_whole_number_of_5000_digits(number: str) -> None:
    """A whole number beyond what Python converts is read, as JavaScript does: as infinite."""
    value = decode_json(f'{{"a": {number}, "b": 12345678901234567890}}'.encode(), "map.json")
    assert value == {"a": float(number), "b": 12345678901234567890}


def test_size_limit() -> None:
    """A file larger than the limit is refused before it is decoded; the flag is named."""
    decode_json(b"[1]", "map.json", Limits(size=3))
    error = refused(b"\xff" * 4_000, Limits(size=3_999))
    assert isinstance(error, LimitError)
    assert str(error) == (
        "map.json: This file has 4,000 bytes; the limit is 3,999."
        " To read it all the same: --limit size=4000."
    )


@pytest.mark.parametrize("was_on", [True, False])
@pytest.mark.parametrize(
    "content",
    [b"{}", b"{", b"\xff", b'{"a":1,"a":1}', b"[NaN]", b"[" * 100_000, b"[1e5]", b"9" * 5000],
)
def test_garbage_collector_is_restored(content: bytes, *, was_on: bool) -> None:
    """Reading leaves the garbage collector on or off as it was, whatever the end."""
    before = gc.isenabled()
    try:
        (gc.enable if was_on else gc.disable)()
        with suppress(TocError):
            decode_json(content, "map.json")
        assert gc.isenabled() is was_on
        with paused_gc(), paused_gc():
            assert not gc.isenabled()
        assert gc.isenabled() is was_on
    finally:
        (gc.enable if before else gc.disable)()


def test_garbage_collector_pauses_once_for_all() -> None:
    """Inside an outer pause an inner one ends without waking the collector."""
    with paused_gc():
        with paused_gc():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def read_somehow(content: bytes) -> None:
    """Read as JSON and as a document: a value or an error of ours."""
    for read in (decode_json, read_document):
        with suppress(TocError):
            read(content, "map.json")


_SCRAPS = (
    *(b"[", b"]", b"{", b"}", b'"', b":", b",", b"\\", b"null", b"1e", b"-", b"NaN", b"\xff"),
    *(b"\x00", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\\u", b"\\ud800", b'"elements":', b'"a":1,'),
)


@settings(deadline=None)
@given(st.one_of(st.binary(), st.lists(st.sampled_from(_SCRAPS)).map(b"".join)))
def test_any_bytes(content: bytes) -> None:
    """Any bytes end in a value or in an error of ours, never in another."""
    read_somehow(content)


@settings(deadline=None)
@given(kumu_files(), st.data())
def test_damaged_documents(written: Written, data: st.DataObject) -> None:
    """A document with bytes removed, replaced or put in ends in the same way."""
    content = written.content
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 12)))
    scrap = data.draw(st.sampled_from((b"", *_SCRAPS)))
    read_somehow(content[:start] + scrap + content[end:])
