"""A small house that draws who is held out, with a true effect planted in it."""

import random
from datetime import date, timedelta

from tests.pulse.cast import visit

FIRST = date(2025, 1, 6)
LAST = visit("末", "2025-12-31T18:00")


def assigned(patient, on, arm, **more):
    told = {"experiment": "召回", "patient_id": patient, "assigned_at": f"{on}T09:00"}
    return told | {"arm": arm, "stratum": "", "held_share": 0.5} | more


def house(seed=1, count=400, base=0.2, effect=0.0, held=0.5, **more):
    """Tables of people drawn week by week; `effect` is what contact adds, in shares."""
    chance = random.Random(seed)  # noqa: S311  chance is all there is
    drawn, visits = [], [LAST]
    for number in range(count):
        patient, on = f"{number:05}", FIRST + timedelta(weeks=number % 30)
        is_held = chance.random() < held
        arm = "HELD_OUT" if is_held else "TREATED"
        drawn.append(assigned(patient, on, arm, held_share=held, **more))
        if chance.random() < base + (0 if is_held else effect):
            came = on + timedelta(days=chance.randrange(1, 91))
            visits.append(visit(patient, f"{came}T10:00"))
    return {"assignments": drawn, "visits": visits}
