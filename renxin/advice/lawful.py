"""Advice is care said to one patient, and the law is asked of it like of any words."""

from datetime import date

from renxin.advice.library import Draft
from renxin.advice.refusals import SaysTooMuch
from renxin.voice.law import Severity, Surface
from renxin.voice.law import check as ask

# Whoever approves advice writes no reason, so what would need one is not written.
KEPT_OUT = {Severity.BLOCK, Severity.REVIEW}


def check(draft: Draft, *, on: date) -> None:
    """Nothing that promises, compares, sells or frightens, in either language."""
    for text in (*vars(draft.zh).values(), *vars(draft.en).values()):
        for found in ask(text, Surface.SVC, on=on):
            if found.severity in KEPT_OUT:
                why = f"{found.why} ({found.law}). {found.better}"
                raise SaysTooMuch.named(found.raw, why)
