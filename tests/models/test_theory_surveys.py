"""Surveys of a theory: their models are loaded only where there is one."""

from __future__ import annotations

import subprocess
import sys

from tests.processes import PATIENCE, environment
from tests.surveys import small_survey
from toc.models.theory import Theory


def test_a_theory_without_surveys_does_not_load_their_models() -> None:
    """Building the models of surveys is left out where no theory has one."""
    code = (
        "import sys; from toc.models.theory import Theory; Theory(); "
        "print('toc.models.surveys' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        timeout=PATIENCE,
        check=True,
        env=environment(),
    )
    assert done.stdout.decode().strip() == "False"


def test_a_theory_with_surveys_goes_through_plain_data() -> None:
    """A theory with a survey, taken apart into plain data and put together again, is the same."""
    voices = [{"id": "workers", "label": "W"}, {"id": "receivers", "label": "R"}]
    theory = Theory.model_validate({"voices": voices, "surveys": [small_survey()]})
    assert Theory.model_validate(theory.model_dump()) == theory
    assert Theory.model_validate(theory.model_dump(by_alias=True)) == theory
    assert Theory.model_validate({"voices": voices, "surveys": theory.surveys}) == theory
