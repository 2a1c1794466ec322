from datetime import timedelta

from renxin.clinics.models import Clinic
from renxin.patients.merge import merge
from renxin.patients.models import Patient
from renxin.scorecard.lake.refresh import refresh
from renxin.staff.models import Post, Staff
from renxin.staff.roles import Role
from renxin.visits.kinds import Stage
from renxin.visits.leaving.overnight import close_left_open
from renxin.visits.line import turns
from renxin.visits.models import Visit
from renxin.visits.terms import Coming
from tests.cast import NOON, TODAY, enrolled
from tests.renxin.scorecard.lake.test_refresh import rows

LATER = NOON + timedelta(minutes=10)


def test_each_step_of_a_visit_is_in_the_lake_with_who_and_as_what(
    wang_fang: Patient, dongyuan: Clinic, greeter_lin: Staff, doctor_li: Staff
) -> None:
    visit = Visit.begin(wang_fang, dongyuan, Coming(), by=greeter_lin, at=NOON)
    room = dongyuan.stations.get(stage=Stage.CONSULTATION)
    entry = visit.send_on(room, by=greeter_lin, at=LATER)
    turns.take_up(entry, by=doctor_li, at=LATER + timedelta(minutes=5))

    refresh(at=NOON)

    told = rows(
        "stage_entries",
        "visit_id, stage, station, by_role,"
        " strftime(entered_at, '%H:%M'), strftime(begun_at, '%H:%M'),"
        " strftime(left_at, '%H:%M')",
    )
    mine = str(visit.pk)
    assert told == [
        (mine, "CONSULTATION", room.name, "DOCTOR", "12:10", "12:15", None),
        (mine, "GREETING", entry_place(visit), "GREETER", "12:00", None, "12:10"),
    ]


def entry_place(visit: Visit) -> str:
    return visit.stage_entries.get(stage=Stage.GREETING).place


def test_a_visit_lived_here_is_not_told_again_by_another_system(
    wang_fang: Patient, dongyuan: Clinic, greeter_lin: Staff
) -> None:
    lived = Visit.begin(wang_fang, dongyuan, Coming(), by=greeter_lin, at=NOON)
    for days in (0, 1):
        at = NOON + timedelta(days=days, minutes=3)
        Visit.objects.create(patient=wang_fang, clinic=dongyuan, began_at=at)
    next_day = Visit.objects.order_by("pk").last()

    refresh(at=NOON)

    assert next_day is not None
    told = {pk for (pk,) in rows("visits", "visit_id")}
    assert told == {str(lived.pk), str(next_day.pk)}


def test_nor_where_either_record_was_merged_into_another(
    wang_fang: Patient, dongyuan: Clinic, greeter_lin: Staff
) -> None:
    one, other = (enrolled(dongyuan, f"20260{n}", "王芳") for n in (97, 98))
    lived = Visit.begin(one, dongyuan, Coming(), by=greeter_lin, at=NOON)
    Visit.objects.create(patient=other, clinic=dongyuan, began_at=LATER)
    for merged in (one, other):
        merge(kept=wang_fang, merged=merged, by=greeter_lin, at=LATER)

    refresh(at=NOON)

    assert rows("visits", "visit_id") == [(str(lived.pk),)]


def test_when_somebody_went_whom_nobody_saw_off_is_not_told(
    wang_fang: Patient, dongyuan: Clinic, greeter_lin: Staff
) -> None:
    visit = Visit.begin(wang_fang, dongyuan, Coming(), by=greeter_lin, at=NOON)
    room = dongyuan.stations.get(stage=Stage.CONSULTATION)
    visit.send_on(room, by=greeter_lin, at=LATER)
    assert close_left_open(at=NOON + timedelta(days=1)) == 1

    refresh(at=NOON + timedelta(days=1))

    assert rows("visits", "visit_id, ended_at") == [(str(visit.pk), None)]
    assert rows("stage_entries", "stage, strftime(left_at, '%H:%M')") == [
        ("CONSULTATION", None),
        ("GREETING", "12:10"),
    ]


def test_who_did_a_step_is_told_as_what_they_were_that_day(
    wang_fang: Patient, dongyuan: Clinic, greeter_lin: Staff
) -> None:
    visit = Visit.begin(wang_fang, dongyuan, Coming(), by=greeter_lin, at=NOON)
    tomorrow = TODAY + timedelta(days=1)
    Post.objects.filter(staff=greeter_lin).update(until_on=tomorrow)
    Post.objects.create(
        staff=greeter_lin, clinic=dongyuan, role=Role.MANAGER, since_on=tomorrow
    )

    refresh(at=NOON)

    assert rows("stage_entries", "visit_id, by_role") == [(str(visit.pk), "GREETER")]
