"""A made-up book of bookings whose no-shows follow a rule we know."""

import random
from datetime import datetime, timedelta

OPENED = datetime(2025, 1, 1)  # noqa: DTZ001  the clinic's own clock names no zone


def book(seed=5, count=4000, people=500):
    """Long leads are missed more, and some people miss more than others."""
    chance = random.Random(seed)  # noqa: S311  a made-up house needs no secrets
    habits = [chance.choice([0.0, 0.0, 0.25]) for _ in range(people)]
    rows = []
    for number in range(count):
        who = chance.randrange(people)
        lead = chance.choice([0, 1, 2, 5, 10, 20, 40])
        at = OPENED + timedelta(
            days=chance.randrange(200), hours=chance.randrange(8, 19)
        )
        risk = 0.03 + 0.008 * min(lead, 30) + habits[who]
        rows.append(
            {
                "appointment_id": f"A{number:05}",
                "patient_id": f"P{who}",
                "starts_at": at.isoformat(),
                "booked_at": (at - timedelta(days=lead, minutes=30)).isoformat(),
                "outcome": "NO_SHOW" if chance.random() < risk else "KEPT",
                "reminded": chance.choice(["true", "false", ""]),
                "department": chance.choice(["牙体", "正畸"]),
                "walk_in": "",
            }
        )
    return rows


def persons(people=500, **told):
    return [{"patient_id": f"P{who}"} | told for who in range(people)]
