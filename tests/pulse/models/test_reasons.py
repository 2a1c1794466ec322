import pytest

from pulse.models.reasons import Reason


@pytest.mark.parametrize(
    ("reason", "zh", "en"),
    [
        (Reason("lead", "8–14", 0.4), "提前 8–14 天约的", "booked 8–14 days ahead"),
        (Reason("hour", "17–24", 0.2), "钟点在 17–24", "at 17–24 o'clock"),
        (Reason("weekday", "1", 0.2), "在周一", "on Mon"),
        (
            Reason("earlier", "", 0.9, missed=2, known=5),
            "以前 5 次预约爽约 2 次",
            "missed 2 of 5 earlier bookings",
        ),
        (Reason("new", "", 0.1), "以前没有约过", "no earlier booking is known"),
        (Reason("department", "正畸", 0.1), "department 正畸", "department 正畸"),
    ],
)
def test_a_reason_is_told_in_either_language(reason, zh, en):
    assert (reason.words("zh"), reason.words("en")) == (zh, en)


def test_a_reason_raises_or_lowers():
    assert Reason("lead", "0", -0.4).raises is False
    assert Reason("lead", "31+", 0.4).as_json("en")["raises"] is True
