"""One district as the tables that `pulse` reads."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from renxin.demo import frame
from renxin.demo.attempts import OUTCOMES, slots_of
from renxin.demo.books import KINDS
from renxin.demo.chance import Flags, Ints, chance, happens
from renxin.demo.introductions import Introductions
from renxin.demo.log import Column
from renxin.demo.money import KINDS as CHARGE_KINDS
from renxin.demo.owed import Day
from renxin.demo.planted import ITEMS, put_off
from renxin.demo.seasons import SLOT_MINUTES
from renxin.demo.treatments import NEEDS, treatments
from renxin.demo.trials import Trial
from renxin.demo.words import words

BACK_TO_DOCTOR = (0.94, 0.88, 0.80)  # by house
URGENCY = ("ROUTINE", "URGENT")


@dataclass(frozen=True)
class District:
    """Everything drawn for one district."""

    number: int
    day: Day
    money: dict[str, Ints]
    answers: dict[str, Column]
    owed: dict[str, Column]
    introduced: Introductions
    trial: Trial
    registered: Ints
    record: Ints  # each patient's place in the order of registration
    clinics: tuple[str, ...]

    def patients(self, who: Ints) -> pa.Array:
        known = who >= 0
        ids = frame.ids("R", self.number, self.record[who])
        return pc.if_else(pa.array(known), ids, None)

    def moments(self, minutes: Ints) -> pa.Array:
        """Moments; anything below the window's far past is unknown."""
        return frame.moments(self.day.season.start, minutes, minutes != frame.NONE)

    def clinic_of(self, patient: Ints) -> pa.Array:
        return frame.words(self.clinics, self.day.people.clinic[patient])

    def names(self, staff: Ints) -> pa.Array:
        return frame.words(self.day.staff.names.tolist(), staff)


def patients(of: District) -> pa.Table:
    people, order = of.day.people, np.argsort(of.record)
    payers = tuple(words("town")["payers"])
    sex = np.where(people.families.male, 0, 1)
    return pa.table(
        {
            "patient_id": of.patients(order),
            "clinic": of.clinic_of(order),
            "registered_on": frame.days(of.day.season.start, of.registered[order]),
            "birth_on": pa.array(people.birth_on[order].astype(np.int32)).cast(
                pa.date32()
            ),
            "sex": frame.words(("MALE", "FEMALE"), sex[order]),
            "channel": frame.texts(people.channel[order]),
            "need": frame.words(NEEDS, people.need[order]),
            "payer": frame.words(payers, people.payer[order]),
            "introduced_by": of.patients(of.introduced.by[order]),
            "restricted": frame.flags(np.zeros(len(order), dtype=np.bool_)),
        }
    )


def visits(of: District, seed: int) -> pa.Table:
    came, menu, people = of.day.came, treatments(), of.day.people
    who, later = came["patient"], put_off(of.day)
    return pa.table(
        {
            "visit_id": frame.ids("V", of.number, np.arange(len(who))),
            "patient_id": of.patients(who),
            "began_at": of.moments(came["arrived"]),
            "ended_at": of.moments(came["ended"] + later),
            "clinic": of.clinic_of(who),
            "department": frame.words(
                menu.departments, menu.department[came["service"]]
            ),
            "doctor": of.names(came["doctor"]),
            "kind": frame.words(KINDS, came["kind"]),
            "condition": frame.words(menu.conditions, came["service"]),
            "payer": frame.words(tuple(words("town")["payers"]), people.payer[who]),
            "urgency": frame.words(URGENCY, came["urgent"].astype(np.int64)),
            "arrived_at": of.moments(came["arrived"]),
            "seen_at": of.moments(came["seen"] + later),
            "back_to_doctor": frame.flags(went_back(of, seed)),
            "service": frame.words(menu.names, came["service"]),
        }
    )


def went_back(of: District, seed: int) -> Flags:
    """Who saw the doctor once more before leaving."""
    who = of.day.came["patient"]
    rng = chance(seed, of.number, "seen off")
    return happens(rng, np.array(BACK_TO_DOCTOR)[of.day.people.clinic[who]])


def appointments(of: District) -> tuple[pa.Table, Ints]:
    """The bookings, and which attempt each of them was."""
    tried, menu = of.day.tried, treatments()
    booked = np.flatnonzero(~tried["walk_in"])
    who, service = tried["patient"][booked], tried["service"][booked]
    start, outcome = tried["start"][booked], tried["outcome"][booked]
    slots = slots_of(service, tried["kind"][booked])
    table = pa.table(
        {
            "appointment_id": frame.ids("A", of.number, np.arange(len(booked))),
            "patient_id": of.patients(who),
            "starts_at": of.moments(start),
            "outcome": frame.words(OUTCOMES, outcome),
            "booked_at": of.moments(tried["booked"][booked]),
            "minutes": pa.array(slots * SLOT_MINUTES, pa.int32()),
            "clinic": of.clinic_of(who),
            "department": frame.words(menu.departments, menu.department[service]),
            "doctor": of.names(tried["doctor"][booked]),
            "resource": frame.words(chairs(), _chair(tried["doctor"][booked], of)),
            "reminded": frame.flags(tried["reminded"][booked]),
            "walk_in": frame.flags(tried["walk_in"][booked]),
            "service": frame.words(menu.names, service),
        }
    )
    return table, booked


def chairs() -> tuple[str, ...]:
    return tuple(f"{number} 号椅" for number in range(1, 9))


def _chair(doctor: Ints, of: District) -> Ints:
    staff = of.day.staff
    return doctor - staff.first_doctor[staff.clinic[doctor]]


def charges(of: District) -> pa.Table:
    came, menu, money = of.day.came, treatments(), of.money
    visit = money["visit"]
    who, service = came["patient"][visit], came["service"][visit]
    return pa.table(
        {
            "charge_id": frame.ids("C", of.number, np.arange(len(visit))),
            "patient_id": of.patients(who),
            "day": frame.days(of.day.season.start, came["day"][visit]),
            "amount": frame.yuan(money["fen"]),
            "visit_id": frame.ids("V", of.number, visit),
            "clinic": of.clinic_of(who),
            "department": frame.words(menu.departments, menu.department[service]),
            "doctor": of.names(came["doctor"][visit]),
            "condition": frame.words(menu.conditions, service),
            "service": frame.words(
                menu.names + ITEMS,
                np.where(money["item"] < 0, service, len(menu.names) + money["item"]),
            ),
            "kind": frame.words(CHARGE_KINDS, money["kind"]),
            "refunded": frame.yuan(money["refunded"]),
        }
    )
