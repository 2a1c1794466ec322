"""A forecast of no-shows for a person or another system: chances, and their worth."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pulse.models.evaluation import Evaluation, evaluate
from pulse.models.features import Decision
from pulse.models.no_show import Chance, Chances, Model, NotYetKnown, learn
from pulse.opened import Tables
from pulse.words import say

SHOWN = 20


@dataclass(frozen=True)
class Forecast:
    """What lies ahead of a day, by what model, and how far that can be trusted.

    Only to offer a further confirmation and to plan the depth of the waiting list.
    """

    on: date
    model: Model
    chances: Chances
    evaluation: Evaluation | None

    def as_json(self, lang: str) -> dict[str, Any]:
        mean, low, high = self.chances.empty_places()
        return {
            "on": self.on.isoformat(),
            "decision": self.model.decision,
            "only_for": ["further confirmation", "waiting-list depth"],
            "learned_from": {"n": self.model.n, "missed": self.model.missed},
            "evaluation": self.evaluation.as_json() if self.evaluation else None,
            "empty_places": {
                "mean": round(mean, 2),
                "low": round(low, 2),
                "high": round(high, 2),
            },
            "hidden": self.chances.hidden,
            "chances": [_chance(one, lang) for one in self.chances.listed],
        }

    def lines(self, lang: str) -> list[str]:
        """For a terminal: how many, how sure, and the likeliest to be missed."""
        mean, low, high = self.chances.empty_places()
        lines = [
            say(
                lang,
                "{n} bookings ahead of {on}; about {mean} will be missed"
                " ({low} to {high}).",
                n=len(self.chances.listed),
                on=self.on,
                mean=round(mean),
                low=round(low),
                high=round(high),
            ),
            say(
                lang,
                "Only to offer a further confirmation and to plan the waiting list;"
                " never to refuse, punish or overbook.",
            ),
            say(
                lang,
                "Learned from {n} bookings before {until}, {missed} of them missed.",
                n=self.model.n,
                until=self.model.until,
                missed=self.model.missed,
            ),
            self._worth(lang),
        ]
        return lines + [_line(one, lang) for one in self.chances.listed[:SHOWN]]

    def _worth(self, lang: str) -> str:
        ahead = self.evaluation.ahead if self.evaluation else None
        if ahead is None:
            return say(lang, "Too little has happened since to try it.")
        return say(
            lang,
            "Tried on {n} later ones booked a day or more ahead: tells the missed from"
            " the kept {auc} of the time ({low} to {high}; one half is guessing).",
            n=ahead.n,
            auc=f"{ahead.auc.value:.2f}",
            low=f"{ahead.auc.low:.2f}",
            high=f"{ahead.auc.high:.2f}",
        )


def forecast(
    tables: Tables,
    *,
    on: date | None = None,
    decision: Decision = Decision.EVE,
    also: Sequence[str] = (),
) -> Forecast:
    """Chances of the bookings ahead of a day; by default of the day the data end.

    Learned from all that was before that day. Its worth is that of a model learned
    from the first seven tenths and tried on the rest. Raises as `learn` does.
    """
    on = on or tables.until()
    model = learn(tables, until=on, decision=decision, also=also)
    return Forecast(
        on=on,
        model=model,
        chances=model.chances(tables, on=on),
        evaluation=_tried(tables, decision, also),
    )


def _tried(
    tables: Tables, decision: Decision, also: Sequence[str]
) -> Evaluation | None:
    try:
        return evaluate(tables, decision=decision, also=also)
    except NotYetKnown:
        return None


def _chance(one: Chance, lang: str) -> dict[str, Any]:
    return {
        "appointment_id": one.appointment_id,
        "patient_id": one.patient_id,
        "day": one.day.isoformat(),
        "chance": round(one.chance, 6),
        "reasons": [reason.as_json(lang) for reason in one.reasons],
    }


def _line(one: Chance, lang: str) -> str:
    why = "; ".join(
        f"{'↑' if reason.raises else '↓'} {reason.words(lang)}"
        for reason in one.reasons
    )
    return f"{one.day}  {one.appointment_id}  {one.chance:.0%}  {why}"
