import pytest

from renxin.promises import keepers
from renxin.promises.refusals import NotOfThisClinic
from renxin.promises.terms import check_keeper
from renxin.staff.models import Staff
from renxin.staff.roles import Role
from tests.cast import TODAY, employed
from tests.renxin.promises.made import promised


def test_those_who_work_here_and_meet_patients_can_keep_a_promise(
    dongyuan, greeter_lin, doctor_li, outsider_zhao
):
    employed("mei", "梅香", Role.MARKETER, dongyuan)
    everywhere = employed("he", "何其", Role.MANAGER, None)

    found = keepers.colleagues(dongyuan, on=TODAY)

    assert set(found) == {greeter_lin, doctor_li, everywhere}


def test_who_left_keeps_nothing_any_more(dongyuan, greeter_lin, doctor_li):
    doctor_li.posts.update(until_on=TODAY)
    greeter_lin.is_active = False
    greeter_lin.save()

    assert keepers.colleagues(dongyuan, on=TODAY) == []


def test_the_choices_start_with_oneself_then_the_roles(
    dongyuan, greeter_lin, doctor_li
):
    offered = list(keepers.choices(dongyuan, me=greeter_lin, on=TODAY))

    assert offered[0] == (f"person:{greeter_lin.pk}", "林溪")
    assert ("role:CARE", "Customer care") in offered
    assert offered[-1] == (f"person:{doctor_li.pk}", "李予安")
    assert "role:MARKETER" not in dict(offered)


def test_a_choice_is_read_back_as_who_it_names(dongyuan, wang_fang, greeter_lin):
    mine = promised(wang_fang, dongyuan, by=greeter_lin)
    ours = promised(
        wang_fang, dongyuan, by=greeter_lin, owner=None, owner_role=Role.CARE
    )

    assert keepers.chosen(keepers.value_of(mine)) == greeter_lin
    assert keepers.chosen(keepers.value_of(ours)) == Role.CARE


@pytest.mark.parametrize("role", ["MARKETER", "AUDIT_ADMIN", "NOBODY", ""])
def test_a_role_without_the_right_is_refused_by_name(role, dongyuan):
    with pytest.raises(NotOfThisClinic):
        check_keeper(role, dongyuan)


def test_who_works_in_the_whole_house_works_here_too(dongyuan):
    everywhere = employed("he", "何其", Role.MANAGER, None)

    check_keeper(Staff.objects.get(pk=everywhere.pk), dongyuan)
