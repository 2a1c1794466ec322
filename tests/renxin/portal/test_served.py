from datetime import date

import pytest

from renxin.patients.models import ContactPoint, Merge, Reach
from renxin.portal.models import Proxy
from renxin.portal.served import served
from tests.cast import enrolled, reached
from tests.renxin.portal.conftest import AT, NUMBER


def names(number=NUMBER):
    point = ContactPoint.objects.get(value=number)
    return [one.patient.name for one in served(point, at=AT)]


def test_a_phone_looks_after_its_owner_and_the_child_reached_through_it(
    wang_fang, xiaodou
):
    assert names() == ["王芳", "王小豆"]


def test_a_grown_up_who_is_only_rung_on_somebodys_phone_is_not_shown(
    wang_fang, dongyuan
):
    father = enrolled(dongyuan, "P-7", "王建国", birth_on=date(1950, 1, 1))
    reached(father, NUMBER, Reach.Whose.CHILD)

    assert names() == ["王芳"]

    Proxy.give(father, ContactPoint.objects.get(value=NUMBER), at=AT)

    assert names() == ["王芳", "王建国"]


def test_a_child_who_grew_up_is_shown_no_longer(wang_fang, xiaodou):
    xiaodou.birth_on = date(2008, 3, 1)
    xiaodou.save()
    xiaodou.relatives.update(is_guardian=False)

    assert names() == ["王芳"]


def test_a_child_of_the_owner_on_another_phone_is_not_shown(wang_fang, xiaodou):
    xiaodou.reaches.all().delete()
    reached(xiaodou, "+8613900000000", Reach.Whose.FATHER)

    assert names() == ["王芳"]


@pytest.mark.parametrize("field", ["died_on", "restricted_at"])
def test_neither_the_dead_nor_who_asked_us_to_stop(wang_fang, field):
    setattr(wang_fang, field, AT.date() if field == "died_on" else AT)
    wang_fang.save()

    assert names() == []


def test_a_number_taken_off_opens_nothing(wang_fang):
    wang_fang.reaches.update(ended_at=AT)

    assert names() == []


def test_a_merged_record_is_shown_as_the_one_it_leads_to(
    wang_fang, dongyuan, greeter_lin
):
    old = enrolled(dongyuan, "P-8", "王芳旧")
    reached(old, "+8613900000001")
    Merge.objects.create(
        kept=wang_fang, merged=old, reason="本人", at=AT, by=greeter_lin
    )
    old.merged_into = wang_fang
    old.save()

    assert names("+8613900000001") == ["王芳"]
