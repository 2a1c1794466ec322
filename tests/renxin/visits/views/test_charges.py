import pytest
from django.test import Client
from django.urls import reverse

from renxin.patients.models import Enrolment
from renxin.staff.middleware import CLINIC
from renxin.staff.models import Post
from renxin.staff.models.staff import Language
from renxin.staff.roles import Role
from renxin.visits.models import Charge, HandCharge, Refund
from tests.cast import SINCE, signed_in

HTMX = {"HX-Request": "true"}
CLEANING = {"name": "洁治", "kind": "PROCEDURE", "amount": "180.50", "payer": "自费"}


def desk_of(staff):
    staff.language = Language.EN
    staff.save()
    return signed_in(Client(), staff)


@pytest.fixture
def desk(greeter_lin):
    return desk_of(greeter_lin)


@pytest.fixture
def charged(desk, visit):
    desk.post(reverse("visits:charge", args=[visit.pk]), CLEANING, headers=HTMX)
    return Charge.objects.get()


def refund_of(charge):
    return reverse("visits:refund", args=[charge.pk])


def test_a_charge_is_written_once(desk, visit, greeter_lin):
    here = reverse("visits:charge", args=[visit.pk])
    keys = HTMX | {"Idempotency-Key": "one"}
    for _click in range(2):
        answer = desk.post(here, CLEANING, headers=keys)

    written = HandCharge.objects.get()
    assert "charges-changed" in answer["HX-Trigger"]
    assert (written.charge.amount_fen, written.by) == (18_050, greeter_lin)


@pytest.mark.parametrize("amount", ["-1", "1.234", "x", "", "99999999", "NaN"])
def test_what_is_no_amount_is_not_taken(desk, visit, amount):
    here = reverse("visits:charge", args=[visit.pk])
    answer = desk.post(here, CLEANING | {"amount": amount}, headers=HTMX)

    assert answer.status_code == 422
    assert not Charge.objects.exists()


def test_a_part_is_given_back_and_no_more_than_was_paid(desk, charged):
    told = {"amount": "100", "reason": "只洗了半口"}
    first = desk.post(refund_of(charged), told, headers=HTMX)
    second = desk.post(refund_of(charged), told, headers=HTMX)

    assert (first.status_code, second.status_code) == (200, 422)
    assert "no more than was paid" in second.content.decode()
    assert Refund.objects.get().amount_fen == 10_000


def test_an_imported_charge_is_refunded_elsewhere(desk, visit):
    charge = Charge.objects.create(
        patient=visit.patient,
        clinic=visit.clinic,
        visit=visit,
        day=visit.day,
        amount_fen=5_000,
    )
    told = {"amount": "10", "reason": "收错"}
    answer = desk.post(refund_of(charge), told, headers=HTMX)

    assert answer.status_code == 422
    assert "Refund it there" in answer.content.decode()
    charge.refresh_from_db()
    assert charge.refunded_fen == 0


def test_the_panel_tells_what_was_charged_and_refunded(desk, charged):
    told = {"amount": "100", "reason": "只洗了半口"}
    desk.post(refund_of(charged), told, headers=HTMX)
    here = reverse("visits:charges", args=[charged.patient_id])
    page = desk.get(here, headers=HTMX).content.decode()

    assert "洁治·¥180.50" in page
    assert "refunded ¥100" in page


def test_doctors_and_other_clinics_charge_nothing(
    visit, charged, doctor_li, outsider_zhao
):
    doctor, other = desk_of(doctor_li), desk_of(outsider_zhao)
    here = reverse("visits:charge", args=[visit.pk])

    assert doctor.get(here).status_code == 403
    assert other.get(here).status_code == 404
    assert other.post(refund_of(charged)).status_code == 404


def test_the_right_of_another_clinic_charges_and_refunds_nothing_here(
    visit, charged, doctor_li, hexi
):
    """A doctor here who keeps the till of another clinic, and sits there now."""
    Post.objects.create(staff=doctor_li, clinic=hexi, role=Role.GREETER, since_on=SINCE)
    Enrolment.objects.create(patient=visit.patient, clinic=hexi, at=visit.began_at)
    till = desk_of(doctor_li)
    session = till.session
    session[CLINIC] = hexi.pk
    session.save()

    here = reverse("visits:charge", args=[visit.pk])
    assert till.post(here, CLEANING, headers=HTMX).status_code == 403
    told = {"amount": "100", "reason": "只洗了半口"}
    assert till.post(refund_of(charged), told, headers=HTMX).status_code == 403
    panel = reverse("visits:charges", args=[visit.patient_id])
    page = till.get(panel, headers=HTMX).content.decode()
    assert "Nothing was charged by hand" in page
    assert here not in page
    assert not Refund.objects.exists()


def test_the_panel_costs_few_questions(desk, charged, django_assert_max_num_queries):
    here = reverse("visits:charges", args=[charged.patient_id])

    with django_assert_max_num_queries(14):
        desk.get(here, headers=HTMX)
