"""What nobody at the house can see: the answers that figures are compared with."""

from collections import Counter
from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from renxin.demo import frame
from renxin.demo.attempts import DUE, NO_SHOW
from renxin.demo.chance import Ints
from renxin.demo.leaving import REASONS
from renxin.demo.planted import dearness
from renxin.demo.tables import District
from renxin.demo.tried import drawn

ASKED = ("NEVER", "UNREACHED", "TOLD")
FATES = ("NONE", "KEPT", "BROKEN", "RELEASED")
AMENDS = ("NONE", "LEFT", "MADE_GOOD")


def true_tables(of: District, booked: Ints) -> dict[str, pa.Table]:
    """`booked` are the attempts that stand in the appointments, in their order."""
    return {
        "leavings": _leavings(of),
        "stays": _stays(of),
        "bookings": pa.table(
            {
                "appointment_id": frame.ids("A", of.number, np.arange(len(booked))),
                "no_show_odds": pa.array(of.day.tried["odds"][booked]),
            }
        ),
        "doctors": _doctors(of),
        "people": _people(of),
        "drawn": drawn(of),
    }


def _leavings(of: District) -> pa.Table:
    exits = of.day.exits
    return pa.table(
        {
            "patient_id": of.patients(exits["patient"]),
            "left_on": frame.days(of.day.season.start, exits["day"]),
            "reason": frame.words(REASONS, exits["reason"]),
            "asked": frame.words(ASKED, exits["asked"]),
            "came_back": frame.flags(exits["back"]),
        }
    )


def _stays(of: District) -> pa.Table:
    came = of.day.came
    return pa.table(
        {
            "visit_id": frame.ids("V", of.number, np.arange(len(came["key"]))),
            "leave_odds": pa.array(came["leave_odds"]),
            "left": frame.flags(came["left"]),
            "wait": pa.array(came["wait"], pa.int32()),
            "promise": frame.words(FATES, came["promise"]),
            "complaint": frame.words(AMENDS, came["complaint"]),
            "taken_up": frame.flags(came["taken_up"]),
            "going_on": frame.flags(came["step"] + 1 < came["planned"]),
        }
    )


def _doctors(of: District) -> pa.Table:
    staff = of.day.staff
    doctors = np.arange(staff.doctors)
    return pa.table(
        {
            "doctor": of.names(doctors),
            "clinic": frame.words(of.clinics, staff.clinic[doctors]),
            "skill": pa.array(staff.skill[doctors]),
            "kindness": pa.array(staff.kindness[doctors]),
            "lateness": pa.array(staff.lateness[doctors]),
            "manner": pa.array(staff.manner),
            "dear": pa.array(dearness(staff)[doctors]),
        }
    )


def _people(of: District) -> pa.Table:
    people, order = of.day.people, np.argsort(of.record)
    return pa.table(
        {
            "patient_id": of.patients(order),
            "generation": pa.array(of.introduced.generation[order]),
            "forgets": pa.array(people.forgets[order]),
            "trusts": pa.array(people.trusts[order]),
        }
    )


def counts(of: District, booked: Ints) -> Mapping[str, Counter[str]]:
    """What came true, counted where it happened and not from the tables."""
    exits, tried = of.day.exits, of.day.tried
    year = exits["day"] // 365
    decided = np.array(REASONS)[exits["reason"]]
    outcome = tried["outcome"][booked]
    ended = {"ended": int((outcome < DUE).sum())}
    missed = {"no_show": int((outcome == NO_SHOW).sum())}
    return {
        "left_by_reason": Counter(decided.tolist()),
        "left_by_year": Counter(f"year {one + 1}" for one in year.tolist()),
        "generations": Counter(str(one) for one in of.introduced.generation.tolist()),
        "bookings": Counter({**ended, **missed}),
    }
