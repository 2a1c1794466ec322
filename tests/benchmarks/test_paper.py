import pytest

from benchmarks import paper
from benchmarks.__main__ import kept

WHEN = "2026-11-22T01:00:00+00:00"
RUN = {"size": "small", "when": WHEN, "took_s": 9, "machine": "two cores"}
START = {**RUN, "fresh_s": 80, "warm_s": 4.5, "goal": {"fresh_s": 120, "warm_s": 4}}


def test_the_paper_shows_what_was_measured_last():
    written = paper.PAPER.read_text("utf-8")

    assert paper.renewed(written, kept()) == written, "run `make bench`"


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


@pytest.mark.parametrize("number", paper.TOLD)
def test_what_was_kept_of_each_can_be_told(number):
    results = kept()
    if number not in results:
        pytest.skip(f"{number} was not measured yet")

    assert number in paper.tables({number: results[number]})
