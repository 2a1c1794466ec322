import os
import signal
import subprocess
import sys

import pytest

from renxin.site import home
from renxin.site.running import leash

HOUSE = """
import sys, subprocess
from renxin.site.running import leash
with leash.only_house():
    leash.tell(address="http://127.0.0.1:8000")
    child = subprocess.Popen([sys.executable, "-c", sys.argv[1]], stdout=sys.stdout)
    sys.stdin.read()
"""
CHILD = """
import os, sys
os.environ["RENXIN_LEASHED"] = "1"
from renxin.site.running import leash
leash.follow()
print(os.getpid(), flush=True)
while True:
    __import__("signal").pause()
"""


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("RENXIN_HOME", str(tmp_path / "家"))
    home.ensure()


@pytest.fixture
def house():
    """A house with one child, in processes of their own."""
    with subprocess.Popen(
        [sys.executable, "-c", HOUSE, CHILD],
        cwd=home.CHECKOUT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        process.child = int(process.stdout.readline())
        yield process
        process.kill()


def test_a_second_house_in_one_home_is_told_where_the_first_answers(house):
    with pytest.raises(leash.AlreadyRuns, match=r":8000$"), leash.only_house():
        pass


def test_a_child_ends_though_its_house_was_killed(house):
    os.kill(house.pid, signal.SIGKILL)

    # The end of the output is the end of everyone who held it.
    assert house.stdout.read() == ""


def test_a_new_house_opens_after_the_old_ones_children_are_gone(house):
    os.kill(house.pid, signal.SIGKILL)
    house.wait()

    with leash.only_house():
        gone = house.stdout.read()

    assert gone == ""
    assert not leash.is_running()


def test_a_process_without_a_house_is_left_alone(monkeypatch):
    monkeypatch.delenv("RENXIN_LEASHED", raising=False)

    leash.follow()

    assert not (home.home() / "children.lock").exists()
