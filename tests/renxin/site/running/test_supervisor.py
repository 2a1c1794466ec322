import os
import signal
import time

import pytest

from renxin.site import home
from renxin.site.running import leash, port, supervisor
from renxin.site.running.caller import Caller
from renxin.site.running.supervisor import CannotOpen, Child, House

PAGES = """
import http.server, sys
class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
    def log_message(self, *_):
        pass
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Page).serve_forever()
"""


@pytest.fixture(autouse=True)
def modules(tmp_path, monkeypatch):
    monkeypatch.setenv("RENXIN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    (tmp_path / "pages.py").write_text(PAGES)
    (tmp_path / "idle.py").write_text("import signal; signal.pause()")
    (tmp_path / "broken.py").write_text("raise SystemExit(3)")
    return tmp_path


@pytest.fixture
def free():
    return port.first_free(18000 + os.getpid() % 10000)


def test_the_house_opens_once_its_first_page_comes_and_closes_whole(free):
    pages, idle = Child("web", ["pages", str(free)]), Child("work", ["idle"])
    house = House([pages, idle], say=print)
    opened = []

    def when_open():
        opened.append(supervisor.answers(free))
        house.closing.set()

    house.stay_open(when_open, port=free)

    assert opened == [True]
    assert not supervisor.answers(free)
    assert pages.has_died()


def test_a_child_that_dies_is_started_again_and_said_so(free):
    said = []
    pages = Child("web", ["pages", str(free)])
    house = House([pages], say=said.append)

    def kill_it():
        os.kill(pages.process.pid, signal.SIGKILL)
        pages.process.wait()
        house.look_after([pages])
        deadline = time.monotonic() + 10
        while not supervisor.answers(free) and time.monotonic() < deadline:
            house.look_after([pages])
        house.closing.set()

    house.stay_open(kill_it, port=free)

    assert said == ["web"]
    assert pages.deaths == 1


def test_a_house_whose_pages_never_come_gives_up(free, monkeypatch):
    monkeypatch.setattr(supervisor, "FIRST_PAUSE_S", 0)
    broken = Child("web", ["broken"], pause=0)
    said = []

    with pytest.raises(CannotOpen):
        House([broken], say=said.append).stay_open(print, port=free)

    assert said == ["web"] * supervisor.TRIES_TO_OPEN


def test_each_death_in_a_row_makes_the_pause_longer():
    child = Child("work", ["idle"], started_at=time.monotonic())

    pauses = []
    for _ in range(8):
        child.bury()
        pauses.append(child.pause)

    assert pauses == [1, 2, 4, 8, 16, 30, 30, 30]


def test_the_house_closes_when_the_one_who_opened_it_is_gone():
    house = House([], say=print)

    house.close_with(Caller(pid=os.getppid() + 1))
    house.look_after([])

    assert house.closing.is_set()


def test_word_of_the_address_goes_when_the_house_closes():
    with leash.only_house():
        leash.tell(address="http://127.0.0.1:8000")
        told = leash.told()["address"]

    assert told == "http://127.0.0.1:8000"
    assert leash.told() == {}
    assert not (home.home() / "run.json").exists()
