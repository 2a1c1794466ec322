"""Plans presented, patients sent on to another doctor, and what examinations found."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from renxin.demo import frame, money
from renxin.demo.books import CONTINUING
from renxin.demo.chance import Flags, Ints, chance, one_of
from renxin.demo.planted import dearness
from renxin.demo.promised import promises
from renxin.demo.seasons import MINUTES_A_DAY
from renxin.demo.tables import District
from renxin.demo.treatments import treatments
from renxin.demo.words import truth

PICTURES = ("CBCT", "PANORAMIC", "PERIAPICAL")
# Which examination a course opens with, where it opens with one.
TAKEN_FOR = {"IMPLANT": 0, "ORTHODONTICS": 1, "EXTRACTION": 1, "ENDODONTICS": 2}


def plans(of: District, seed: int) -> pa.Table:
    """One a course that was begun here: what it would cost, and what the patient said.

    The price is that of the charges, drawn once more from their own stream.
    """
    came, opens = of.day.came, np.flatnonzero(_opens(of))
    service, said = came["service"][opens], came["taken_up"][opens]
    day, finished = came["day"][opens], _finished(of)[opens]
    refusals = truth()["plans"]["declined"]
    rng = chance(seed, of.number, "plans")
    why = one_of(rng, tuple(refusals.values()), len(opens))
    start = of.day.season.start
    return pa.table(
        {
            "plan_id": frame.ids("L", of.number, np.arange(len(opens))),
            "patient_id": of.patients(came["patient"][opens]),
            "presented_on": frame.days(start, day),
            "clinic": of.clinic_of(came["patient"][opens]),
            "doctor": of.names(came["doctor"][opens]),
            "value": frame.yuan(_prices(of, seed)[opens]),
            "accepted_on": frame.days(start, day, said),
            "declined_on": frame.days(start, day, ~said),
            "decline_reason": frame.words(
                tuple(refusals), np.where(said, frame.NONE, why)
            ),
            "finished_on": frame.days(start, finished, said & (finished >= 0)),
            "condition": frame.words(treatments().conditions, service),
            "gap_days": _gaps(of, opens),
        }
    )


def _prices(of: District, seed: int) -> Ints:
    came = of.day.came
    price = money.prices(chance(seed, of.number, "money"), came)
    whole = (price * dearness(of.day.staff)[came["doctor"]]).round()
    return np.asarray(whole.astype(np.int64) * money.FEN, dtype=np.int64)


def _opens(of: District) -> Flags:
    came = of.day.came
    opens: Flags = (came["step"] == 0) & (came["kind"] != CONTINUING)
    return opens


def _finished(of: District) -> Ints:
    """The day of a course's last coming, for each coming of it; −1 before that."""
    came = of.day.came
    _, place = np.unique(came["course"], return_inverse=True)
    last = np.full(place.max(initial=-1) + 1, frame.NONE)
    over = came["step"] + 1 >= came["planned"]
    last[place[over]] = came["day"][over]
    return np.asarray(last[place], dtype=np.int64)


def _gaps(of: District, opens: Ints) -> pa.Array:
    came = of.day.came
    gap = treatments().gap[came["service"][opens]].astype(np.int64)
    return pa.array(gap, pa.int32(), mask=came["planned"][opens] <= 1)


def plan_steps(of: District, seed: int) -> pa.Table:
    """What each coming of a course left to be done next, and whether it was."""
    came = of.day.came
    next_step = _next_days(of)
    rng = chance(seed, of.number, "steps")
    left = np.flatnonzero(came["taken_up"] & (came["step"] + 1 < came["planned"]))
    gap = treatments().gap[came["service"][left]]
    slack = rng.uniform(1.1, 1.5, len(left))
    due = came["day"][left] + np.ceil(gap * slack).astype(np.int64)
    known = due < of.day.season.end
    left, due = left[known], due[known]
    start, done = of.day.season.start, next_step[left]
    plan = _plan_of(of)[left]
    ids = frame.ids("L", of.number, plan)
    return pa.table(
        {
            "step_id": frame.ids("S", of.number, np.arange(len(left))),
            "plan_id": pc.if_else(pa.array(plan >= 0), ids, "before"),
            "patient_id": of.patients(came["patient"][left]),
            "due_on": frame.days(start, due),
            "done_on": frame.days(start, done, done >= 0),
            "clinic": of.clinic_of(came["patient"][left]),
            "doctor": of.names(came["doctor"][left]),
        }
    )


def _next_days(of: District) -> Ints:
    """The day of the same course's next coming, for each coming; −1 where none came."""
    came = of.day.came
    order = np.lexsort((came["step"], came["course"]))
    course, step = came["course"][order], came["step"][order]
    follows = (course[1:] == course[:-1]) & (step[1:] == step[:-1] + 1)
    days = np.full(len(order), frame.NONE)
    days[order[:-1][follows]] = came["day"][order[1:][follows]]
    return days


def _plan_of(of: District) -> Ints:
    """The place of the plan each coming belongs to; −1 for those begun before."""
    came, opens = of.day.came, np.flatnonzero(_opens(of))
    _, course = np.unique(came["course"], return_inverse=True)
    places = np.full(course.max(initial=-1) + 1, frame.NONE)
    places[course[opens]] = np.arange(len(opens))
    return np.asarray(places[course], dtype=np.int64)


def referrals(of: District, seed: int) -> pa.Table:
    """Those that were promised: taken, seen and reported back, or not yet."""
    owed, menu, came = of.owed, treatments(), of.day.came
    rows = np.flatnonzero(owed["code"] == promises().codes.index("REFERRAL"))
    rng, tale = chance(seed, of.number, "referred"), truth()["referred"]
    made, kept = owed["made"][rows], owed["kept"][rows]
    taken = kept >= 0
    seen = kept + rng.integers(1, 15, len(rows)) * MINUTES_A_DAY
    was_seen = taken & (rng.random(len(rows)) < tale["seen"]) & (seen < of.day.end)
    back = seen + rng.integers(10, 3 * MINUTES_A_DAY, len(rows))
    told = was_seen & (rng.random(len(rows)) < tale["reported"]) & (back < of.day.end)
    home = menu.department[came["service"][owed["visit"][rows]]]
    many = len(menu.departments)
    away = np.mod(home + rng.integers(1, many, len(rows)), many)
    return pa.table(
        {
            "referral_id": frame.ids("F", of.number, np.arange(len(rows))),
            "patient_id": of.patients(owed["patient"][rows]),
            "made_at": of.moments(made),
            "from_department": frame.words(menu.departments, home),
            "to_department": frame.words(menu.departments, away),
            "accepted_at": of.moments(np.where(taken, kept, frame.NONE)),
            "seen_at": of.moments(np.where(was_seen, seen, frame.NONE)),
            "reported_at": of.moments(np.where(told, back, frame.NONE)),
        }
    )


def reports(of: District, seed: int) -> pa.Table:
    """One a picture taken as a course opens."""
    came, menu = of.day.came, treatments()
    kinds = np.full(len(menu.codes), frame.NONE)
    for code, place in TAKEN_FOR.items():
        kinds[menu.place(code)] = place
    taken = np.flatnonzero(_opens(of) & (kinds[came["service"]] != frame.NONE))
    kind = kinds[came["service"][taken]]
    share = np.array([truth()["results"][one] for one in PICTURES])[kind]
    found = chance(seed, of.number, "results").random(len(taken)) < share
    return pa.table(
        {
            "report_id": frame.ids("B", of.number, np.arange(len(taken))),
            "patient_id": of.patients(came["patient"][taken]),
            "day": frame.days(of.day.season.start, came["day"][taken]),
            "positive": frame.flags(found),
            "kind": frame.words(PICTURES, kind),
            "doctor": of.names(came["doctor"][taken]),
        }
    )
