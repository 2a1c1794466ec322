from datetime import timedelta
from random import Random

import pytest

from renxin.booking.models import Appointment, Service
from renxin.demo.day import caring
from renxin.demo.day.caring import care
from renxin.demo.loading import prices
from renxin.plans.models import Plan
from renxin.safety.models import InfectionCheck, PainScore
from renxin.staff.roles import Role
from renxin.visits.kinds import Stage
from renxin.visits.models import Visit
from renxin.visits.terms import Coming
from tests.cast import NOON, employed, enrolled

AT = NOON + timedelta(minutes=20)


@pytest.fixture
def always(monkeypatch):
    monkeypatch.setattr(caring, "PROPOSED", 1)
    monkeypatch.setattr(caring, "CHECKED", 1)
    told = {"safety": {"pain_asked": 1, "strong": 1}}
    monkeypatch.setattr(caring, "truth", lambda: told)


@pytest.fixture
def rng():
    return Random(5)  # noqa: S311  a play, not a secret


@pytest.fixture
def published(dongyuan):
    gu = employed("gu", "顾远", Role.MANAGER, None)
    prices.publish(since=NOON - timedelta(days=99), now=NOON, by=gu)


@pytest.fixture
def for_a_crown(dongyuan, doctor_li, greeter_lin):
    """Somebody came for a crown and is with the doctor."""
    crown = Service.objects.create(code="crown", name="冠修复", minutes=40)
    patient = enrolled(dongyuan, "K1", "陆云")
    agreed = Appointment.objects.create(
        patient=patient,
        clinic=dongyuan,
        doctor=doctor_li,
        service=crown,
        starts_at=NOON,
        minutes=40,
        booked_at=NOON - timedelta(days=3),
    )
    coming = Coming(doctor=doctor_li, appointment=agreed)
    return Visit.begin(patient, dongyuan, coming, by=greeter_lin, at=NOON)


def stand(visit, stage, by):
    room = visit.clinic.stations.for_stage(stage)
    return visit.send_on(room, by=by, at=AT)


def test_the_doctor_proposes_what_they_came_for_once(
    always, published, for_a_crown, doctor_li, rng
):
    entry = stand(for_a_crown, Stage.CONSULTATION, doctor_li)

    for _again in range(2):
        care(entry, by=doctor_li, at=AT, rng=rng)

    plan = Plan.objects.get()
    assert plan.doctor == doctor_li
    assert plan.presentations.count() == 1
    assert plan.items.filter(name="全瓷冠", price__code="XF01").exists()


def test_nothing_is_proposed_where_no_prices_are_published(
    always, for_a_crown, doctor_li, rng
):
    entry = stand(for_a_crown, Stage.CONSULTATION, doctor_li)

    care(entry, by=doctor_li, at=AT, rng=rng)

    assert not Plan.objects.exists()


def test_strong_pain_is_answered_and_the_instruments_are_of_that_batch(
    always, for_a_crown, doctor_li, greeter_lin, rng
):
    entry = stand(for_a_crown, Stage.TREATMENT, greeter_lin)

    care(entry, by=doctor_li, at=AT, rng=rng)

    score = PainScore.objects.get()
    assert score.is_strong
    assert score.done
    assert score.promise is not None
    assert InfectionCheck.objects.get().batch == f"{for_a_crown.clinic.code}260302-2"
