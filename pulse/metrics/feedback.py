"""Satisfaction with the eight elements of service."""

from functools import partial

import narwhals as nw

from pulse.fetch import Frame
from pulse.metrics.registry import Better, Unit, metric
from pulse.opened import Tables
from pulse.period import Period
from pulse.share import Ratio, Share

ELEMENTS = (
    "ETHICS",
    "TECHNIQUE",
    "SERVICE",
    "ENVIRONMENT",
    "PRICE",
    "EQUIPMENT",
    "PROCESS",
    "COMMUNICATION",
)
FULL_MARKS = 5
TOP_TWO = 4

asked = partial(metric, better=Better.HIGHER, needs=("answers.score",))


def _questions(tables: Tables, period: Period) -> Frame:
    """Questions on the eight elements put in the period, answered or not."""

    def make() -> Frame:
        return tables.rows("answers").filter(
            period.covers("day") & nw.col("element").is_in(list(ELEMENTS))
        )

    return tables.shared(("questions", period), make)


@asked(
    "K25",
    zh="满意度",
    en="Satisfaction",
    unit=Unit.POINTS,
    zh_definition="期内八个要素的得分之和，除以满分之和（每题 5 分）。"
    "要与回答率一起看。",
)
def satisfaction(tables: Tables, period: Period) -> Ratio:
    """Marks given to the eight elements, out of full marks: five a question answered.

    Read it beside the response rate: silence is not satisfaction.
    """
    score = nw.col("score")
    full = nw.when(~score.is_null()).then(FULL_MARKS).otherwise(0)
    return Ratio(_questions(tables, period), score.fill_null(0), full)


@asked(
    "K25.TOP",
    zh="满意占比",
    en="Satisfied share",
    unit=Unit.ANSWERS,
    zh_definition="期内八个要素的回答里，给 4 分或 5 分的比例。",
)
def satisfied_share(tables: Tables, period: Period) -> Share:
    """Answers of four or five marks, out of all answers on the eight elements."""
    score = nw.col("score")
    return Share(_questions(tables, period), score >= TOP_TWO, among=~score.is_null())


@asked(
    "K25.RESPONSE",
    zh="回答率",
    en="Response rate",
    unit=Unit.ANSWERS,
    zh_definition="期内问到的八个要素的问题里，有回答的比例。",
)
def response_rate(tables: Tables, period: Period) -> Share:
    """Questions on the eight elements that were answered, out of all that were put."""
    return Share(_questions(tables, period), ~nw.col("score").is_null())
