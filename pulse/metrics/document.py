"""The catalogue of figures as a document."""

from pulse.metrics import catalogue
from pulse.metrics.registry import Better, Measure, Metric

HEAD = """# Figures

Made by `pulse metrics`; edit the docstrings in `pulse/metrics/`, not this page. Periods
are closed-open, in the clinic's zone. Part and whole always travel with a share; an
empty whole has no value. Restricted persons are counted and never listed. K01–K50 are
the codes of the domain catalogue; P01 and P02 are promises, which it has no code for.

Some stand on tables beyond the first contract: K20 on `plan_steps`, K21 on the planned
`gap_days` of `plans`, K37 on `duties`, K33 on `calls`, K43 on `consents`, K44 on
`opt_outs`, K45 on `drafts`. Of K01–K25, K14 waits for its theme. How sure K40 is, and
whether its groups are as they were drawn, is told with the effects.

| code | 中文 | name | better | goal | needs |
|---|---|---|---|---|---|
"""
ARROWS = {Better.HIGHER: "↑", Better.LOWER: "↓", Better.NEITHER: "–"}


def as_markdown() -> str:
    """`docs/metrics.md`, whole."""
    figures = list(catalogue().values())
    rows = "\n".join(_row(one) for one in figures)
    definitions = "\n\n".join(_definition(one) for one in figures)
    return f"{HEAD}{rows}\n\n{definitions}\n"


def _row(one: Metric) -> str:
    needs = ", ".join(f"`{need}`" for need in one.needs)
    if one.needs_any:
        needs += ", and " + " or ".join(f"`{need}`" for need in one.needs_any)
    cells = (one.code, one.zh, f"`{one.name}`", ARROWS[one.better], _goal(one), needs)
    return f"| {' | '.join(cells)} |"


def _goal(one: Metric) -> str:
    goal = one.goal
    if one.measure is Measure.TO_ONE and goal.at_least is not None:
        return f"usual {goal.at_least:g}–{goal.at_most:g}"
    if goal.change is not None:
        return f"{goal.change * 100:+.0f} points a year".replace("-", "−")
    if goal.at_least is not None and goal.at_most is not None:
        return f"usual {goal.at_least:.0%}–{goal.at_most:.0%}"
    if goal.at_least is not None:
        return f"≥ {goal.at_least:.0%}"
    return "" if goal.at_most is None else f"≤ {goal.at_most:.0%}"


def _definition(one: Metric) -> str:
    return (
        f"## {one.code} {one.zh} · {one.en}\n\n{one.definition}\n\n{one.zh_definition}"
    )
