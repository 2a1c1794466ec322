"""What people agreed to hear, who asked us to stop, and what we nearly said."""

from dataclasses import dataclass

import narwhals as nw

from pulse.active import active
from pulse.fetch import Frame
from pulse.metrics.contacts import sent
from pulse.metrics.registry import Better, Goal, Unit, metric
from pulse.opened import Tables
from pulse.period import Period
from pulse.share import COUNTED, Against, Share

GIVEN = "GIVEN"
BARRED = ("BLOCK", "REVIEW")
AT_MOST = 0.01


@dataclass(frozen=True)
class Agreed:
    """Of the patients seen, who agrees to each purpose as the period ends."""

    tables: Tables
    period: Period

    def by(self, *dims: str) -> Frame:
        return self._share().by(*dims, "purpose")

    def members(self, *dims: str) -> Frame:
        """Those who agree, each under their purpose."""
        return self._share().members("purpose", *dims).filter(nw.col(COUNTED))

    def _share(self) -> Share:
        live = _live(self.tables, self.period)
        purposes = self.tables["consents"].select("purpose").unique()
        seen = active(self.tables, self.period).join(purposes, how="cross")
        rows = seen.join(live, on=["patient_id", "purpose"], how="left")
        return Share(rows, nw.col("is_live") == 1)


def _live(tables: Tables, period: Period) -> Frame:
    """The last word of each on each purpose; of two at one moment the stricter."""
    columns = tables.columns["consents"]
    end = nw.lit(period.end).cast(nw.Datetime("us"))
    given_at = nw.col("given_at")
    holds = nw.col("answer") == GIVEN
    for ends in ("expires_at", "withdrawn_at"):
        if ends in columns:
            holds = holds & (nw.col(ends).is_null() | (nw.col(ends) >= end))
    latest = given_at.max().over("patient_id", "purpose")
    said = tables["consents"].filter(given_at < end).with_columns(latest=latest)
    last = said.filter(given_at == nw.col("latest"))
    is_live = nw.when(holds).then(nw.lit(1)).otherwise(nw.lit(0))
    return (
        last.with_columns(is_live=is_live)
        .group_by("patient_id", "purpose")
        .agg(nw.col("is_live").min())
    )


@metric(
    "K43",
    zh="同意覆盖率",
    en="Agreed to, by purpose",
    better=Better.NEITHER,
    needs=("visits", "consents"),
    unit=Unit.PERSONS,
    split_by="purpose",
    adds_up=False,
    zh_definition="期内来过的人里，期末对每一种用途仍有有效同意的比例。以最后一次表态为准，"
    "到期的、撤回的不算。",
)
def consent_coverage(tables: Tables, period: Period) -> Agreed:
    """Patients seen in the period who agree to a purpose as it ends, for each purpose.

    Their last word counts; one that has expired or was taken back does not.
    """
    return Agreed(tables, period)


@metric(
    "K44",
    zh="退订率",
    en="Asked us to stop",
    better=Better.LOWER,
    needs=("messages", "opt_outs"),
    beside=("opt_outs",),
    unit=Unit.MESSAGES,
    goal=Goal(at_most=AT_MOST),
    zh_definition="期内要求不再联系的次数，除以期内发出的消息数。1 % 就是每千条十次，"
    "超过就该停下来看。",
)
def opt_out_rate(tables: Tables, period: Period) -> Against:
    """Wishes to hear from us no more, out of messages sent; 1 % is ten per thousand."""
    stopped = tables.rows("opt_outs").filter(period.covers("day"))
    messages = sent(tables).filter(period.covers("day"))
    return Against(
        some=stopped, of=messages, named=_both(tables, stopped, messages), key="day"
    )


def _both(tables: Tables, stopped: Frame, messages: Frame) -> Frame:
    """The wishes and the messages they are held against, one under the other."""
    columns = ["patient_id", "day", *tables.dims]
    marked = [
        rows.select(*columns, nw.lit(value=counted).alias(COUNTED))
        for rows, counted in ((stopped, True), (messages, False))
    ]
    return nw.concat(marked)


@metric(
    "K45",
    zh="拦截率",
    en="Wordings held back",
    better=Better.NEITHER,
    needs=("drafts",),
    unit=Unit.WORDINGS,
    zh_definition="期内写的话里，被法规检查挡下、或要第二个人看过才行的比例。用来学，不用来罚。",
)
def intercepted_share(tables: Tables, period: Period) -> Share:
    """Wordings the law check barred or sent to a second person, out of all written.

    A sign of what people have yet to learn, never held against anyone.
    """
    rows = tables.rows("drafts").filter(period.covers("day"))
    return Share(rows, nw.col("worst").is_in(list(BARRED)), key="draft_id")
