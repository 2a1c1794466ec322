"""FZ-2: every path of booking, in any order, against what it ought to do.

RENXIN_MACHINE=large looks for longer, and somewhere else every time.
"""

import os
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from renxin.booking import agreement, giving, keeping, requests, several, waitlist
from renxin.booking.kinds import Door, How, Through, Way
from renxin.booking.models import (
    Appointment,
    Occupation,
    Outcome,
    Overbooking,
    WaitlistEntry,
    WaitlistOffer,
)
from renxin.booking.place_of import place_of
from renxin.booking.terms import Place, Terms
from renxin.desk.refusal import Refusal
from renxin.journal.models import Entry
from renxin.rosters.models import Leave
from renxin.rosters.spans import span
from renxin.staff.roles import Role
from tests.cast import employed, enrolled
from tests.renxin.booking.conftest import at_work, clock
from tests.renxin.booking.ledger import AHEAD, DAY, GRACE, HELD_FOR, LATE, Ledger, Spot

IS_LARGE = os.environ.get("RENXIN_MACHINE") == "large"
SETTINGS = settings(
    max_examples=300 if IS_LARGE else 10,
    stateful_step_count=60 if IS_LARGE else 25,
    derandomize=not IS_LARGE,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    # What fails is made smaller only where there is time for it.
    phases=list(Phase) if IS_LARGE else [Phase.generate],
    report_multiple_bugs=False,
)
TOLD = [
    f"booking.{what}"
    for what in (
        "booked",
        "rebooked",
        "confirmed",
        "overbooked",
        "arrived",
        "not_come",
        "cancelled",
    )
]
MIDNIGHT = clock(0)
WHICH = st.integers(0, 999)
DOCTORS, CHAIRS = ("li", "chen"), ("chair 1", "chair 2")
SPOTS = st.builds(
    Spot,
    begins=st.builds(
        lambda day, clock: day * DAY + clock,
        st.sampled_from((0, 0, 0, 1)),
        st.sampled_from((470, *range(480, 720, 10), 1040, 1060)),
    ),
    minutes=st.sampled_from((20, 40, 60, 120)),
    doctor=st.sampled_from(DOCTORS),
    chair=st.sampled_from(CHAIRS),
    assistant=st.sampled_from(("", "", "he")),
    device=st.sampled_from(("", "", "scanner")),
)


def moment(minute):
    return MIDNIGHT + timedelta(minutes=minute)


def minute(moment):
    return round((moment - MIDNIGHT).total_seconds() / 60)


class Booking(RuleBasedStateMachine):
    """Desk, portal, walk-ins, series, waiting list, upkeep and leave, all at once."""

    world: dict

    def __init__(self):
        super().__init__()
        # Each run begins with the same empty diary; nothing of it stays.
        self.whole = transaction.atomic()
        self.whole.__enter__()
        self.ledger = Ledger(now=minute(clock(12, day=2)))
        self.offers = set()

    def teardown(self):
        transaction.set_rollback(True)
        self.whole.__exit__(None, None, None)

    @property
    def now(self):
        return moment(self.ledger.now)

    def place(self, spot):
        thing = self.world.__getitem__
        return Place(
            clinic=thing("clinic"),
            starts_at=moment(spot.begins),
            minutes=spot.minutes,
            doctor=thing(spot.doctor),
            chair=thing(spot.chair),
            assistants=(thing(spot.assistant),) if spot.assistant else (),
            devices=(thing(spot.device),) if spot.device else (),
        ).given(thing("filling"))

    def terms(self, spot, **more):
        return Terms(place=self.place(spot), service=self.world["filling"], **more)

    def tried(self, act, refused=""):
        """Do it, and be refused exactly when and as foretold."""
        try:
            with transaction.atomic():
                done = act()
        except Refusal as refusal:
            told, done = refusal, None
        else:
            told, done = None, done or True
        assert (type(told).__name__ if told else "") == refused, str(told)
        assert told is None or str(told)
        return done

    def patient(self, which):
        return self.world["patients"][which % 3]

    def card(self, which):
        """Any card, but four times in five one that has not ended."""
        due = [pk for pk, card in self.ledger.cards.items() if not card.ended]
        pks = due if due and which % 5 else list(self.ledger.cards)
        pk = pks[which % len(pks)]
        return pk, Appointment.objects.get(pk=pk)

    def booked(self, appointment, spot, held_until=None):
        patient = appointment.patient_id
        is_over = self.ledger.put(appointment.pk, spot, patient, held_until=held_until)
        if is_over:
            self.ledger.tell("overbooked", appointment.pk)
        if held_until is None:
            self.ledger.tell("booked", appointment.pk)

    @rule(spot=SPOTS, which=WHICH)
    def book(self, spot, which):
        patient, terms = self.patient(which), self.terms(spot)
        made = self.tried(
            lambda: agreement.book(patient, terms, by=None, at=self.now),
            self.ledger.refusal(spot, patient.pk),
        )
        if made:
            self.booked(made, spot)

    @rule(spot=SPOTS, which=WHICH)
    def hold(self, spot, which):
        patient, until = self.patient(which), self.ledger.now + HELD_FOR
        terms = self.terms(spot, through=Through.PORTAL, held_until=moment(until))
        made = self.tried(
            lambda: agreement.book(patient, terms, by=None, at=self.now),
            self.ledger.refusal(spot, patient.pk),
        )
        if made:
            self.booked(made, spot, until)

    @rule(spot=SPOTS, which=WHICH)
    def walk_in(self, spot, which):
        patient, spot = self.patient(which), replace(spot, begins=self.ledger.now)
        terms = self.terms(spot, through=Through.WALK_IN)
        made = self.tried(
            lambda: agreement.book(patient, terms, by=None, at=self.now),
            self.ledger.refusal(spot, patient.pk),
        )
        if made:
            self.booked(made, spot)

    @rule(spot=SPOTS, which=WHICH)
    def overbook(self, spot, which):
        by = self.world["greeter" if which % 4 == 0 else "manager"]
        patient, terms = self.patient(which), self.terms(spot, over="in pain")
        refused = self.ledger.refusal(spot, patient.pk, over=True)
        if which % 4 == 0:
            refused = self.ledger.never(spot) or "MayNotOverbook"
        made = self.tried(
            lambda: agreement.book(patient, terms, by=by, at=self.now), refused
        )
        if made:
            self.booked(made, spot)

    @rule(spot=SPOTS, other=SPOTS, which=WHICH)
    def series(self, spot, other, which):
        spots = [spot, replace(other, begins=other.begins % DAY + DAY)]
        patient = self.patient(which)
        made = self.tried(
            lambda: several.book_series(
                patient,
                [self.place(one) for one in spots],
                self.world["filling"],
                what="root canal",
                by=None,
                at=self.now,
            ),
            self.ledger.foretold([(one, patient.pk) for one in spots]),
        )
        if made:
            for one, at_spot in zip(
                made.appointments.order_by("pk"), spots, strict=True
            ):
                self.booked(one, at_spot)

    @rule(spot=SPOTS, other=SPOTS, which=WHICH)
    def one_coming(self, spot, other, which):
        spots = [spot, replace(other, begins=spot.ends)]
        parts = [self.terms(one) for one in spots]
        patient = self.patient(which)
        made = self.tried(
            lambda: several.book_together(patient, parts, by=None, at=self.now),
            self.ledger.foretold([(one, patient.pk) for one in spots]),
        )
        if made:
            for one, at_spot in zip(made, spots, strict=True):
                self.booked(one, at_spot)

    def moved(self, pk, appointment, spot, terms):
        touched, patient = self.ledger.touch(pk), appointment.patient_id
        done = self.tried(
            lambda: agreement.move(appointment, terms, by=None, at=self.now),
            touched or self.ledger.refusal(spot, patient, besides=(pk,)),
        )
        if done:
            self.ledger.put(pk, spot, patient)
            self.ledger.rebook(pk)

    @precondition(lambda self: self.ledger.cards)
    @rule(spot=SPOTS, which=WHICH)
    def move(self, spot, which):
        pk, appointment = self.card(which)
        self.moved(pk, appointment, spot, self.terms(spot))

    @precondition(lambda self: self.ledger.cards)
    @rule(minutes=st.sampled_from((10, 30, 50, 90)), which=WHICH)
    def resize(self, minutes, which):
        pk, appointment = self.card(which)
        card = self.ledger.cards[pk]
        if card.ended:
            return
        spot = replace(card.spot, minutes=minutes)
        place = replace(place_of(appointment), minutes=minutes)
        self.moved(pk, appointment, spot, Terms(place=place, service=None))

    @precondition(lambda self: len(self.ledger.cards) > 1)
    @rule(which=WHICH, other=WHICH)
    def swap(self, which, other):
        (pk, one), (also, two) = self.card(which), self.card(other)
        if pk == also:
            return
        touched = [self.ledger.touch(each) for each in sorted((pk, also))]
        here, there = self.ledger.cards[pk].spot, self.ledger.cards[also].spot
        wanted = [
            (replace(there, minutes=here.minutes), one.patient_id),
            (replace(here, minutes=there.minutes), two.patient_id),
        ]
        refused = next(filter(None, touched), "")
        done = self.tried(
            lambda: several.swap(one, two, by=None, at=self.now),
            refused or self.ledger.foretold(wanted, (pk, also)),
        )
        if done:
            cards = [self.ledger.cards.pop(each) for each in (pk, also)]
            for each, card, one in zip((pk, also), cards, wanted, strict=True):
                self.ledger.put(each, *one, held_until=card.held_until)
                self.ledger.rebook(each)

    @precondition(lambda self: self.ledger.cards)
    @rule(which=WHICH)
    def agree(self, which):
        pk, appointment = self.card(which)
        if self.tried(
            lambda: appointment.agree(by=None, at=self.now), self.ledger.touch(pk)
        ):
            self.ledger.agree(pk)

    @precondition(lambda self: self.ledger.cards)
    @rule(which=WHICH)
    def confirm(self, which):
        pk, appointment = self.card(which)
        if self.tried(
            lambda: appointment.confirm(way=Way.PHONE, by=None, at=self.now),
            self.ledger.touch(pk),
        ):
            self.ledger.confirm(pk)

    @precondition(lambda self: self.ledger.cards)
    @rule(which=WHICH)
    def arrive(self, which):
        pk, appointment = self.card(which)
        is_early = self.ledger.now // DAY < self.ledger.cards[pk].spot.begins // DAY
        if self.tried(
            lambda: appointment.arrive(door=Door.DESK, by=None, at=self.now),
            self.ledger.touch(pk) or ("NotThatDay" if is_early else ""),
        ):
            self.ledger.agree(pk)
            self.ledger.cards[pk].ended = "KEPT"
            self.ledger.tell("arrived", pk)

    @precondition(lambda self: self.ledger.cards)
    @rule(which=WHICH)
    def cancel(self, which):
        pk, appointment = self.card(which)
        how = How.CANCELLED_BY_PATIENT
        if self.tried(
            lambda: appointment.cancel(how=how, by=None, at=self.now),
            self.ledger.touch(pk),
        ):
            self.ledger.cards[pk].ended = how.value
            self.ledger.tell("cancelled", pk)

    @precondition(lambda self: self.ledger.cards)
    @rule(which=WHICH)
    def miss(self, which):
        pk, appointment = self.card(which)
        is_early = self.ledger.now < self.ledger.cards[pk].spot.begins + LATE
        if self.tried(
            lambda: appointment.miss(by=None, at=self.now),
            self.ledger.touch(pk) or ("NotYetDue" if is_early else ""),
        ):
            self.ledger.cards[pk].ended = "NO_SHOW"
            self.ledger.tell("not_come", pk)

    @rule(spot=SPOTS, thing=st.sampled_from((*CHAIRS, "scanner", "li")))
    def keep_free(self, spot, thing):
        when = (spot.begins, spot.ends)
        refused = "Taken" if self.ledger.is_taken({thing: when}) else ""
        if spot.begins < self.ledger.now - GRACE:
            refused = "InThePast"
        clinic, by = self.world["clinic"], self.world["greeter"]
        during = span(*map(moment, when))
        kept = self.tried(
            lambda: keeping.keep(
                self.world[thing], clinic, during, purpose="upkeep", by=by, at=self.now
            ),
            refused,
        )
        if kept:
            self.ledger.clear({thing: when})
            self.ledger.kept[kept.pk] = (thing, when)

    @precondition(lambda self: self.ledger.kept)
    @rule(which=WHICH)
    def give_back(self, which):
        pk = list(self.ledger.kept)[which % len(self.ledger.kept)]
        clinic, by = self.world["clinic"], self.world["greeter"]
        keeping.give_back(Occupation.objects.get(pk=pk), clinic, by=by, at=self.now)
        del self.ledger.kept[pk]

    @rule(spot=SPOTS, who=st.sampled_from((*DOCTORS, "he")))
    def leave(self, spot, who):
        when = (spot.begins, spot.ends)
        refused = "AwayThen" if (who, when) in self.clashing(who, when) else ""
        if spot.ends <= self.ledger.now:
            refused = "IsOver"
        leave = Leave(
            staff=self.world[who], kind="ILLNESS", during=span(*map(moment, when))
        )
        by, clinic = self.world["greeter"], self.world["clinic"]
        if self.tried(lambda: leave.enter(clinic=clinic, by=by, at=self.now), refused):
            self.ledger.away.append((who, when))

    def clashing(self, who, when):
        standing = [one for one in self.ledger.away if one[0] == who]
        return {(who, when) for _who, (a, b) in standing if a < when[1] and when[0] < b}

    @rule(which=WHICH, day=st.sampled_from((3, 4)))
    def wait(self, which, day):
        entry = WaitlistEntry(
            patient=self.patient(which),
            clinic=self.world["clinic"],
            service=self.world["filling"],
            doctor=self.world["li"] if which % 2 else None,
            hurts=which % 7 == 0,
            first_on=date(2026, 3, 3),
            last_on=date(2026, 3, day),
            weekdays=list(range(7)),
            through=Through.DESK,
        )
        WaitlistEntry.add(entry, by=None, at=self.now)
        self.ledger.waiting[entry.pk] = True

    def offer(self, which):
        """Any offer, and what is said to whoever answers it now."""
        offers = list(WaitlistOffer.objects.order_by("answered_at", "pk"))
        offer = offers[-1 - which % min(len(offers), 3)]
        refused = "OfferOver" if offer.answered_at or offer.until <= self.now else ""
        if not self.ledger.waiting[offer.entry_id]:
            refused = "NotWaiting"
        return offer, refused

    def spot_of(self, place):
        name = self.world["names"].__getitem__
        return Spot(
            minute(place.starts_at),
            place.minutes,
            name(place.doctor),
            name(place.chair),
        )

    @precondition(lambda self: self.offers)
    @rule(which=WHICH)
    def say_yes(self, which):
        offer, refused = self.offer(which)
        spot, patient = self.spot_of(offer), offer.entry.patient_id
        made = self.tried(
            lambda: waitlist.accept(offer, by=None, at=self.now),
            refused or self.ledger.refusal(spot, patient),
        )
        if made:
            self.booked(made, spot)
            self.ledger.waiting[offer.entry_id] = False

    @precondition(lambda self: self.offers)
    @rule(which=WHICH)
    def say_no(self, which):
        offer, refused = self.offer(which)
        self.tried(lambda: waitlist.decline(offer, by=None, at=self.now), refused)

    @precondition(lambda self: self.ledger.waiting)
    @rule(which=WHICH)
    def withdraw(self, which):
        pk = list(self.ledger.waiting)[which % len(self.ledger.waiting)]
        entry = WaitlistEntry.objects.get(pk=pk)
        if self.tried(
            lambda: entry.leave("WITHDREW", by=None, at=self.now),
            "" if self.ledger.waiting[pk] else "NotWaiting",
        ):
            self.ledger.waiting[pk] = False

    @precondition(lambda self: self.ledger.waiting)
    @rule(spot=SPOTS, which=WHICH)
    def give(self, spot, which):
        pk = list(self.ledger.waiting)[which % len(self.ledger.waiting)]
        spot = replace(spot, assistant="", device="", minutes=40)
        by = self.world["greeter"]
        entry = WaitlistEntry.objects.get(pk=pk)
        refused = self.ledger.refusal(spot, entry.patient_id)
        if not self.ledger.waiting[pk]:
            refused = self.ledger.never(spot) or "NotWaiting"
        made = self.tried(
            lambda: giving.give(entry, self.place(spot), by=by, at=self.now), refused
        )
        if made:
            self.booked(made, self.spot_of(place_of(made)))
            self.ledger.waiting[pk] = False

    @precondition(lambda self: self.ledger.now < DAY + 900)
    @rule(minutes=st.sampled_from((10, 10, 20, 40, 600)))
    def pass_time(self, minutes):
        self.ledger.now += minutes

    @rule()
    def let_the_old_lapse(self):
        lapsed = [pk for pk in self.ledger.cards if self.ledger.has_lapsed(pk)]
        ended = requests.lapse(at=self.now)
        waitlist.lapse(at=self.now)
        for pk in lapsed:
            self.ledger.cards[pk].ended = "LAPSED"
        assert ended == len(lapsed)
        assert not WaitlistOffer.objects.over(at=self.now).exists()

    @invariant()
    def what_is_taken_is_what_stands(self):
        name = self.world["names"].__getitem__
        rows = Occupation.objects.select_related(
            "resource__staff", "resource__chair", "resource__equipment"
        )
        taken = [
            (
                name(one.resource.thing),
                minute(one.during.lower),
                minute(one.during.upper),
                one.lane,
                one.appointment_id,
            )
            for one in rows
        ]
        assert sorted(map(str, taken)) == sorted(map(str, self.ledger.occupied()))
        first = sorted(one[:3] for one in taken if one[3] == 0)
        for before, after in pairwise(first):
            assert before[0] != after[0] or before[2] <= after[1]

    @invariant()
    def nobody_is_expected_in_two_places(self):
        due = Appointment.objects.due().exclude(held_until__lte=self.now)
        for patient in self.world["patients"]:
            times = due.filter(patient=patient).order_by("starts_at")
            for before, after in pairwise(times):
                assert before.ends_at <= after.starts_at

    @invariant()
    def what_ended_is_told(self):
        ended = {pk: one.ended for pk, one in self.ledger.cards.items() if one.ended}
        over = {pk for fact, pk in self.ledger.facts if fact == "booking.overbooked"}
        entries = Entry.objects.filter(fact__in=TOLD)
        told = {}
        for fact, of in entries.values_list("fact", "particulars__appointment_id"):
            told[fact, of] = told.get((fact, of), 0) + 1
        assert dict(Outcome.objects.values_list("appointment", "kind")) == ended
        assert set(Overbooking.objects.values_list("appointment", flat=True)) == over
        assert told == dict(self.ledger.facts)

    @invariant()
    def only_who_waits_is_asked_and_only_about_what_is_free(self):
        open_now = WaitlistOffer.objects.open()
        offers = list(open_now.select_related("doctor", "chair", "entry"))
        asked = [offer.entry_id for offer in offers]
        assert len(asked) == len(set(asked))
        assert all(self.ledger.waiting[pk] for pk in asked)
        for offer in offers:
            if offer.pk not in self.offers:
                spot = self.spot_of(offer)
                assert self.ledger.refusal(spot, offer.entry.patient_id) == ""
                assert spot.begins >= self.ledger.now + AHEAD
        self.offers = set(WaitlistOffer.objects.values_list("pk", flat=True))


@pytest.fixture
def things(li, chen, first_chair, second_chair, scanner, dongyuan):
    """A house of two doctors, one assistant, two chairs and a scanner."""
    he = employed("he", "何远", Role.ASSISTANT, dongyuan)
    at_work(he, dongyuan, 3, 4, 5)
    people = {"li": li, "chen": chen, "he": he}
    return people | {
        "chair 1": first_chair,
        "chair 2": second_chair,
        "scanner": scanner,
    }


@pytest.fixture
def patients(wang_fang, xiaodou, dongyuan):
    return [wang_fang, xiaodou, enrolled(dongyuan, "20260003", "陈静")]


def test_booking_does_what_it_ought_to_in_any_order(
    things, patients, filling, greeter_lin, manager_gu
):
    class Here(Booking):
        world = things | {
            "names": {thing: name for name, thing in things.items()},
            "clinic": patients[0].enrolments.get().clinic,
            "filling": filling,
            "patients": patients,
            "greeter": greeter_lin,
            "manager": manager_gu,
        }

    run_state_machine_as_test(Here, settings=SETTINGS)
