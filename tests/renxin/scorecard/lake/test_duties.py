from datetime import timedelta

from renxin.clinics.models import Clinic
from renxin.patients.models import Patient
from renxin.scorecard.lake.refresh import refresh
from renxin.staff.models import Staff
from renxin.visits.duties import doing, publishing
from renxin.visits.kinds import Stage, WhyWaived
from renxin.visits.models import Duty, Visit
from renxin.visits.terms import Coming
from tests.cast import NOON
from tests.renxin.scorecard.lake.test_refresh import rows

SOON, LATER = NOON + timedelta(minutes=3), NOON + timedelta(minutes=10)
WHY = WhyWaived.DONE_BEFORE


def test_of_a_station_left_behind_each_duty_is_told_as_done_or_left_out(
    wang_fang: Patient, dongyuan: Clinic, greeter_lin: Staff
) -> None:
    publishing.furnish(at=NOON - timedelta(days=1))
    visit = Visit.begin(wang_fang, dongyuan, Coming(), by=greeter_lin, at=NOON)
    greeting = visit.stage_entries.get()
    first, second, *others = Duty.objects.missing_at(greeting)
    for duty in (first, *others):
        doing.do(greeting, duty, doing.NO_PROOF, by=greeter_lin, at=SOON)
    doing.waive(greeting, [second], why=WHY, by=greeter_lin, at=SOON)
    room = dongyuan.stations.get(stage=Stage.CONSULTATION)
    visit.send_on(room, by=greeter_lin, at=LATER)

    refresh(at=NOON)

    told = rows(
        "duties",
        "duty, stage, strftime(due_at, '%H:%M'), strftime(done_at, '%H:%M'), waived",
    )
    assert len(told) == 2 + len(others)
    assert (first.code, "GREETING", "12:10", "12:03", False) in told
    assert (second.code, "GREETING", "12:10", None, True) in told
    assert {stage for _duty, stage, *_rest in told} == {"GREETING"}


def test_what_was_taken_back_is_not_done_and_what_was_done_again_is_done_once(
    wang_fang: Patient, dongyuan: Clinic, greeter_lin: Staff
) -> None:
    publishing.furnish(at=NOON - timedelta(days=1))
    visit = Visit.begin(wang_fang, dongyuan, Coming(), by=greeter_lin, at=NOON)
    greeting = visit.stage_entries.get()
    again, left_out, *others = Duty.objects.missing_at(greeting)
    for duty in (again, left_out, *others):
        doing.do(greeting, duty, doing.NO_PROOF, by=greeter_lin, at=NOON)
    for duty in (again, left_out):
        doing.take_back(greeting, duty, by=greeter_lin, at=SOON)
    doing.waive(greeting, [left_out], why=WHY, by=greeter_lin, at=SOON)
    doing.do(greeting, again, doing.NO_PROOF, by=greeter_lin, at=LATER)
    room = dongyuan.stations.get(stage=Stage.CONSULTATION)
    visit.send_on(room, by=greeter_lin, at=LATER)

    refresh(at=NOON)

    told = rows("duties", "duty, strftime(done_at, '%H:%M'), waived")
    assert len(told) == 2 + len(others)
    assert (again.code, "12:10", False) in told
    assert (left_out.code, None, True) in told
