import os
import stat

import pytest

from renxin.site.postgres import owner


def test_folders_above_may_be_passed_but_not_listed(tmp_path):
    house = tmp_path / "家" / "renxin"
    house.mkdir(parents=True)
    house.parent.chmod(0o700)

    opened = owner.open_the_way(house)

    assert house.parent in opened
    assert stat.S_IMODE(house.parent.stat().st_mode) == 0o701
    assert owner.open_the_way(house) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="this run is root's")
def test_an_ordinary_user_owns_the_servers_processes():
    assert owner.owner_of_servers() is None


@pytest.mark.skipif(os.geteuid() != 0, reason="only root needs another user")
def test_root_has_a_system_user_for_them_and_makes_it_once():
    first, second = owner.owner_of_servers(), owner.owner_of_servers()

    assert first == second
    assert first.uid != 0
