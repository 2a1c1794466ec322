import pytest
from django.test import Client
from django.urls import reverse

from renxin.staff.roles import Role
from renxin.voice.models import AdCertificate, Licence
from tests.cast import employed, signed_in
from tests.faults.wording_commands import CERTIFICATE

pytestmark = pytest.mark.django_db
PAGE = reverse("wordings:papers")
LICENCE = {"first_name": "仁心口腔门诊部", "departments": "口腔科\n 儿科 "}


@pytest.fixture
def desk(dongyuan):
    lu = employed("lu", "白露", Role.COMPLIANCE, dongyuan)
    lu.language = "en"
    lu.save()
    return signed_in(Client(), lu)


def looked(desk, text, surface):
    told = {"zh": text, "en": "x", "surface": surface}
    return desk.post(reverse("wordings:look"), told).content.decode()


def test_the_licence_that_was_typed_in_is_what_the_check_looks_at(desk):
    assert "second person, with a reason" in looked(desk, "眼科见", "svc")

    desk.post(reverse("wordings:licence"), LICENCE)

    assert Licence.objects.get().named == {"口腔科", "儿科"}
    assert "Cannot be said" in looked(desk, "眼科见", "svc")
    assert "The rules find nothing in it." in looked(desk, "口腔科见", "svc")


def test_an_advertisement_in_the_words_of_its_sample_may_stand(desk):
    desk.post(reverse("wordings:licence"), LICENCE)
    assert "AD-CERT-01" in looked(desk, CERTIFICATE["sample"], "ad")

    desk.post(reverse("wordings:certificates"), CERTIFICATE)

    assert CERTIFICATE["number"] in desk.get(PAGE).content.decode()
    assert AdCertificate.objects.get().media == ["PRINT"]


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"number": "医广第1号"}, 422),
        ({"expires_on": "2027-03-03"}, 422),
        ({"expires_on": "2026-02-01"}, 422),
        ({"runs_in": []}, 422),
    ],
)
def test_a_certificate_is_whole_and_of_one_year(desk, more, status):
    answer = desk.post(reverse("wordings:certificates"), CERTIFICATE | more)

    assert answer.status_code == status
    assert not AdCertificate.objects.exists()


def test_one_number_is_kept_once(desk):
    first, second = (
        desk.post(reverse("wordings:certificates"), CERTIFICATE) for _ in range(2)
    )

    assert (first.status_code, second.status_code) == (302, 409)


def test_who_only_reads_words_keeps_no_papers(dongyuan):
    desk = signed_in(Client(), employed("qian", "小钱", Role.GREETER, dongyuan))

    assert desk.get(PAGE).status_code == 200
    assert desk.post(reverse("wordings:licence"), LICENCE).status_code == 403
