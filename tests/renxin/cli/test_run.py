import pytest

from renxin.cli import run
from renxin.site import home
from renxin.site.running import leash


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("RENXIN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("RENXIN_LANG", "en")
    monkeypatch.delenv("PORT", raising=False)


def test_a_second_house_says_that_one_runs_and_where(capsys):
    with leash.only_house():
        leash.tell(address="http://127.0.0.1:8017")

        assert run.main([]) == 1

    assert "already runs" in (said := capsys.readouterr().err)
    assert "http://127.0.0.1:8017" in said


def test_how_to_sign_in_is_told_where_there_is_a_demonstration():
    assert run.accounts() == ""

    home.write_private(home.ensure() / run.ACCOUNTS, "li.wei 前台\n")

    assert run.accounts() == "li.wei 前台\n"


def test_a_child_that_stops_is_named_as_a_person_would(capsys):
    run.say_restart("work")

    assert capsys.readouterr().out == (
        "The background work stopped by itself and is being started again.\n"
    )
