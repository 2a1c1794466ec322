from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from renxin.booking.models import Appointment, EveCall
from renxin.clinics.models import Clinic
from renxin.patients.models import Patient
from renxin.promises.models import Promise
from renxin.scorecard import pieces
from renxin.scorecard.lake.refresh import refresh
from renxin.scorecard.models import NoShowModel
from renxin.scorecard.tomorrow import learning
from renxin.staff.models import Look, Staff
from tests.cast import signed_in
from tests.renxin.scorecard import booked_before

ADDRESS = "/figures/tomorrow/"
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def noon() -> datetime:
    """Of this very day: the page itself reads the clock."""
    return timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)


@pytest.fixture
def known(dongyuan: Clinic, noon: datetime) -> list[Patient]:
    return booked_before.tell(dongyuan, at=noon)


@pytest.fixture
def coming(dongyuan: Clinic, known: list[Patient], noon: datetime) -> list[Appointment]:
    return [
        booked_before.tomorrow(dongyuan, known[who], noon, lead)
        for who, lead in ((1, 2), (0, 40))
    ]


@pytest.fixture
def model(coming: list[Appointment], noon: datetime) -> NoShowModel:
    return learning.learn_from(pieces.opened(refresh(at=noon).folder), at=noon)


def call(client: Client, appointment: Appointment, **more: Any) -> Any:
    return client.post(f"{ADDRESS}{appointment.pk}/call/", **more)


def test_the_desk_sees_whom_to_ring_first_in_words(
    client: Client, greeter_lin: Staff, coming: list[Appointment], model: NoShowModel
) -> None:
    text = signed_in(client, greeter_lin).get(ADDRESS).content.decode()

    first, second = coming[1].patient.name, coming[0].patient.name
    assert text.index(f"承诺给{first}") < text.index(f"承诺给{second}")
    assert text.index("先打电话") < text.index(f"承诺给{first}")
    assert "多半会来" in text


def test_it_says_how_far_to_trust_it_and_what_it_never_does(
    client: Client, greeter_lin: Staff, model: NoShowModel
) -> None:
    text = signed_in(client, greeter_lin).get(ADDRESS).content.decode()

    assert f"{model.bookings:,}" in text
    assert f"{model.tried['ahead']['n']:,}" in text
    assert "50 次就是瞎猜" in text
    assert "不会因此拒绝谁" in text
    assert "从不看性别、年龄、疾病或残障" in text


def test_without_a_model_the_page_says_not_yet_known_and_goes_by_time(
    client: Client, greeter_lin: Staff, coming: list[Appointment]
) -> None:
    text = signed_in(client, greeter_lin).get(ADDRESS).content.decode()

    assert "尚不清楚谁可能不来" in text
    assert "先打电话" not in text


def test_one_key_promises_a_call_and_never_a_second(
    client: Client, greeter_lin: Staff, coming: list[Appointment], model: NoShowModel
) -> None:
    signed_in(client, greeter_lin)

    first = call(client, coming[1], **HTMX)
    again = call(client, coming[1], **HTMX)

    promise = Promise.objects.get()
    assert (first.status_code, again.status_code) == (200, 422)
    assert f"/promises/{promise.pk}/" in first.content.decode()
    assert "已经承诺过一通电话" in again.content.decode()
    assert EveCall.objects.get().appointment == coming[1]
    assert promise.made_by == greeter_lin


def test_without_htmx_the_list_is_shown_again(
    client: Client, greeter_lin: Staff, coming: list[Appointment]
) -> None:
    answer = call(signed_in(client, greeter_lin), coming[0])

    assert answer.status_code == 302
    assert answer["Location"] == ADDRESS


def test_only_somebody_on_the_list_can_be_called(
    client: Client, outsider_zhao: Staff, greeter_lin: Staff, coming: list[Appointment]
) -> None:
    past = Appointment.objects.filter(outcome__isnull=False)[0]

    assert call(signed_in(client, outsider_zhao), coming[0]).status_code == 404
    assert call(signed_in(client, greeter_lin), past).status_code == 404
    assert not Promise.objects.exists()


def test_it_is_for_the_desk_and_its_manager(
    client: Client,
    doctor_li: Staff,
    manager_gu: Staff,
    marketer_sun: Staff,
    coming: list[Appointment],
) -> None:
    told = [
        signed_in(client, staff).get(ADDRESS).status_code
        for staff in (manager_gu, doctor_li, marketer_sun)
    ]

    assert told == [200, 403, 403]


def test_whose_names_were_seen_is_written_down(
    client: Client, greeter_lin: Staff, coming: list[Appointment]
) -> None:
    signed_in(client, greeter_lin).get(ADDRESS)

    looks = Look.objects.filter(staff=greeter_lin)
    assert {look.patient_id for look in looks} == {one.patient_id for one in coming}
    assert "谁可能不来" in looks[0].at_what()


def test_a_page_takes_the_same_few_questions_however_many_are_booked(
    client: Client,
    greeter_lin: Staff,
    coming: list[Appointment],
    noon: datetime,
    model: NoShowModel,
    django_assert_max_num_queries: Any,
) -> None:
    clinic = coming[0].clinic
    for patient in Patient.objects.all()[:30]:
        booked_before.tomorrow(clinic, patient, noon, lead=4)
    signed_in(client, greeter_lin).get(ADDRESS)

    with django_assert_max_num_queries(24):
        client.get(ADDRESS)


def test_a_day_nobody_is_booked_for_says_so(client: Client, greeter_lin: Staff) -> None:
    text = signed_in(client, greeter_lin).get(ADDRESS).content.decode()

    assert "那天还没有人预约" in text
