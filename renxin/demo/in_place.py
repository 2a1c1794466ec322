"""The six in-places of every coming: what was owed, and what was done of it."""

import numpy as np
import pyarrow as pa

from renxin.demo import frame
from renxin.demo.chance import Ints, chance, some
from renxin.demo.tables import District
from renxin.demo.treatments import treatments
from renxin.demo.words import truth

# One duty of each, where it is owed, and how far into the stay.
SIX = (
    ("greeted-by-name", "GREETING", 0.0),
    ("told-how-long", "GREETING", 0.02),
    ("heard-out", "CONSULTATION", 0.2),
    ("findings-shown", "DIAGNOSIS", 0.3),
    ("identity-checked", "TREATMENT", 0.4),
    ("observed", "TREATMENT", 0.8),
)
STAGES = tuple(dict.fromkeys(one[1] for one in SIX))
STAGE_OF = [STAGES.index(one[1]) for one in SIX]
LONGEST_MINUTES = 6


def duties(of: District, seed: int) -> pa.Table:
    """Six a coming; what was not done was left out with a reason, or just was not."""
    came, menu, tale = of.day.came, treatments(), truth()["duties"]
    size, many = len(came["key"]), len(SIX)
    visit, six = np.repeat(np.arange(size), many), np.tile(np.arange(many), size)
    rng, who = chance(seed, of.number, "in place"), came["patient"][visit]
    share = np.array([tale["done"][code] for code, _stage, _place in SIX])
    done = rng.random(size * many) < share[six]
    waived = ~done & some(rng, tale["waived"], size * many)
    due = _due(of, visit, six)
    after = due + rng.integers(0, LONGEST_MINUTES, size * many)
    return pa.table(
        {
            "duty_id": frame.ids("U", of.number, visit * many + six),
            "visit_id": frame.ids("V", of.number, visit),
            "patient_id": of.patients(who),
            "due_at": of.moments(due),
            "duty": frame.words([one[0] for one in SIX], six),
            "stage": frame.words(STAGES, np.array(STAGE_OF)[six]),
            "done_at": of.moments(np.where(done, after, frame.NONE)),
            "waived": frame.flags(waived),
            "clinic": of.clinic_of(who),
            "department": frame.words(
                menu.departments, menu.department[came["service"]][visit]
            ),
        }
    )


def _due(of: District, visit: Ints, six: Ints) -> Ints:
    came, place = of.day.came, np.array([one[2] for one in SIX])
    arrived, ended = came["arrived"][visit], came["ended"][visit]
    return arrived + np.asarray((ended - arrived) * place[six], dtype=np.int64)


def admissions(of: District, seed: int) -> pa.Table:
    """The few whom a hospital took in after an operation here, for some days."""
    came, menu, tale = of.day.came, treatments(), truth()["admitted"]
    operated = np.flatnonzero(came["service"] == menu.place("EXTRACTION"))
    rng = chance(seed, of.number, "admitted")
    taken = operated[some(rng, tale["share"], len(operated))]
    day = came["day"][taken]
    left = day + rng.integers(1, tale["longest"], len(taken), endpoint=True)
    start, end = of.day.season.start, of.day.season.end
    return pa.table(
        {
            "admission_id": frame.ids("M", of.number, np.arange(len(taken))),
            "patient_id": of.patients(came["patient"][taken]),
            "admitted_on": frame.days(start, day),
            "visit_id": frame.ids("V", of.number, taken),
            "department": frame.words(
                menu.departments, menu.department[came["service"][taken]]
            ),
            "discharged_on": frame.days(start, left, left < end),
        }
    )
