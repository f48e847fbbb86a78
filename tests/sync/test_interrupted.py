"""Whatever happens while it writes: the theory, the state and what is published are whole."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.processes import environment, run_toc
from tests.sync.small_office import THEORY, made_project
from toc.exports.theory_file import read_theory
from toc.sync.state import read_state

# Runs toc once for each step at which it asks the system for a file, each time in a process of its
# own, on a copy of the folder, and kills it at that step; then once more, to its end.
DRIVER = """
import os, shutil, signal, sys

def sync(folder, killed_at=None, steps=None):
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    os.chdir(folder)
    out = os.open("../out", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(out, 1), os.dup2(out, 2)
    met = []
    def look(event, details):
        if event not in {"open", "os.rename", "os.remove", "os.link", "os.truncate",
                         "fcntl.flock", "os.mkdir"}:
            return
        if event == "open" and not (details[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
                                    or os.path.isdir(details[0])):
            return
        if event == "open" and str(details[0]).endswith(("steps", "out")):
            return
        met.append(f"{event} {os.path.basename(str(details[0]))}")
        if len(met) - 1 == killed_at:
            os.kill(os.getpid(), signal.SIGKILL)
    sys.addaudithook(look)
    status = run(sys.argv[2:])
    if steps:
        with open(steps, "w") as file:
            file.write("\\n".join(met))
    os._exit(status)

from toc.cli.main import run
top = sys.argv[1]
os.chdir(top)
shutil.copytree("start", "warm")
os.chdir("warm")
with open(os.devnull, "w") as nowhere:
    sys.stdout = nowhere
    assert run(sys.argv[2:]) == 0  # so that no step loads a module
sys.stdout = sys.__stdout__
os.chdir(top)
shutil.copytree("start", "whole")
assert sync("whole", steps="../steps") == 0
number = len(open("steps").read().splitlines())
for step in range(number):
    shutil.copytree("start", f"cut-{step}")
    assert sync(f"cut-{step}", killed_at=step) == signal.SIGKILL, step
    shutil.copytree(f"cut-{step}", f"again-{step}")
    assert sync(f"again-{step}") == 0, step
print(number)
"""

ALL = [
    flag for form in ("flat", "import", "map", "restore", "list") for flag in ("--publish", form)
]
ARGUMENTS = ["sync", "theory.yaml", "--map-file", "export.json", *ALL, "--apply"]
FILES = (
    "theory.yaml",
    "theory.toc-sync",
    "theory.map.json",
    "theory.to-import.json",
    "theory.map-blueprint.json",
    "theory.restore.json",
    "theory.by-hand.txt",
)


def office(folder: Path) -> Path:
    """A folder in which both sides were edited since the first run."""
    folder.mkdir()
    project = made_project()
    (folder / "theory.yaml").write_text(THEORY, "utf-8")
    (folder / "export.json").write_bytes(project)
    assert run_toc(*ARGUMENTS, folder=folder).status == 0
    (folder / "export.json").write_bytes(project.replace(b"Street meals", b"In company"))
    changed = THEORY.replace("The street feels safe", "People feel safe")
    (folder / "theory.yaml").write_text(changed, "utf-8")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    paths = {name: folder / name for name in FILES}
    return {name: path.read_bytes() if path.exists() else b"" for name, path in paths.items()}


def assert_whole(folder: Path, *states: dict[str, bytes]) -> None:
    """Every file is one of those that it has been or is to be."""
    for name, content in contents(folder).items():
        assert content in [state[name] for state in states], name
    read_theory((folder / "theory.yaml").read_bytes(), "theory.yaml")
    assert read_state(folder / "theory.toc-sync") is not None


@pytest.mark.skipif(not hasattr(os, "fork"), reason="without fork each step takes too long")
def test_killed_at_every_step(tmp_path: Path) -> None:
    """Killed at any step, everything is whole, and the next run comes to what one run would."""
    start = contents(office(tmp_path / "start"))
    done = subprocess.run(
        [sys.executable, "-c", DRIVER, str(tmp_path), *ARGUMENTS],
        capture_output=True,
        text=True,
        env=environment(),
        check=False,
    )
    assert done.returncode == 0, done.stderr + (tmp_path / "out").read_text("utf-8")
    steps = (tmp_path / "steps").read_text("utf-8").splitlines()
    assert len(steps) == int(done.stdout)
    replaced = [step for step in steps if step.startswith("os.rename")]
    assert len(replaced) >= 6, steps  # the list by hand is not made
    end = contents(tmp_path / "whole")
    for step in range(len(steps)):
        assert_whole(tmp_path / f"cut-{step}", start, end)
        assert contents(tmp_path / f"again-{step}") == end, steps[step]
        left = [one.name for one in (tmp_path / f"again-{step}").iterdir()]
        assert "theory.toc-sync.lock" not in left
    # the theory is never newer than what is published, nor the state newer than the theory
    order = [name for step in steps for name in FILES if f".{name}." in step]
    assert list(dict.fromkeys(order))[-2:] == ["theory.yaml", "theory.toc-sync"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    """A file system of its own with little room."""
    if sys.platform != "linux" or os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("a small file system can only be mounted by root on Linux")
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=160k", "tmpfs", str(place)],
        capture_output=True,
        text=True,
        check=False,
    )
    if mounted.returncode != 0:
        pytest.skip(f"no file system can be mounted here: {mounted.stderr.strip()}")
    return place


def test_full_disk(small_disk: Path) -> None:
    """However little room is left, every file is whole, and with room it goes on as ever."""
    try:
        folder = office(small_disk / "office")
        start = contents(folder)
        filler = small_disk / "filler"
        filler.write_bytes(b"")
        failed = 0
        end = _end(folder, start)
        for room in range(0, 60, 12):
            free = shutil.disk_usage(small_disk).free
            filler.write_bytes(bytes(max(filler.stat().st_size + free - room * 1024, 0)))
            before = contents(folder)
            ended = run_toc(*ARGUMENTS, folder=folder)
            assert ended.status in {0, 2}, ended.err
            if ended.status == 2:
                failed += 1
                assert "Traceback" not in ended.err
                assert_whole(folder, before, end)
        filler.unlink()
        assert failed
        assert run_toc(*ARGUMENTS, folder=folder).status == 0
        assert b"In company" in (folder / "theory.yaml").read_bytes()
    finally:
        subprocess.run(["umount", str(small_disk)], check=False)


def _end(folder: Path, start: dict[str, bytes]) -> dict[str, bytes]:
    """What every file is to be: found on a disk with room."""
    import tempfile

    with tempfile.TemporaryDirectory() as roomy:
        for name, content in start.items():
            (Path(roomy) / name).write_bytes(content)
        shutil.copy(folder / "export.json", roomy)
        assert run_toc(*ARGUMENTS, folder=Path(roomy)).status == 0
        return contents(Path(roomy))


def test_second_one_waits_outside(tmp_path: Path) -> None:
    """While one run holds the lock, another ends with status 2 and writes nothing."""
    folder = office(tmp_path / "office")
    before = contents(folder)
    hold = "from toc.sync.lock import locked\nfrom pathlib import Path\nimport sys\n"
    hold += "with locked(Path('theory.toc-sync.lock')):\n    print('held', flush=True)\n"
    hold += "    sys.stdin.read()\n"
    with subprocess.Popen(
        [sys.executable, "-c", hold], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        ended = run_toc(*ARGUMENTS, folder=folder)
        looked = run_toc(*ARGUMENTS[:-1], "--format", "json", folder=folder)
        holder.communicate(b"")
    assert (ended.status, "Another toc sync" in ended.err) == (2, True)
    assert contents(folder) == before
    assert looked.status == 0
    assert json.loads(looked.out)["applied"] is False
