"""The tables of the trial: who was drawn, and the comings that it brought."""

import numpy as np
import pyarrow as pa

from renxin.demo import frame
from renxin.demo.books import KINDS, RETURN
from renxin.demo.chance import Ints
from renxin.demo.money import FEN
from renxin.demo.money import KINDS as CHARGE_KINDS
from renxin.demo.seasons import MINUTES_A_DAY
from renxin.demo.tables import URGENCY, District
from renxin.demo.treatments import treatments
from renxin.demo.trials import ARMS, EXPERIMENT
from renxin.demo.words import truth, words

CHECKED = "PROPHYLAXIS"
WAITS, STAYS = 8, 40  # minutes
PRICE = 240  # yuan


def assignments(of: District) -> pa.Table:
    """In the order of the draws."""
    drawn = of.trial
    size = len(drawn.patient)
    return pa.table(
        {
            "experiment": frame.words((EXPERIMENT,), np.zeros(size, dtype=np.int64)),
            "patient_id": of.patients(drawn.patient),
            "assigned_at": of.moments(drawn.assigned),
            "arm": frame.words(ARMS, drawn.arm),
            "stratum": of.clinic_of(drawn.patient),
            "clinic": of.clinic_of(drawn.patient),
            "held_share": pa.array(np.full(size, truth()["trial"]["held_out"])),
            "place": pa.array(drawn.place, pa.int32()),
        }
    )


def visits(of: District) -> pa.Table:
    """One check-up each, with the doctor they saw last; after all that was lived."""
    drawn, menu, people = of.trial, treatments(), of.day.people
    who, begins = drawn.patient[drawn.came], drawn.brought[drawn.came]
    service = np.full(len(who), menu.place(CHECKED))
    return pa.table(
        {
            "visit_id": _ids(of, "V"),
            "patient_id": of.patients(who),
            "began_at": of.moments(begins),
            "ended_at": of.moments(begins + STAYS),
            "clinic": of.clinic_of(who),
            "department": frame.words(menu.departments, menu.department[service]),
            "doctor": of.names(_doctors(of)[who]),
            "kind": frame.words(KINDS, np.full(len(who), RETURN)),
            "condition": frame.words(menu.conditions, service),
            "payer": frame.words(tuple(words("town")["payers"]), people.payer[who]),
            "urgency": frame.words(URGENCY, np.zeros(len(who), dtype=np.int64)),
            "arrived_at": of.moments(begins),
            "seen_at": of.moments(begins + WAITS),
            "back_to_doctor": frame.flags(np.ones(len(who), dtype=np.bool_)),
            "service": frame.words(menu.names, service),
        }
    )


def charges(of: District) -> pa.Table:
    """What a check-up costs, from the price list."""
    drawn, menu = of.trial, treatments()
    who, begins = drawn.patient[drawn.came], drawn.brought[drawn.came]
    size, service = len(who), np.full(len(who), menu.place(CHECKED))
    kind = np.full(size, CHARGE_KINDS.index("PROCEDURE"))
    return pa.table(
        {
            "charge_id": _ids(of, "C"),
            "patient_id": of.patients(who),
            "day": frame.days(of.day.season.start, begins // MINUTES_A_DAY),
            "amount": frame.yuan(np.full(size, PRICE * FEN)),
            "visit_id": _ids(of, "V"),
            "clinic": of.clinic_of(who),
            "department": frame.words(menu.departments, menu.department[service]),
            "doctor": of.names(_doctors(of)[who]),
            "condition": frame.words(menu.conditions, service),
            "service": frame.words(menu.names, service),
            "kind": frame.words(CHARGE_KINDS, kind),
            "refunded": frame.yuan(np.zeros(size, dtype=np.int64)),
        }
    )


def drawn(of: District) -> pa.Table:
    """Hidden: who came only because they were written to."""
    return pa.table(
        {
            "patient_id": of.patients(of.trial.patient),
            "brought": frame.flags(of.trial.came),
        }
    )


def _ids(of: District, letter: str) -> pa.Array:
    """After everything that was lived."""
    lived = {"V": len(of.day.came["key"]), "C": len(of.money["visit"])}[letter]
    return frame.ids(letter, of.number, lived + np.arange(int(of.trial.came.sum())))


def _doctors(of: District) -> Ints:
    """By patient; what was lived stands in the order of its days."""
    last = np.zeros(len(of.day.people), dtype=np.int64)
    last[of.day.came["patient"]] = of.day.came["doctor"]
    return last
