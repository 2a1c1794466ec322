import pytest

from pulse.fair.compared import Difference
from pulse.fair.told import About, Row, Scale, marked, row

BLANK = Row(About.CASE_COST, "doctor", "李", 0)
POINTS = Row(About.BACK_TO_DOCTOR, "payer", "自费", 0, Scale.POINTS)


def found(n, mean, error=0.01, peers=500):
    return Difference(n=n, peers=peers, mean=mean, error=error)


def test_under_twenty_nothing_is_told():
    told = row(BLANK, found(19, 5.0))

    assert (told.n, told.estimate, told.p) == (19, None, None)
    assert told.sentence("zh") == "李：19 例，太少，不说。"
    assert told.as_json()["estimate"] is None


def test_nor_of_many_beside_under_twenty_whose_numbers_theirs_would_be():
    told = row(BLANK, found(990, -0.5, peers=19))

    assert (told.n, told.estimate, told.p) == (990, None, None)
    assert told.sentence("zh") == "李：990 例；可比的其他人太少，不说。"


@pytest.mark.parametrize(("peers", "is_candidate"), [(29, False), (30, True)])
def test_nobody_is_looked_into_beside_under_thirty(peers, is_candidate):
    (told,) = marked([row(BLANK, found(990, 1.0, peers=peers))], from_=1.2)

    assert told.estimate is not None
    assert told.is_candidate is is_candidate


@pytest.mark.parametrize(("n", "is_candidate"), [(20, False), (29, False), (30, True)])
def test_under_thirty_nobody_is_looked_into(n, is_candidate):
    (told,) = marked([row(BLANK, found(n, 1.0))], from_=1.2)

    assert told.estimate is not None
    assert told.is_candidate is is_candidate


def test_far_but_unsure_and_sure_but_near_are_no_candidates():
    unsure = row(BLANK, found(100, 0.5, error=0.25))
    near = row(BLANK, found(100_000, 0.05, error=0.001))

    assert not any(one.is_candidate for one in marked([unsure, near], from_=1.2))


def test_less_cost_than_others_is_no_candidate():
    (told,) = marked([row(BLANK, found(100, -1.0))], from_=1.2)

    assert not told.is_candidate


def test_less_care_than_others_is_one():
    worse, better = (row(POINTS, found(100, mean)) for mean in (-0.2, 0.2))

    told = marked([worse, better], from_=0.05, downwards=(About.BACK_TO_DOCTOR,))

    assert [one.is_candidate for one in told] == [True, False]


def test_the_more_is_looked_at_the_surer_a_candidate_must_be():
    one = row(BLANK, found(100, 0.3, error=0.1))

    assert marked([one], from_=1.2)[0].is_candidate
    assert not any(each.is_candidate for each in marked([one] * 10, from_=1.2))


def test_a_sentence_says_how_far_and_how_sure_in_both_languages():
    (told,) = marked([row(BLANK, found(100, 0.5))], from_=1.2)

    assert told.sentence("zh") == (
        "李 的 100 例，花费是同病种、同需求的 1.65 倍（1.62–1.68）。"
        "请复核背后的病例；这不是指责。"
    )
    assert "1.65 times" in told.sentence("en")
    assert "not an accusation" in told.sentence("en")


def test_points_are_told_with_their_sign():
    assert "−20.0" in row(POINTS, found(100, -0.2)).sentence("en")
