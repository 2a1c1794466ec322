import pytest

from pulse.effects.gap import Gap, two_shares
from pulse.effects.samples import Ratio
from pulse.effects.told import Effect, Known, Side


def effect(ours=(300, 1000), others=(200, 1000), **more):
    """As `came` and `n` of both sides."""
    told = {"experiment": "召回", "within": 90, "waiting": 0, "on_both": 0, "strata": 1}
    told |= {"per_month": 100.0, "sizes": Ratio(0.0, 1.0), "foretold": None}
    both = ours[1] and others[1]
    told["gap"] = two_shares(ours, others) if both else None
    sides = (Side(n, came) for came, n in (ours, others))
    return Effect(treated=next(sides), held_out=next(sides), **told | more)


def test_what_is_known_is_told_per_hundred_with_its_interval():
    assert effect().sentence("zh") == (
        "每联系 100 人，多回来 10.0 人，介于 4.2 与 15.8 之间。"
    )
    assert effect(ours=(200, 1000), others=(300, 1000)).sentence("en") == (
        "Of every 100 contacted, 10.0 fewer came back, between 4.2 and 15.8."
    )


@pytest.mark.parametrize(
    ("told", "known", "words"),
    [
        ({"ours": (30, 100), "others": (20, 100)}, Known.OPEN, "chance alone"),
        ({"ours": (9, 30), "others": (5, 19)}, Known.FEW, "fewer than 20"),
        ({"ours": (9, 30), "others": (4, 30)}, Known.FEW_CAME, "fewer than 5 came"),
        ({"ours": (9, 30), "others": (26, 30)}, Known.FEW_CAME, "stayed away"),
        (
            {"ours": (0, 0), "others": (0, 0), "waiting": 9},
            Known.WAITING,
            "90 days yet",
        ),
        ({"ours": (9, 30), "others": (0, 0)}, Known.ALONE, "nobody stands"),
        ({"sizes": Ratio(20.0, 8e-6)}, Known.BLOCKED, "(p 0.000008)"),
        ({"sizes": Ratio(90.0, 2e-21)}, Known.BLOCKED, "(p < 0.000001)"),
    ],
)
def test_what_is_not_known_says_why(told, known, words):
    one = effect(**told)

    assert one.known is known
    assert words in one.sentence("en")
    assert one.sentence("zh").endswith("。")


def test_a_wide_interval_names_both_ends():
    one = effect(ours=(30, 100), others=(20, 100))

    low, high = one.gap.any_day()
    assert f"少回来 {-low * 100:.1f} 人与多回来 {high * 100:.1f} 人" in one.sentence(
        "zh"
    )


def test_sides_blocked_tell_no_number_at_all():
    told = effect(sizes=Ratio(20.0, 8e-6), gap=Gap(0.1, 0.01)).as_json()

    assert told["difference"] is None
    assert told["with_last_year"] is None
