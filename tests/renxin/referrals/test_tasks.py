from django.utils import timezone

from renxin.referrals.models import Referral
from renxin.referrals.tasks import look_for_who_is_gone
from renxin.staff import posting
from tests.renxin.referrals.made import referred


def test_every_few_minutes_what_nobody_would_keep_falls_to_the_role(
    wang_fang, dongyuan, doctor_li, doctor_sun, manager_gu
):
    now = timezone.now()
    referred(wang_fang, dongyuan, by=doctor_li, to=doctor_sun, at=now)
    posting.leave(doctor_sun, by=manager_gu)

    look_for_who_is_gone(timestamp=0)

    assert Referral.objects.get().promise.owner is None
