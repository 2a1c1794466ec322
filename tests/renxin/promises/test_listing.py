from datetime import timedelta

import pytest
from django.db import connection

from renxin.promises import listing
from renxin.promises.batch import Wanted, make_many
from renxin.promises.models import Promise
from renxin.promises.terms import Terms
from renxin.staff.roles import Role
from tests.cast import NOON, enrolled
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


def test_a_list_of_a_hundred_thousand_is_read_from_an_index(many, dongyuan, manager_gu):
    fill(100_000)
    asked = listing.listed("clinic", "open", clinic=dongyuan, by=manager_gu, at=NOON)
    ended = listing.listed("clinic", "ended", clinic=dongyuan, by=manager_gu, at=NOON)

    for promises in (asked, ended):
        plan = promises[:50].explain()
        assert "Seq Scan on promises_promise" not in plan, plan
        assert "->  Sort" not in plan, plan


def test_the_day_of_one_person_among_a_hundred_thousand_is_read_from_indexes(
    many, manager_gu
):
    fill(100_000)

    late = Promise.objects.visible_to(manager_gu).of(manager_gu).late(at=NOON)

    assert "Seq Scan on promises_promise" not in late.explain()


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
