from renxin.scorecard.signs import between, signed


def test_a_gap_has_its_sign_and_is_never_minus_nothing():
    assert [signed(one) for one in (5.24, -0.04, -3.0, None)] == [
        "+5.2",
        "0.0",
        "−3.0",
        "–",
    ]
    assert between((-1.0, 2.5)) == "−1.0 – +2.5"
