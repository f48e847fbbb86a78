"""Questionnaires to print: large, whole, and nothing in them runs."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

from tests.surveys import changed_survey, small_survey
from toc.exports.questionnaire import questionnaire_page
from toc.models.survey_fit import labelled
from toc.models.surveys import Survey

HOSTILE = '<script>alert(1)</script> & "quotes" \u202e'
VOID = {"meta", "br"}


def page(version: int = 0, wave: str | None = None, data: dict[str, Any] | None = None) -> str:
    survey = labelled(Survey.model_validate(data or small_survey()))
    return questionnaire_page(survey, survey.versions[version], wave)


class _Reader(HTMLParser):
    """Reads a page: its text, and whether every element is closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not any(name.startswith("on") or name in {"href", "src"} for name, _ in attrs)
        self.tags.add(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.text.append(data)


def read(content: str) -> str:
    reader = _Reader()
    reader.feed(content)
    reader.close()
    assert reader.open == []
    assert not reader.tags & {"script", "form", "input", "img", "a", "iframe"}
    return " ".join(" ".join(reader.text).split())


def test_every_question_of_the_version_is_there() -> None:
    """A version has its own questions, numbered, each with all its answers."""
    text = read(page())
    assert "1. I am asked. No In part Yes No answer 2. Few decide." in text
    assert "3. How clear are tasks? 0 1 2 3 4 5 6 7 8 9 10 No answer" in text
    assert "How clear are tasks?" not in read(page(1))


def test_codes_for_no_answer_are_not_printed() -> None:
    """Numbers that stand for no answer are for whoever types answers in."""
    assert "-9" not in read(page())


def test_nobody_is_asked_for_a_name() -> None:
    """A code, the team and the round are asked for; the voice where there are several."""
    text = read(page())
    assert "Please do not write your name" in text
    assert "Your code" in text
    assert "tick one): " not in text
    assert "I answer for (tick one): Receivers Workers" in read(page(1))
    assert "Round: 2026-05" in read(page(wave="2026-05"))


def test_print_is_large_and_black_on_white() -> None:
    """No text is smaller than 18 pt, and there is no colour but black and white."""
    content = page()
    style = content.partition("<style>")[2].partition("</style>")[0]
    sizes = [float(size) for size in re.findall(r"([0-9.]+)pt(?=/|;)", style)]
    assert min(size for size in sizes if size > 4) >= 18  # the others are widths of lines
    assert set(re.findall(r"#[0-9a-f]+", style)) == {"#fff", "#000"}
    assert not re.search(r"font-size: [0-9.]+(?!pt)[a-z%]", style)
    assert "style=" not in content


def test_the_language_is_said() -> None:
    """The page is in the language of the survey; our own sentences say that they are English."""
    content = page(data=small_survey(language="cy"))
    assert '<html lang="cy">' in content
    assert '<section lang="en">' in content


def test_text_is_shown_and_not_obeyed() -> None:
    """Whatever stands in a survey is text on the page."""
    for path in (
        "label", "language", "versions.1.label", "versions.1.introduction", "voices.0.label",
        "items.0.text", "scales.0.options.0.text", "missing.0",
    ):  # fmt: skip
        text = read(page(1, HOSTILE, changed_survey(path, HOSTILE)))
        if path != "language":
            assert '<script>alert(1)</script> & "quotes"' in text
        assert "\u202e" not in text


def test_only_some_answers_with_words() -> None:
    """Where only the ends have words, all numbers are ticked and the ends explained."""
    data = changed_survey("scales.0.max", 7)
    data["scales"][0]["options"] = [{"value": 1, "text": "Not"}, {"value": 7, "text": "Quite"}]
    text = read(page(data=data))
    assert "1 = Not ; 7 = Quite 1 2 3 4 5 6 7" in text
    many = read(page(data=changed_survey("items.2.max", 100)))
    assert "A number from 0 to 100:" in many
