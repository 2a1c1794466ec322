import pytest
from django.urls import reverse

from renxin.journal.models import Entry
from renxin.staff.roles import Role
from renxin.voice.models import CarrierTemplate, Outlet
from tests.cast import employed, signed_in

SECRET = "quiet-morning-in-march"
TOLD = {
    "access_key_id": "id",
    "sign_name": "东院",
    "endpoint": "https://dysmsapi.aliyuncs.com",
    "access_key_secret": SECRET,
    "is_on": "on",
    "rank": "1",
}
PAGE = "/messages/channels/aliyun/"


@pytest.fixture
def admin(client, dongyuan):
    return signed_in(client, employed("admin", "钟秀", Role.SYSTEM_ADMIN, None))


def test_a_secret_goes_in_and_no_page_shows_it(admin):
    admin.post(PAGE, TOLD)

    outlet = Outlet.objects.get()
    assert outlet.secrets() == {"access_key_secret": SECRET}
    assert SECRET.encode() not in bytes(outlet.sealed)
    shown = [admin.get(PAGE), admin.get(reverse("voice:outlets"))]
    assert all(SECRET not in page.content.decode() for page in shown)
    assert SECRET not in str(Entry.objects.values_list("particulars", flat=True))


def test_left_empty_it_stays_as_it_was(admin):
    admin.post(PAGE, TOLD)

    admin.post(PAGE, TOLD | {"access_key_secret": "", "sign_name": "西院"})

    outlet = Outlet.objects.get()
    assert outlet.secrets() == {"access_key_secret": SECRET}
    assert outlet.settings["sign_name"] == "西院"


@pytest.mark.parametrize(
    "address", ["http://169.254.169.254", "https://evil.example", "https://10.0.0.1"]
)
def test_messages_cannot_be_sent_elsewhere(admin, address):
    answer = admin.post(PAGE, TOLD | {"endpoint": address})

    assert answer.status_code == 422
    assert SECRET not in answer.content.decode()
    assert not Outlet.objects.exists()


def test_a_demonstration_writes_to_nobody(client, dongyuan, django_user_model):
    made_up = django_user_model.objects.create_user(
        "drawn", "a quiet morning", name="席工", is_made_up=True
    )
    made_up.posts.create(role=Role.SYSTEM_ADMIN, since_on="2024-01-01")

    answer = signed_in(client, made_up).post(PAGE, TOLD)

    assert answer.status_code == 422
    assert not Outlet.objects.exists()


def test_words_are_kept_as_the_carrier_approved_them(admin):
    admin.post(PAGE, TOLD)

    told = {"saying": "EVE", "language": "zh-hans", "code": "SMS_1"}
    admin.post(f"{PAGE}templates/", told)

    assert "{clinic}" in CarrierTemplate.objects.get().text
    assert "SMS_1" in admin.get(PAGE).content.decode()


def test_the_front_desk_sets_up_nothing(client, greeter_lin):
    assert signed_in(client, greeter_lin).get(PAGE).status_code == 403
