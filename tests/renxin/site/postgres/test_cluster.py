import subprocess
import sys

import pytest

from renxin.site.postgres import cluster
from renxin.site.postgres.cluster import Cluster
from renxin.site.postgres.trouble import DatabaseTrouble


def test_a_process_serves_the_folder_it_works_in_and_no_other(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", "input()"], cwd=tmp_path, stdin=subprocess.PIPE
    ) as process:
        here = cluster.serves(process.pid, tmp_path)
        elsewhere = cluster.serves(process.pid, tmp_path / "data")
        process.communicate(b"\n")

    assert (here, elsewhere) == (True, False)
    assert not cluster.serves(process.pid, tmp_path)


@pytest.mark.parametrize("line", ["", "no number", "1"])
def test_a_lock_that_names_no_server_of_ours_is_no_server(tmp_path, line):
    ours = Cluster(root=tmp_path, programs=tmp_path)
    ours.data.mkdir()

    (ours.data / "postmaster.pid").write_text(f"{line}\n")

    assert ours.pid() is None
    assert not ours.is_ready()


def test_homes_apart_have_sockets_apart_with_short_names(tmp_path):
    places = [Cluster(root=tmp_path / name, programs=tmp_path) for name in "一二"]

    sockets = {str(place.sockets) for place in places}

    assert len(sockets) == 2
    assert all(len(path) < 40 for path in sockets)


def test_without_any_postgresql_it_says_what_to_do(monkeypatch):
    monkeypatch.setattr(cluster, "wheel_programs", lambda: None)
    monkeypatch.setattr(cluster, "system_programs", lambda: None)
    monkeypatch.setenv("RENXIN_LANG", "en")

    with pytest.raises(DatabaseTrouble, match="RENXIN_DATABASE_URL"):
        cluster.programs()


def test_the_machines_own_programs_are_the_second_choice(monkeypatch, tmp_path):
    monkeypatch.delenv("RENXIN_POSTGRES", raising=False)
    monkeypatch.setattr(cluster, "system_programs", lambda: tmp_path)

    first = cluster.programs()
    monkeypatch.setattr(cluster, "wheel_programs", lambda: None)

    assert first != tmp_path
    assert cluster.programs() == tmp_path


def test_a_program_that_fails_tells_its_own_reason(monkeypatch):
    ours = Cluster(root=cluster.Path("/nowhere"), programs=cluster.programs())

    with pytest.raises(DatabaseTrouble, match="no-such-option"):
        ours.run("initdb", ["--no-such-option"])
