"""FI-01 and FI-08: processes of an open house are killed while desks are at work.

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

from tests.faults.day_at_desks import OneVisit, counts
from tests.faults.open_house import CHOSEN, COLLEAGUE, FIRST, Desk, House, insist
from tests.faults.plan_at_desks import OnePlan, standing

DESKS, EACH = 4, 12
VISITS, NAMES = 2, "天地玄黄宇宙洪荒"
PERSON = {
    "name": "王芳",
    "sex": "FEMALE",
    "document_kind": "NONE",
    "no_document": "急诊",
    "method": "PAPER",
}


@pytest.fixture(scope="module")
def house():
    """One house for the module: to lay its tables costs more than to kill it."""
    with tempfile.TemporaryDirectory(prefix="renxin-kill-") as folder:
        Path(folder).chmod(0o711)
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            port = found.getsockname()[1]
        opened = House(Path(folder) / "home", port).start()
        first = Desk(opened.address)
        path = opened.link().removeprefix(opened.address)
        first.get(path)
        first.post(path, FIRST)
        first.prove()
        employ(first)
        yield opened
        if opened.process.poll() is None:
            opened.stop()


def employ(first):
    """A doctor who greets as well, and is asked for a password alone."""
    _status, page = first.post("/settings/staff/new/", COLLEAGUE)
    person = re.search(r"/settings/staff/\d+/", page)[0]
    for role in ("GREETER", "DOCTOR"):
        first.post(f"{person}posts/", {"role": role, "clinic": ""})
    _status, page = first.post(f"{person}invitation/", {})
    path = re.search(r"/set-up/[\w-]+/", page)[0]
    colleague = Desk(first.address)
    colleague.get(path)
    colleague.post(path, CHOSEN)


def signed_in(address):
    def sign_in():
        desk = Desk(address)
        desk.get("/accounts/login/")
        desk.post("/accounts/login/", {"login": "lin", "password": FIRST["password"]})
        return desk

    # A session that went down with the database is none: they sign in once more.
    return insist(sign_in, gone={400})


def work(address, who, number):
    desk = signed_in(address)
    numbers = []
    for turn in range(EACH):
        status, page = desk.insist(
            "/patients/new/", PERSON | {"foreign_name": f"{who} {number}-{turn}"}
        )
        assert status == 200
        numbers.append(page)
    return numbers


def servers(house, killed):
    """The process that answers, and every other time the one that started it."""
    alive = house.relatives("renxin.site.running.web")
    return alive[-1:] if killed % 2 else alive[:1]


def database(house, _killed):
    return house.database()


@pytest.mark.parametrize(
    ("victims", "kills", "apart"),
    [(servers, 4, 1.5), (database, 2, 4)],
    ids=["the web server", "the database"],
)
def test_nothing_acknowledged_is_lost_and_nothing_happens_twice(
    house, victims, kills, apart
):
    who, pause, killed = victims.__name__.title(), threading.Event(), 0

    with ThreadPoolExecutor(DESKS) as desks:
        asked = [desks.submit(work, house.address, who, n) for n in range(DESKS)]
        while killed < kills and not all(one.done() for one in asked):
            pause.wait(apart if killed else 1)
            for victim in victims(house, killed):
                victim.kill()
                killed += 1
        acknowledged = sum(len(one.result()) for one in asked)

    listed = set()
    greeter = signed_in(house.address)
    for number in range(DESKS):
        for turn in range(EACH):
            _status, found = greeter.post("/finder/", {"q": f"{who} {number}-{turn}"})
            listed.update(re.findall(r"/patients/(\d+)/", found))
    checked = house.run("check")
    assert killed > 0
    assert acknowledged == DESKS * EACH
    assert len(listed) == DESKS * EACH
    assert checked.returncode == 0, checked.stdout + checked.stderr


def a_day(address, who):
    """Two patients, one after the other, by one desk; nobody else has such a name.

    The first of them is proposed a plan as well, signs it, and is sent on.
    """
    desk = signed_in(address)
    for turn in range(VISITS):
        name = f"王{NAMES[who]}{NAMES[turn]}"
        desk.insist("/patients/new/", PERSON | {"name": name})
        _status, found = insist(lambda: desk.post("/finder/", {"q": name}))  # noqa: B023
        patient = re.search(r"/patients/(\d+)/", found)[1]
        OneVisit(desk, name, patient).whole()
        if turn == 0:
            OnePlan(desk, patient).whole()
            OnePlan(desk, patient).sent_on()


@pytest.mark.parametrize(("victims", "kills"), [(servers, 3), (database, 2)])
def test_whoever_was_seen_off_was_greeted_handed_over_signed_and_sent_on_once(
    house, victims, kills
):
    pause, killed = threading.Event(), 0
    first = DESKS if victims is database else 0
    greeter = signed_in(house.address)
    before, plans, letters = counts(greeter.get("/flow/board/"))[-1], *standing(greeter)

    with ThreadPoolExecutor(DESKS) as desks:
        asked = [desks.submit(a_day, house.address, first + n) for n in range(DESKS)]
        while killed < kills and not all(one.done() for one in asked):
            pause.wait(4)
            for victim in victims(house, killed):
                victim.kill()
                killed += 1
        for one in asked:
            one.result()

    checked = house.run("check")
    greeter = signed_in(house.address)
    inside, seen_off = counts(greeter.get("/flow/board/"))
    assert killed > 0
    assert (inside, seen_off) == (0, before + DESKS * VISITS)
    assert standing(greeter) == (plans + DESKS, letters + DESKS)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_a_house_closes_whole_and_opens_again_where_it_was(house):
    everyone = house.relatives()
    assert house.stop() == 0
    assert not [
        one for one in everyone if one.is_running() and one.status() != "zombie"
    ]
    again = house.start()

    assert "patients" in signed_in(again.address).get("/patients/")
