"""Scores on maps as people have them: six fields more, and no other byte."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from tests.analysis.survey_builders import survey
from tests.samples import each_sample
from toc.analysis.shown_scores import ShownScore
from toc.exports.score_fields import write_scores
from toc.exports.vocabulary import DEFAULT
from toc.kumu.document import Form, read_document
from toc.models.theory import Theory
from toc.sources import read_source

if TYPE_CHECKING:
    from pathlib import Path

_FIELD = re.compile(r',?\s*"[Ss]core( n| low| high| band| wave)?": ?("[^"]*"|[\d.]+)')


@each_sample()
def test_six_fields_and_nothing_else(sample: Path) -> None:
    """With the fields taken away again a blueprint has the bytes of before; twice is once."""
    source = read_source(sample)
    kinds = Counter(one.type for one in source.document.elements if one.type)
    words = DEFAULT.with_roles([f"outcome={kind}" for kind, _ in kinds.most_common(1)])
    theory = source.theory(None, words).theory if kinds else Theory()
    scores = {
        one.id: ShownScore("outcome", one.id, (), 12, 61.2, 50.0, 72.5, band="medium")
        for one in theory.outcomes
    }
    document = read_source(sample).document
    done = write_scores(document, theory, scores, survey(), "2026-05", words)
    assert (done.elements, done.missing) == (len(scores), ())
    written = document.to_bytes()
    if document.form is not Form.PROJECT:
        assert _FIELD.sub("", written.decode()) == source.content.decode()
    again = read_document(written, "again")
    write_scores(again, theory, scores, survey(), "2026-05", words)
    assert again.to_bytes() == written
