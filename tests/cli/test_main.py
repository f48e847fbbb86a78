"""How toc leaves: with which status, and saying what."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from tests.processes import PATIENCE, Ended, command, environment, run_toc
from toc import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Toc

MAP = json.dumps({"elements": [{"label": "Friends", "type": "Outcome"}]})
THEORY = "toc: 1\noutcomes: [{id: a, label: A, measured_by: [m]}]\nmeasures: [{id: m, label: M}]\n"


@pytest.fixture
def large(tmp_path: Path) -> str:
    """A map whose answer is longer than a pipe holds."""
    elements = [{"label": f"Outcome {n}", "type": "Outcome"} for n in range(1000)]
    (tmp_path / "large.json").write_text(json.dumps({"elements": elements}))
    return "large.json"


# Whatever is started in the background of a shell is told to leave Ctrl-C alone.
_HEED = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
"""


def _start(*arguments: str, folder: Path, stdout: int = subprocess.PIPE) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command(*arguments, before=_HEED),
        cwd=folder,
        stdout=stdout,
        stderr=subprocess.PIPE,
        env=environment(),
    )


def _stopped(process: subprocess.Popen[bytes]) -> Ended:
    """Press Ctrl-C, and see how the process ends."""
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=PATIENCE)
    return Ended(process.returncode, out.decode(), err.decode())


def test_ctrl_c_while_reading(tmp_path: Path) -> None:
    """Stopped while it waits for its source, toc says so and ends in 130."""
    os.mkfifo(tmp_path / "pipe")
    process = _start("gaps", "pipe", "-o", "target", folder=tmp_path)
    with (tmp_path / "pipe").open("wb"):  # returns when toc has opened the other end
        assert _stopped(process) == (130, "", "\nStopped.\n")
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


def test_ctrl_c_while_writing(tmp_path: Path, large: str) -> None:
    """Stopped while it waits for whoever reads its answer, toc ends in 130 at once."""
    os.mkfifo(tmp_path / "pipe")
    process = _start("gaps", large, "--format", "json", "-o", "pipe", folder=tmp_path)
    with (tmp_path / "pipe").open("rb", buffering=0) as pipe:
        assert pipe.read(1) == b"{"
        assert _stopped(process) == (130, "", "\nStopped.\n")


@pytest.mark.parametrize("output", ["-", "/dev/stdout"])
def test_ctrl_c_while_nobody_takes_the_answer(tmp_path: Path, output: str) -> None:
    """Stopped while a pipe is full, toc does not wait for its reader to take the rest."""
    odd = {"elements": [{"label": "Friends", "type": "Outcome"}, {"label": "Ann", "type": "Actor"}]}
    (tmp_path / "map.json").write_text(json.dumps(odd))
    ours, theirs = os.pipe()
    os.set_blocking(theirs, False)
    with suppress(BlockingIOError):
        while True:
            os.write(theirs, b"x" * 1000)
    os.set_blocking(theirs, True)
    process = _start("gaps", "map.json", "-o", output, folder=tmp_path, stdout=theirs)
    os.close(theirs)
    assert process.stderr
    assert process.stderr.readline().startswith(b"Warning:")  # the answer is what comes next
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    assert process.wait(PATIENCE) == 130
    assert process.stderr.read().endswith(b"\nStopped.\n")
    process.stderr.close()
    os.close(ours)


_STOP_AT = {
    "import": """
import os, signal, sys
class Finder:
    def find_spec(self, name, path, target=None):
        if name == "toc.cli.main":
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Finder())
""",
    "disk": """
import os, signal
os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGINT)
""",
}


def test_ctrl_c_before_there_is_a_command_line(tmp_path: Path) -> None:
    """Stopped while it is still being loaded, toc ends in 130 without a word."""
    ended = run_toc("--help", folder=tmp_path, before=_HEED + _STOP_AT["import"])
    assert ended == (130, "", "")


def test_ctrl_c_before_the_new_file_is_whole(tmp_path: Path) -> None:
    """Stopped when the result is not on the disk yet, the old file is there, alone."""
    (tmp_path / "map.json").write_text(MAP)
    arguments = ["export", "map.json", "--to", "kumu-flat", "-o", "map.json"]
    ended = run_toc(*arguments, folder=tmp_path, before=_HEED + _STOP_AT["disk"])
    assert ended == (130, "", "\nStopped.\n")
    assert (tmp_path / "map.json").read_text() == MAP
    assert len(list(tmp_path.iterdir())) == 1


def test_a_reader_that_leaves_early(tmp_path: Path, large: str) -> None:
    """`| head -1` is no error: nothing is said, and the status is what the answer deserved."""
    for flags, status in (([], 1), (["--exit-zero"], 0)):
        process = _start("gaps", large, "--format", "json", *flags, folder=tmp_path)
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline() == b"{\n"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(PATIENCE) == status
        process.stderr.close()


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["gaps", "map.json"], 1),
        (["gaps", "theory.yaml"], 0),
        (["export", "map.json", "--to", "kumu-flat"], 0),
        (["gaps", "none.json"], 2),
        (["gaps", "--nonsense"], 2),
        (["--help"], 0),
        (["--version"], 0),
    ],
)
def test_streams_that_nobody_has(tmp_path: Path, arguments: list[str], status: int) -> None:
    """A stream closed before the start, or without a reader, changes no status and is no matter."""
    (tmp_path / "map.json").write_text(MAP)
    (tmp_path / "theory.yaml").write_text(THEORY)
    shell = ["sh", "-c", '"$@" >&- 2>err; echo $?; "$@" 2>&- >out; echo $?', "sh"]
    done = subprocess.run(
        [*shell, *command(*arguments)],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        timeout=PATIENCE,
        check=True,
        env=environment(),
    )
    assert done.stdout.decode().split() == [str(status)] * 2
    assert bool((tmp_path / "err").read_text()) == (status == 2)
    assert "Traceback" not in (tmp_path / "err").read_text()
    assert bool((tmp_path / "out").read_text()) == (status != 2)
    assert _nobody_reads("stdout", *arguments, folder=tmp_path)[0] == status
    assert _nobody_reads("stderr", *arguments, folder=tmp_path)[0] == status


def _nobody_reads(stream: str, *arguments: str, folder: Path) -> tuple[int, str]:
    """The status where a stream has no reader any more, and what the other one got."""
    nobody, theirs = os.pipe()
    os.close(nobody)
    done = subprocess.run(
        command(*arguments),
        cwd=folder,
        stdout=theirs if stream == "stdout" else subprocess.PIPE,
        stderr=theirs if stream == "stderr" else subprocess.PIPE,
        timeout=PATIENCE,
        check=False,
        env=environment(),
    )
    os.close(theirs)
    return done.returncode, (done.stderr or done.stdout or b"").decode()


@pytest.mark.parametrize(
    "arguments", [["gaps", "map.json", "--exit-zero"], ["--help"], ["--version"]]
)
def test_nothing_is_said_of_a_reader_that_has_left(tmp_path: Path, arguments: list[str]) -> None:
    """A short answer that nobody takes leaves no word on standard error, and a clean exit."""
    (tmp_path / "map.json").write_text(MAP)
    assert _nobody_reads("stdout", *arguments, folder=tmp_path) == (0, "")


def test_a_bug_of_ours(tmp_path: Path) -> None:
    """What we did not foresee ends in 70, with its traceback and a request to report it."""
    (tmp_path / "map.json").write_text(MAP)
    broken = "import toc.analysis.coverage as c\nc.find_coverage = lambda *_: 1 / 0\n"
    ended = run_toc("gaps", "map.json", "-o", "out", folder=tmp_path, before=broken)
    assert (ended.status, ended.out) == (70, "")
    assert ended.err.startswith("Traceback (most recent call last):\n")
    assert "\nZeroDivisionError: division by zero\n" in ended.err
    request = "Please report it to the project with the lines above.\n"
    assert ended.err.endswith(f"This is a bug in toc {__version__}, not in your file. {request}")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("raised", "said"),
    [
        ("MemoryError", "There is not enough memory for this. Close other programs and try again."),
        ("OSError(24, 'Too many open files')", "toc could not run (Too many open files)."),
    ],
)
def test_a_machine_that_cannot(tmp_path: Path, raised: str, said: str) -> None:
    """What the machine refuses is no bug of ours: exit 2, in a sentence."""
    (tmp_path / "map.json").write_text(MAP)
    broken = (
        f"def refuse(*_):\n    raise {raised}\n"
        "import toc.analysis.coverage as c\nc.find_coverage = refuse\n"
    )
    assert run_toc("gaps", "map.json", folder=tmp_path, before=broken) == (2, "", f"{said}\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["gap", "x"], 'There is no command "gap". Did you mean gaps?'),
        (["my-map.json"], 'There is no command "my-map.json". For its gaps: toc gaps my-map.json'),
        (["my map.json"], 'For its gaps: toc gaps "my map.json"'),
        (["x" * 5000], "There are: demo, init, gaps, "),
        (["--nonsense"], "No such option"),
        (["gaps"], "Missing argument 'SOURCE'."),
        (["export", "equal-care", "--too", "json"], "No such option"),
    ],
)
def test_what_cannot_be_understood(toc: Toc, arguments: list[str], said: str) -> None:
    """An unknown command or option ends in 2, says how it is used, and what was meant perhaps."""
    ended = toc(*arguments)
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.startswith("Usage: toc ")
    assert said in ended.err


def test_nothing_asked(toc: Toc) -> None:
    """`toc` alone shows its help, as something that could not be run."""
    ended = toc()
    assert (ended.status, ended.out) == (2, "")
    assert ended.err == toc("--help").out


def test_version(tmp_path: Path) -> None:
    """`--version` names the program and its version."""
    assert run_toc("--version", folder=tmp_path) == (0, f"toc {__version__}\n", "")
