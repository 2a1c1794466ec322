from datetime import timedelta

import pytest

from renxin.patients.models import Concern
from renxin.promises import lateness, owed
from renxin.promises.batch import Wanted, make_many
from renxin.promises.rows import State
from renxin.promises.terms import Terms
from renxin.staff.roles import Role
from renxin.today import board
from renxin.today.board import board_of
from tests.cast import NOON, employed, enrolled
from tests.renxin.promises.made import promised

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
ZONE = "Asia/Shanghai"


def titles(group):
    return [row.title for row in group.rows]


def test_a_day_with_nothing_owed_is_empty(greeter_lin):
    day = board_of(greeter_lin, at=NOON, zone=ZONE)

    assert day.is_empty
    assert (day.total, day.first) == (0, None)


def test_what_is_late_due_and_next_stand_in_that_order(
    dongyuan, wang_fang, greeter_lin
):
    for what, minutes in (("next", 90), ("late", -5), ("due", 10), ("later", -2)):
        due_at = NOON + minutes * MINUTE
        promised(wang_fang, dongyuan, by=greeter_lin, what=what, due_at=due_at)

    day = board_of(greeter_lin, at=NOON, zone=ZONE)

    assert titles(day.late) == ["王芳: late", "王芳: later"]
    assert titles(day.due) == ["王芳: due"]
    assert titles(day.next) == ["王芳: next"]
    assert day.first == day.late.rows[0].promise.pk


def test_what_is_owed_tomorrow_is_not_of_today(dongyuan, wang_fang, greeter_lin):
    midnight = NOON + 12 * HOUR
    tonight = midnight - MINUTE
    promised(wang_fang, dongyuan, by=greeter_lin, what="tonight", due_at=tonight)
    promised(
        wang_fang,
        dongyuan,
        by=greeter_lin,
        what="tomorrow",
        due_at=midnight + HOUR,
    )

    day = board_of(greeter_lin, at=NOON, zone=ZONE)

    assert titles(day.next) == ["王芳: tonight"]


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "Asia/Urumqi", "America/Lima"])
def test_the_day_is_the_clinics_own(zone, dongyuan, wang_fang, greeter_lin):
    promised(wang_fang, dongyuan, by=greeter_lin, what="soon", due_at=NOON + 13 * HOUR)

    day = board_of(greeter_lin, at=NOON, zone=zone)

    # Noon in Shanghai is eleven at night of the day before in Lima.
    assert len(day.next.rows) == (0 if zone != "Asia/Urumqi" else 1)


def test_a_role_sees_what_its_clinic_owes_and_nobody_elses(
    dongyuan, hexi, wang_fang, greeter_lin, doctor_li
):
    promised(wang_fang, dongyuan, by=greeter_lin, owner=None, owner_role=Role.DOCTOR)
    elsewhere = employed("qin", "秦岭", Role.DOCTOR, hexi)

    assert board_of(doctor_li, at=NOON, zone=ZONE).next.total == 1
    assert board_of(elsewhere, at=NOON, zone=ZONE).is_empty
    assert board_of(greeter_lin, at=NOON, zone=ZONE).is_empty


def test_who_moved_to_another_clinic_no_longer_sees_the_patients_of_the_old(
    dongyuan, hexi, wang_fang, greeter_lin
):
    promised(wang_fang, dongyuan, by=greeter_lin)
    greeter_lin.posts.update(clinic=hexi)
    del greeter_lin.posts_today

    assert board_of(greeter_lin, at=NOON, zone=ZONE).is_empty


def test_the_manager_is_shown_what_was_told_upward_apart_from_their_own(
    dongyuan, wang_fang, greeter_lin, manager_gu
):
    late = promised(wang_fang, dongyuan, by=greeter_lin, due_at=NOON - 2 * HOUR)
    promised(wang_fang, dongyuan, by=manager_gu, due_at=NOON - 2 * HOUR)
    lateness.tell_upward(at=NOON)

    day = board_of(manager_gu, at=NOON, zone=ZONE)

    assert [row.promise for row in day.told_upward] == [late]
    assert day.late.total == 1
    assert not board_of(greeter_lin, at=NOON, zone=ZONE).told_upward


def test_what_one_kept_today_is_counted_and_what_one_kept_yesterday_is_not(
    dongyuan, wang_fang, greeter_lin
):
    for hours in (-1, -13):
        promise = promised(wang_fang, dongyuan, by=greeter_lin)
        promise.keep(outcome="WELL", by=greeter_lin, at=NOON + hours * HOUR)
    promised(wang_fang, dongyuan, by=greeter_lin).release(
        reason="自己来了", by=greeter_lin, at=NOON
    )

    day = board_of(greeter_lin, at=NOON, zone=ZONE)

    assert len(day.kept) == 1
    assert (day.total, day.is_empty) == (1, True)


def test_of_very_many_the_first_are_shown_and_all_are_counted(
    dongyuan, manager_gu, greeter_lin, monkeypatch
):
    monkeypatch.setattr(board, "SHOWN", dict.fromkeys(board.SHOWN, 4))
    crowd(dongyuan, manager_gu, 30)

    day = board_of(greeter_lin, at=NOON, zone=ZONE)

    assert (len(day.late.rows), day.late.total, day.late.more) == (4, 10, 6)
    assert (len(day.due.rows), day.due.total) == (4, 10)
    assert (len(day.next.rows), day.next.total) == (4, 10)
    assert day.total == 30


def test_very_many_are_counted_so_far_and_no_further(
    dongyuan, manager_gu, greeter_lin, monkeypatch
):
    monkeypatch.setattr(board, "SHOWN", dict.fromkeys(board.SHOWN, 3))
    monkeypatch.setattr(board, "COUNTED", 8)
    monkeypatch.setattr(owed, "COUNTED", 8)
    crowd(dongyuan, manager_gu, 30)

    day = board_of(greeter_lin, at=NOON, zone=ZONE)

    assert (day.late.counted, day.late.more_counted, day.counted) == ("8+", "5+", "24+")


@pytest.mark.parametrize("number", [3, 300])
def test_a_day_takes_as_many_queries_with_three_promises_as_with_three_hundred(
    number, dongyuan, manager_gu, greeter_lin, django_assert_max_num_queries
):
    crowd(dongyuan, manager_gu, number)
    greeter_lin.roles()

    with django_assert_max_num_queries(3):
        day = board_of(greeter_lin, at=NOON, zone=ZONE)
        assert all(row.title and row.promise.owed_by for row in day.late.rows)

    assert day.total == number


def test_a_row_says_what_one_must_know_before_dialling(
    dongyuan, xiaodou, wang_fang, greeter_lin
):
    Concern.objects.create(
        patient=xiaodou, kind="FEAR", level=7, note="最怕打针", at=NOON
    )
    xiaodou.allergies = "青霉素过敏"
    xiaodou.save()
    promised(xiaodou, dongyuan, by=greeter_lin, due_at=NOON)

    row = board_of(greeter_lin, at=NOON, zone=ZONE).due.rows[0]

    assert [badge.text for badge in row.badges] == [
        "Fear 7",
        "Allergy: 青霉素",
        "Minor",
    ]
    assert row.proxy == "Mother 王芳 answers for them"
    assert row.said == "最怕打针"
    assert row.state is State.DUE


def crowd(clinic, manager, number):
    """A third late, a third due, a third next; all owed by the front desk."""
    wanted = []
    for place in range(number):
        patient = enrolled(clinic, f"N{place}", f"患者{place}")
        due_at = NOON + (place % 3 - 1) * HOUR + (place % 3 == 1) * MINUTE
        terms = Terms(
            kind="WIN_BACK", what="问问", owner_role=Role.GREETER, due_at=due_at
        )
        wanted.append(Wanted(patient.pk, clinic, terms))
    make_many(wanted, by=manager, at=NOON - HOUR)
