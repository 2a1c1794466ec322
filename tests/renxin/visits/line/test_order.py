import dataclasses
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from renxin.visits.kinds import Turn, Urgency
from renxin.visits.line.order import GRACE, LONGEST, Waiting, in_order
from tests.renxin.visits.conftest import after

AN_HOUR = after(60)
MOMENTS = st.builds(after, st.integers(0, 180))
SOMEBODY = st.builds(
    Waiting,
    key=st.integers(1, 10_000),
    came_at=MOMENTS,
    agreed_at=st.none() | MOMENTS,
    urgency=st.sampled_from(Urgency.values),
    turn=st.sampled_from(["", *Turn.values]),
    turned_at=MOMENTS,
)


def keys(*waiting, at=AN_HOUR):
    return [one.key for one in in_order(waiting, at=at)]


def came(key, minutes, **more):
    return Waiting(key=key, came_at=after(minutes), **more)


def test_the_order_knows_need_times_and_turns_and_nothing_of_value():
    known = {field.name for field in dataclasses.fields(Waiting)}

    assert known == {"key", "came_at", "agreed_at", "urgency", "turn", "turned_at"}


def test_without_an_agreed_time_who_came_first_is_first():
    assert keys(came(1, 20), came(2, 10), came(3, 15)) == [2, 3, 1]


def test_who_came_early_waits_for_their_time_and_those_without_go_between():
    early = came(1, 0, agreed_at=after(60))
    walked_in = came(2, 20)

    assert keys(early, walked_in, at=after(40)) == [2, 1]
    assert keys(early, walked_in, at=after(60)) == [1, 2]


def test_two_agreed_times_go_in_the_order_of_the_times():
    later = came(1, 0, agreed_at=after(30))
    sooner = came(2, 10, agreed_at=after(20))

    assert keys(later, sooner) == [2, 1]


def test_who_comes_long_after_their_time_waits_like_those_without():
    late = Waiting(
        key=1, came_at=after(10) + GRACE, agreed_at=after(9), urgency=Urgency.ROUTINE
    )

    assert keys(late, came(2, 30), at=after(50)) == [2, 1]


def test_nobody_without_a_time_waits_behind_agreed_times_for_ever():
    walked_in = came(1, 0)
    agreed = came(2, 0, agreed_at=after(50))

    assert keys(walked_in, agreed, at=after(59)) == [2, 1]
    assert keys(walked_in, agreed, at=after(0) + LONGEST) == [1, 2]


def test_need_comes_before_any_time():
    agreed = came(1, 0, agreed_at=after(10))
    in_pain = came(2, 30, urgency=Urgency.URGENT)
    bleeding = came(3, 55, urgency=Urgency.EMERGENCY)

    assert keys(agreed, in_pain, bleeding) == [3, 2, 1]


def test_a_turn_moved_by_hand_counts_within_the_same_need():
    first = came(1, 0)
    forward = came(2, 20, turn=Turn.FORWARD, turned_at=after(30))
    back = came(3, 1, turn=Turn.BACK, turned_at=after(2))
    in_pain = came(4, 40, urgency=Urgency.URGENT)

    assert keys(first, forward, back, in_pain) == [4, 2, 1, 3]


@given(st.lists(SOMEBODY, max_size=5, unique_by=lambda one: one.key), MOMENTS)
def test_the_order_is_the_same_however_they_stand(waiting, at):
    orders = {tuple(keys(*one, at=at)) for one in permutations(waiting)}

    assert len(orders) == 1


@given(st.lists(SOMEBODY, max_size=8, unique_by=lambda one: one.key), MOMENTS)
def test_nobody_is_dropped_and_no_lesser_need_goes_first(waiting, at):
    ranks = [Urgency.values.index(one.urgency) for one in in_order(waiting, at=at)]

    assert len(ranks) == len(waiting)
    assert ranks == sorted(ranks)
