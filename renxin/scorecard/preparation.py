"""Counting beforehand what people open first, so that nobody waits for it."""

from pathlib import Path

from django.utils import timezone

from renxin.clinics.models import Clinic
from renxin.scorecard import pieces
from renxin.scorecard.counting import HOUSE
from renxin.scorecard.lake.snapshot import Snapshot
from renxin.scorecard.scope import latest_month
from renxin.scorecard.tomorrow import chances


def prepare(snapshot: Snapshot, folder: Path) -> None:
    if not snapshot.tells_of_days:
        return
    latest = latest_month(snapshot, snapshot.stands_at.date())
    codes = Clinic.objects.order_by("pk").values_list("code", flat=True)
    pieces.count(folder, pieces.usual(latest, [HOUSE, *codes]))
    chances.keep(folder, on=timezone.localdate(snapshot.stands_at))
