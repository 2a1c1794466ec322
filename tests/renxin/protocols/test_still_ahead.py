from datetime import timedelta

from renxin.protocols.models import ProtocolEnrolment
from renxin.protocols.planning import running
from renxin.protocols.still_ahead import running as ahead
from tests.cast import NOON
from tests.renxin.protocols.lived import enrolment, seen_off
from tests.renxin.protocols.protocols import on, reminding, text


def test_a_contact_still_to_come_stands_ahead(dongyuan, doctor_li, wang_fang):
    on(text(), doctor_li)
    seen_off(wang_fang, dongyuan)
    running.plan(at=NOON + timedelta(hours=1))

    assert list(ahead(NOON)) == [{"patient_id": wang_fang.pk}]


def test_once_it_is_over_it_does_not(dongyuan, doctor_li, wang_fang):
    on(text(), doctor_li)
    seen_off(wang_fang, dongyuan)
    running.plan(at=NOON + timedelta(hours=1))
    over = {"ended_at": NOON, "next_at": None, "next_place": None}
    type(enrolment()).objects.update(**over)

    assert not ahead(NOON).exists()


def test_a_reminder_does_not_the_appointment_itself_does(
    dongyuan, wang_fang, doctor_li
):
    """Called off, it would otherwise hold the line until the eve of the day."""
    run = reminding()
    ProtocolEnrolment.objects.create(
        protocol=run.protocol,
        version=run.version,
        patient=wang_fang,
        clinic=dongyuan,
        anchor="booking.appointments",
        anchor_id=1,
        anchored_at=NOON,
        noticed_at=NOON,
        weighed_at=NOON,
        comes_at=NOON + timedelta(days=40),
        next_place=0,
        next_at=NOON + timedelta(days=39),
    )

    assert not ahead(NOON).exists()
