"""How a made-up house ran: who waited, when it began, what stood ready."""

# ruff: noqa: DTZ001  the clinic's own clock names no zone

from datetime import date, datetime, timedelta

FIRST, DAYS = date(2024, 1, 1), 731


def running(chance, tables):
    """The tables of the house itself; its visits and bookings are told more of."""
    for row in tables["visits"]:
        row.update(_waited(chance, datetime.fromisoformat(row["began_at"])))
    for row in tables["appointments"]:
        starts = datetime.fromisoformat(row["starts_at"])
        ahead = timedelta(hours=chance.randrange(90))
        is_told = "CANCELLED" in row["outcome"] and chance.random() < 0.8
        row["cancelled_at"] = (starts - ahead).isoformat() if is_told else ""
        row["reminded"] = chance.choice(["true", "false", ""])
    days = [FIRST + timedelta(days=one) for one in range(DAYS)]
    return {
        "shifts": list(_shifts(chance, days)),
        "capacity": list(_capacity(chance, days)),
        "duty": list(_duty(chance, days)),
    }


def _waited(chance, began):
    arrived = began + timedelta(minutes=chance.randrange(-20, 15))
    seen = began + timedelta(minutes=chance.randrange(-3, 40))
    return {
        "urgency": chance.choice(["ROUTINE", "EMERGENCY", ""]),
        "arrived_at": arrived.isoformat() if chance.random() < 0.9 else "",
        "seen_at": seen.isoformat() if chance.random() < 0.9 else "",
    }


def _shifts(chance, days):
    for day in days:
        for doctor in "李王赵":
            hour = chance.choice([8, 13])
            starts = datetime(day.year, day.month, day.day, hour, 50)
            yield {
                "shift_id": f"{doctor}@{starts}",
                "staff": doctor,
                "role": chance.choice(["DOCTOR", "DOCTOR", "ASSISTANT"]),
                "starts_at": starts.isoformat(),
                "ends_at": (starts + timedelta(hours=4)).isoformat(),
                "clinic": chance.choice(["东院", "河西", ""]),
            }


def _capacity(chance, days):
    for day in days:
        for chair in ("一号椅", "二号椅", "光片机"):
            opened = chance.choice([240, 480])
            yield {
                "resource": chair,
                "day": day,
                "open_minutes": opened,
                "used_minutes": chance.choice(["", chance.randrange(opened + 1)]),
                "kind": "DEVICE" if chair == "光片机" else "CHAIR",
                "clinic": chance.choice(["东院", "河西", ""]),
            }


def _duty(chance, days):
    for day in days:
        yield {
            "day": day,
            "clinic": chance.choice(["东院", "河西"]),
            "doctors": chance.choice([1, 2]),
            "assistants": chance.choice([2, 4, 6]),
        }
