"""Care taken: admissions, the way back to the doctor, duties, results, referrals."""

from functools import partial

import narwhals as nw

from pulse.fetch import Frame
from pulse.metrics.registry import Better, Unit, metric
from pulse.opened import Tables
from pulse.period import Period
from pulse.share import Share


@metric(
    "K17",
    zh="收治率",
    en="Admitted out of outpatients",
    better=Better.NEITHER,
    needs=("visits", "admissions.visit_id"),
    unit=Unit.VISITS,
    zh_definition="期内门诊就诊里，由这次就诊收住院的比例。突然升高要问一问；不作个人考核之用。",
)
def admission_rate(tables: Tables, period: Period) -> Share:
    """Visits that led to an admission, out of all visits in the period.

    A jump asks for a look. Never to be part of anyone's pay.
    """
    admitted = tables["admissions"].select("visit_id").unique()
    rows = (
        tables.rows("visits")
        .filter(period.covers("day"))
        .join(admitted.with_columns(was_admitted=nw.lit(1)), on="visit_id", how="left")
    )
    return Share(rows, ~nw.col("was_admitted").is_null(), key="visit_id")


referral = partial(metric, better=Better.HIGHER, unit=Unit.REFERRALS)


@referral(
    "K35",
    zh="转科完成率",
    en="Referrals seen",
    needs=("referrals.seen_at",),
    zh_definition="期内开出的院内转诊里，患者已由转入科室看过的比例。",
)
def referral_completion(tables: Tables, period: Period) -> Share:
    """Referrals inside the house whose patient was seen, out of those made."""
    seen = ~nw.col("seen_at").is_null()
    return Share(_referred(tables, period), seen, key="referral_id")


@referral(
    "K35.REPLY",
    zh="转诊回执率",
    en="Referrals reported back",
    needs=("referrals.seen_at", "referrals.reported_at"),
    zh_definition="期内开出、患者已看过的院内转诊里，写了回执的比例。",
)
def referral_reply_rate(tables: Tables, period: Period) -> Share:
    """Referrals reported back to whoever made them, out of those seen."""
    seen = ~nw.col("seen_at").is_null()
    reported = ~nw.col("reported_at").is_null()
    rows = _referred(tables, period)
    return Share(rows, reported, among=seen, key="referral_id")


def _referred(tables: Tables, period: Period) -> Frame:
    def made() -> Frame:
        return tables.rows("referrals").filter(period.covers("day"))

    return tables.shared(("referred", period), made)


@metric(
    "K36",
    zh="诊后返回医生率",
    en="Back to the doctor before leaving",
    better=Better.HIGHER,
    needs=("visits.back_to_doctor",),
    unit=Unit.VISITS,
    zh_definition="期内就诊里，离开前回到医生那里的比例。没有记下回没回的就诊不计。",
)
def back_to_doctor_rate(tables: Tables, period: Period) -> Share:
    """Visits that went back to the doctor before leaving.

    Out of those of which it is written down whether they did.
    """
    known = period.covers("day") & ~nw.col("back_to_doctor").is_null()
    rows = tables.rows("visits").filter(known)
    return Share(rows, nw.col("back_to_doctor"), key="visit_id")


@metric(
    "K37",
    zh="六个到位达标率",
    en="Duties done",
    better=Better.HIGHER,
    needs=("duties.done_at",),
    unit=Unit.DUTIES,
    zh_definition="期内就诊应做的各项职责里，做到了的比例。说明理由免做的，仍算没有做到。",
)
def duties_done_rate(tables: Tables, period: Period) -> Share:
    """Items of the checklists done, out of all that were due at visits in the period.

    One waived with a reason was still not done.
    """
    rows = tables.rows("duties").filter(period.covers("day"))
    return Share(rows, ~nw.col("done_at").is_null(), key="duty_id")


@metric(
    "K47",
    zh="检查阳性率",
    en="Positive results",
    better=Better.NEITHER,
    needs=("reports.positive",),
    unit=Unit.REPORTS,
    zh_definition="期内检查报告里，结果为阳性的比例。没有写明结果的报告不计。"
    "太低说明检查开得太宽，太高说明开得太晚。",
)
def positive_rate(tables: Tables, period: Period) -> Share:
    """Reports with a positive result, out of those whose result is written down.

    Too low speaks of too many examinations, too high of too few.
    """
    known = period.covers("day") & ~nw.col("positive").is_null()
    return Share(
        tables.rows("reports").filter(known), nw.col("positive"), key="report_id"
    )
