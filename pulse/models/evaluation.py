"""How a chance would have done: learned before a day, tried on decisions after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from pulse.models.bands import by_band
from pulse.models.bookings import UNKNOWN, Bookings, bookings, day_number, day_of
from pulse.models.calibration import Calibration, auc, calibration
from pulse.models.features import Decision, facts, refuse
from pulse.models.logistic import Floats, Ints
from pulse.models.no_show import Model, NotYetKnown, learned
from pulse.models.trust import Doubt, doubt_of
from pulse.no_shows import LEADS, Missed
from pulse.opened import Tables

LEARNED = 0.7


@dataclass(frozen=True)
class Evaluation:
    """A model, and how its chances held on decisions made after it was learned.

    `ahead` are bookings made a day or more before: the ones that matter and the harder.
    `by_lead_alone` is how well the share of each band of lead tells the missed from the
    kept among them: what a plain table would do. `bands` are those among them whose
    chance was above, about or below the usual share.
    """

    model: Model
    all: Calibration | None
    ahead: Calibration | None
    same_day: Calibration | None
    by_lead_alone: float | None
    bands: tuple[Missed, ...] = ()

    @property
    def doubt(self) -> Doubt | None:
        """Why the chances of bookings made ahead should not be shown, if so."""
        return doubt_of(self.ahead)

    def as_json(self) -> dict[str, Any]:
        def told(one: Calibration | None) -> dict[str, Any] | None:
            return one.as_json() if one else None

        return {
            "decision": self.model.decision,
            "learned_before": self.model.until.isoformat(),
            "learned_from": {"n": self.model.n, "missed": self.model.missed},
            "all": told(self.all),
            "ahead": told(self.ahead),
            "same_day": told(self.same_day),
            "by_lead_alone": {"auc": self.by_lead_alone},
            "bands": [one.as_json() for one in self.bands],
            "doubt": self.doubt,
        }


def evaluate(
    tables: Tables,
    *,
    decision: Decision = Decision.EVE,
    cut: date | None = None,
    also: Sequence[str] = (),
) -> Evaluation:
    """Split by time, never at random.

    Learned from the bookings whose day was before the cut; tried on those decided on
    the cut or after. Without a cut it lies where seven tenths of the bookings are past.
    Raises `NotYetKnown` and `Protected` as `learn` does.
    """
    refuse(also)
    lacking = tables.lacks(["appointments.booked_at"])
    if lacking:
        raise NotYetKnown(f"{lacking[0].upper()}{lacking[1:]}.")
    held = bookings(tables, also)
    return evaluated(held, decision, cut or _cut(held, decision))


def _cut(held: Bookings, decision: Decision) -> date:
    days = held.days[(held.missed != UNKNOWN) & decision.is_open(held)]
    if not len(days):
        raise NotYetKnown("No booking has come to its day.")
    return day_of(int(np.quantile(days, LEARNED, method="higher")))


def evaluated(held: Bookings, decision: Decision, cut: date) -> Evaluation:
    """As `evaluate`, from columns that were fetched before."""
    model = learned(held, cut, decision)
    chosen, chances = tried(held, model)
    lead = held.leads()[chosen]
    missed, patients = held.missed[chosen], held.patients[chosen]

    def over(these: "np.ndarray[Any, np.dtype[np.bool_]]") -> Calibration | None:
        if not these.any():
            return None
        return calibration(
            chances[these], missed[these], patients[these], usual=model.design.usual
        )

    is_ahead = lead >= 1
    ahead = over(is_ahead)
    plain = _by_lead(held, cut, decision, lead[is_ahead])
    return Evaluation(
        model=model,
        all=over(np.ones(len(lead), dtype=np.bool_)),
        ahead=ahead,
        same_day=over(~is_ahead),
        by_lead_alone=auc(plain, missed[is_ahead]) if ahead else None,
        bands=by_band(chances[is_ahead], missed[is_ahead], usual=model.design.usual),
    )


def tried(held: Bookings, model: Model) -> tuple[Ints, Floats]:
    """Which bookings were decided after the model was learned, and their chances."""
    decided = model.decision.days(held)
    is_told = (held.missed != UNKNOWN) & (decided >= day_number(model.until))
    chosen = np.flatnonzero(is_told & model.decision.is_open(held))
    seen = facts(held, model.decision, decided, chosen)
    return chosen, model.scored(seen)


def _by_lead(held: Bookings, cut: date, decision: Decision, leads: Ints) -> Floats:
    starts = [last + 1 for _, last in LEADS]
    is_past = (held.missed != UNKNOWN) & (held.days < day_number(cut))
    past = np.flatnonzero(is_past & decision.is_open(held))
    bands = np.digitize(held.leads()[past], starts)
    size = len(starts) + 1
    whole = np.bincount(bands, minlength=size)
    part = np.bincount(bands, weights=held.missed[past], minlength=size)
    share = part / np.maximum(1, whole)
    return np.asarray(share[np.digitize(leads, starts)], dtype=np.float64)
