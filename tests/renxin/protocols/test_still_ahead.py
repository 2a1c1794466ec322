from datetime import timedelta

from renxin.protocols.planning import running
from renxin.protocols.still_ahead import running as ahead
from tests.cast import NOON
from tests.renxin.protocols.lived import enrolment, seen_off
from tests.renxin.protocols.protocols import on, text


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
