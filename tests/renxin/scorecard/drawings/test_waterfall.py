import pytest

from renxin.scorecard.drawings.waterfall import FLOOR, Step, waterfall

STEPS = [
    Step("在册", 3180, "f1"),
    Step("信任", 236, "f3", "46 %", -236),
    Step("没问到", 368, "f4", "", -368),
    Step("挽回", 97, "f2", "", 97),
    Step("留下", 2673, "f1"),
]


def test_each_step_starts_where_the_one_before_ended() -> None:
    bars = waterfall(STEPS, 464).bars

    assert bars[1].y == bars[0].y
    assert bars[2].y == pytest.approx(bars[1].y + bars[1].height, abs=0.2)
    assert bars[4].y == pytest.approx(bars[3].y, abs=0.2)


def test_wholes_stand_on_the_ground_and_say_when_they_are_cut() -> None:
    bars = waterfall(STEPS, 464).bars

    for bar in (bars[0], bars[4]):
        assert bar.y + bar.height == pytest.approx(FLOOR, abs=0.2)
        assert bar.cut
    assert not bars[1].cut


def test_where_most_are_lost_nothing_is_cut() -> None:
    steps = [
        Step("在册", 100, "f1"),
        Step("钱", 80, "f3", "", -80),
        Step("留下", 20, "f1"),
    ]

    bars = waterfall(steps, 464).bars

    assert not any(bar.cut for bar in bars)
    assert bars[0].height == pytest.approx(bars[2].height * 5, rel=0.01)


def test_nobody_lost_is_drawn_too() -> None:
    bars = waterfall([Step("在册", 5, "f1"), Step("留下", 5, "f1")], 464).bars

    assert bars[0].height == bars[1].height > 0


def test_it_is_drawn_for_its_width() -> None:
    narrow, wide = waterfall(STEPS, 340), waterfall(STEPS, 1204)

    assert narrow.bars[-1].x < 340
    assert wide.bars[-1].x > 900
    assert [bar.height for bar in narrow.bars] == [bar.height for bar in wide.bars]


@pytest.mark.parametrize(
    ("step", "words"), [(STEPS[0], "3,180"), (STEPS[1], "−236"), (STEPS[3], "+97")]
)
def test_a_step_says_which_way_it_goes(step: Step, words: str) -> None:
    assert step.says == words
