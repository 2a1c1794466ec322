import pytest
from django.utils import timezone

from renxin.booking.agreement import book
from renxin.booking.kinds import How
from renxin.booking.models import Appointment, Arrival, Service
from renxin.booking.terms import Place, Terms
from renxin.clinics.models import Chair
from renxin.journal.models import Entry
from renxin.staff.roles import Role
from renxin.visits.kinds import Kind, Stage, Urgency
from renxin.visits.models import Visit
from tests.cast import employed, signed_in
from tests.renxin.booking.conftest import clock
from tests.renxin.visits.views.conftest import HTMX, press

GREET = "/flow/greeting/"


def greet(client, patient, **told):
    sent = {"patient": patient.pk, "urgency": Urgency.ROUTINE} | told
    return client.post(GREET, sent, headers=HTMX)


@pytest.fixture
def booked(wang_fang, dongyuan, li):
    """Wang Fang with Li at half past ten."""
    service = Service.objects.create(code="filling", name="补牙", minutes=40)
    place = Place(
        clinic=dongyuan,
        starts_at=clock(10, 30),
        minutes=40,
        doctor=li,
        chair=Chair.objects.get(name="1 号椅"),
    )
    return book(wang_fang, Terms(place=place, service=service), by=None, at=clock(8))


def test_somebody_without_an_appointment_has_a_number_and_stands_on_the_board(
    desk, wang_fang, qian
):
    answer = greet(desk, wang_fang)

    visit = Visit.objects.get()
    assert answer.status_code == 200
    assert "Greeted: number 001" in answer.content.decode()
    assert (visit.patient, visit.kind) == (wang_fang, Kind.FIRST)
    assert visit.stage_entries.get().sent_by == qian


def test_whoever_is_expected_today_is_checked_in_with_their_appointment(
    desk, wang_fang, booked, li
):
    greet(desk, wang_fang, urgency=Urgency.URGENT)

    visit = Visit.objects.get()
    assert visit.appointment == booked
    assert (visit.doctor, visit.urgency) == (li, Urgency.URGENT)
    assert Arrival.objects.get().appointment == booked
    assert not Appointment.objects.due().exists()


def test_whoever_did_not_come_and_comes_after_all_has_their_appointment(
    desk, wang_fang, booked, li, monkeypatch
):
    booked.miss(by=None, at=clock(11))
    monkeypatch.setattr(timezone, "now", lambda: clock(11, 10))

    greet(desk, wang_fang)

    visit = Visit.objects.get()
    booked.refresh_from_db()
    assert (visit.appointment, visit.doctor) == (booked, li)
    assert booked.outcome.kind == How.KEPT
    assert Entry.objects.filter(fact="booking.came_after_all").count() == 1


def test_the_doctor_chosen_at_the_door_sees_them_today(
    desk, wang_fang, booked, dongyuan
):
    chen = employed("chen", "陈知夏", Role.DOCTOR, dongyuan)

    greet(desk, wang_fang, doctor=chen.pk)

    assert Visit.objects.get().doctor == chen


def test_nobody_is_greeted_twice(desk, wang_fang):
    greet(desk, wang_fang)

    answer = greet(desk, wang_fang)

    assert answer.status_code == 422
    assert "王芳 is being looked after already" in answer.content.decode()
    assert Visit.objects.count() == 1


def test_one_key_opens_the_dialog_for_an_emergency(desk):
    page = desk.get(f"{GREET}?urgency=EMERGENCY", headers=HTMX).content.decode()

    assert 'value="EMERGENCY" checked' in page


def test_somebody_is_needed(desk):
    answer = desk.post(GREET, {"urgency": Urgency.ROUTINE}, headers=HTMX)

    assert answer.status_code == 422
    assert "Choose the patient first." in answer.content.decode()


def test_patients_are_found_as_one_types(desk, wang_fang):
    answer = desk.post("/flow/patients/", {"q": "wf"}, headers=HTMX)

    assert "王芳" in answer.content.decode()


def test_nobody_greets_a_patient_of_another_clinic(client, wang_fang, outsider_zhao):
    answer = greet(signed_in(client, outsider_zhao), wang_fang)

    assert answer.status_code == 404
    assert not Visit.objects.exists()


def test_whoever_was_greeted_by_mistake_is_expected_again(desk, wang_fang, booked):
    greet(desk, wang_fang)
    visit = Visit.objects.get()
    asked = desk.get(f"/flow/visits/{visit.pk}/mistake/", headers=HTMX)

    answer = press(desk, "mistake", visit)

    assert "expected again" in asked.content.decode()
    assert "Greeting taken back" in answer.content.decode()
    assert not Visit.objects.exists()
    assert Appointment.objects.due().get() == booked


def test_who_has_gone_on_stays_and_one_is_told_what_to_do(desk, came):
    visit = came("周敏珍", stage=Stage.CONSULTATION)

    answer = press(desk, "mistake", visit)

    assert answer.status_code == 422
    assert "so the greeting stays" in answer.content.decode()
    assert Visit.objects.get() == visit
