import pytest
from django.test import Client
from django.urls import reverse

from renxin.booking.models import Appointment
from renxin.clinics.models import Clinic
from renxin.journal.models import Entry
from renxin.patients.models import Consent, ContactPoint, Patient
from renxin.portal import policy
from renxin.portal.handles import handle_of
from renxin.portal.models import PhoneSession
from renxin.promises.models import Promise
from tests.cast import enrolled, reached
from tests.renxin.portal.conftest import AT, agreed, holding, page, press, said
from tests.renxin.portal.views.test_booking import tokens
from tests.renxin.portal.views.test_sign_in import come_in

NEW = "13900008888"


@pytest.fixture
def stranger(dongyuan, client):
    """Somebody nobody knows, whose phone was proven by a code."""
    come_in(client, NEW)
    return client


def registers(phone, **told):
    clinic = handle_of(Clinic.objects.first())
    told = {"name": "许念", "clinic": clinic, "agreed": "on", **told}
    return phone.post(reverse("portal:newcomer"), told)


def test_somebody_new_proves_the_number_registers_and_books(
    stranger, dongyuan, li, first_chair, filling
):
    assert reverse("portal:newcomer") in page(stranger, "home").content.decode()

    answer = registers(stranger, birth_on="1992-05-17")

    assert answer["Location"] == reverse("portal:book")
    patient = Patient.objects.get(name="许念")
    assert patient.reaches.get().contact_point.value == f"+86{NEW}"
    assert patient.enrolments.get().clinic == dongyuan
    press(stranger, "hold", place=tokens(stranger)[0], service="filling")
    assert Appointment.objects.get().patient == patient


def test_only_to_be_treated_is_agreed_to_and_by_what(stranger):
    registers(stranger)

    consent = Consent.objects.get()
    assert (consent.purpose, consent.answer, consent.by) == ("CARE", "GIVEN", None)
    assert consent.address == "127.0.0.1"
    assert "139****8888" in consent.evidence
    assert NEW not in consent.evidence


@pytest.mark.parametrize(
    "told",
    [
        {"name": ""},
        {"name": "x" * 60},
        {"agreed": ""},
        {"clinic": "elsewhere"},
        {"birth_on": "yesterday"},
        {"birth_on": "2099-01-01"},
    ],
)
def test_what_is_missing_or_wrong_is_said_and_nobody_is_made(stranger, told):
    answer = registers(stranger, **told)

    assert answer.status_code == 422
    assert not Patient.objects.exists()


def test_a_child_is_not_registered_by_itself(stranger):
    answer = registers(stranger, birth_on="2020-01-01")

    assert answer.status_code == 422
    assert not Patient.objects.exists()


def test_the_same_name_on_file_is_never_theirs_but_the_desk_hears_of_it(
    stranger, dongyuan
):
    known = enrolled(dongyuan, "P-9", "许念")

    registers(stranger)

    new = Patient.objects.exclude(pk=known.pk).get()
    assert not known.reaches.exists()
    promise = Promise.objects.get()
    assert (promise.patient, promise.owner_role) == (new, "GREETER")
    assert "许念" in promise.what


def test_a_name_nobody_has_is_no_work_for_the_desk(stranger):
    registers(stranger)

    assert not Promise.objects.exists()


def test_whoever_is_rung_on_that_phone_is_told_to_the_desk_too(client, dongyuan):
    father = enrolled(dongyuan, "P-9", "许建国")
    reached(father, f"+86{NEW}", "CHILD")
    come_in(client, NEW)

    registers(client)

    assert Promise.objects.get().patient.name == "许念"


def test_registered_twice_at_once_there_is_one_record(stranger):
    registers(stranger)

    assert registers(stranger)["Location"] == reverse("portal:home")
    assert Patient.objects.count() == 1


def test_another_browser_with_the_same_phone_comes_too_late(stranger, dongyuan):
    point = ContactPoint.objects.get()
    theirs = holding(point.value)
    registers(stranger)

    assert registers(theirs)["Location"] == reverse("portal:home")
    assert Patient.objects.count() == 1


def test_from_one_address_only_so_many_register_in_a_day(stranger, dongyuan):
    for one in range(policy.newcomers().address_a_day):
        PhoneSession.open(None, at=AT, address="127.0.0.1")
        session = PhoneSession.objects.latest("pk")
        session.newcomer = enrolled(dongyuan, f"N-{one}", "新人")
        session.save()

    assert registers(stranger).status_code == 429
    assert not Patient.objects.filter(name="许念").exists()


def test_until_they_came_once_two_appointments_are_enough(
    stranger, li, first_chair, filling
):
    registers(stranger)
    for place in tokens(stranger)[::5][:3]:
        answer = agreed(stranger, place=place, service="filling")

    assert answer.status_code == 422
    assert Appointment.objects.count() == policy.newcomers().most_ahead


def test_without_a_code_nobody_registers(client, dongyuan):
    assert registers(client)["Location"] == reverse("portal:sign_in")
    assert not Patient.objects.exists()


def test_whoever_is_known_has_no_second_record(phone, wang_fang):
    assert registers(phone)["Location"] == reverse("portal:home")
    assert Patient.objects.get() == wang_fang


def test_by_a_link_nobody_registers(wang_fang):
    opened = holding(only=wang_fang)
    wang_fang.enrolments.all().delete()

    assert registers(opened).status_code == 404


def test_the_journal_tells_it_without_anybody_of_ours(stranger):
    registers(stranger)

    told = Entry.objects.filter(fact="patients.registered").get()
    assert told.by_id is None


def test_the_page_says_what_is_kept_and_why(stranger):
    told = said(page(stranger, "newcomer"))

    assert "15 年" in told
    assert "checked" not in page(stranger, "newcomer").content.decode()


def test_the_page_asks_little_of_the_database(stranger, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        page(stranger, "newcomer")


def test_nobody_looks_after_a_stranger_on_another_phone(stranger):
    registers(stranger)

    assert page(Client(), "home")["Location"] == reverse("portal:sign_in")
