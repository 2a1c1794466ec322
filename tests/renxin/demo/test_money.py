from collections import Counter
from decimal import Decimal


def test_the_first_fifth_of_patients_brings_most_of_the_money(tables):
    spent = Counter()
    for row in tables["charges"]:
        spent[row["patient_id"]] += row["amount"]
    money = sorted(spent.values(), reverse=True)

    share = sum(money[: len(money) // 5]) / sum(money)
    assert Decimal("0.52") < share < Decimal("0.70")


def test_every_charge_belongs_to_a_visit_of_its_day(tables):
    visits = {row["visit_id"]: row["patient_id"] for row in tables["visits"]}

    assert all(
        visits[row["visit_id"]] == row["patient_id"] for row in tables["charges"]
    )
    assert all(row["amount"] > 0 for row in tables["charges"])
    assert all(0 <= row["refunded"] <= row["amount"] for row in tables["charges"])


def test_a_few_charges_are_given_back(tables):
    refunded = sum(row["refunded"] > 0 for row in tables["charges"])

    assert 0.002 < refunded / len(tables["charges"]) < 0.012
