"""Every path a referral can take, walked step by step and taken back again."""

from datetime import timedelta

import pytest
from django.db import transaction

from renxin.desk.refusal import Refusal
from renxin.promises import lateness
from renxin.promises.models import Promise
from renxin.referrals import falling_back
from renxin.referrals.asking import No, Onward, Stays
from renxin.referrals.kinds import Gone, Why
from renxin.referrals.models import Referral
from renxin.referrals.where import Target
from renxin.staff.models import Staff
from renxin.staff.roles import Role
from tests.cast import NOON, employed
from tests.renxin.referrals.made import TO_THE_HOSPITAL, referred

HOUR, DEPTH = timedelta(hours=1), 3


def no(instead):
    return No(why=Why.NO_ROOM, words="没有空", instead=instead)


def accept(one, cast, at):
    one.accept(doctor=cast["sun"], by=cast["sun"], at=at)


def see(one, cast, at):
    one.see(doctor=cast["sun"], by=cast["sun"], at=at)


def report(one, cast, at):
    one.report_back(found="牙髓炎", advice="根管", by=cast["sun"], at=at)


def leave_it_to_the_sender(one, cast, at):
    one.say_no(no(Stays(at + HOUR)), by=cast["sun"], at=at)


def send_on(one, cast, at):
    target = Target(clinic=one.answers_at, doctor=cast["zhou"])
    one.say_no(no(Onward(target)), by=cast["sun"], at=at)


def take_back(one, cast, at):
    one.take_back(Gone.WELL, by=cast["li"], at=at)


def own_up(one, cast, at):
    one.promise.break_(reason="忙忘了", by=cast["sun"], at=at)


def let_the_night_break_it(one, _cast, at):
    late = one.promise.due_at + 100 * HOUR
    if lateness.tell_upward(at=late) + lateness.break_forgotten(at=late + HOUR) < 2:
        raise Refusal


def leave_the_house(_one, cast, at):
    Staff.objects.filter(pk=cast["sun"].pk).update(is_active=False)
    if not falling_back.look(at=at):
        raise Refusal


def press_its_key_on_today(one, cast, at):
    one.promise.keep(outcome="SEEN", by=cast["sun"], at=at)


WAYS = (
    accept,
    see,
    report,
    leave_it_to_the_sender,
    send_on,
    take_back,
    own_up,
    let_the_night_break_it,
    leave_the_house,
    press_its_key_on_today,
)


def hangs_on_one_promise():
    """Of every open referral one promise is open, and no other."""
    owed = Promise.objects.open().filter(kind="REFERRAL")
    hung_on = Referral.objects.open().values_list("promise", flat=True)
    return sorted(hung_on) == sorted(owed.values_list("pk", flat=True))


def walk(pk, cast, walked=()):
    """Every way from here that is not refused, and every way from there."""
    paths = [walked]
    for way in WAYS if len(walked) < DEPTH else ():
        one = Referral.objects.select_related("promise").get(pk=pk)
        at = NOON + (len(walked) + 1) * HOUR
        try:
            with transaction.atomic():
                way(one, cast, at)
                here = (*walked, way.__name__)
                assert hangs_on_one_promise(), here
                paths += walk(pk, cast, here)
                transaction.set_rollback(rollback=True)
        except Refusal:
            continue
    return paths


@pytest.fixture
def cast(dongyuan, doctor_li, doctor_sun):
    zhou = employed("zhou", "周一", Role.DOCTOR, dongyuan)
    return {"li": doctor_li, "sun": doctor_sun, "zhou": zhou}


def test_on_every_path_somebody_owes_the_next_step(wang_fang, dongyuan, cast):
    one = referred(wang_fang, dongyuan, by=cast["li"], to=cast["sun"])

    paths = walk(one.pk, cast)

    assert ("accept", "see", "report") in paths
    assert ("own_up", "accept", "leave_the_house") in paths
    assert len(paths) > 50


def test_on_every_path_out_of_the_house_too(wang_fang, dongyuan, cast):
    one = referred(wang_fang, dongyuan, by=cast["li"], **TO_THE_HOSPITAL)

    paths = walk(one.pk, cast)

    assert ("own_up", "report") in paths
    assert all(path[0] not in {"accept", "see", "send_on"} for path in paths if path)
