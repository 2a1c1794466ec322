from datetime import timedelta

from django.utils import timezone

from renxin.patients.models import ContactPoint
from renxin.portal.models import PhoneSession, SignInCode
from renxin.portal.tasks import let_the_old_go
from renxin.voice.models import Tongue
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


def test_a_number_nobody_is_reached_by_is_forgotten_with_its_last_session(wang_fang):
    now = timezone.now()
    known, stranger = ContactPoint.objects.get(), ContactPoint.phone("+8613900008888")
    Tongue.keep(stranger, "en", at=now)
    for point in (known, stranger):
        PhoneSession.open(point, at=now - timedelta(days=190))

    let_the_old_go(timestamp=0)

    assert list(ContactPoint.objects.all()) == [known]
    assert not Tongue.objects.exists()


def test_a_number_still_in_use_is_kept(wang_fang):
    now, stranger = timezone.now(), ContactPoint.phone("+8613900008888")
    for days in (190, 1):
        PhoneSession.open(stranger, at=now - timedelta(days=days))

    let_the_old_go(timestamp=0)

    assert ContactPoint.objects.filter(pk=stranger.pk).exists()
