"""The register: names, phones, papers, kin, worries and consents."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from renxin.demo import frame
from renxin.demo.chance import Flags, Ints, chance, some
from renxin.demo.seasons import MINUTES_A_DAY
from renxin.demo.tables import District
from renxin.demo.words import words

CONCERNS = ("FEAR", "UNFAMILIAR", "DISCOMFORT", "COST", "TIME", "TRUST")
# One in how many say so, beside fear, which the scale tells.
TOLD = (0.0, 0.10, 0.07, 0.09, 0.06, 0.05)
FEARFUL = 15
PURPOSES = ("CARE", "SVC_MSG", "RECALL", "SURVEY", "MKT", "PROFILE")
GIVEN = (1.0, 0.96, 0.62, 0.71, 0.21, 0.24)
ASKED = 0.82
CHILD, ELDER = 12, 60
MORNING = 9 * 60


def people(of: District, seed: int) -> pa.Table:
    every, order = of.day.people, np.argsort(of.record)
    kin = every.families
    latin = pc.match_substring_regex(pa.array(every.names[order]), "^[A-Za-z]")
    return pa.table(
        {
            "patient_id": of.patients(order),
            "name": frame.texts(every.names[order]),
            "document_kind": pc.if_else(latin, "PASSPORT", "IDENTITY_CARD"),
            "document": frame.texts(every.documents[order]),
            "phone": frame.texts(every.phones[order]),
            "phone_of": of.patients(every.phone_owner[order]),
            "guardian": of.patients(kin.guardian[order]),
            "spouse": of.patients(kin.spouse[order]),
            "household": pa.array(kin.household[order]),
            "address_as": _address_as(of, order),
            "address": _addresses(of, seed)[order],
            "fear": pa.array(every.fear[order]),
        }
    )


def _address_as(of: District, order: Ints) -> pa.Array:
    every = of.day.people
    words_for = ("先生", "女士", "小朋友", "同学", "叔叔", "阿姨")
    grown = np.where(every.families.male, 0, 1)
    old = np.where(every.families.male, 4, 5)
    young = np.where(every.years < CHILD, 2, 3)
    older = np.where(every.years > ELDER, old, grown)
    place = np.where(every.child, young, older)
    return frame.words(words_for, place[order])


def _addresses(of: District, seed: int) -> np.ndarray:
    """A household lives in one flat."""
    town, rng = words("town"), chance(seed, of.number, "addresses")
    home = of.day.people.families.household
    size = int(home[-1]) + 1
    street = np.array(town["streets"])[rng.integers(0, len(town["streets"]), size)]
    estate = np.array(town["estates"])[rng.integers(0, len(town["estates"]), size)]
    quarter = np.array(town["districts"])[of.day.people.district]
    numbers = [rng.integers(1, high, size).astype("U4") for high in (260, 30, 4)]
    flat = (rng.integers(1, 28, size) * 100 + rng.integers(1, 5, size)).astype("U4")
    head = (street, " ", numbers[0], " 号", estate, " ", numbers[1], " 栋 ")
    parts = (*head, numbers[2], " 单元 ", flat)
    text = np.full(size, "", dtype="U60")
    for part in parts:
        text = np.char.add(text, part)
    return np.char.add(
        np.char.add(town["city"], quarter), np.char.add(text, " 室")[home]
    )


def concerns(of: District, seed: int) -> pa.Table:
    """What patients said they are afraid of or held back by."""
    every, rng = of.day.people, chance(seed, of.number, "concerns")
    told = rng.random((len(every), len(CONCERNS))) < np.array(TOLD)
    told[:, 0] = (every.fear >= FEARFUL) & (some(rng, 0.8, len(every)))
    who, kind = np.nonzero(told)
    order = np.lexsort((kind, of.record[who]))
    who, kind = who[order], kind[order]
    table = words("sayings")["concerns"]
    notes = [table[CONCERNS[which]]["notes"] for which in kind.tolist()]
    draw = rng.random(len(who)).tolist()
    fear = (every.fear[who] * 10 // 25).clip(1, 10)
    return pa.table(
        {
            "patient_id": of.patients(who),
            "kind": frame.words(CONCERNS, kind),
            "level": pa.array(fear, pa.int32(), mask=kind != 0),
            "note": pa.array(
                [
                    note[int(part * len(note))]
                    for note, part in zip(notes, draw, strict=True)
                ]
            ),
            "on": frame.days(of.day.season.start, of.registered[who]),
        }
    )


def consents(of: District, seed: int) -> pa.Table:
    """Asked one by one; a child's are given by the guardian."""
    every, rng = of.day.people, chance(seed, of.number, "consents")
    given = rng.random((len(every), len(PURPOSES))) < np.array(GIVEN)
    asked = np.ones_like(given)
    asked[:, 2:] = rng.random((len(every), len(PURPOSES) - 2)) < ASKED
    who, purpose = np.nonzero(asked)
    order = np.lexsort((purpose, of.record[who]))
    who, purpose = who[order], purpose[order]
    child: Flags = every.child[who]
    return pa.table(
        {
            "patient_id": of.patients(who),
            "purpose": frame.words(PURPOSES, purpose),
            "answer": frame.words(
                ("REFUSED", "GIVEN"), given[who, purpose].astype(int)
            ),
            "given_by": frame.words(("OWN", "GUARDIAN"), child.astype(np.int64)),
            "method": frame.words(("SCREEN", "PAPER"), (who % 3 == 0).astype(np.int64)),
            "given_at": of.moments(of.registered[who] * MINUTES_A_DAY + MORNING),
        }
    )
