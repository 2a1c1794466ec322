"""A signature is drawn: a path of strokes, long enough to be one."""

import pytest

from renxin.patients.signing import is_drawn
from tests.renxin.plans.written import STROKES


def test_strokes_of_some_length_are_a_signature():
    assert is_drawn(STROKES)


@pytest.mark.parametrize(
    "strokes",
    [
        "",
        "M10 10",
        "M10 10L12 12",
        "M10 10 L400 10",
        "M10 10L400 10<script>",
        "L10 10L400 10",
        "M-1 10L400 10",
        "M10 10L99999 10",
        "M10 10L400 10" * 2_000,
    ],
)
def test_anything_else_is_none(strokes):
    assert not is_drawn(strokes)
