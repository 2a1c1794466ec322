import tomllib
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import ProgrammingError, transaction

from renxin.staff.models import Post
from renxin.staff.roles import Role
from renxin.visits.duties import publishing
from renxin.visits.duties.publishing import Line, publish
from renxin.visits.kinds import Asks, Stage, Standard
from renxin.visits.models import Checklist, Duty
from renxin.visits.refusals import (
    ChangedMeanwhile,
    NotForTheWholeHouse,
    NothingToPublish,
)
from tests.cast import SINCE, employed
from tests.renxin.visits.conftest import after
from tests.renxin.visits.owed import at_greeting

LATER = timedelta(minutes=5)


def line(zh="问好", en="Say hello", **told):
    return Line(zh=zh, en=en, standard=Standard.COURTESY, **told)


def test_a_change_is_a_new_version_and_the_old_one_stays(manager_gu):
    first = at_greeting("greeted")

    second = publish(first, [line(code="greeted")], by=manager_gu, at=after(0))

    assert (second.version, second.clinic, second.by) == (2, None, manager_gu)
    assert [one.code for one in second.duties.all()] == ["greeted"]
    assert Checklist.objects.count() == 2


def test_a_new_duty_gets_a_code_of_its_own_and_keeps_it(manager_gu):
    first = at_greeting("greeted")
    second = publish(
        first, [line(code="greeted"), line(zh="让座")], by=manager_gu, at=after(0)
    )
    new = second.duties.get(position=2).code
    lines = [line(code=new), line(zh="倒水")]

    third = publish(second, lines, by=manager_gu, at=after(1))

    codes = list(third.duties.order_by("position").values_list("code", flat=True))
    assert codes[0] == new
    assert len(set(codes)) == 2


def test_a_clinic_takes_the_houses_list_over_as_its_own(manager_gu, dongyuan, hexi):
    first = at_greeting("greeted")

    publish(first, [line()], here=dongyuan, by=manager_gu, at=after(0))

    def held(clinic):
        return Checklist.objects.holding(clinic.pk, at=after(1)).get()

    assert (held(dongyuan).clinic, held(dongyuan).version) == (dongyuan, 1)
    assert held(hexi) == first


def test_nobody_publishes_over_a_version_they_have_not_read(manager_gu):
    first = at_greeting("greeted")
    publish(first, [line()], by=manager_gu, at=after(0))

    with pytest.raises(ChangedMeanwhile):
        publish(first, [line(zh="别的")], by=manager_gu, at=after(1))


def test_a_duty_without_words_is_not_published(manager_gu):
    first = at_greeting("greeted")

    with pytest.raises(NothingToPublish):
        publish(first, [line(en=" ")], by=manager_gu, at=after(0))


def test_a_role_of_the_whole_house_alone_does_not_set_up_every_clinic(
    dongyuan, manager_gu
):
    first = at_greeting("greeted")
    trains = employed("xu", "许可", Role.TRAINER, None)
    Post.objects.create(
        staff=trains, clinic=dongyuan, role=Role.MANAGER, since_on=SINCE
    )

    with pytest.raises(NotForTheWholeHouse):
        publish(first, [], by=trains, at=after(0))

    assert publish(first, [], here=dongyuan, by=trains, at=after(0)).clinic == dongyuan


def test_an_empty_list_means_that_nothing_is_owed_any_more(manager_gu, visit, greet):
    first = at_greeting("greeted")

    publish(first, [], by=manager_gu, at=after(0) - LATER)

    assert not Duty.objects.owed_at(visit.stage_entries.get())


def test_published_words_are_never_changed(db):
    at_greeting("greeted")

    with pytest.raises(ProgrammingError), transaction.atomic():
        Checklist.objects.update(version=2)
    with pytest.raises(ProgrammingError), transaction.atomic():
        Duty.objects.update(zh="别的")


def test_a_house_starts_with_duties_at_every_stage(db):
    made = publishing.furnish(at=after(0))

    stages = set(Checklist.objects.values_list("stage", flat=True))
    assert stages == set(Stage.values)
    assert Checklist.objects.count() == made
    assert publishing.furnish(at=after(1)) == 0


def test_what_a_house_starts_with_is_said_in_known_words():
    file = Path(publishing.__file__).with_name("duties.toml")
    lists = tomllib.loads(file.read_text("utf-8"))["checklist"]
    told = [one for each in lists for one in each["duties"]]

    assert {each["stage"] for each in lists} <= set(Stage.values)
    assert {each["role"] for each in lists} <= set(Role.values)
    assert {one.get("asks", Asks.WORD) for one in told} == set(Asks.values)
    assert {one["standard"] for one in told} == set(Standard.values)
    assert len({one["code"] for one in told}) == len(told)
    assert all(len(one["zh"]) <= 120 and len(one["en"]) <= 160 for one in told)
