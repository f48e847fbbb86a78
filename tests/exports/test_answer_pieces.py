"""Answers larger than the memory are read piece by piece, and nothing depends on the pieces."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

from tests.analysis.survey_builders import survey
from toc.analysis.survey_scores import Grouping, score_wave
from toc.errors import UnreadableError
from toc.exports.answer_reading import AnswersError, answers_from_frame, read_answers

if TYPE_CHECKING:
    from toc.analysis.answers import Answers
    from toc.models.surveys import Survey

PIECES = (7, 1000)
SECRET = "My boss is Ann"


def asked() -> Survey:
    """Scales of few and of very many steps, with words and with answers that are none."""
    scales = [
        {
            "id": "five",
            "min": 1,
            "max": 5,
            "options": [{"value": 1, "text": "Never"}, {"value": 5, "text": "Always"}],
        },
        {"id": "fine", "min": 0, "max": 10, "step": 0.0001},
    ]
    items = [
        {"id": "a", "text": "A", "sub_dimension": "trust", "scale": "five"},
        {"id": "b", "text": "B", "sub_dimension": "trust", "scale": "five", "reversed": True},
        {"id": "c", "text": "C", "sub_dimension": "trust", "scale": "fine"},
    ]
    return survey(scales=scales, items=items, missing=["No idea", "-9"])


def people(number: int = 60) -> pd.DataFrame:
    """Answers by chance; one team, one word and one wave are met late only."""
    random = np.random.default_rng(number)
    late = np.arange(number) > number - 9
    words = np.array(["1", "2", "3", "4", "5", "Never", "always", "No idea", "-9", ""])
    return pd.DataFrame(
        {
            "respondent": [f"p{n}" for n in range(number)],
            "voice": random.choice(["workers", "Receivers"], number),
            "team": np.where(late, "yew", random.choice(["ash", "elm", ""], number)),
            "wave": np.where(late, "2026-05", "2025-11"),
            "a": np.where(late, "Always", random.choice(words[:5], number)),
            "b": random.choice(words, number),
            "c": np.round(random.random(number) * 10, 4).astype(str),
            "comments": [f"{SECRET} {n}" for n in range(number)],
        }
    )


def csv(frame: pd.DataFrame) -> bytes:
    return frame.to_csv(index=False).encode()


def parquet(frame: pd.DataFrame) -> bytes:
    file = io.BytesIO()
    frame.to_parquet(file, index=False, row_group_size=11)
    return file.getvalue()


def long(frame: pd.DataFrame, by: str = "respondent") -> pd.DataFrame:
    """A row for each answer, in the order of `by`; by item, each person is spread all over."""
    who = ["respondent", "voice", "team", "wave"]
    melted = frame.melt(who, ["a", "b", "c"], "item", "answer", ignore_index=False)
    return melted.sort_index(kind="stable") if by == "respondent" else melted


def seen(answers: Answers) -> dict[str, Any]:
    """All that is in answers, comparable."""
    return {
        "people": answers.people,
        "remarks": answers.remarks,
        "items": {name: answers.item(name).tobytes() for name in answers.items},
        "groups": {name: answers.column(name).tolist() for name in answers.groups},
        "respondents": answers.column("respondent").tolist(),
    }


def faults(content: bytes, piece: int) -> tuple[str, ...]:
    with pytest.raises(AnswersError) as caught:
        read_answers(content, "answers", asked(), piece=piece)
    return caught.value.faults


@pytest.mark.parametrize("write", [csv, parquet])
@pytest.mark.parametrize("shape", ["wide", "long", "long by item"])
@pytest.mark.parametrize("piece", PIECES)
def test_the_same_in_pieces(write: Any, shape: str, piece: int) -> None:
    """Whatever the form and the pieces, the answers are those of the frame, to the last bit."""
    frame = people()
    known = answers_from_frame(frame, asked())
    if shape != "wide":
        frame = long(frame, "respondent" if shape == "long" else "item")
    found = read_answers(write(frame), "answers", asked(), piece=piece)
    assert seen(found) == seen(known)
    first, second = (
        score_wave(asked(), one.of_wave("2025-11"), Grouping(("voice", "team"), items=True))
        for one in (known, found)
    )
    assert set(first.scores) == set(second.scores)


@pytest.mark.parametrize("write", [csv, parquet])
@pytest.mark.parametrize("shape", ["wide", "long"])
def test_the_same_faults_in_pieces(write: Any, shape: str) -> None:
    """Faults of rows that are far apart are told together, and the same, whatever the pieces."""
    frame = people()
    frame.loc[[2, 58], "b"] = "6"
    frame.loc[59, "a"] = "sometimes"
    frame.loc[4, "respondent"] = "p50"
    frame.loc[[0, 30], "voice"] = "nobody"
    frame.loc[55, "voice"] = ""
    frame.loc[1, "wave"] = "May"
    content = write(long(frame) if shape == "long" else frame)
    first, second = (faults(content, piece) for piece in PIECES)
    assert first == second
    text = "\n" + "\n".join(first)
    assert "sometimes" not in text
    assert "p50" not in text
    assert all(f"\n{column}, row" in text for column in ("voice", "wave", "a", "b"))
    if shape == "wide":
        assert "\nrespondent, rows 6 and 52: the same respondent more than once" in text


def test_twice_in_one_wave_across_pieces() -> None:
    """Who is there twice is found although the rows lie in different pieces."""
    frame = people()
    frame.loc[40, "respondent"] = "p3"
    told = ("respondent, rows 5 and 42: the same respondent more than once in one wave",)
    assert [faults(csv(frame), piece) for piece in PIECES] == [told] * len(PIECES)


@pytest.mark.parametrize("piece", PIECES)
def test_broken_tables(piece: int) -> None:
    """A row with too many cells is refused wherever the pieces are cut."""
    for broken in ("a,b\n" + "1,2\n" * 7 + "3,4,5\n", 'a,b\n1,2\n"4,1\n'):
        with pytest.raises(UnreadableError, match="This is no table"):
            read_answers(broken.encode(), "answers", asked(), piece=piece)


@pytest.mark.parametrize("write", [csv, parquet])
@pytest.mark.parametrize("shape", ["wide", "long"])
def test_own_words_are_not_kept(write: Any, shape: str) -> None:
    """A column of comments is in nothing that comes out of reading, nor in the faults."""
    frame = people()
    frame["respondent"] = [f"{SECRET} of {n}" for n in range(len(frame))]
    content = write(long(frame) if shape == "long" else frame)
    found = read_answers(content, "answers", asked(), piece=7)
    assert "Ann" not in repr([vars(found), found.column("respondent").tolist()])
    frame["a"] = SECRET
    content = write(long(frame) if shape == "long" else frame)
    assert "Ann" not in "".join(faults(content, 7))
