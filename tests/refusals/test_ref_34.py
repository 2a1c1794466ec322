"""REF-34: no call after “do not call”, or to a wrong number; no word on a machine."""

import pytest
from django.utils import timezone

from renxin.followup.desk import holding, hours
from renxin.followup.models import Call
from renxin.followup.refusals import NeverToBeRung, NoNumber
from renxin.patients.models import Patient
from renxin.promises.models import Promise
from renxin.promises.refusals import NotToBeContacted
from renxin.staff.roles import Role
from renxin.voice import channels
from renxin.voice.kinds import Why
from renxin.voice.models import Message, Outlet, Withheld
from renxin.voice.outbox.eligible import eligible
from tests.cast import NOON, reached
from tests.refusals import ways
from tests.refusals.ways import insert, refused, to
from tests.renxin.followup.desk.conftest import TEN
from tests.renxin.promises.made import promised
from tests.renxin.voice.conftest import written


@pytest.fixture
def in_hand(person, wang_fang, dongyuan, monkeypatch):
    """The care of 东院 has Wang Fang on the line, now, by the clock of the pages."""
    monkeypatch.setattr(hours, "may_ring", lambda _clinic, _at: True)
    carer, now = person(Role.CARE), timezone.now()
    told = {"owner_role": "CARE", "due_from": now, "due_at": now}
    call = promised(wang_fang, dongyuan, by=carer, at=now, **told)
    holding.take_next(dongyuan, by=carer, at=now)
    return call


def pressed(desk, call, heard):
    return desk(Role.CARE).post(to("followup:call", call.pk), {"heard": heard})


def test_on_a_page_whoever_asked_us_not_to_is_not_rung(in_hand, desk, carer, wang_fang):
    now = timezone.now()
    other = promised(wang_fang, in_hand.clinic, by=carer, at=now)
    other.stop_calls(by=carer, at=now)

    answer = pressed(desk, in_hand, "REACHED")

    assert answer.status_code == 422
    assert not Call.objects.exists()


def test_on_a_page_it_says_to_leave_nothing_on_a_machine(in_hand, desk):
    page = desk(Role.CARE).get(to("followup:calls")).content.decode()

    assert "Leave no message on a machine" in page


def test_by_machine_after_do_not_call_not_even_the_desk_can(
    owe, press, wang_fang, carer
):
    first, second = owe(wang_fang), owe(wang_fang, kind="RECALL")
    first.stop_calls(by=carer, at=TEN)

    with pytest.raises(NeverToBeRung):
        press(second, "REACHED")
    with pytest.raises(NotToBeContacted):
        owe(wang_fang)


def test_by_machine_no_message_becomes_a_call_to_them(
    owe, wang_fang, carer, message, dongyuan
):
    owe(wang_fang).stop_calls(by=carer, at=NOON)
    outlet = Outlet(channel="call", is_on=True, set_by=carer, set_at=NOON)

    ways.sent([channels.opened(outlet)])

    assert Withheld.objects.get(message=message).why == Why.STOPPED
    assert not Promise.objects.open().exists()


def test_from_a_file_whoever_refuses_contact_hears_nothing(bring, dongyuan):
    bring(
        "patient_id,name,phone,refuses_contact\n7,许念,13800000007,是\n",
        "patients",
    )

    patient = Patient.objects.get(name="许念")
    point = patient.reaches.get().contact_point
    for number, purpose in enumerate(["SVC_MSG", "RECALL", "MKT"], 1):
        told = {"contact_point": point, "purpose": purpose, "about_id": number}
        told |= {"made_at": timezone.now()}
        assert not eligible(written(patient, dongyuan, **told), NOON).sends
    assert Message.objects.count() == 3


def test_from_a_file_a_wrong_number_comes_back_and_is_not_rung(owe, press, wang_fang):
    press(owe(wang_fang), "WRONG")
    reached(wang_fang, "+8613812342207")  # as a file brings it

    with pytest.raises(NoNumber):
        press(owe(wang_fang), "REACHED")


def rung(promise, patient, by):
    point = patient.reaches.get().contact_point_id
    told = {"promise_id": promise.pk, "patient_id": patient.pk, "by_id": by.pk}
    told |= {"clinic_id": promise.clinic_id, "contact_point_id": point}
    insert("followup_call", heard="REACHED", said="", at=TEN, **told)


def test_in_the_database_no_call_after_do_not_call(owe, carer, wang_fang):
    first, second = owe(wang_fang), owe(wang_fang)
    first.stop_calls(by=carer, at=TEN)

    with refused("rung at a wrong number, or after"):
        rung(second, wang_fang, carer)


def test_in_the_database_no_call_to_a_wrong_number(owe, press, carer, wang_fang):
    promise = owe(wang_fang)
    press(promise, "WRONG")

    with refused("rung at a wrong number"):
        rung(promise, wang_fang, carer)
