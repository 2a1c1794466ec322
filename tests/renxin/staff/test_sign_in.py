from datetime import date, timedelta

import pytest
from django.utils import timezone

from renxin.staff.models import Post
from renxin.staff.roles import Role
from renxin.staff.sign_in import StaffBackend

pytestmark = pytest.mark.django_db


def test_a_person_is_read_with_their_posts_in_one_statement(
    greeter_lin, dongyuan, django_assert_num_queries
):
    Post.objects.create(staff=greeter_lin, role=Role.MANAGER, since_on="2026-01-01")

    with django_assert_num_queries(1):
        staff = StaffBackend().get_user(greeter_lin.pk)
        held = set(staff.posts_today)

    assert staff == greeter_lin
    assert held == {("GREETER", dongyuan.pk), ("MANAGER", None)}


@pytest.mark.parametrize("has_ended", [True, False])
def test_a_post_that_ended_or_has_not_begun_gives_no_role(greeter_lin, has_ended):
    today = timezone.localdate()
    dates = {"since_on": today + timedelta(days=1)}
    if has_ended:
        dates = {"since_on": date(2020, 1, 1), "until_on": today}
    Post.objects.update(**dates)

    assert StaffBackend().get_user(greeter_lin.pk).posts_today == []


def test_whoever_left_or_never_was_is_nobody(greeter_lin):
    greeter_lin.is_active = False
    greeter_lin.save()

    assert StaffBackend().get_user(greeter_lin.pk) is None
    assert StaffBackend().get_user(greeter_lin.pk + 1) is None
