import io
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from renxin.cli import lint_wording

ROOT = Path(__file__).parents[3]


@pytest.fixture
def linted(tmp_path, capsys, monkeypatch):
    """What the command answers and prints for these words."""

    def lint(words, *options, language="en"):
        monkeypatch.setenv("RENXIN_LANG", language)
        file = tmp_path / "words.txt"
        file.write_bytes(words if isinstance(words, bytes) else words.encode())
        answer = lint_wording.main([str(file), *options])
        printed = capsys.readouterr()
        return answer, printed.out + printed.err

    return lint


def test_what_cannot_be_said_is_told_with_its_place_and_fails(linted):
    answer, told = linted("您好。\n我们無 痛拔牙。", "--surface", "mkt")

    assert answer == 1
    assert "words.txt:2:3: B AD-EFF-03 “無 痛” (无痛) called safe or painless" in told
    assert "Advertising Law 16(1)(i)" in told
    assert "→ Say “under local anaesthesia”" in told
    assert "not verified by a lawyer" in told


def test_in_chinese_where_the_terminal_is(linted):
    _answer, told = linted("无痛", "--surface", "svc", language="zh_CN.UTF-8")

    assert "断言安全无痛 [广告法 16(1)①；医疗广告认定指南 8]" in told


def test_what_a_second_person_may_allow_does_not_fail(linted):
    answer, told = linted("无痛", "--surface", "svc")

    assert answer == 0
    assert "0 cannot be said, 1 need a second person, 0 to mind" in told


def test_as_json_with_both_languages(linted):
    answer, told = linted("五星好评送券", "--surface=svc", "--json", "--on=2025-10-14")

    read = json.loads(told)
    (found,) = read["findings"]
    assert answer == 1
    assert read["pack"] == "zh-CN 2026.11"
    assert found["severity"] == "B"
    assert "反不正当竞争法 8" in found["law_zh"]
    assert found["zh"] == "好评给好处"


def test_without_a_surface_the_strictest_holds(linted):
    assert linted("种植牙")[0] == 1


@pytest.mark.parametrize("words", [b"\xff\xfe\x00", None])
def test_what_cannot_be_read_is_said_so(linted, tmp_path, words, capsys):
    file = str(tmp_path / "none.txt")
    answer = linted(words)[0] if words else lint_wording.main([file])

    assert answer == 2


def test_it_reads_what_is_piped_in(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.StringIO("好评返现"))

    assert lint_wording.main(["-", "--surface", "svc"]) == 1


@pytest.mark.parametrize("surface", ["", "nowhere"])
def test_an_unknown_surface_is_refused(surface, capsys):
    with pytest.raises(SystemExit):
        lint_wording.main(["-", "--surface", surface])


def test_it_needs_no_database(tmp_path):
    file = tmp_path / "words.txt"
    file.write_text("保证治愈", "utf-8")
    home = {"RENXIN_HOME": str(tmp_path / "none"), "RENXIN_LANG": "en"}
    done = subprocess.run(
        [sys.executable, "-m", "renxin.cli", "lint-wording", file, "--json"],
        cwd=ROOT,
        env=os.environ | home,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1, done.stderr
    assert json.loads(done.stdout)["on"] >= date(2026, 1, 1).isoformat()
    assert not (tmp_path / "none").exists()
