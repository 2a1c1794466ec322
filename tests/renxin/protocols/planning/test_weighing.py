from collections import Counter
from datetime import timedelta
from hashlib import sha256

import pytest
from django.db import IntegrityError, transaction

from renxin.promises.models import Promise
from renxin.protocols.kinds import Arm, Kind
from renxin.protocols.models import (
    Assignment,
    ProtocolContact,
    ProtocolEnrolment,
    Trial,
)
from renxin.protocols.planning import running, weighing
from renxin.protocols.refusals import NoTrialOfSafety, NotYours, WhyMissing
from tests.cast import NOON, enrolled
from tests.renxin.promises.made import promised
from tests.renxin.protocols.lived import enrolment, seen_off
from tests.renxin.protocols.protocols import on, text

HOUR = timedelta(hours=1)
TRIAL = "trial: {hold_out: 20, strata: [clinic, age]}\n"


@pytest.fixture
def trial(dongyuan, doctor_li, manager_gu) -> Trial:
    run = on(text(trial=TRIAL), doctor_li)
    return Trial.begin(run.version, why="no harm in waiting", by=manager_gu, at=NOON)


def crowd(clinic, many: int, start: int = 0):
    return [
        enrolled(clinic, f"C{start + n:06}", f"患者{start + n}") for n in range(many)
    ]


def test_every_twenty_of_a_stratum_hold_out_four(trial, dongyuan):
    for patient in crowd(dongyuan, 40):
        seen_off(patient, dongyuan)

    counts = weighing.weigh(at=NOON + HOUR)

    arms = Counter(Assignment.objects.values_list("arm", flat=True))
    assert arms == {Arm.HELD_OUT: 8, Arm.TREATED: 32}
    assert counts["held_out"] == 8


def test_the_draw_goes_on_where_it_stopped(trial, dongyuan):
    for number, patient in enumerate(crowd(dongyuan, 20)):
        seen_off(patient, dongyuan)
        weighing.weigh(at=NOON + timedelta(minutes=number))

    places = Assignment.objects.order_by("place").values_list("place", flat=True)
    assert list(places) == list(range(20))
    assert Assignment.objects.filter(arm=Arm.HELD_OUT).count() == 4


def test_somebody_stays_on_their_side(trial, dongyuan, wang_fang):
    for hours in range(3):
        seen_off(wang_fang, dongyuan, at=NOON + hours * HOUR)
        weighing.weigh(at=NOON + hours * HOUR)

    assert Assignment.objects.filter(patient=wang_fang).count() == 1


def test_another_seed_draws_others(trial, dongyuan, doctor_li, manager_gu):
    people = crowd(dongyuan, 60)
    run = on(text("T-TWO", trial=TRIAL), doctor_li)
    Trial.begin(run.version, why="no harm in waiting", by=manager_gu, at=NOON)
    for patient in people:
        seen_off(patient, dongyuan)

    weighing.weigh(at=NOON + HOUR)

    held = Assignment.objects.filter(arm=Arm.HELD_OUT)
    one, two = (
        set(held.filter(trial__protocol__code=code).values_list("patient", flat=True))
        for code in ("T-ONE", "T-TWO")
    )
    assert one != two


def test_the_held_out_hear_nothing_of_it_and_stay_on_it(trial, dongyuan):
    for patient in crowd(dongyuan, 20):
        seen_off(patient, dongyuan)

    running.plan(at=NOON + 21 * HOUR)

    held = Assignment.objects.filter(arm=Arm.HELD_OUT).values("patient")
    assert Promise.objects.count() == 16
    assert not Promise.objects.filter(patient__in=held).exists()
    assert ProtocolEnrolment.objects.running().filter(patient__in=held).count() == 4


def test_the_held_out_hear_everything_else(trial, dongyuan, doctor_li):
    on(text("T-OTHER", priority=1), doctor_li)
    for patient in crowd(dongyuan, 20):
        seen_off(patient, dongyuan)

    running.plan(at=NOON + 21 * HOUR)

    others = ProtocolContact.objects.filter(
        enrolment__protocol__code="T-OTHER", why_not=""
    )
    assert others.count() == 20


def test_the_database_keeps_the_held_out_from_hearing(trial, dongyuan, doctor_li):
    for patient in crowd(dongyuan, 20):
        seen_off(patient, dongyuan)
    running.plan(at=NOON + 21 * HOUR)
    held = Assignment.objects.filter(arm=Arm.HELD_OUT).first()
    on_it = ProtocolEnrolment.objects.get(patient=held.patient)
    other = Promise.objects.first()
    ProtocolContact.objects.filter(promise=other)

    with pytest.raises(IntegrityError, match="held out"), transaction.atomic():
        ProtocolContact.objects.create(
            enrolment=on_it, step=on_it.version.steps.get(), promise=other, at=NOON
        )


def test_safety_has_no_trial_whoever_asks(dongyuan, doctor_li, manager_gu):
    run = on(text(kind="safety"), doctor_li)

    with pytest.raises(NoTrialOfSafety):
        Trial.begin(run.version, why="to see", by=manager_gu, at=NOON)


def test_the_database_has_no_trial_of_safety_under_another_name(
    dongyuan, doctor_li, manager_gu
):
    run = on(text(kind="safety"), doctor_li)

    with pytest.raises(IntegrityError), transaction.atomic():
        Trial.objects.create(
            protocol=run.protocol,
            version=run.version,
            experiment="x",
            kind=Kind.SERVICE,
            hold_out=20,
            seed="x",
            why="x",
            approved_by=manager_gu,
            at=NOON,
        )


def test_a_trial_has_an_approver_and_a_reason(dongyuan, doctor_li, manager_gu):
    run = on(text(trial=TRIAL), doctor_li)

    with pytest.raises(NotYours):
        Trial.begin(run.version, why="to see", by=doctor_li, at=NOON)
    with pytest.raises(WhyMissing):
        Trial.begin(run.version, why=" ", by=manager_gu, at=NOON)


def test_who_is_left_out_is_on_no_side(trial, dongyuan, wang_fang):
    wang_fang.died_on = NOON.date()
    wang_fang.save()
    seen_off(wang_fang, dongyuan)

    weighing.weigh(at=NOON + HOUR)

    assert enrolment().exclusion.why == "died"
    assert not Assignment.objects.exists()


def redrawn(seed, stratum, place, hold_out):
    """By hand: of twenty slots those whose keyed hash comes first are held out."""
    block, slot = divmod(place, 20)
    turns = sorted(
        range(20),
        key=lambda one: sha256(f"{seed}|{stratum}|{block}|{one}".encode()).digest(),
    )
    return "HELD_OUT" if turns.index(slot) < hold_out / 5 else "TREATED"


def test_whoever_has_the_seed_draws_the_same_again(trial, dongyuan):
    for patient in crowd(dongyuan, 50):
        seen_off(patient, dongyuan)

    weighing.weigh(at=NOON + HOUR)

    for one in Assignment.objects.all():
        again = redrawn(trial.seed, one.stratum, one.place, trial.hold_out)
        assert one.arm == again, one.place


def test_held_out_under_one_record_is_held_out_under_the_other(trial, dongyuan):
    for patient in crowd(dongyuan, 20):
        seen_off(patient, dongyuan)
    weighing.weigh(at=NOON + HOUR)
    held = Assignment.objects.filter(arm=Arm.HELD_OUT).first().patient
    kept = enrolled(dongyuan, "K1", "同一个人")
    type(held).objects.filter(pk=held.pk).update(merged_into=kept)

    seen_off(kept, dongyuan, at=NOON + 2 * HOUR)
    running.plan(at=NOON + 23 * HOUR)

    assert not Assignment.objects.filter(patient=kept).exists()
    assert not Promise.objects.filter(patient=kept).exists()


def test_nobody_is_drawn_by_hand_after_they_heard_of_it(trial, dongyuan, wang_fang):
    seen_off(wang_fang, dongyuan)
    on_it = enrolment()
    ProtocolEnrolment.objects.filter(pk=on_it.pk).update(trial=trial, weighed_at=NOON)
    step = on_it.version.steps.get()
    promise = promised(wang_fang, dongyuan, by=trial.approved_by)
    ProtocolContact.objects.create(enrolment=on_it, step=step, promise=promise, at=NOON)

    with pytest.raises(IntegrityError, match="after they heard"), transaction.atomic():
        Assignment.objects.create(
            trial=trial, patient=wang_fang, arm="HELD_OUT", stratum="", place=0, at=NOON
        )


def test_no_side_is_changed_and_no_draw_taken_back(trial, dongyuan, wang_fang):
    seen_off(wang_fang, dongyuan)
    weighing.weigh(at=NOON + HOUR)
    drawn = Assignment.objects.filter(patient=wang_fang)

    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        drawn.update(arm="HELD_OUT")
    with (
        pytest.raises(Exception, match="Cannot update or delete"),
        transaction.atomic(),
    ):
        drawn._raw_delete("default")


@pytest.mark.parametrize("field", ["seed", "hold_out", "why", "kind"])
def test_what_was_approved_stays_as_it_was(trial, field):
    changed = {"seed": "x", "hold_out": 50, "why": "y", "kind": "RECALL"}

    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        Trial.objects.filter(pk=trial.pk).update(**{field: changed[field]})


@pytest.mark.parametrize("share", [0, 3, 51, 100])
def test_no_share_beyond_reason_is_held_out(trial, share):
    told = {"protocol": trial.protocol, "version": trial.version, "kind": trial.kind}
    told |= {"experiment": "x", "seed": "x", "why": "x", "at": NOON, "ended_at": NOON}

    with pytest.raises(IntegrityError, match="share_in_range"), transaction.atomic():
        Trial.objects.create(hold_out=share, approved_by=trial.approved_by, **told)
