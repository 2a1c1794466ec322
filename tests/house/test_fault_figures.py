"""The paper on faults says what the tests found, and all of it within its bounds."""

import json

import pytest

from tests.faults.figures import FAULTS, KEPT, PAPER, renewed

TOLD = json.loads(KEPT.read_text("utf-8"))


def test_the_paper_is_as_the_figures_are():
    paper = PAPER.read_text("utf-8")

    assert renewed(paper) == paper, "run the tests of faults with RENXIN_KEEP_FIGURES=1"


@pytest.mark.parametrize("number", sorted(FAULTS))
def test_what_was_found_is_within_what_is_promised(number):
    most = FAULTS[number].most

    assert all(TOLD[number]["found"][name] <= bound for name, bound in most.items())


def test_each_fault_names_the_test_that_tries_it():
    for fault in FAULTS.values():
        assert KEPT.with_name(fault.test).exists()
