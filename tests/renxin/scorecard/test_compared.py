import pytest

from renxin.scorecard.compared import Fairness, Line, write

LINE = {
    "about": "WAIT",
    "dim": "payer",
    "group": "自费",
    "clinic": "",
    "n": 90,
    "scale": "times",
    "estimate": 1.0,
    "low": 0.9,
    "high": 4.0,
    "is_candidate": True,
    "patients": ["7"],
}
OF_A_DOCTOR = LINE | {"dim": "doctor", "group": "12"}


def line(**changes: object) -> Line:
    return Line(**{**LINE, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("scale", "number", "told"),
    [
        ("times", 1.349, "1.35 ×"),
        ("points", -0.0512, "−5.1"),
        ("points", -0.0001, "0.0"),
        ("share", 0.994, "99.4 %"),
        ("times", None, "–"),
    ],
)
def test_an_estimate_is_written_as_it_is_read(
    scale: str, number: float | None, told: str
) -> None:
    assert write(scale, number) == told


def test_a_group_like_the_others_lies_in_the_middle_and_far_ends_are_cut() -> None:
    told = line()

    assert told.dot == told.middle == 80
    assert told.bar == "M69.1 9H152.0"


def test_of_a_small_group_there_is_no_interval() -> None:
    assert line(estimate=None, low=None, high=None).interval == ""


def test_nobody_is_named_to_whoever_may_see_no_names() -> None:
    everything = [LINE, OF_A_DOCTOR]

    assert len(Fairness.read(everything, names=True).lines) == 2
    assert [one.dim for one in Fairness.read(everything, names=False).lines] == [
        "payer"
    ]


def test_under_thirty_cases_nothing_asks_for_a_look() -> None:
    few = Fairness.read([LINE | {"n": 29}], names=True)

    assert few.candidates == []
