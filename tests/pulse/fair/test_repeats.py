from datetime import date, timedelta

import pytest

from pulse import Period
from pulse.fair.repeats import repeats

YEAR = Period(date(2025, 1, 1), date(2026, 1, 1))


def report(patient, day, kind="PANORAMIC", doctor="李"):
    told = {"report_id": f"{patient}{day}{kind}", "patient_id": patient, "day": day}
    return told | {"kind": kind, "doctor": doctor}


@pytest.mark.parametrize(
    ("kind", "days", "part"),
    [("PANORAMIC", 30, 1), ("PANORAMIC", 31, 0), ("CBCT", 90, 1), ("CBCT", 91, 0)],
)
def test_a_repeat_follows_one_of_its_kind_within_days(opened, kind, days, part):
    again = date(2025, 3, 1) + timedelta(days=days)
    rows = [report("甲", "2025-03-01", kind), report("甲", again, kind)]

    (told,) = repeats(opened(reports=rows), YEAR).kinds

    assert (told.kind, told.part, told.whole) == (kind, part, 2)


def test_another_kind_or_another_patient_is_no_repeat(opened):
    rows = [
        report("甲", "2025-03-01"),
        report("甲", "2025-03-02", "CBCT"),
        report("乙", "2025-03-02"),
    ]

    assert [one.part for one in repeats(opened(reports=rows), YEAR).kinds] == [0, 0]


def test_the_one_before_may_lie_before_the_period(opened):
    rows = [report("甲", "2024-12-20"), report("甲", "2025-01-05")]

    told = repeats(opened(reports=rows), YEAR)

    assert (told.kinds[0].part, told.kinds[0].whole) == (1, 1)
    assert [(one.patient_id, one.amount) for one in told.cases] == [("甲", 16)]


def repeating(doctor, share):
    for n in range(60):
        first = report(f"{doctor}{n}", "2025-03-01", doctor=doctor)
        yield first
        if n < share * 60:
            yield report(f"{doctor}{n}", "2025-03-09", doctor=doctor)


def test_a_doctor_who_repeats_more_is_a_candidate_with_the_cases(opened):
    rows = [*repeating("李", 0.8), *repeating("王", 0.1), *repeating("赵", 0.1)]

    doctors = repeats(opened(reports=rows), YEAR).doctors

    (asked,) = [one for one in doctors if one.is_candidate]
    assert asked.group == "李"
    assert len(asked.cases) == 20


def test_reports_without_a_doctor_tell_only_kinds(opened):
    rows = [report("甲", "2025-03-01")]
    del rows[0]["doctor"]

    told = repeats(opened(reports=rows), YEAR)

    assert (told.doctors, told.kinds[0].whole) == ((), 1)
