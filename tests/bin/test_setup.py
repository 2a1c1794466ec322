import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import setup

ROOT = Path(__file__).parents[2]
PIN = re.compile(r"^([\w.-]+)==(\S+)(?: ; (.*?))? \\$", re.MULTILINE)
SCRIPT = ROOT / "bin" / "setup.py"


@pytest.mark.parametrize("level", ["run", "test", "bench"])
def test_every_step_has_a_stamp_of_its_own_and_a_result_in_the_checkout(level):
    steps = setup.steps(level)

    assert len({step.name for step in steps}) == len(steps)
    assert all(step.result.is_relative_to(ROOT) for step in steps)
    assert all(step.fingerprint() == step.fingerprint() for step in steps)


def test_an_unknown_level_is_refused():
    done = subprocess.run(
        [sys.executable, SCRIPT, "everything"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "run | test | bench" in done.stderr


def test_an_old_python_hears_a_sentence_before_anything_else():
    """The check comes first, and nothing before it needs a newer Python to be read."""
    text = SCRIPT.read_text("utf-8")
    first = text.index("if not (3, 11) <=")

    assert text.index("import ") < first < text.index("from collections.abc")
    assert "match " not in text


def test_pins_agree_in_every_list_and_name_no_host():
    pins = {}
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        text = path.read_text("utf-8")
        assert "http" not in text, path.name
        for name, version, where in PIN.findall(text):
            assert pins.setdefault((name, where), version) == version, (path.name, name)

    assert pins["django", ""].startswith("5.2")


def test_the_lock_of_the_web_packages_names_no_host():
    text = (ROOT / "package-lock.json").read_text("utf-8")

    assert '"resolved"' not in text


def test_the_makefile_needs_no_path_without_spaces():
    """No absolute path stands in it, so a checkout may lie anywhere."""
    text = (ROOT / "Makefile").read_text("utf-8")

    assert "$(CURDIR)" not in text
    assert f"{os.sep}home{os.sep}" not in text
