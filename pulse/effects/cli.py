"""`pulse effects FOLDER` and `pulse plan`: what is known, and what it takes to know."""

import argparse
from collections.abc import Sequence

from pulse.effects.people import WITHIN
from pulse.effects.planner import Plan
from pulse.effects.told import Effect
from pulse.words import LANGUAGES, say


def add_plan(ask: argparse.ArgumentParser) -> None:
    ask.add_argument("--base", type=float, required=True, metavar="0.2")
    ask.add_argument("--change", type=float, required=True, metavar="0.03")
    ask.add_argument("--per-month", type=float, required=True, metavar="120")
    ask.add_argument("--held", type=float, default=0.5, metavar="0.5")
    ask.add_argument("--rho", type=float, default=0.0, metavar="0.3")
    ask.add_argument("--within", type=int, default=WITHIN, metavar="DAYS")
    ask.add_argument("--lang", choices=LANGUAGES, default="zh")


def plan_lines(asked: argparse.Namespace) -> list[str]:
    plan = Plan(
        base=asked.base,
        change=asked.change,
        per_month=asked.per_month,
        held=asked.held,
        rho=asked.rho,
        within=asked.within,
    )
    return plan.lines(asked.lang)


def lines(found: Sequence[Effect], lang: str) -> list[str]:
    """One experiment a line: its name, both sides, and its sentence."""
    return [
        f"{one.experiment}  {one.treated.came} / {one.treated.n}"
        f"  {one.held_out.came} / {one.held_out.n}  {one.sentence(lang)}"
        for one in found
    ] or [say(lang, "No experiment in the tables.")]
