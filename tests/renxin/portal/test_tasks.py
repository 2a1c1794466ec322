from datetime import timedelta

from django.utils import timezone

from renxin.portal.models import PhoneSession, SignInCode
from renxin.portal.tasks import let_the_old_go
from tests.renxin.portal.conftest import asked


def test_codes_go_after_two_days_and_sessions_after_half_a_year(wang_fang):
    now = timezone.now()
    for days in (3, 0):
        asked(at=now - timedelta(days=days))
    for days in (190, 100):
        PhoneSession.open(None, at=now - timedelta(days=days))

    let_the_old_go(timestamp=0)

    assert SignInCode.objects.get().asked_at == now
    assert PhoneSession.objects.count() == 1
