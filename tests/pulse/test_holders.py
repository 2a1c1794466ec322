from datetime import date

from pulse import Period, concentration
from tests.pulse.cast import THIS_YEAR, charge, visit


def test_each_kind_of_holder_is_told_where_its_table_is_there(opened):
    tables = opened(
        visits=[visit("王芳", "2025-03-01", condition="龋")],
        introductions=[
            {"by_patient_id": "王芳", "patient_id": "李雷", "day": "2025-05-01"}
        ],
    )

    found = concentration(tables, THIS_YEAR)

    assert set(found) == {"patients_by_visits", "conditions_by_visits", "introducers"}


def test_a_year_by_the_panel_and_by_the_days_is_the_same(engine, clinic_years):
    tables = engine.open(clinic_years)
    odd = Period(date(2025, 1, 2), date(2026, 1, 1))

    by_panel = concentration(tables, THIS_YEAR)["patients_by_money"]
    by_days = concentration(tables, odd)["patients_by_money"]

    assert by_panel.n - by_days.n <= 3
    assert abs(by_panel.gini - by_days.gini) < 0.02


def test_money_given_back_is_not_held(opened):
    tables = opened(
        charges=[
            charge("王芳", "2025-03-01", "100", refunded="100"),
            charge("李雷", "2025-03-01", "50"),
        ]
    )

    found = concentration(tables, THIS_YEAR)["patients_by_money"]

    assert (found.n, found.total) == (2, 5000)
