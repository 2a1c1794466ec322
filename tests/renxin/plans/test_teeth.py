"""Teeth are written in FDI notation, whatever stands between them."""

import pytest

from renxin.plans.teeth import written


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", ""),
        ("16", "16"),
        (" 16、17 ", "16,17"),
        ("16，55", "16,55"),
        ("19", None),
        ("56", None),
        ("六", None),
        ("16-18", None),
    ],
)
def test_teeth_are_read_as_typed(typed, read):
    assert written(typed) == read
