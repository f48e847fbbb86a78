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
_CLICK = "import click, click.shell_completion, sys; print(*sys.modules)"

MAP = {
    "elements": [{"label": "Meals", "type": "Output"}, {"label": "Friends", "type": "Outcome"}],
    "connections": [{"from": "Meals", "to": "Friends"}],
}
TABLES = {"networkx", "pandas", "numpy", "httpx", "rich", "ruamel"}
CHECKERS = {"pydantic", "pydantic_core", "yaml"}
OURS_FOR_HELP = {"toc", "toc.cli", "toc.cli.main", "toc.cli.output", "toc.errors"}


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


@pytest.mark.parametrize(
    ("arguments", "env", "ours"),
    [
        pytest.param(["--help"], {}, set(), id="help"),
        pytest.param(["--version"], {}, set(), id="version"),
        pytest.param(["gaps", "--help"], {}, {"gaps_command", "options"}, id="help-of-gaps"),
        pytest.param([], {"_TOC_COMPLETE": "bash_source"}, set(), id="bash-script"),
        pytest.param([], {"_TOC_COMPLETE": "zsh_source"}, set(), id="zsh-script"),
        pytest.param([], {"_TOC_COMPLETE": "fish_source"}, set(), id="fish-script"),
        *(
            pytest.param(
                [],
                {"_TOC_COMPLETE": f"{shell}_complete", "COMP_WORDS": words, "COMP_CWORD": word},
                ours,
                id=f"{shell}-{words.split()[-1]}",
            )
            for shell in ("bash", "zsh", "fish")
            for words, place, ours in (
                ("toc ", 1, set[str]()),
                ("toc --", 1, set[str]()),
                ("toc gaps --", 2, {"gaps_command", "options"}),
            )
            for word in [words.split(" ")[place] if shell == "fish" else str(place)]
        ),
    ],
)
def test_help_and_completion_load_click_and_nothing_heavy(
    tmp_path: Path, arguments: list[str], env: dict[str, str], ours: set[str]
) -> None:
    """Help, version and every completion load click, the standard library, and of ours the least."""
    loaded = _loaded_by_toc(tmp_path, *arguments, **env)
    assert "click" in loaded
    mine = {name for name in loaded if name.partition(".")[0] == "toc"}
    assert mine <= OURS_FOR_HELP | {f"toc.cli.{name}" for name in ours}
    assert _roots(loaded) <= _roots(_loaded(_CLICK, tmp_path)) | set(sys.stdlib_module_names)
    assert not loaded & {"json", "pathlib", "difflib", "traceback", "asyncio", "urllib"}


def test_gaps_of_a_map_load_no_table_no_network_and_no_checker(tmp_path: Path) -> None:
    """`toc gaps` on a Kumu file does without networkx, pandas, httpx, rich, ruamel, pydantic, yaml."""
    (tmp_path / "map.json").write_text(json.dumps(MAP))
    for form in ("text", "json", "csv", "html"):
        loaded = _roots(_loaded_by_toc(tmp_path, "gaps", "map.json", "--format", form))
        assert not loaded & (TABLES | CHECKERS), form


def test_gaps_of_a_theory_load_no_table_and_no_network(tmp_path: Path) -> None:
    """`toc gaps` on a theory file does without networkx, pandas, httpx, rich and ruamel."""
    loaded = _roots(_loaded_by_toc(tmp_path, "gaps", "equal-care"))
    assert not loaded & TABLES
    assert loaded >= CHECKERS
