from pulse import figures
from tests.pulse.cast import THIS_YEAR, visit

MORNING = "2025-03-01T09:00"


def test_a_visit_is_admitted_where_an_admission_names_it(counted):
    visits = [visit("甲", MORNING), visit("乙", MORNING), visit("丙", MORNING)]
    admissions = [
        {"admission_id": n, "patient_id": "甲", "admitted_on": "2025-03-01"}
        | {"visit_id": f"甲@{MORNING}"}
        for n in ("一", "二")
    ]
    admissions.append(admissions[0] | {"admission_id": "三", "visit_id": ""})

    assert counted("K17", visits=visits, admissions=admissions) == (1, 3)


def test_admissions_that_name_no_visit_leave_the_figure_out(opened):
    admission = {"admission_id": "一", "patient_id": "甲", "admitted_on": "2025-03-01"}
    tables = opened(visits=[visit("甲", MORNING)], admissions=[admission])

    (left_out,) = figures(tables, THIS_YEAR, codes=["K17"]).left_out

    assert left_out.reason == "no column `visit_id` in `admissions`"


def referral(name, seen="", reported=""):
    told = {"referral_id": name, "patient_id": name, "made_at": MORNING}
    return told | {"seen_at": seen, "reported_at": reported}


def test_a_referral_is_complete_when_seen_and_closed_when_reported(counted):
    referrals = [
        referral("甲", MORNING, MORNING),
        referral("乙", MORNING),
        referral("丙"),
        referral("丁", "", MORNING),
    ]

    assert counted("K35", referrals=referrals) == (2, 4)
    assert counted("K35.REPLY", referrals=referrals) == (1, 2)


def test_no_referral_seen_has_no_share_reported(counted):
    assert counted("K35.REPLY", referrals=[referral("甲")]) == (0, 0)


def test_whether_anyone_went_back_counts_only_where_it_is_known(counted):
    visits = [
        visit("甲", MORNING, back_to_doctor="true"),
        visit("乙", MORNING, back_to_doctor="false"),
        visit("丙", MORNING, back_to_doctor=""),
    ]

    assert counted("K36", visits=visits) == (1, 2)


def test_a_duty_waived_with_a_reason_was_still_not_done(counted):
    duties = [
        {"duty_id": n, "visit_id": "甲", "patient_id": "甲", "due_at": MORNING}
        | {"duty": "EXPLAINED", "done_at": done, "waived": waived}
        for n, done, waived in [
            ("一", MORNING, ""),
            ("二", "", "true"),
            ("三", "", ""),
        ]
    ]

    assert counted("K37", duties=duties) == (1, 3)


def test_a_result_is_positive_negative_or_not_written_down(counted):
    reports = [
        {"report_id": n, "patient_id": "甲", "day": "2025-03-01", "positive": positive}
        for n, positive in [("一", "true"), ("二", "false"), ("三", ""), ("四", "true")]
    ]

    assert counted("K47", reports=reports) == (2, 3)
