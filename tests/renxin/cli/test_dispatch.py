import importlib

import pytest

from renxin.cli import dispatch
from renxin.site.postgres.trouble import DatabaseTrouble


@pytest.fixture(autouse=True)
def in_english(monkeypatch):
    monkeypatch.setenv("RENXIN_LANG", "en")
    monkeypatch.setenv("LANGUAGE", "en")


@pytest.mark.parametrize("given", [[], ["--help"], ["-h"]])
def test_asked_for_help_it_names_every_command(given, capsys):
    assert dispatch.main(given) == 0

    said = capsys.readouterr().out
    assert all(f"  {name} " in said for name in dispatch.commands())


def test_a_command_that_is_not_there_is_refused_with_those_that_are(capsys):
    assert dispatch.main(["sing"]) == 2

    said = capsys.readouterr().err
    assert "“sing”" in said
    assert "  run " in said


@pytest.mark.parametrize("name", dispatch.commands())
def test_every_command_explains_itself(name, capsys):
    module = importlib.import_module(dispatch.commands()[name].module)

    with pytest.raises(SystemExit) as stop:
        module.main(["--help"])

    assert stop.value.code == 0
    assert f"renxin {name}" in capsys.readouterr().out


def test_trouble_with_the_database_is_one_sentence_and_no_traceback(
    monkeypatch, capsys
):
    monkeypatch.setenv("RENXIN_DATABASE_URL", "mysql://somewhere/else")

    assert dispatch.main(["check"]) == 1

    said = capsys.readouterr().err.strip()
    assert said.startswith("RENXIN_DATABASE_URL must look like postgresql://")
    assert len(said.splitlines()) == 1


def test_a_port_that_is_no_port_is_one_sentence(monkeypatch, capsys):
    monkeypatch.setenv("PORT", "eighty")

    assert dispatch.main(["run"]) == 1
    assert "“eighty”" in capsys.readouterr().err


def test_interrupted_it_ends_as_programs_do(monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(dispatch, "obey", interrupted)

    assert dispatch.main(["work"]) == dispatch.INTERRUPTED


def test_trouble_is_told_whatever_command_met_it(monkeypatch, capsys):
    def troubled(*_):
        raise DatabaseTrouble("The disk is full.")

    monkeypatch.setattr(dispatch, "obey", troubled)

    assert dispatch.main(["work"]) == 1
    assert capsys.readouterr().err == "The disk is full.\n"


@pytest.mark.parametrize("out", [["--out", "{}"], ["--out={}"]])
def test_a_demonstration_in_files_starts_no_database(
    out, monkeypatch, tmp_path, capsys
):
    monkeypatch.setenv("RENXIN_DATABASE_URL", "postgresql://nobody@/nowhere")
    given = [word.format(tmp_path / "world") for word in out]

    assert dispatch.main(["demo", "--patients", "20", "--years", "1", *given]) == 0

    assert list((tmp_path / "world").glob("*"))
