"""Learning who does not come, once a day, and trying it on what it had not seen."""

from datetime import datetime

from django.utils import timezone

import pulse
from pulse.models import Evaluation, NotYetKnown, evaluate, kept, learn
from renxin.scorecard.models import NoShowModel


def is_due(*, at: datetime) -> bool:
    """Whether nothing was learned yet on this day."""
    latest = NoShowModel.objects.newest_first().first()
    return latest is None or latest.until_on < timezone.localdate(at)


def learn_from(tables: pulse.Tables, *, at: datetime) -> NoShowModel:
    """Write down what the bookings of the days before teach, and how far it holds."""
    until = timezone.localdate(at)
    try:
        model = learn(tables, until=until)
    except NotYetKnown:
        return NoShowModel.objects.create(
            at=at, until_on=until, doubt=NoShowModel.Doubt.FEW
        )
    tried = _tried(tables)
    return NoShowModel.objects.create(
        at=at,
        until_on=until,
        bookings=model.n,
        missed=model.missed,
        told=kept.written(model),
        tried=tried.as_json() if tried else None,
        doubt=(tried.doubt or "") if tried else NoShowModel.Doubt.FEW,
    )


def _tried(tables: pulse.Tables) -> Evaluation | None:
    try:
        return evaluate(tables)
    except NotYetKnown:
        return None
