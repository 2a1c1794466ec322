"""FI-01: processes of an open house are killed while desks are at work.

What was acknowledged is there, what was asked for is there once, and the
journal holds one line for each.
"""

import re
import socket
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.faults.open_house import FIRST, Desk, House, insist

DESKS, EACH, KILLS = 4, 12, 4
PERSON = {
    "name": "王芳",
    "sex": "FEMALE",
    "document_kind": "NONE",
    "no_document": "急诊",
    "method": "PAPER",
}


@pytest.fixture
def house():
    with tempfile.TemporaryDirectory(prefix="renxin-kill-") as folder:
        Path(folder).chmod(0o711)
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            port = found.getsockname()[1]
        opened = House(Path(folder) / "home", port).start()
        yield opened
        if opened.process.poll() is None:
            opened.stop()


def signed_in(address):
    def sign_in():
        desk = Desk(address)
        desk.get("/accounts/login/")
        desk.post("/accounts/login/", {"login": "gu", "password": FIRST["password"]})
        return desk

    return insist(sign_in)


def work(address, number):
    desk = signed_in(address)
    numbers = []
    for turn in range(EACH):
        status, page = desk.insist(
            "/patients/new/", PERSON | {"foreign_name": f"Wang {number}-{turn}"}
        )
        assert status == 200
        numbers.append(page)
    return numbers


def test_nothing_acknowledged_is_lost_and_nothing_happens_twice(house):
    first = Desk(house.address)
    path = house.link().removeprefix(house.address)
    first.get(path)
    first.post(path, FIRST)
    pause, killed = threading.Event(), 0

    with ThreadPoolExecutor(DESKS) as desks:
        asked = [desks.submit(work, house.address, n) for n in range(DESKS)]
        while killed < KILLS and not all(one.done() for one in asked):
            pause.wait(1.5)
            victims = house.relatives("renxin.site.web")
            for victim in victims[-1:] if killed % 2 else victims[:1]:
                victim.kill()
                killed += 1
        acknowledged = sum(len(one.result()) for one in asked)

    listed = set()
    manager = signed_in(house.address)
    for number in range(DESKS):
        for turn in range(EACH):
            found = manager.get(f"/finder/?q=Wang+{number}-{turn}")
            listed.update(re.findall(r"/patients/(\d+)/", found))
    checked = house.run("check")
    assert killed > 0
    assert acknowledged == DESKS * EACH
    assert len(listed) == DESKS * EACH
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_a_house_closes_whole_and_opens_again_where_it_was(house):
    first = Desk(house.address)
    path = house.link().removeprefix(house.address)
    first.get(path)
    first.post(path, FIRST)

    everyone = house.relatives()
    assert house.stop() == 0
    assert not [
        one for one in everyone if one.is_running() and one.status() != "zombie"
    ]
    again = house.start()

    assert "patients" in signed_in(again.address).get("/patients/")
