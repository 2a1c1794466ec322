import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from renxin.site import home
from renxin.site.postgres import database
from renxin.site.postgres.cluster import Cluster, programs
from renxin.site.postgres.database import Server
from renxin.site.postgres.server import becomes_ready
from renxin.site.postgres.trouble import DatabaseTrouble

USER = """
import sys
from renxin.site.postgres import database
place = database.ensure_running()
print(place.cluster.pid(), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def place(monkeypatch):
    """A home in a path that is long, has spaces and is not Latin.

    Not under pytest's own folder, which another run closes to the server's user.
    """
    with tempfile.TemporaryDirectory(prefix="诊所 一号 ") as folder:
        chosen = Path(folder) / ("很长的名字" * 8)
        monkeypatch.setenv("RENXIN_HOME", str(chosen))
        monkeypatch.delenv("RENXIN_DATABASE_URL", raising=False)
        yield chosen
        database.stop()


@contextmanager
def somebody():
    """Another process that uses the database; yields it and the server's number."""
    with subprocess.Popen(
        [sys.executable, "-c", USER],
        cwd=home.CHECKOUT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process, int(process.stdout.readline())


def until(came: Callable[[], bool]) -> None:
    """Wait for what another process does: the killed die a moment later."""
    deadline = time.monotonic() + 20
    while not came() and time.monotonic() < deadline:
        os.sched_yield()


def answer(place: Server, question: str) -> object:
    with psycopg.connect(place.conninfo()) as link:
        return link.execute(question).fetchone()[0]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "postgresql://li:p%40ss%2F@db.example:6432/clinic",
            Server(
                name="clinic",
                user="li",
                password="p@ss/",
                host="db.example",
                port="6432",
            ),
        ),
        (
            "postgres:///clinic?host=/var/run/postgresql&sslmode=require",
            Server(
                name="clinic",
                host="/var/run/postgresql",
                options=(("sslmode", "require"),),
            ),
        ),
        (
            "postgresql://li@[::1]/%E8%AF%8A%E6%89%80",
            Server(name="诊所", user="li", host="::1"),
        ),
    ],
)
def test_an_address_names_a_server_and_back(url, expected):
    assert database.at(url) == expected
    assert database.at(expected.url()) == expected


@pytest.mark.parametrize(
    "url",
    ["mysql://db/clinic", "postgresql://db", "clinic", "postgresql://db:x/clinic"],
)
def test_an_address_that_cannot_be_one_is_refused(url):
    with pytest.raises(DatabaseTrouble, match="RENXIN_DATABASE_URL"):
        database.at(url)


def test_a_server_that_does_not_answer_is_told_in_a_sentence(monkeypatch):
    monkeypatch.setenv("RENXIN_DATABASE_URL", "postgresql://li@127.0.0.1:1/clinic")

    with pytest.raises(DatabaseTrouble, match="does not answer"):
        database.ensure_running()


def test_settings_start_nothing_and_write_nothing(place, monkeypatch):
    monkeypatch.setenv("RENXIN_POOL", "20")

    settings = database.config()

    assert settings["OPTIONS"]["pool"]["max_size"] == 20
    assert not place.exists()


def test_our_server_knows_chinese_letters_and_keeps_checksums(place):
    server = database.ensure_running()

    assert len(server.host) + len("/.s.PGSQL.5432") < 100
    assert answer(server, "SHOW data_checksums") == "on"
    assert answer(server, "SHOW listen_addresses") == ""
    assert answer(server, "SELECT rolsuper FROM pg_roles WHERE rolname = user") is False
    with psycopg.connect(server.conninfo()) as link:
        link.execute("CREATE EXTENSION pg_trgm")
        assert link.execute("SELECT show_trgm('王芳')").fetchone() != ([],)


def test_the_last_to_leave_stops_the_server(place):
    server = database.ensure_running()
    with somebody() as (other, pid):
        database.stop()
        while_used = server.cluster.pid()
        other.communicate("")

    database.stop()

    assert while_used == pid
    assert server.cluster.pid() is None
    assert not server.cluster.sockets.exists()


def test_what_was_committed_outlives_a_kill_of_everything(place):
    with somebody() as (other, pid):
        server = database.chosen()
        with psycopg.connect(server.conninfo()) as link:
            link.execute("CREATE TABLE kept AS SELECT 1 AS n")
        for victim in (other.pid, keeper_of(pid), pid):
            os.kill(victim, signal.SIGKILL)
        until(lambda: server.cluster.pid() is None)

    again = database.ensure_running()

    assert again.cluster.pid() != pid
    assert answer(again, "SELECT n FROM kept") == 1


def test_a_lock_left_with_the_number_of_a_living_stranger_is_cleared(place):
    database.ensure_running()
    cluster = database.chosen().cluster
    lines = cluster.postmaster_lines()
    database.stop()
    lines[0] = str(os.getpid())
    (cluster.data / "postmaster.pid").write_text("\n".join(lines))

    assert answer(database.ensure_running(), "SELECT 1") == 1


def test_a_server_that_dies_is_brought_back_while_it_is_used(place):
    server = database.ensure_running()
    pid = server.cluster.pid()

    os.kill(pid, signal.SIGKILL)
    until(lambda: server.cluster.pid() not in {pid, None})

    assert becomes_ready(server.cluster, time.monotonic() + 20)


def test_data_of_another_version_is_left_alone(place):
    database.ensure_running()
    database.stop()
    cluster = Cluster(root=database.chosen().cluster.root, programs=programs())
    (cluster.data / "PG_VERSION").write_text("14\n")

    with pytest.raises(DatabaseTrouble, match="PostgreSQL 14"):
        database.ensure_running()


def keeper_of(pid: int) -> int:
    with open(f"/proc/{pid}/stat") as file:  # noqa: PTH123
        return int(file.read().rpartition(")")[2].split()[1])
