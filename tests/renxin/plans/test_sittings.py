"""What was signed for is booked, as many sittings as were planned and no more."""

from datetime import timedelta

import pytest

from renxin.booking.kinds import How
from renxin.booking.models import Appointment, Service
from renxin.booking.terms import Place
from renxin.journal.models import Entry
from renxin.plans import sittings
from renxin.plans.kinds import End
from renxin.plans.models import Plan
from renxin.plans.refusals import AllBooked, NotAccepted, NothingChosen
from renxin.plans.still_open import of_plans, still_open
from renxin.promises.models import Promise
from renxin.promises.models.ending import How as Ended
from tests.cast import NOON, enrolled
from tests.renxin.booking.conftest import at_work, clock
from tests.renxin.plans.written import LATER, line, shown, signed, written


@pytest.fixture
def filling(db):
    return Service.objects.create(code="filling", name="补牙", minutes=40)


@pytest.fixture
def li(doctor_li, dongyuan):
    at_work(doctor_li, dongyuan, 3, 4, 5)
    return doctor_li


@pytest.fixture
def two(wang_fang, li, dongyuan):
    """A plan with one item of two sittings, shown."""
    return shown(written(wang_fang, li, dongyuan, line(sittings=2)))


def places(clinic, doctor, *days):
    return [
        Place(clinic=clinic, starts_at=clock(10, day=day), minutes=40, doctor=doctor)
        for day in days
    ]


def book(plan, service, *days):
    return sittings.book(
        plan,
        plan.items.standing().get(),
        places(plan.clinic, plan.doctor, *days),
        service,
        by=plan.doctor,
        at=LATER,
    )


def test_nothing_is_booked_that_was_not_signed_for(two, filling):
    with pytest.raises(NotAccepted):
        book(two, filling, 3)

    assert not Appointment.objects.exists()


def test_a_changed_item_is_signed_for_anew_before_it_is_booked(two, filling, li):
    signed(two)
    was = two.items.get()
    two.change(was, line(fen=1), expected=two.version, by=li, at=LATER)

    with pytest.raises(NotAccepted):
        book(two, filling, 3)


def test_a_signed_item_changed_gives_its_times_back_and_is_not_owed(two, filling, li):
    signed(two)
    book(two, filling, 3)
    was = two.items.get()

    two.change(was, line(fen=1), expected=two.version, by=li, at=LATER)

    called_off = Appointment.objects.get().outcome
    assert called_off.kind == How.CANCELLED_BY_CLINIC
    assert not Promise.objects.open().exists()
    told = Entry.objects.get(fact="plans.signed_item_struck").particulars
    assert told["item_id"] == was.pk


def test_one_of_two_signed_items_struck_leaves_the_other_as_it_was(li, two, filling):
    two.add(line("洁牙"), expected=two.version, by=li, at=LATER)
    signed(shown(two, at=LATER))
    kept, struck = two.items.order_by("place")
    sittings.book(two, kept, places(two.clinic, li, 3, 4), filling, by=li, at=LATER)
    assert Promise.objects.open().exists()

    two.strike(struck, expected=two.version, by=li, at=LATER)

    assert Appointment.objects.due().count() == 2
    assert Promise.objects.get().ending.how == Ended.KEPT


def test_what_nobody_signed_is_struck_without_a_word(two, li):
    two.strike(two.items.get(), expected=two.version, by=li, at=LATER)

    assert not Entry.objects.filter(fact="plans.signed_item_struck").exists()


def test_all_sittings_booked_keep_the_promise(two, filling):
    signed(two)
    book(two, filling, 3)
    assert Promise.objects.open().exists()

    book(two, filling, 4)

    assert not Promise.objects.open().exists()
    assert still_open([two.patient_id]).unbooked == 0


def test_no_more_is_booked_than_was_planned(two, filling):
    signed(two)
    book(two, filling, 3, 4)

    with pytest.raises(AllBooked):
        book(two, filling, 5)


def test_a_sitting_called_off_is_owed_again(two, filling, li):
    signed(two)
    series = book(two, filling, 3, 4)

    series.appointments.first().cancel(
        how=How.CANCELLED_BY_PATIENT, by=li, at=LATER + timedelta(minutes=5)
    )

    assert Promise.objects.open().count() == 1
    assert still_open([two.patient_id]).unbooked == 1


def test_taken_back_what_was_booked_is_called_off(two, filling, li):
    acceptance = signed(two)
    book(two, filling, 3, 4)

    two.take_back(acceptance, by=li, at=LATER + timedelta(minutes=5))

    assert not Appointment.objects.due().exists()
    assert not Promise.objects.open().exists()


def test_money_and_sittings_stay_open_until_the_last_took_place(
    two, filling, django_assert_num_queries
):
    assert not still_open([two.patient_id])
    signed(two)
    series = book(two, filling, 3, 4)
    first, last = series.appointments.order_by("starts_at")

    first.arrive(door="DESK", by=None, at=first.starts_at)

    with django_assert_num_queries(1):
        left = still_open([two.patient_id])
    assert (left.money_fen, left.sittings, left.unbooked) == (380_000, 1, 0)
    last.arrive(door="DESK", by=None, at=last.starts_at)
    assert of_plans([two.pk]) == {}


def test_a_plan_is_at_the_stage_its_records_tell(two, filling, li):
    def stage():
        return Plan.objects.with_stage().get(pk=two.pk).stage

    seen = [stage()]
    signed(two)
    seen.append(stage())
    book(two, filling, 3)
    seen.append(stage())
    two.conclude("DONE", by=li, at=NOON + timedelta(days=5))

    assert [*seen, stage()] == ["PRESENTED", "ACCEPTED", "RUNNING", "OVER"]


def test_of_a_record_merged_meanwhile_the_person_is_expected(two, filling, dongyuan):
    signed(two)
    kept = enrolled(dongyuan, "20260009", "王芳")
    two.patient.merged_into = kept
    two.patient.save()

    series = book(two, filling, 3, 4)

    assert series.patient == kept
    assert still_open(kept.record_ids()).sittings == 2


def test_shown_again_with_more_the_first_signature_stands_and_counts_once(
    two, filling, li, wang_fang
):
    first = signed(two)
    crown = two.items.get()
    book(two, filling, 3, 4)
    two.add(line("冷光美白"), expected=two.version, by=li, at=LATER)
    shown(two, at=LATER)

    second = signed(two, at=LATER)

    assert [one.item.name for one in second.items.all()] == ["冷光美白"]
    assert (second.is_whole, second.total_fen) == (True, 380_000)
    assert sittings.signed_for(two, crown).acceptance == first
    with pytest.raises(AllBooked):
        sittings.book(two, crown, places(two.clinic, li, 5), filling, by=li, at=LATER)


def test_signing_again_for_what_is_signed_chooses_nothing(two, filling, li):
    signed(two)
    shown(two, at=LATER)

    with pytest.raises(NothingChosen):
        signed(two, at=LATER)


def test_stopped_its_appointments_are_called_off(two, filling, li):
    signed(two)
    book(two, filling, 3)

    two.conclude(End.STOPPED, reason="搬走了", by=li, at=LATER)

    assert not Appointment.objects.due().exists()


def test_a_sitting_not_come_to_is_owed_until_they_come_after_all(two, filling):
    signed(two)
    book(two, filling, 3, 4)
    first = Appointment.objects.order_by("starts_at").first()

    first.miss(by=None, at=clock(11, day=3))
    assert Promise.objects.open().exists()
    first.take_back_absence(by=two.doctor, at=clock(11, 30, day=3))

    assert not Promise.objects.open().exists()
