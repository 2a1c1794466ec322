from datetime import timedelta

import pytest
from django.db import connection

from renxin.promises import listing, owed
from renxin.promises.batch import Wanted, make_many
from renxin.promises.terms import Terms
from renxin.staff.roles import Role
from tests.cast import NOON, employed, enrolled
from tests.plans import rows_read
from tests.renxin.promises.made import TWO


@pytest.fixture
def many(dongyuan, manager_gu, monkeypatch):
    """Twenty-three promises of a role; four of them due at the same moment."""
    monkeypatch.setattr(listing, "ROWS", 5)
    wanted = [
        Wanted(
            enrolled(dongyuan, f"N{place}", f"患者{place}").pk,
            dongyuan,
            Terms(
                kind="WIN_BACK",
                what=f"问问患者{place}",
                owner_role=Role.CARE,
                due_at=TWO + timedelta(minutes=place // 4),
            ),
        )
        for place in range(23)
    ]
    return make_many(wanted, by=manager_gu, at=NOON).made


def through(stands, clinic, staff):
    """Every page of the list, from its keys alone."""
    seen, after, ended = [], "", stands == "ended"
    while True:
        asked = listing.listed("clinic", stands, clinic=clinic, by=staff, at=NOON)
        page = listing.page(asked, after=after, ended=ended)
        assert len(page.promises) <= 5
        seen += page.promises
        after = page.after
        if not after:
            return seen


def test_the_pages_show_each_promise_once_and_in_order(many, dongyuan, manager_gu):
    seen = through("open", dongyuan, manager_gu)

    assert [one.pk for one in seen] == [one.pk for one in many]


def test_the_pages_of_the_ended_show_the_latest_first(many, dongyuan, manager_gu):
    for place, promise in enumerate(many):
        promise.keep(by=manager_gu, at=NOON + timedelta(seconds=place // 3))

    seen = through("ended", dongyuan, manager_gu)

    assert len({one.pk for one in seen}) == 23
    assert seen == sorted(seen, key=lambda one: (one.ended_at, one.pk), reverse=True)


@pytest.mark.parametrize("whose", listing.WHOSE)
@pytest.mark.parametrize("stands", listing.STANDS)
def test_a_page_among_a_hundred_thousand_reads_hardly_more_than_it_shows(
    many, dongyuan, manager_gu, whose, stands
):
    fill(100_000)
    carer = employed("he", "何静", Role.CARE, dongyuan)
    late = NOON + timedelta(days=1)
    asked = listing.listed(whose, stands, clinic=dongyuan, by=carer, at=late)

    with rows_read() as read:
        page = listing.page(asked, after="", ended=stands == "ended")

    assert len(page.promises) == 5
    assert max(read) < 100


def test_the_number_on_the_rail_is_counted_so_far_and_no_further(
    many, dongyuan, manager_gu
):
    fill(100_000)
    carer = employed("he", "何静", Role.CARE, dongyuan)

    with rows_read() as read:
        late = owed.late_count(carer, at=NOON + timedelta(days=1))

    assert owed.so_many(late) == "200+"
    assert max(read) <= owed.COUNTED + 1  # and their number


def fill(number):
    """So many more, most of them ended long ago, all like the last one."""
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO promises_promise (patient_id, clinic_id, kind, what, why,
                 words, asks, due_from, due_at, made_at, made_by_id, owner_role,
                 ended_at)
               SELECT patient_id, clinic_id, kind, what, why, words, asks,
                 due_from - n * interval '1 minute', due_at - n * interval '1 minute',
                 made_at, made_by_id, owner_role,
                 CASE WHEN n %% 20 > 0 THEN due_at - n * interval '1 minute' END
               FROM (SELECT * FROM promises_promise ORDER BY id DESC LIMIT 1) AS one,
                 generate_series(1, %s) AS n""",
            [number],
        )
        cursor.execute("ANALYZE promises_promise")
