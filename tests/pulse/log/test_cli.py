import csv
from pathlib import Path

import pytest

from pulse.cli import main

DATA = Path(__file__).parents[4] / "shared" / "data"
CLINIC = DATA / "clinic-flow-events.csv.gz"
PAPER = Path(__file__).parents[3] / "docs" / "event-log.md"
needs_data = pytest.mark.skipif(
    not CLINIC.is_file(), reason="the shared data folder is not beside the repository"
)


def test_a_log_becomes_a_folder_that_a_report_is_made_of(tmp_path, capsys):
    log = tmp_path / "log.csv"
    log.write_text(
        "case,activity,lifecycle,time\n"
        "甲,接待,start,2025-03-01T09:00\n甲,接待,complete,2025-03-01T09:05\n"
        "甲,看诊,start,2025-03-01T09:20\n甲,看诊,pause,2025-03-01T09:21\n",
        encoding="utf-8",
    )
    out = tmp_path / "lake"

    assert main(["log", str(log), "--out", str(out)]) == 0
    told = capsys.readouterr().out
    assert main(["report", str(out), "--json", str(tmp_path / "told.json")]) == 0

    assert "4 rows: 2 steps of 1 visits, 1 rows refused" in told
    assert "steps without an end: 1" in told
    assert "neither a start nor a completion: 1" in told


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["{here}/no.csv", "--out", "{here}"], "There is no file"),
        (["{log}", "--out", "{here}", "--zone", "Mars/Base"], "There is no time zone"),
        (["{log}", "--out", "{log}"], "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(tmp_path, capsys, arguments, why):
    log = tmp_path / "log.csv"
    log.write_text("case,activity,time\n甲,接待,2025-03-01T09:00\n", encoding="utf-8")

    asked = [one.format(here=tmp_path, log=log) for one in arguments]

    assert main(["log", *asked]) == 2
    assert why in capsys.readouterr().err


def test_a_log_of_no_steps_is_told(tmp_path, capsys):
    log = tmp_path / "log.csv"
    log.write_text("case,activity,time\n", encoding="utf-8")

    assert main(["log", str(log), "--out", str(tmp_path / "lake")]) == 0
    assert "0 rows: 0 steps of 0 visits" in capsys.readouterr().out


@needs_data
def test_five_hundred_patients_walk_through_seven_steps(tmp_path, capsys):
    asked = ["log", str(CLINIC), "--out", str(tmp_path), "--zone", "UTC"]

    assert main(asked) == 0

    told = capsys.readouterr().out
    assert told.startswith("5442 rows: 2721 steps of 500 visits, 0 rows refused\n")
    assert told.count("\n|") == 7 + 2
    assert f"```\n{asked_on_paper()}\n```" in PAPER.read_text("utf-8")
    assert told in PAPER.read_text("utf-8"), "run `pulse log` again"


def asked_on_paper():
    return "pulse log clinic-flow-events.csv.gz --zone UTC --out clinic-flow/"


@needs_data
def test_the_steps_hold_every_event_of_the_log(tmp_path):
    main(["log", str(CLINIC), "--out", str(tmp_path), "--zone", "UTC"])

    with (tmp_path / "stage_entries.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) * 2 == 5442
    assert all(row["entered_at"] <= row["left_at"] for row in rows)
    assert len({row["stage"] for row in rows}) == 7
