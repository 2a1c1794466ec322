"""A file of visits from the house's billing, after a day our own desk lived."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from renxin.booking.kinds import Door, How
from renxin.booking.models import Appointment
from renxin.exchange.models import Origin
from renxin.journal.models import Entry
from renxin.patients import merge
from renxin.patients.models import Patient
from renxin.patients.page import Viewing
from renxin.visits.kinds import Next, Stage
from renxin.visits.leaving.seeing_off import see_off
from renxin.visits.line import mistaken
from renxin.visits.models import Charge, Departure, StageEntry, Visit
from renxin.visits.patient_panel import how_often
from renxin.visits.terms import Coming, Leaving, Step
from tests.renxin.exchange.conftest import counts, everything, take_back

SHANGHAI = ZoneInfo("Asia/Shanghai")
MORNING = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)
NIGHT = MORNING + timedelta(hours=38)
PEOPLE = "患者编号,姓名\np1,王芳\n"
HEADER = "就诊编号,患者编号,就诊时间,结束时间,医生\n"
TOLD = HEADER + "v1,p1,2026-03-02 09:07,2026-03-02 10:15,另一位\n"
CORRECTED = HEADER + "v1,p1,2026-03-02 09:30,2026-03-02 11:00,第三位\n"
BOOKED = "预约编号,患者编号,预约时间,预约状态\n"
PAID = "收费编号,患者编号,就诊编号,收费日期,金额\nc1,p1,v1,2026-03-02,380\n"


@pytest.fixture
def patient(bring):
    bring(PEOPLE, "patients")
    return Patient.objects.get()


@pytest.fixture
def lived(patient, dongyuan, greeter_lin, doctor_li):
    """Greeted at nine at our own desk, and still in the house."""
    coming = Coming(doctor=doctor_li)
    return Visit.begin(patient, dongyuan, coming, by=greeter_lin, at=MORNING)


def as_it_stands(visit):
    return Visit.objects.filter(pk=visit.pk).values().get()


def times_told(patient):
    told = Entry.objects.filter(patient_id=patient.pk)
    return told.filter(fact__in=("visits.visited", "visits.began")).count()


def test_a_visit_under_way_is_neither_doubled_nor_ended_nor_changed(bring, lived):
    before = as_it_stands(lived)

    taken = bring(TOLD, "visits", at=NIGHT)

    assert counts(taken) == (0, 0, 1, 0)
    assert Visit.objects.count() == 1
    assert as_it_stands(lived) == before
    assert StageEntry.objects.current().get().visit == lived
    assert not Departure.objects.exists()


def test_the_patients_page_tells_of_it_once(
    bring, lived, patient, dongyuan, greeter_lin
):
    page = Viewing(patient, [patient.pk], greeter_lin, dongyuan, NIGHT)
    before = how_often(page)

    bring(TOLD, "visits", at=NIGHT)

    assert times_told(patient) == 1
    assert how_often(page) == before


def test_what_the_other_system_corrects_later_changes_nothing_of_ours(bring, lived):
    bring(TOLD, "visits", at=NIGHT)
    before = as_it_stands(lived)

    taken = bring(CORRECTED, "visits", at=NIGHT)

    assert counts(taken) == (0, 0, 1, 0)
    assert as_it_stands(lived) == before


def test_what_the_other_system_charged_hangs_on_the_visit_that_was_lived(bring, lived):
    bring(TOLD, "visits", at=NIGHT)

    bring(PAID, "charges", at=NIGHT)

    assert Charge.objects.get().visit == lived


def test_taking_the_file_back_leaves_the_visit(bring, lived):
    before = everything()
    taken = bring(TOLD, "visits", at=NIGHT)

    take_back(taken)

    assert everything() == before
    assert taken.left_over == []
    assert not Origin.objects.filter(kind="visits").exists()


def test_what_our_desk_never_asks_is_filled_in_and_taken_back_with_the_file(
    bring, lived
):
    told = HEADER.strip() + ",病种,付费方式\n"
    row = "v1,p1,2026-03-02 09:07,2026-03-02 10:15,另一位,龋病,自费\n"
    before = everything()

    taken = bring(told + row, "visits", at=NIGHT)
    lived.refresh_from_db()
    filled = (lived.condition, lived.payer, lived.doctor_name)
    take_back(taken)

    assert filled == ("龋病", "自费", "李予安")
    assert everything() == before


def test_a_visit_seen_off_keeps_its_door_and_its_next_step(
    bring, lived, dongyuan, doctor_li
):
    later = MORNING + timedelta(minutes=40)
    back = dongyuan.stations.get(stage=Stage.BACK_TO_DOCTOR)
    lived.send_on(back, by=doctor_li, at=later)
    step = Step(kind=Next.RECALL, due_on=date(2026, 9, 2))
    see_off(lived, Leaving(step=step), by=doctor_li, at=later)
    before = as_it_stands(lived)

    bring(TOLD, "visits", at=NIGHT)

    assert as_it_stands(lived) == before
    assert Visit.objects.get().next_step.due_on == date(2026, 9, 2)
    assert Departure.objects.get().at == later


def test_of_two_comings_on_a_day_each_row_is_the_nearest(
    bring, lived, patient, dongyuan, doctor_li
):
    going = Leaving(
        step=Step(kind=Next.RECALL, due_on=date(2026, 9, 2)), why_not_back="IN_A_HURRY"
    )
    see_off(lived, going, by=doctor_li, at=MORNING + timedelta(minutes=30))
    again = Visit.begin(
        patient, dongyuan, Coming(), by=doctor_li, at=MORNING + timedelta(hours=6)
    )

    bring(TOLD + "v2,p1,2026-03-02 15:10,,\n", "visits", at=NIGHT)

    known = dict(
        Origin.objects.filter(kind="visits").values_list("external_id", "object_id")
    )
    assert known == {"v1": lived.pk, "v2": again.pk}
    assert Visit.objects.count() == 2


@pytest.mark.parametrize(
    "when", ["2026-03-01 23:59", "2026-03-03 00:00", "2025-03-02 09:00"]
)
def test_another_day_is_another_visit(bring, lived, when):
    taken = bring(f"{HEADER}v1,p1,{when},,\n", "visits", at=NIGHT)

    assert counts(taken) == (1, 0, 0, 0)
    assert Visit.objects.lived_here().count() == 1
    assert Visit.objects.count() == 2


def test_another_clinic_is_another_visit(bring, lived, hexi):
    row = "就诊编号,患者编号,就诊时间,诊所\nv1,p1,2026-03-02 09:07,河西\n"

    taken = bring(row, "visits", at=NIGHT)

    assert counts(taken) == (1, 0, 0, 0)


@pytest.mark.parametrize(("ours", "theirs"), [("p1", "p2"), ("p2", "p1")])
def test_whoever_has_two_records_came_once(bring, dongyuan, greeter_lin, ours, theirs):
    bring("患者编号,姓名\np1,王芳\np2,王方\n", "patients")
    known = dict(Origin.objects.values_list("external_id", "object_id"))
    one, other = (Patient.objects.get(pk=known[key]) for key in ("p1", "p2"))
    came = Patient.objects.get(pk=known[ours])
    Visit.begin(came, dongyuan, Coming(), by=greeter_lin, at=MORNING)
    merge.merge(kept=one, merged=other, by=greeter_lin, at=NIGHT)

    taken = bring(TOLD.replace("p1", theirs), "visits", at=NIGHT)

    assert counts(taken) == (0, 0, 1, 0)
    assert Visit.objects.count() == 1


@pytest.mark.parametrize("outcome", ["爽约", "患者取消", "已预约"])
def test_whoever_came_is_not_said_to_have_stayed_away(
    bring, patient, greeter_lin, outcome
):
    bring(BOOKED + "a1,p1,2026-03-02 09:00,已预约\n", "appointments", at=MORNING)
    booked = Appointment.objects.get()
    booked.arrive(door=Door.DESK, by=greeter_lin, at=MORNING)
    told = Entry.objects.filter(patient_id=patient.pk).count()

    bring(BOOKED + f"a1,p1,2026-03-02 09:30,{outcome}\n", "appointments", at=NIGHT)

    booked = Appointment.objects.get()
    assert (booked.outcome.kind, booked.starts_at) == (How.KEPT, MORNING)
    assert Visit.objects.get().is_under_way()
    assert Entry.objects.filter(patient_id=patient.pk).count() == told


def test_the_dry_run_says_the_same(bring, lived):
    taken = bring(TOLD, "visits", at=NIGHT, only_weigh=True)

    assert counts(taken) == (0, 0, 1, 0)
    assert Visit.objects.count() == 1


def test_a_visit_taken_back_here_is_taken_in_as_theirs(bring, lived, greeter_lin):
    bring(TOLD, "visits", at=NIGHT)
    seen = lived.stage_entries.get().pk
    mistaken.take_back(lived, seen=seen, by=greeter_lin, at=NIGHT)

    taken = bring(CORRECTED, "visits", at=NIGHT)

    assert counts(taken) == (1, 0, 0, 0)
    assert not Visit.objects.lived_here().exists()
    assert Visit.objects.count() == 1
