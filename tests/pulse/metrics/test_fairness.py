import pytest

from pulse import figures
from tests.pulse.cast import THIS_YEAR, visit


def waits(payer, minutes, times=20, clinic="东院"):
    return [
        visit(
            f"{payer}{n}",
            f"2025-03-{n + 1:02}T09:00",
            arrived_at=f"2025-03-{n + 1:02}T09:00",
            seen_at=f"2025-03-{n + 1:02}T09:{minutes:02}",
            payer=payer,
            clinic=clinic,
        )
        for n in range(times)
    ]


@pytest.fixture
def gap(opened):
    def tell(*groups, by=()):
        tables = opened(visits=[one for group in groups for one in group])
        return figures(tables, THIS_YEAR, by=by, codes=["K48"]).figures

    return tell


def test_the_gap_is_the_worst_median_over_the_median_of_all(gap):
    (told,) = gap(waits("自费", 10, 25), waits("医保", 20, 20))

    assert (told.part, told.whole, told.value) == (20, 10, 2.0)


def test_where_all_wait_alike_the_gap_is_one(gap):
    assert gap(waits("自费", 10), waits("医保", 10))[0].value == 1.0


def test_a_group_of_fewer_than_twenty_is_not_looked_at(gap):
    assert gap(waits("自费", 10), waits("医保", 50, 19))[0].value == 1.0
    assert gap(waits("医保", 50, 19))[0].value is None


def test_each_house_has_its_own_gap(gap):
    east = [*waits("自费", 10, 25), *waits("医保", 20)]
    west = waits("商保", 30, clinic="河西")

    told = gap(east, west, by=("clinic",))

    assert {one.by["clinic"]: one.value for one in told} == {"东院": 2.0, "河西": 1.0}
