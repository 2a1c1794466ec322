"""Every path to an appointment and away from it, as many hands take them at once."""

import random
import time
from dataclasses import replace
from datetime import timedelta
from functools import partial

from benchmarks.peers.crowd import House, Told, attempt
from renxin.booking import agreement, keeping, requests, several, waitlist
from renxin.booking.kinds import Door, How, Through, Way
from renxin.booking.models import Appointment, WaitlistEntry, WaitlistOffer
from renxin.booking.place_of import place_of
from renxin.booking.terms import Place, Terms
from renxin.patients.models import Patient

LENGTHS = (20, 30, 45, 60, 90)


class Hand:
    """One who acts: a desk, a phone, the job that lets the old lapse."""

    def __init__(self, house: House, seed: int) -> None:
        self.house, self.chance = house, random.Random(seed)  # noqa: S311
        self.own = house.patients[seed % len(house.patients)]

    def place(self, day: int | None = None) -> Place:
        pick, house = self.chance.choice, self.house
        day = self.chance.randrange(house.days) if day is None else day
        return Place(
            clinic=house.clinic,
            starts_at=house.first
            + timedelta(days=day, hours=8, minutes=5 * self.chance.randrange(96)),
            minutes=pick(LENGTHS),
            doctor=pick(house.doctors),
            assistants=(pick(house.assistants),),
            chair=pick(house.chairs),
            devices=(pick(house.devices),),
        ).given(house.service)

    def terms(self, **more: object) -> Terms:
        return Terms(place=self.place(), service=self.house.service, **more)  # type: ignore[arg-type]

    def patient(self) -> Patient:
        return self.chance.choice(self.house.patients)

    def card(self) -> Appointment | None:
        """One of the latest; many hands reach for the same."""
        due = Appointment.objects.due().select_related("clinic", "service", "doctor")
        found = list(due.order_by("-pk")[:20])
        return self.chance.choice(found) if found else None

    def book(
        self, day: int | None = None, patient: Patient | None = None
    ) -> Appointment:
        whose = patient or self.patient()
        terms = replace(self.terms(), place=self.place(day))
        return agreement.book(whose, terms, by=None, at=self.house.now)

    def hold(self) -> None:
        until = self.house.now + timedelta(minutes=self.chance.choice((-1, 10)))
        terms = self.terms(through=Through.PORTAL, held_until=until)
        agreement.book(
            self.patient(), terms, by=None, at=self.house.now - timedelta(minutes=2)
        )

    def overbook(self) -> None:
        terms = self.terms(over="疼得厉害")
        agreement.book(self.patient(), terms, by=self.house.manager, at=self.house.now)

    def series(self) -> None:
        places = [self.place(), self.place()]
        several.book_series(
            self.patient(),
            places,
            self.house.service,
            what="根管",
            by=None,
            at=self.house.now,
        )

    def one_coming(self) -> None:
        parts = [self.terms(), self.terms()]
        several.book_together(self.patient(), parts, by=None, at=self.house.now)

    def move(self) -> None:
        if card := self.card():
            agreement.move(card, self.terms(), by=None, at=self.house.now)

    def resize(self) -> None:
        if card := self.card():
            place = replace(place_of(card), minutes=self.chance.choice(LENGTHS))
            terms = Terms(place=place, service=card.service)
            agreement.move(card, terms, by=None, at=self.house.now)

    def swap(self) -> None:
        one, other = self.card(), self.card()
        if one and other and one != other:
            several.swap(one, other, by=None, at=self.house.now)

    def cancel(self) -> None:
        if card := self.card():
            card.cancel(how=How.CANCELLED_BY_PATIENT, by=None, at=self.house.now)

    def agree(self) -> None:
        if card := self.card():
            card.agree(by=None, at=self.house.now)

    def arrive(self) -> None:
        if card := self.card():
            card.confirm(way=Way.PHONE, by=None, at=self.house.now)
            card.arrive(door=Door.DESK, by=None, at=self.house.now)

    def keep(self) -> None:
        place = self.place()
        thing = self.chance.choice([place.chair, *place.devices, place.doctor])
        if thing:
            keeping.keep(
                thing,
                place.clinic,
                place.visit,
                purpose="保养",
                by=self.house.manager,
                at=self.house.now,
            )

    def wait(self) -> None:
        first = self.place().day
        entry = WaitlistEntry(
            patient=self.patient(),
            clinic=self.house.clinic,
            service=self.house.service,
            first_on=first,
            last_on=first + timedelta(days=2),
            weekdays=list(range(7)),
            through=Through.DESK,
            instead_of=self.card() if self.chance.random() < 1 / 3 else None,
        )
        WaitlistEntry.add(entry, by=None, at=self.house.now)

    def answer(self) -> None:
        offers = WaitlistOffer.objects.open().select_related("entry__clinic")
        found = list(offers.order_by("-pk")[:8])
        if found:
            verb = self.chance.choice(
                (waitlist.accept, waitlist.accept, waitlist.decline)
            )
            verb(self.chance.choice(found), by=None, at=self.house.now)

    def lapse(self) -> None:
        requests.lapse(at=self.house.now)


# How often each path is taken, of a hundred.
PATHS: dict[str, int] = {
    "book": 24, "hold": 8, "overbook": 2, "series": 6, "one_coming": 5,
    "move": 14, "resize": 7, "swap": 6, "cancel": 8, "agree": 4, "arrive": 2,
    "keep": 2, "wait": 4, "answer": 7, "lapse": 1,
}  # fmt: skip


def by_all_paths(house: House, rounds: int, seed: int) -> Told:
    hand, told = Hand(house, seed), Told()
    names, weights = list(PATHS), list(PATHS.values())
    for name in hand.chance.choices(names, weights, k=rounds):
        attempt(told, name, getattr(hand, name))
    return told


def by_booking(house: House, rounds: int, seed: int, *, thinks_s: float = 0) -> Told:
    """Everybody wants the same day, one day after the other, for a patient of theirs.

    A patient whom several book at once would be refused for what no place can help.
    """
    hand, told = Hand(house, seed), Told()
    time.sleep(hand.chance.random() * thinks_s)
    for day in range(rounds):
        attempt(told, "book", partial(hand.book, day % house.days, hand.own))
        time.sleep(thinks_s)
    return told
