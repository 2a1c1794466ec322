import json
from datetime import date

import pytest

from pulse.cli import main
from pulse.models import forecast
from tests.pulse.cast import written
from tests.pulse.models.house import book


@pytest.fixture
def lake(tmp_path):
    return written(tmp_path / "lake", {"appointments": book()})


def ask(lake, *more):
    return main(["no-show", str(lake), "--on", "2025-06-01", *more])


def test_the_chances_are_written_with_their_reasons_and_their_worth(lake, tmp_path):
    out = tmp_path / "chances.json"

    assert ask(lake, "--json", str(out), "--lang", "en") == 0

    told = json.loads(out.read_text("utf-8"))
    assert told["only_for"] == ["further confirmation", "waiting-list depth"]
    assert {"appointment_id", "patient_id", "day", "chance", "reasons"} == set(
        told["chances"][0]
    )
    assert told["chances"][0]["reasons"][0]["words"]
    assert told["evaluation"]["ahead"]["auc"][0] > 0.5


@pytest.mark.parametrize("engine", ["duckdb", "polars"])
def test_without_a_file_they_are_printed_as_json_or_as_lines(lake, capsys, engine):
    assert ask(lake, "--json", "--engine", engine) == 0
    assert json.loads(capsys.readouterr().out)["on"] == "2025-06-01"

    assert ask(lake, "--engine", engine, "--decision", "booking") == 0
    assert "绝不用来拒绝、惩罚或超额预约" in capsys.readouterr().out


def test_a_protected_column_is_refused_in_a_sentence(lake, capsys):
    (lake / "patients.csv").write_text("patient_id,sex\nP1,F\n", "utf-8")

    assert ask(lake, "--also", "sex") == 2
    assert "never rests on `sex`" in capsys.readouterr().err


def test_too_little_is_refused_in_a_sentence(lake, capsys):
    assert main(["no-show", str(lake), "--on", "2025-01-03"]) == 2
    assert "are needed" in capsys.readouterr().err


def test_by_default_it_stands_where_the_data_end(opened):
    told = forecast(opened(appointments=book()))

    assert told.on == date(2025, 7, 20)
    assert told.chances.listed == ()
