import pytest

from benchmarks import __main__ as running
from benchmarks import paper

WHEN = "2026-11-22T01:00:00+00:00"
RUN = {"size": "small", "when": WHEN, "took_s": 9, "machine": "two cores"}
START = {**RUN, "fresh_s": 80, "warm_s": 4.5, "goal": {"fresh_s": 120, "warm_s": 4}}


def test_the_paper_shows_what_was_measured_last():
    written = paper.PAPER.read_text("utf-8")

    assert paper.renewed(written, running.kept()) == written, "run `make bench`"


def test_a_goal_that_was_not_met_is_told():
    told = paper.tables({"B11": START})

    assert "fresh clone to the first page | 80 s | – | ≤ 120 s | ✓ |" in told
    assert "warm start to the first page | 4.5 s | – | ≤ 4 s | not met |" in told


def test_only_the_figures_of_the_paper_are_written_anew():
    text = f"words\n{paper.BEGINS}\nold\n{paper.ENDS}\nmore words\n"

    renewed = paper.renewed(text, {"B11": START})

    assert renewed.startswith("words\n")
    assert renewed.endswith("\nmore words\n")
    assert "old" not in renewed
    assert paper.renewed(renewed, {"B11": START}) == renewed


def test_a_full_run_stands_beside_a_small_one():
    full = {**START, "size": "full", "fresh_s": 100}

    told = paper.tables({"B11": START, "B11 full": full})

    assert "| B11 | fresh clone to the first page | 80 s" in told
    assert "| B11 full | fresh clone to the first page | 100 s" in told


def test_a_look_in_passing_leaves_a_full_run_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(running, "RESULTS", tmp_path / "results.json")
    running.keep("B4", "full", {"attempts": 100_000})
    running.keep("B11", "small", {})

    running.keep("B4", "small", {"attempts": 1_000})

    assert list(running.kept()) == ["B4", "B4 full", "B11"]
    assert running.kept()["B4 full"]["attempts"] == 100_000


@pytest.mark.parametrize("number", paper.TOLD)
def test_what_was_kept_of_each_can_be_told(number):
    kept = {
        name: figures
        for name, figures in running.kept().items()
        if paper.number_of(name) == number
    }
    if not kept:
        pytest.skip(f"{number} was not measured yet")

    told = paper.tables(kept)

    assert all(f"| {name} |" in told for name in kept)


def test_a_flow_board_that_was_left_behind_is_told():
    side = {"changes_per_s": 2.0, "seen_p95_ms": 400, "cpu_share": 0.2}
    flow = {
        "screens": 20,
        "idle": {"cpu_share": 0.1},
        "told": side | {"heard_p95_ms": 200},
        "cut": side | {"cuts": 3, "not_seen": 0, "out_of_step": 1},
        "asking": side | {"seen_p95_ms": 2000, "cpu_share": 1.1},
        "share_of_polling": 0.1,
        "goal": {"seen_p95_ms": 1000, "cpu_share": 0.1},
    }
    calendars = running.kept()["B10"] | {"flow": flow}

    told = paper.tables({"B10": calendars})

    assert "20 flow boards, 2.0 hand-overs a second: shown, p95 | 400 ms" in told
    assert "cut 3 times: screens or changes left behind | 1 | – | 0 | not met" in told
