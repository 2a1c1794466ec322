from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from renxin.journal.models import Entry
from renxin.patients.models import Patient
from renxin.protocols.models import (
    ProtocolEnrolment,
    TreatmentSign,
    TurnedOff,
    treatment_sign,
)
from renxin.protocols.planning import catching_up, noticing
from renxin.visits.facts import Departed
from renxin.visits.models import Charge, Visit
from tests.cast import NOON
from tests.renxin.protocols.lived import enrolment, seen_off
from tests.renxin.protocols.protocols import on, text

EXTRACTED = "fact: visits.departed\n  did: [EXTRACTION]"


def imported(patient, clinic, *, at) -> Entry:
    """As an import writes it: a line of the journal, and no reaction."""
    fact = Departed(
        at=at,
        by_id=None,
        clinic_id=clinic.pk,
        patient_id=patient.pk,
        visit_id=1,
        next_kind="NONE",
    )
    return Entry.objects.bulk_create([Entry.of(fact)])[0]


def test_who_is_seen_off_is_noticed_at_once(dongyuan, doctor_li, wang_fang):
    run = on(text(), doctor_li)

    seen_off(wang_fang, dongyuan)

    found = enrolment()
    assert (found.patient, found.version) == (wang_fang, run.version)
    assert found.anchored_at == NOON
    assert found.weighed_at is None


def test_a_protocol_that_is_off_or_not_begun_notices_nobody(
    dongyuan, doctor_li, wang_fang
):
    run = on(text(), doctor_li)
    TurnedOff.turn_off(run, why="to rest", by=doctor_li, at=NOON)

    seen_off(wang_fang, dongyuan)

    assert not ProtocolEnrolment.objects.exists()


def test_what_nobody_wants_costs_one_look(dongyuan, wang_fang):
    with CaptureQueriesContext(
        connection,
    ) as before:
        seen_off(wang_fang, dongyuan)

    looks = [one for one in before.captured_queries if "turnedon" in one["sql"]]
    assert len(looks) == 1


def test_particulars_are_looked_at(dongyuan, doctor_li, wang_fang):
    on(text(trigger="fact: visits.departed\n  where: {next_kind: [RECALL]}"), doctor_li)

    seen_off(wang_fang, dongyuan)

    assert not ProtocolEnrolment.objects.exists()


@pytest.fixture
def visit(dongyuan, wang_fang) -> Visit:
    return Visit.objects.create(
        patient=wang_fang, clinic=dongyuan, began_at=NOON - timedelta(hours=1)
    )


def test_a_charge_tells_what_was_done(dongyuan, doctor_li, wang_fang, visit):
    treatment_sign.furnish()
    on(text(trigger=EXTRACTED), doctor_li)
    Charge.objects.create(
        patient=wang_fang,
        clinic=dongyuan,
        visit=visit,
        day=NOON.date(),
        amount_fen=1,
        service_name="微创拔牙术",
    )

    seen_off(wang_fang, dongyuan, visit_id=visit.pk)

    assert ProtocolEnrolment.objects.count() == 1


def test_what_the_clinic_calls_it_is_the_clinics_to_say(
    dongyuan, doctor_li, wang_fang, visit
):
    treatment_sign.furnish()
    TreatmentSign.objects.create(
        treatment="EXTRACTION", source="CONDITION", text="残根"
    )
    on(text(trigger=EXTRACTED), doctor_li)
    visit.condition = "右下残根"
    visit.save()

    seen_off(wang_fang, dongyuan, visit_id=visit.pk)

    assert ProtocolEnrolment.objects.count() == 1


def test_where_nothing_tells_nobody_is_noticed(dongyuan, doctor_li, wang_fang, visit):
    treatment_sign.furnish()
    on(text(trigger=EXTRACTED), doctor_li)

    seen_off(wang_fang, dongyuan, visit_id=visit.pk)

    assert not ProtocolEnrolment.objects.exists()


def test_an_import_of_yesterday_is_caught_up_once(dongyuan, doctor_li, wang_fang):
    on(text(), doctor_li)
    imported(wang_fang, dongyuan, at=NOON)

    assert catching_up.catch_up(at=NOON + timedelta(hours=5)) == 1
    assert catching_up.catch_up(at=NOON + timedelta(hours=6)) == 0


def test_visits_of_long_ago_notice_nobody(dongyuan, doctor_li, wang_fang):
    on(text(), doctor_li)
    imported(wang_fang, dongyuan, at=NOON - timedelta(days=2))
    imported(wang_fang, dongyuan, at=NOON)

    assert catching_up.catch_up(at=NOON + timedelta(days=10)) == 0
    assert catching_up.catch_up(at=NOON + timedelta(days=2)) == 1


def test_a_merged_record_is_noticed_under_the_one_that_was_kept(
    dongyuan, doctor_li, wang_fang, xiaodou
):
    on(text(), doctor_li)
    Patient.objects.filter(pk=xiaodou.pk).update(merged_into=wang_fang)

    seen_off(xiaodou, dongyuan)

    assert enrolment().patient == wang_fang


def test_whom_nobody_saw_for_long_is_brought_by_time(
    dongyuan, doctor_li, wang_fang, xiaodou
):
    trigger = "list: visits.not_seen\n  where: {months: 18}"
    on(text(trigger=trigger, again="never"), doctor_li)
    for patient, days in ((wang_fang, 560), (xiaodou, 560), (xiaodou, 20)):
        Visit.objects.create(
            patient=patient, clinic=dongyuan, began_at=NOON - timedelta(days=days)
        )

    assert noticing.look_through_lists(at=NOON) == 1
    assert noticing.look_through_lists(at=NOON) == 0
    assert enrolment().patient == wang_fang
