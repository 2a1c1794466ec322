from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from renxin.journal.models import Entry
from renxin.promises.models import OptOut
from renxin.voice.kinds import Why
from renxin.voice.models import Message, Stop, Urgent
from renxin.voice.outbox import urging
from renxin.voice.outbox.eligible import eligible
from renxin.voice.refusals import NotYours, WhyMissing
from tests.cast import NOON, signed_in

TOPIC = "URGENT_DEVICE"
AT_NIGHT = NOON + timedelta(hours=12)


def say(patient, clinic, by, *, topic=TOPIC, why="召回一批冠", at=AT_NIGHT):
    return urging.say(patient, topic, clinic=clinic, why=why, by=by, at=at)


def test_it_goes_at_any_hour_whatever_was_stopped_and_somebody_answers_for_it(
    wang_fang, dongyuan, doctor_li
):
    Stop.objects.create(patient=wang_fang, purpose="SVC_MSG", at=NOON)

    message = say(wang_fang, dongyuan, doctor_li)

    assert eligible(message, AT_NIGHT).sends
    assert message.urgent_by == doctor_li
    assert Urgent.objects.get().why == "召回一批冠"
    told = Entry.objects.get(fact="voice.said_urgently")
    assert (told.patient_id, told.by_id) == (wang_fang.pk, doctor_li.pk)
    assert told.particulars["why"] == "召回一批冠"


def test_nothing_is_urgent_to_the_dead(wang_fang, dongyuan, doctor_li):
    message = say(wang_fang, dongyuan, doctor_li)
    wang_fang.died_on = NOON.date()
    wang_fang.save()
    message.refresh_from_db()

    assert eligible(message, AT_NIGHT).why == Why.DIED


def test_a_reason_is_needed_and_a_right(wang_fang, dongyuan, doctor_li, greeter_lin):
    with pytest.raises(WhyMissing):
        say(wang_fang, dongyuan, doctor_li, why=" ")
    with pytest.raises(NotYours):
        say(wang_fang, dongyuan, greeter_lin)


@pytest.mark.parametrize(
    "topic", ["EVE", "CODE", "RP_EXT_D1", "RP_OHR_M12", "RP_CRN_W1", "NONE"]
)
def test_what_the_house_does_not_mean_for_it_is_not_said_so(
    wang_fang, dongyuan, doctor_li, topic
):
    with pytest.raises(urging.NotSaidSo):
        say(wang_fang, dongyuan, doctor_li, topic=topic)


def test_whoever_cannot_be_reached_is_told_of(wang_fang, dongyuan, doctor_li):
    wang_fang.reaches.update(ended_at=NOON)

    with pytest.raises(urging.NobodyToReach):
        say(wang_fang, dongyuan, doctor_li)


def test_the_reason_stays(wang_fang, dongyuan, doctor_li):
    say(wang_fang, dongyuan, doctor_li)

    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Urgent.objects.update(why="")


def test_a_doctor_has_it_said_from_the_page_of_the_patient(
    client, wang_fang, doctor_li, greeter_lin
):
    place = reverse("voice:urgent", args=[wang_fang.pk])
    desk = signed_in(client, doctor_li)
    aside = desk.get(reverse("patients:aside", args=[wang_fang.pk])).content.decode()
    assert place in aside
    assert desk.get(place).status_code == 200
    assert desk.post(place, {"topic": TOPIC, "why": ""}).status_code == 422

    desk.post(place, {"topic": TOPIC, "why": "召回一批冠"})

    assert Message.objects.get().urgent_by == doctor_li
    assert not OptOut.objects.exists()
    assert signed_in(client, greeter_lin).get(place).status_code == 403
