import pytest
from django.urls import reverse

from renxin.journal.models import Entry
from renxin.portal.kinds import Trouble
from renxin.portal.models import Alarm, Clearance
from renxin.staff.roles import Role
from tests.cast import TODAY, employed, signed_in
from tests.renxin.portal.conftest import AT


@pytest.fixture
def security(client, dongyuan):
    return signed_in(client, employed("he", "何远", Role.SECURITY_ADMIN, None))


@pytest.fixture
def alarm(dongyuan):
    Alarm.sound(Trouble.CODES, dongyuan, day=TODAY, at=AT)
    return Alarm.objects.get()


def test_the_security_administrator_finds_it_and_what_to_do(security, alarm):
    told = security.get(reverse("portal:alarms")).content.decode()

    assert "当天的验证码已用完" in told
    assert "等查明" in security.get(reverse("staff:settings")).content.decode()


def test_who_looked_into_it_says_what_was_found(security, alarm):
    security.post(reverse("portal:clearance", args=[alarm.pk]), {"found": "义诊日"})

    clearance = Clearance.objects.get()
    assert (clearance.found, clearance.by.name) == ("义诊日", "何远")
    assert not Alarm.objects.open().exists()


def test_it_is_looked_into_once_and_never_without_a_word(security, alarm):
    address = reverse("portal:clearance", args=[alarm.pk])

    assert security.post(address, {"found": " "}).status_code == 422
    security.post(address, {"found": "义诊日"})
    assert security.post(address, {"found": "又看了"}).status_code == 422
    assert Clearance.objects.get().found == "义诊日"


def test_one_a_day_and_kind_is_enough(dongyuan):
    for kind, clinic in [(Trouble.CODES, dongyuan), (Trouble.GUESSING, None)] * 3:
        Alarm.sound(kind, clinic, day=TODAY, at=AT)

    assert Alarm.objects.count() == 2
    assert Entry.objects.filter(fact="portal.alarm_raised").count() == 2


def test_another_clinics_alarm_is_not_there(client, hexi, alarm):
    manager = signed_in(client, employed("zhou", "周管", Role.MANAGER, hexi))

    page = manager.get(reverse("portal:alarms")).content.decode()

    assert "当天的验证码已用完" not in page


def test_the_page_asks_little_of_the_database(
    security, alarm, django_assert_max_num_queries
):
    with django_assert_max_num_queries(13):
        security.get(reverse("portal:alarms"))
