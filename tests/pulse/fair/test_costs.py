import random
from datetime import date

import pytest

from pulse import Period
from pulse.fair.costs import case_costs, plan_values

YEAR = Period(date(2025, 1, 1), date(2026, 1, 1))


def charged(chance, doctor, dear=1.0, cases=60, condition="K02"):
    return [
        {
            "charge_id": f"{doctor}{condition}{n}{part}",
            "patient_id": f"{doctor}{condition}{n}",
            "day": f"2025-{n % 12 + 1:02}-10",
            "amount": f"{dear * 100 * chance.lognormvariate(0, 0.4):.2f}",
            "doctor": doctor,
            "condition": condition,
        }
        for n in range(cases)
        for part in range(2)
    ]


def people(rows, **told):
    return [
        {"patient_id": one} | told
        for one in dict.fromkeys(r["patient_id"] for r in rows)
    ]


@pytest.fixture
def chance():
    return random.Random(3)  # noqa: S311  a made-up house needs no secrets


def of(rows, dim):
    return {one.group: one for one in rows if one.dim == dim}


def test_a_doctor_whose_cases_cost_more_is_a_candidate_with_the_cases(opened, chance):
    rows = [*charged(chance, "李", 1.6), *charged(chance, "王"), *charged(chance, "赵")]

    doctors = of(case_costs(opened(charges=rows), YEAR), "doctor")

    assert [one.group for one in doctors.values() if one.is_candidate] == ["李"]
    assert doctors["李"].low < 1.6 < doctors["李"].high
    assert doctors["李"].n == 60
    cases = doctors["李"].cases
    assert len(cases) == 10
    assert all(one.patient_id.startswith("李") for one in cases)
    assert all(one.amount > one.usual for one in cases)


def test_whoever_treats_what_is_dear_is_not_dear(opened, chance):
    rows = [
        *charged(chance, "李", 9.0, condition="K08"),
        *charged(chance, "王", 9.0, cases=20, condition="K08"),
        *charged(chance, "王"),
        *charged(chance, "赵"),
    ]

    doctors = of(case_costs(opened(charges=rows), YEAR), "doctor")

    assert not any(one.is_candidate for one in doctors.values())


def test_need_is_held_equal_where_it_is_told(opened, chance):
    dear, cheap = charged(chance, "李", 3.0), charged(chance, "王")
    mixed = [*charged(chance, "赵", 3.0, 40), *charged(chance, "钱", 1.0, 40)]
    known = [
        *people([*dear, *mixed[:80]], need="AESTHETICS"),
        *people([*cheap, *mixed[80:]], need="TREATMENT"),
    ]

    tables = opened(charges=[*dear, *cheap, *mixed], patients=known)

    assert not any(one.is_candidate for one in case_costs(tables, YEAR))


def test_a_case_is_the_doctors_who_was_paid_most_of_it(opened):
    rows = [
        {"charge_id": name, "patient_id": "甲", "day": "2025-03-01"}
        | {"amount": amount, "doctor": doctor, "condition": "K02"}
        for name, doctor, amount in [
            ("一", "李", 10),
            ("二", "王", 30),
            ("三", "李", 15),
        ]
    ]
    other = [rows[0] | {"charge_id": "四", "patient_id": "乙", "doctor": "赵"}]
    other += [rows[0] | {"charge_id": "五", "patient_id": "丙", "doctor": "赵"}]

    doctors = of(case_costs(opened(charges=[*rows, *other]), YEAR), "doctor")

    assert {name: one.n for name, one in doctors.items()} == {"王": 1, "赵": 2}


def test_restricted_persons_count_and_are_not_named(opened, chance):
    rows = [*charged(chance, "李", 3.0), *charged(chance, "王")]

    told = case_costs(
        opened(charges=rows, patients=people(rows, restricted="true")), YEAR
    )

    doctor = of(told, "doctor")["李"]
    assert doctor.is_candidate
    assert (doctor.cases, doctor.hidden) == ((), 10)


def test_payers_are_compared_as_doctors_are(opened, chance):
    rows = [*charged(chance, "李", 2.0), *charged(chance, "王")]
    known = [
        *people(rows[:60], payer="自费"),
        *people(rows[60:120], payer="医保"),
        *people(rows[120:180], payer="自费"),
        *people(rows[180:], payer="医保"),
    ]

    payers = of(case_costs(opened(charges=rows, patients=known), YEAR), "payer")

    assert set(payers) == {"自费", "医保"}
    assert payers["自费"].low < 1 < payers["自费"].high


def test_plans_are_compared_by_their_value(opened, chance):
    plans = [
        {
            "plan_id": f"{doctor}{n}",
            "patient_id": f"{doctor}{n}",
            "presented_on": "2025-03-01",
            "doctor": doctor,
            "condition": "K02",
            "value": f"{dear * chance.lognormvariate(8, 0.3):.2f}",
        }
        for doctor, dear in [("李", 1.5), ("王", 1.0), ("赵", 1.0)]
        for n in range(40)
    ]

    doctors = of(plan_values(opened(plans=plans), YEAR), "doctor")

    assert [one.group for one in doctors.values() if one.is_candidate] == ["李"]
