import json

import pytest

from renxin.scorecard import cli

pytestmark = pytest.mark.django_db


def test_a_house_without_facts_says_that_there_is_nothing_to_count(capsys):
    assert cli.main([]) == 2

    assert "pulse:" in capsys.readouterr().err


def test_the_report_is_written_where_it_was_asked_for(told, tmp_path, capsys):
    page, figures = tmp_path / "报告.html", tmp_path / "figures.json"
    days = ["--from", "2025-03-01", "--to", "2026-03-01", "--by", "clinic"]

    code = cli.main([*days, "--out", str(page), "--json", str(figures)])

    assert code == 0, capsys.readouterr().err
    assert "<html" in page.read_text("utf-8")
    assert json.loads(figures.read_text("utf-8"))["figures"]
