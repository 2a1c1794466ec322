import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from renxin.clinics.models import CalendarDay
from renxin.staff.models.staff import Language
from tests.cast import signed_in
from tests.renxin.clinics.test_notice import TABLE

pytestmark = pytest.mark.django_db

CALENDAR, NOTICE = reverse("clinics:calendar"), reverse("clinics:notice")


@pytest.fixture
def desk(client, manager_gu):
    manager_gu.language = Language.EN
    manager_gu.save()
    return signed_in(client, manager_gu)


def sent(content, name="2027.csv"):
    return {"table": SimpleUploadedFile(name, content, "text/csv")}


def test_an_official_year_and_one_still_to_come_say_which_they_are(desk):
    official = desk.get(CALENDAR, {"year": "2026"}).content.decode()
    coming = desk.get(CALENDAR, {"year": "2027"}).content.decode()

    assert "33 days off, 6 make-up days" in official
    assert "Provisional" not in official
    assert "13 days off, 0 make-up days" in coming
    assert "Provisional: the notice is still to come" in coming


def test_a_notice_makes_its_year_official(desk):
    answer = desk.post(NOTICE, sent(TABLE.encode()))

    assert answer.url == f"{CALENDAR}?year=2027"
    assert CalendarDay.objects.filter(day__year=2027).count() == 365
    assert "Provisional" not in desk.get(answer.url).content.decode()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"2027-02-05,off", "Line 1"),
        (b"\x89PNG\xff\xff", "not a table"),
        (b"x," * 60_000, "far longer"),
        (b"", "empty"),
    ],
)
def test_a_table_that_cannot_be_kept_to_is_refused(desk, content, sentence):
    answer = desk.post(NOTICE, sent(content))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not CalendarDay.objects.exists()


@pytest.mark.parametrize("year", ["", "soon", "0", "99999", "1949", "２０２６"])
def test_what_is_no_year_is_this_year(desk, year):
    assert desk.get(CALENDAR, {"year": year}).status_code == 200


def test_everybody_with_a_roster_sees_it_and_only_who_sets_up_brings_one_in(doctor_li):
    desk = signed_in(Client(), doctor_li)

    assert desk.get(CALENDAR).status_code == 200
    assert desk.post(NOTICE, sent(TABLE.encode())).status_code == 403
