"""The tables of what was promised, said, lost and passed on."""

import numpy as np
import pyarrow as pa

from renxin.demo import frame
from renxin.demo.chance import Flags, Ints, chance
from renxin.demo.leaving import NEVER_ASKED, REASONS, UNREACHED
from renxin.demo.promised import promises
from renxin.demo.tables import District
from renxin.demo.voices import COMPLAINT_KINDS, ELEMENTS
from renxin.demo.words import words

CONTENT = (3, 5)
ROLES = ("DOCTOR", "ASSISTANT", "GREETER", "CARE", "COMPLAINTS")


def promise_table(of: District) -> pa.Table:
    rows, menu = of.owed, promises()
    code, patient, size = rows["code"], rows["patient"], len(rows["code"])
    role = np.array([ROLES.index(one) for one in menu.roles])[code]
    reasons = words("sayings")["releases"]["reasons"]
    release = np.where(rows["released"] >= 0, np.arange(size) % len(reasons), -1)
    codes = tuple(dict.fromkeys(menu.kinds))
    kind = np.array([codes.index(one) for one in menu.kinds])[code]
    return pa.table(
        {
            "promise_id": frame.ids("P", of.number, np.arange(size)),
            "patient_id": of.patients(patient),
            "kind": frame.words(codes, kind),
            "due_at": of.moments(rows["due"]),
            "made_at": of.moments(rows["made"]),
            "owner_role": frame.words(ROLES, role),
            "owner": of.names(rows["owner"]),
            "kept_at": of.moments(rows["kept"]),
            "released_at": of.moments(rows["released"]),
            "release_reason": frame.words(reasons, release),
            "broken_at": of.moments(rows["broken"]),
            "clinic": of.clinic_of(patient),
            "what": frame.words(menu.whats, rows["what"]),
            "why": frame.words(menu.whys, rows["why"]),
            "promise": frame.words(menu.codes, code),
        }
    )


def answers(of: District) -> pa.Table:
    rows, came = of.answers, of.day.came
    visit, score = rows["visit"], rows["score"]
    patient = came["patient"][visit]
    return pa.table(
        {
            "patient_id": of.patients(patient),
            "asked_at": of.moments(rows["asked"]),
            "element": frame.words(ELEMENTS, rows["element"]),
            "score": pa.array(score, pa.int32(), mask=score < 0),
            "answered_at": of.moments(rows["answered"]),
            "visit_id": frame.ids("V", of.number, visit),
            "clinic": of.clinic_of(patient),
            "note": _remarks(rows["speaks"], score),
        }
    )


def _remarks(speaks: Flags, score: Ints) -> pa.Array:
    table = words("sayings")["remarks"]
    every = (*table["poor"], *table["fair"], *table["good"])
    many = np.array([len(table[mood]) for mood in ("poor", "fair", "good")])
    mood = np.searchsorted(CONTENT, score, side="right")
    first = np.cumsum(many) - many
    place = first[mood] + np.arange(len(score)) % many[mood]
    return frame.words(every, np.where(speaks, place, frame.NONE))


def complaints(of: District, seed: int) -> pa.Table:
    rows, came = of.day.complaints, of.day.came
    patient = came["patient"][rows["visit"]]
    closed = rows["closed"] >= 0
    rng = chance(seed, of.number, "complaint words")
    texts = words("sayings")["complaints"]
    said = [
        texts[ELEMENTS[element]]["texts"][draw % len(texts[ELEMENTS[element]]["texts"])]
        for element, draw in zip(
            rows["element"].tolist(),
            rng.integers(0, 60, len(patient)).tolist(),
            strict=True,
        )
    ]
    return pa.table(
        {
            "complaint_id": frame.ids("K", of.number, np.arange(len(patient))),
            "patient_id": of.patients(patient),
            "received_at": of.moments(rows["received"]),
            "kind": frame.words(COMPLAINT_KINDS, rows["kind"]),
            "due_on": frame.days(of.day.season.start, rows["due"]),
            "replied_at": of.moments(rows["replied"]),
            "closed_at": of.moments(rows["closed"]),
            "satisfied": frame.flags(rows["satisfied"], closed),
            "element": frame.words(ELEMENTS, rows["element"]),
            "clinic": of.clinic_of(patient),
            "what": pa.array(said, pa.string()),
        }
    )


def losses(of: District, seed: int) -> pa.Table:
    """Only what the house has learned by the last day."""
    rows = of.day.exits
    known = (rows["asked"] != NEVER_ASKED) & (rows["learned"] < of.day.season.end)
    unknown = rows["asked"] == UNREACHED
    reason = np.where(unknown, REASONS.index("UNKNOWN"), rows["reason"])[known]
    patient = rows["patient"][known]
    order = np.lexsort((patient, rows["learned"][known]))
    rng = chance(seed, of.number, "loss words")
    return pa.table(
        {
            "patient_id": of.patients(patient[order]),
            "learned_on": frame.days(
                of.day.season.start, rows["learned"][known][order]
            ),
            "reason": frame.words(REASONS, reason[order]),
            "told": frame.flags(~unknown[known][order]),
            "clinic": of.clinic_of(patient[order]),
            "note": _farewells(rng, reason[order]),
        }
    )


def _farewells(rng: np.random.Generator, reason: Ints) -> pa.Array:
    table = words("sayings")["losses"]
    said = [table.get(name, [""]) for name in REASONS]
    draw = rng.random(len(reason)).tolist()
    notes = [
        said[which][int(part * len(said[which]))]
        for which, part in zip(reason.tolist(), draw, strict=True)
    ]
    return frame.texts(np.array(notes, dtype="U60"))


def introductions(of: District) -> pa.Table:
    by, people = of.introduced.by, of.day.people
    brought = np.flatnonzero(by >= 0)
    brought = brought[np.argsort(people.first_day[brought], kind="stable")]
    return pa.table(
        {
            "by_patient_id": of.patients(by[brought]),
            "patient_id": of.patients(brought),
            "day": frame.days(of.day.season.start, people.first_day[brought]),
        }
    )
