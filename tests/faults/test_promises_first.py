"""A referral and the promise it hangs on are taken in one order, whoever takes them."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import OperationalError, connection, connections, transaction
from django.utils import timezone

from renxin.desk.refusal import Refusal
from renxin.promises.models import Promise
from renxin.referrals import falling_back
from renxin.referrals.asking import No, Stays
from renxin.referrals.kinds import Gone, Why
from renxin.referrals.models import Referral
from renxin.staff.models import Staff
from renxin.staff.roles import Role
from tests.cast import employed
from tests.renxin.referrals.made import owed, referred

pytestmark = pytest.mark.django_db(transaction=True)

A_DAY = timedelta(days=1)


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def doctor_sun(dongyuan):
    return employed("sun", "孙一禾", Role.DOCTOR, dongyuan)


@pytest.fixture
def referral(wang_fang, dongyuan, doctor_li, doctor_sun, now):
    return referred(wang_fang, dongyuan, by=doctor_li, to=doctor_sun, at=now)


def accept(referral, who, at):
    referral.accept(doctor=who["sun"], by=who["sun"], at=at)


def say_no(referral, who, at):
    no = No(why=Why.NO_ROOM, words="没有空", instead=Stays(at + A_DAY))
    referral.say_no(no, by=who["sun"], at=at)


def take_back(referral, who, at):
    referral.take_back(Gone.WELL, by=who["li"], at=at)


def in_the_house(act):
    """By a hand of its own; a refusal is an answer, a deadlock is none."""
    try:
        with transaction.atomic():
            act()
    except Refusal as refusal:
        return type(refusal).__name__
    finally:
        connections.close_all()
    return "done"


@pytest.mark.parametrize("step", [accept, say_no, take_back])
def test_a_step_and_a_broken_promise_never_wait_for_each_other(
    referral, doctor_li, doctor_sun, now, step
):
    """Whoever breaks the promise holds it, and only then comes to the referral."""
    who, is_held, is_asked = (
        {"li": doctor_li, "sun": doctor_sun},
        threading.Event(),
        threading.Event(),
    )

    def break_it():
        promise = Promise.objects.select_for_update().get(pk=referral.promise_id)
        is_held.set()
        is_asked.wait(2)
        until_somebody_waits()
        promise.break_(reason="没有做到", by=doctor_sun, at=now)

    def take_the_step():
        is_held.wait(2)
        is_asked.set()
        step(Referral.objects.get(pk=referral.pk), who, now)

    with ThreadPoolExecutor(2) as hands:
        told = list(hands.map(in_the_house, [break_it, take_the_step]))

    assert told == ["done", "done"]
    left = Referral.objects.get(pk=referral.pk)
    assert owed(left) == ([] if left.ended_at else [left.promise])


def test_the_night_leaves_alone_what_somebody_holds_and_keeps_the_order(
    referral, doctor_sun, now
):
    """It takes neither where one is held, so it can never stand in a ring."""
    Staff.objects.filter(pk=doctor_sun.pk).update(is_active=False)

    with transaction.atomic():
        Promise.objects.select_for_update().get(pk=referral.promise_id)
        with ThreadPoolExecutor(1) as night:
            handed = night.submit(at_night, now).result(timeout=5)

    assert handed == 0
    assert falling_back.look(at=now) == 1


def at_night(now):
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '2s'")
        return falling_back.look(at=now)
    except OperationalError as late:
        return str(late)
    finally:
        connections.close_all()


def until_somebody_waits():
    """Look until the other hand stands at a lock, so that both are on their way."""
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
    with connection.cursor() as cursor:
        for _look in range(2000):
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(f"{waiting} AND datname = current_database()")
            if cursor.fetchone()[0]:
                return
