import signal
import subprocess
import sys
from pathlib import Path

import pytest

from renxin.site.home import CHECKOUT
from renxin.site.running.caller import Caller, catches_interrupts

MAKEFILE = "run:\n\t@exec '$(PY)' -c '$(CODE)'\n"
CODE = (
    "import time; from renxin.site.running.caller import Caller; one = Caller();"
    "print(one.has_left(), flush=True);"
    'exec("while not one.has_left(): time.sleep(0.02)"); print("left", flush=True)'
)


@pytest.fixture
def make(tmp_path):
    """A make whose one recipe waits for its caller to leave."""
    (tmp_path / "Makefile").write_text(MAKEFILE)
    with subprocess.Popen(
        ["make", "run", f"PY={sys.executable}", f"CODE={CODE}"],
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(CHECKOUT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout.readline() == "False\n"
        yield process
        process.kill()


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="told by /proc only")
def test_a_make_that_was_interrupted_alone_has_left(make):
    make.send_signal(signal.SIGINT)

    assert make.stdout.readline() == "left\n"


def test_a_caller_that_was_killed_has_left(make):
    make.kill()

    assert make.stdout.readline() == "left\n"


def test_a_caller_that_waits_has_not_left():
    assert not Caller().has_left()


def test_nobody_catches_for_a_process_that_is_not_there():
    assert not catches_interrupts(2**30)
