"""Plans leave for the lake as `pulse` reads them, with what was said to them."""

from datetime import timedelta

from renxin.booking.models import Service
from renxin.booking.terms import Place
from renxin.plans import sittings
from renxin.plans.kinds import End, Reason
from renxin.scorecard.lake.refresh import refresh
from tests.cast import NOON, enrolled
from tests.renxin.booking.conftest import at_work, clock
from tests.renxin.plans.written import LATER, line, shown, signed, written
from tests.renxin.scorecard.lake.test_refresh import rows

ANSWERS = "presented_on::VARCHAR, accepted_on::VARCHAR, declined_on::VARCHAR"


def test_a_plan_that_was_shown_is_one_row(wang_fang, doctor_li, dongyuan):
    two = (line("洁牙", 20_050, phase="INTERVENTION"), line(sittings=3, every_days=14))
    plan = shown(written(wang_fang, doctor_li, dongyuan, *two))

    refresh(at=NOON)

    told = "plan_id, patient_id, clinic, doctor, phase, value::VARCHAR, gap_days"
    assert rows("plans", told) == [
        (
            str(plan.pk),
            str(wang_fang.pk),
            "dongyuan",
            str(doctor_li.pk),
            "INTERVENTION",
            "4000.50",
            14.0,
        )
    ]
    assert rows("plans", ANSWERS) == [("2026-03-02", None, None)]


def test_a_plan_that_was_only_written_stays_at_home(wang_fang, doctor_li, dongyuan):
    written(wang_fang, doctor_li, dongyuan)

    refresh(at=NOON)

    assert rows("plans") == []


def test_a_yes_and_its_end_are_told(wang_fang, doctor_li, dongyuan):
    plan = shown(written(wang_fang, doctor_li, dongyuan))
    signed(plan)
    plan.conclude(End.DONE, by=doctor_li, at=NOON + timedelta(days=9))

    refresh(at=NOON)

    assert rows("plans", f"{ANSWERS}, finished_on::VARCHAR") == [
        ("2026-03-02", "2026-03-02", None, "2026-03-11")
    ]


def test_a_no_is_told_with_its_reason_and_without_its_words(
    wang_fang, doctor_li, dongyuan
):
    plan = shown(written(wang_fang, doctor_li, dongyuan))
    told = {"expected": plan.version, "by": doctor_li, "at": LATER}
    plan.decline(Reason.MONEY, note="太贵了", **told)

    refresh(at=NOON)

    assert rows("plans", f"{ANSWERS}, decline_reason") == [
        ("2026-03-02", None, "2026-03-02", "MONEY")
    ]
    assert "太贵了" not in str(rows("plans"))


def test_what_was_taken_back_was_not_accepted(wang_fang, doctor_li, dongyuan):
    plan = shown(written(wang_fang, doctor_li, dongyuan))
    acceptance = signed(plan)
    plan.take_back(acceptance, by=doctor_li, at=LATER + timedelta(hours=1))

    refresh(at=NOON)

    assert rows("plans", "accepted_on") == [(None,)]


def test_a_stopped_plan_is_not_finished(wang_fang, doctor_li, dongyuan):
    plan = shown(written(wang_fang, doctor_li, dongyuan))
    signed(plan)
    plan.conclude(End.STOPPED, reason="搬走了", by=doctor_li, at=LATER)

    refresh(at=NOON)

    assert rows("plans", "finished_on") == [(None,)]


def test_the_plan_of_a_merged_record_is_the_persons(wang_fang, doctor_li, dongyuan):
    shown(written(wang_fang, doctor_li, dongyuan))
    kept = enrolled(dongyuan, "20260009", "王芳")
    wang_fang.merged_into = kept
    wang_fang.save()

    refresh(at=NOON)

    assert rows("plans", "patient_id") == [(str(kept.pk),)]


def test_a_booked_sitting_is_a_step_and_done_when_they_came(
    wang_fang, doctor_li, dongyuan
):
    at_work(doctor_li, dongyuan, 3, 4)
    plan = shown(written(wang_fang, doctor_li, dongyuan, line(sittings=2)))
    signed(plan)
    service = Service.objects.create(code="filling", name="补牙", minutes=40)
    places = [
        Place(clinic=dongyuan, starts_at=clock(10, day=day), minutes=40, doctor=li)
        for day, li in ((3, doctor_li), (4, doctor_li))
    ]
    told = {"by": doctor_li, "at": LATER}
    series = sittings.book(plan, plan.items.get(), places, service, **told)
    first = series.appointments.order_by("starts_at").first()
    first.arrive(door="DESK", by=None, at=first.starts_at)

    refresh(at=NOON)

    assert rows("plan_steps", "plan_id, due_on::VARCHAR, done_on::VARCHAR") == [
        (str(plan.pk), "2026-03-03", "2026-03-03"),
        (str(plan.pk), "2026-03-04", None),
    ]
