"""The patient chooses the doctor who stays with them; the page says who that is."""

from django.urls import reverse

from renxin.journal.models import Entry
from renxin.patients.models import DoctorOfRecord
from renxin.visits.models import Visit
from tests.cast import NOON, signed_in


def chosen_at(client, patient, doctor):
    url = reverse("patients:doctor", args=[patient.pk])
    return client.post(url, {"doctor": getattr(doctor, "pk", doctor)})


def aside(client, patient):
    return client.get(f"/patients/{patient.pk}/aside/").content.decode()


def test_the_choice_is_written_down_and_told(client, greeter_lin, wang_fang, doctor_li):
    desk = signed_in(client, greeter_lin)

    assert chosen_at(desk, wang_fang, doctor_li).status_code == 302

    record = DoctorOfRecord.objects.of([wang_fang.pk])
    assert (record.doctor, record.by, record.is_chosen_by_patient) == (
        doctor_li,
        greeter_lin,
        True,
    )
    fact = Entry.objects.get(fact="patients.doctor_chosen").told()
    assert fact.telling() == "李予安"


def test_the_latest_choice_holds(client, greeter_lin, wang_fang, doctor_li, manager_gu):
    DoctorOfRecord.choose(wang_fang, manager_gu, by=None, at=NOON)
    chosen_at(signed_in(client, greeter_lin), wang_fang, doctor_li)

    assert DoctorOfRecord.objects.of([wang_fang.pk]).doctor == doctor_li


def test_only_a_doctor_of_the_clinic_can_be_chosen(
    client, greeter_lin, wang_fang, outsider_zhao, doctor_li
):
    desk = signed_in(client, greeter_lin)

    for named in (greeter_lin, outsider_zhao, "nobody", ""):
        assert chosen_at(desk, wang_fang, named).status_code == 422
    assert not DoctorOfRecord.objects.exists()


def test_the_page_says_how_many_visits_were_with_them(
    client, english_desk, wang_fang, dongyuan, doctor_li, manager_gu
):
    for doctor in (doctor_li, doctor_li, manager_gu):
        Visit.objects.create(
            patient=wang_fang, clinic=dongyuan, doctor=doctor, began_at=NOON
        )
    DoctorOfRecord.choose(wang_fang, doctor_li, by=None, at=NOON)

    shown = aside(signed_in(client, english_desk), wang_fang)

    assert "Doctor of record" in shown
    assert "李予安" in shown
    assert "2 of 3 visits" in shown


def test_where_nobody_is_chosen_the_page_asks(client, english_desk, wang_fang):
    assert "Nobody is chosen yet" in aside(signed_in(client, english_desk), wang_fang)
