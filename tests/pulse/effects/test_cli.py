import json

import pytest

from pulse.cli import main
from pulse.engines import duckdb
from pulse.page import page
from pulse.report import report
from tests.pulse.cast import THIS_YEAR, written
from tests.pulse.effects.house import LAST, house


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return written(tmp_path_factory.mktemp("lake"), house(count=1200, effect=0.2))


def test_each_experiment_is_told_in_a_line(folder, capsys):
    assert main(["effects", str(folder), "--lang", "en"]) == 0

    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("召回  ")
    assert "Of every 100 contacted" in line


def test_as_json_it_carries_both_intervals_and_both_languages(folder, capsys):
    assert main(["effects", str(folder), "--json", "--within", "60"]) == 0

    (told,) = json.loads(capsys.readouterr().out)["effects"]
    assert told["within_days"] == 60
    assert set(told["difference"]) == {"value", "one_look", "any_day"}
    assert set(told["sentence"]) == {"zh", "en"}


def test_a_plan_says_what_one_house_cannot_know(capsys):
    asked = ["--base", "0.2", "--change", "0.03", "--per-month", "120"]

    assert main(["plan", *asked, "--lang", "en"]) == 0
    assert "6 houses in 12 months" in capsys.readouterr().out


@pytest.mark.parametrize(
    "asked",
    [
        ["plan", "--base", "0.2", "--change", "0", "--per-month", "120"],
        ["effects", "{folder}", "--within", "0"],
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(folder, capsys, asked):
    assert main([one.format(folder=folder) for one in asked]) == 2
    assert capsys.readouterr().err.startswith("pulse: ")


def test_without_both_sides_nothing_can_be_told(tmp_path, capsys):
    assert main(["effects", str(written(tmp_path / "lake", {"visits": [LAST]}))]) == 2
    assert "no table `assignments`" in capsys.readouterr().err


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_report_shows_them_with_a_table_behind(folder, lang):
    told = report(duckdb.open(folder), THIS_YEAR)
    (one,) = told.effects

    assert told.as_json()["effects"][0]["experiment"] == "召回"
    html = page(told, lang)
    assert one.sentence(lang) in html
    assert html.count("召回") >= 3
