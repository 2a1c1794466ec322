import stat

import pytest

from renxin.site import home


@pytest.fixture
def place(tmp_path, monkeypatch):
    chosen = tmp_path / "诊所 一号" / "home"
    monkeypatch.setenv("RENXIN_HOME", str(chosen))
    return chosen


def test_the_home_is_in_the_checkout_unless_another_is_named(monkeypatch, place):
    assert home.home() == place

    monkeypatch.setenv("RENXIN_HOME", "  ")

    assert home.home() == home.CHECKOUT / ".renxin"


def test_nobody_else_may_list_the_home(place):
    mode = home.ensure().stat().st_mode

    assert not mode & (stat.S_IRGRP | stat.S_IROTH | stat.S_IWGRP | stat.S_IWOTH)


def test_the_key_is_made_once_and_only_its_owner_reads_it(place):
    key = home.secret_key()

    assert len(key) >= 50
    assert home.secret_key() == key
    assert stat.S_IMODE((place / "secret.key").stat().st_mode) == 0o600


def test_a_folder_of_the_home_is_its_owners(place):
    assert stat.S_IMODE(home.folder("lake").stat().st_mode) == 0o700


def test_a_private_file_is_replaced_whole(place):
    path = home.ensure() / "word.txt"

    home.write_private(path, "first")
    home.write_private(path, "second")

    assert path.read_text() == "second"
    assert [file.name for file in place.iterdir()] == ["word.txt"]
