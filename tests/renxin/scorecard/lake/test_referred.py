"""Referrals inside the house leave for the lake, each as far as it came."""

from datetime import timedelta

import pytest

from renxin.clinics.models import Department
from renxin.referrals.kinds import Gone
from renxin.referrals.where import Target
from renxin.scorecard.lake.refresh import refresh
from renxin.staff.models import Post
from renxin.staff.roles import Role
from tests.cast import NOON, employed
from tests.renxin.referrals.made import TO_THE_HOSPITAL, referred
from tests.renxin.scorecard.lake.test_refresh import rows

HOUR = timedelta(hours=1)
COLUMNS = (
    "from_department, to_department, made_at::VARCHAR, accepted_at::VARCHAR,"
    " seen_at::VARCHAR, reported_at::VARCHAR"
)


@pytest.fixture
def endodontics(dongyuan):
    return Department.objects.create(clinic=dongyuan, name="牙体牙髓科", code="endo")


@pytest.fixture
def sun(dongyuan, endodontics):
    sun = employed("sun", "孙一禾", Role.DOCTOR, dongyuan)
    Post.objects.filter(staff=sun).update(department=endodontics)
    return sun


def test_each_step_is_there_on_the_clock_of_the_wall(
    wang_fang, dongyuan, doctor_li, sun, endodontics
):
    to = Target(clinic=dongyuan, department=endodontics)
    one = referred(wang_fang, dongyuan, by=doctor_li, to=to)
    one.accept(doctor=sun, by=sun, at=NOON + HOUR)
    one.see(doctor=sun, by=sun, at=NOON + 2 * HOUR)
    one.report_back(found="牙髓炎", advice="根管", by=sun, at=NOON + 3 * HOUR)

    refresh(at=NOON)

    clock = [f"2026-03-02 {hour}:00:00" for hour in (12, 13, 14, 15)]
    assert rows("referrals", COLUMNS) == [(None, "牙体牙髓科", *clock)]


def test_what_is_still_open_has_gaps_and_whose_it_is(
    wang_fang, dongyuan, doctor_li, sun
):
    one = referred(wang_fang, dongyuan, by=doctor_li, to=sun)

    refresh(at=NOON)

    told = rows("referrals", "referral_id, patient_id, accepted_at")
    assert told == [(str(one.pk), str(wang_fang.pk), None)]


def test_what_left_the_house_or_was_taken_back_is_not_counted(
    wang_fang, dongyuan, doctor_li, sun
):
    referred(wang_fang, dongyuan, by=doctor_li, **TO_THE_HOSPITAL)
    back = referred(wang_fang, dongyuan, by=doctor_li, to=sun)
    back.take_back(Gone.MISTAKE, by=doctor_li, at=NOON)

    refresh(at=NOON)

    assert rows("referrals") == []


def test_no_word_of_it_leaves_the_house(wang_fang, dongyuan, doctor_li, sun):
    referred(wang_fang, dongyuan, by=doctor_li, to=sun)

    refresh(at=NOON)

    assert "自发痛" not in str(rows("referrals"))
