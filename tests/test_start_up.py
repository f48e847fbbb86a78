"""What starting costs, told by the modules that are loaded and not by a clock."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.processes import PATIENCE, environment, run_toc

if TYPE_CHECKING:
    from pathlib import Path

_AT_EXIT = """
import atexit, sys
atexit.register(lambda: open("modules.txt", "w").write(" ".join(sys.modules)))
"""

MAP = {
    "elements": [{"label": "Meals", "type": "Output"}, {"label": "Friends", "type": "Outcome"}],
    "connections": [{"from": "Meals", "to": "Friends"}],
}
TABLES = {"networkx", "pandas", "numpy", "httpx", "rich", "ruamel"}
CHECKERS = {"pydantic", "pydantic_core", "yaml"}
HEAVY = {"json", "pathlib", "difflib", "dataclasses", "traceback", "urllib", "asyncio"}
OURS_FOR_HELP = {
    "toc",
    "toc.__main__",
    "toc.cli",
    "toc.cli.main",
    "toc.cli.output",
    "toc.errors",
}


@pytest.fixture(scope="module")
def click_alone(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """What click brings along."""
    code = "import click, click.shell_completion, sys; print(*sys.modules)"
    return _loaded(code, tmp_path_factory.mktemp("click"))


def _loaded(code: str, folder: Path) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        stdout=subprocess.PIPE,
        timeout=PATIENCE,
        check=True,
        env=environment(),
    )
    return set(done.stdout.decode().split())


def _roots(modules: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


def _loaded_by_toc(folder: Path, *arguments: str, **env: str) -> set[str]:
    """The modules that toc has loaded when it leaves."""
    assert run_toc(*arguments, folder=folder, before=_AT_EXIT, env=env).status in {0, 1}
    return set((folder / "modules.txt").read_text().split())


def test_importing_the_package_loads_nothing_but_its_one_file(tmp_path: Path) -> None:
    """`import toc` adds `toc` to what Python itself loads, and nothing else."""
    bare = _loaded("import sys; print(*sys.modules)", tmp_path)
    ours = _loaded("import sys, toc; print(*sys.modules)", tmp_path)
    assert ours - bare == {"toc"}


def _completion(shell: str, words: str, word: str) -> dict[str, str]:
    """What a shell tells a program that shall complete the last of these words."""
    place = word if shell == "fish" else str(len(words.split()))
    return {
        "_TOC_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": f"{words} {word}",
        "COMP_CWORD": place,
    }


@pytest.mark.parametrize(
    ("arguments", "env"),
    [
        (["--help"], {}),
        (["--version"], {}),
        *(
            ([], env)
            for shell in ("bash", "zsh", "fish")
            for env in (
                {"_TOC_COMPLETE": f"{shell}_source"},
                _completion(shell, "toc", ""),
                _completion(shell, "toc", "--"),
            )
        ),
    ],
)
def test_help_and_completion_load_click_and_nothing_heavy(
    tmp_path: Path, click_alone: set[str], arguments: list[str], env: dict[str, str]
) -> None:
    """Help, version and completion load click, light parts of Python, and five files of ours."""
    loaded = _loaded_by_toc(tmp_path, *arguments, **env)
    assert {name for name in loaded if name.partition(".")[0] == "toc"} == OURS_FOR_HELP
    assert not (loaded - click_alone) & HEAVY
    assert _roots(loaded) <= _roots(click_alone) | set(sys.stdlib_module_names) | {"toc"}


@pytest.mark.parametrize(
    ("arguments", "env"),
    [
        (["gaps", "--help"], {}),
        *(([], _completion(shell, "toc gaps", "--")) for shell in ("bash", "zsh", "fish")),
    ],
)
def test_help_of_a_command_loads_that_command_alone(
    tmp_path: Path, click_alone: set[str], arguments: list[str], env: dict[str, str]
) -> None:
    """A command's help, and the completion of its options, load two files more and no other."""
    loaded = _loaded_by_toc(tmp_path, *arguments, **env)
    more = {name for name in loaded if name.partition(".")[0] == "toc"} - OURS_FOR_HELP
    assert more == {"toc.cli.gaps_command", "toc.cli.options"}
    assert not (loaded - click_alone) & HEAVY
    assert _roots(loaded) <= _roots(click_alone) | set(sys.stdlib_module_names) | {"toc"}


def test_gaps_of_a_map_load_no_table_no_network_and_no_checker(tmp_path: Path) -> None:
    """`toc gaps` on a Kumu file loads none of the libraries that tables, webs and checks need."""
    (tmp_path / "map.json").write_text(json.dumps(MAP))
    for form in ("text", "json", "csv", "html"):
        loaded = _roots(_loaded_by_toc(tmp_path, "gaps", "map.json", "--format", form))
        assert not loaded & (TABLES | CHECKERS), form


def test_gaps_of_a_theory_load_no_table_and_no_network(tmp_path: Path) -> None:
    """`toc gaps` on a theory file loads no networkx, pandas, httpx, rich or ruamel."""
    loaded = _roots(_loaded_by_toc(tmp_path, "gaps", "equal-care"))
    assert not loaded & TABLES
    assert loaded >= CHECKERS
