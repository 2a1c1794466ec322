"""How a made-up house cared: plans, referrals, results, duties, who pays."""

from datetime import date, datetime, timedelta

DUTIES = ("IDENTITY", "EXPLAINED", "CONSENT")
KINDS = ("EXAM", "DRUG", "CONSUMABLE", "PROCEDURE", "OTHER", "")
PAYERS = ("医保", "自费", "商业保险", "")


def caring(chance, tables):
    """The tables of the care itself; visits, charges and plans are told more of."""
    for row in tables["visits"]:
        row["payer"] = chance.choice(PAYERS)
        row["back_to_doctor"] = chance.choice(["true", "true", "false", ""])
    for row in tables["charges"]:
        row["kind"] = chance.choice(KINDS)
    for row in tables["plans"]:
        _carried_on(chance, row)
    visits, plans = tables["visits"], tables["plans"]
    return {
        "admissions": [
            _admission(chance, one) for one in visits if chance.random() < 0.1
        ],
        "referrals": [
            _referral(chance, one) for one in visits if chance.random() < 0.3
        ],
        "reports": [_report(chance, one) for one in visits if chance.random() < 0.5],
        "duties": [_duty(chance, one, duty) for one in visits for duty in DUTIES],
        "plan_steps": [_step(chance, one, n) for one in plans for n in range(3)],
        "stage_entries": [one for visit in visits for one in _stages(chance, visit)],
        "capacity": [*tables["capacity"], *_beds(chance)],
    }


def _carried_on(chance, plan):
    presented = date.fromisoformat(str(plan["presented_on"]))
    accepted = presented + timedelta(days=chance.randrange(30))
    plan["accepted_on"] = accepted if chance.random() < 0.7 else ""
    plan["value"] = chance.choice(["", f"{chance.randrange(1, 9000000) / 100:.2f}"])
    plan["gap_days"] = chance.choice(["", 7, 30, 90])
    plan["clinic"] = chance.choice(["东院", "河西", ""])


def _admission(chance, visit):
    return {
        "admission_id": f"D{visit['visit_id']}",
        "patient_id": visit["patient_id"],
        "admitted_on": visit["began_at"][:10],
        "visit_id": visit["visit_id"] if chance.random() < 0.9 else "",
    }


def _referral(chance, visit):
    made = datetime.fromisoformat(visit["began_at"])
    seen = (made + timedelta(days=chance.randrange(20))).isoformat()
    return {
        "referral_id": f"F{visit['visit_id']}",
        "patient_id": visit["patient_id"],
        "made_at": made.isoformat(),
        "seen_at": seen if chance.random() < 0.8 else "",
        "reported_at": seen if chance.random() < 0.6 else "",
    }


def _report(chance, visit):
    return {
        "report_id": f"B{visit['visit_id']}",
        "patient_id": visit["patient_id"],
        "day": visit["began_at"][:10],
        "kind": chance.choice(["CBCT", "PANORAMIC"]),
        "positive": chance.choice(["true", "true", "false", ""]),
    }


def _duty(chance, visit, duty):
    at = visit["began_at"]
    return {
        "duty_id": f"{duty}{visit['visit_id']}",
        "visit_id": visit["visit_id"],
        "patient_id": visit["patient_id"],
        "due_at": at,
        "duty": duty,
        "done_at": at if chance.random() < 0.8 else "",
        "clinic": visit["clinic"],
    }


def _step(chance, plan, number):
    due = date.fromisoformat(str(plan["presented_on"])) + timedelta(days=30 * number)
    done = due + timedelta(days=chance.randrange(-5, 5))
    return {
        "step_id": f"{plan['plan_id']}.{number}",
        "plan_id": plan["plan_id"],
        "patient_id": plan["patient_id"],
        "due_on": due,
        "done_on": done if chance.random() < 0.7 else "",
        "clinic": plan["clinic"],
    }


def _beds(chance):
    for number in range(731):
        yield {
            "resource": "一床",
            "day": date(2024, 1, 1) + timedelta(days=number),
            "open_minutes": chance.choice([0, 1440]),
            "used_minutes": chance.choice(["", 0, 1440]),
            "kind": "BED",
            "clinic": chance.choice(["东院", "河西", ""]),
        }


def _stages(chance, visit):
    at = datetime.fromisoformat(visit["began_at"])
    for stage in ("GREETING", "EXAMINATION", "CASHIER"):
        at += timedelta(minutes=chance.randrange(20))
        left = at + timedelta(minutes=1 + chance.randrange(40))
        yield {
            "visit_id": visit["visit_id"],
            "stage": stage,
            "entered_at": at.isoformat(),
            "left_at": left.isoformat() if chance.random() < 0.9 else "",
        }
        at = left
