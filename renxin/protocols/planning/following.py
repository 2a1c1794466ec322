"""What is to be said before something agreed follows the version that is on.

Nobody was told anything of it yet, so nothing was begun that had to be ended as it was:
other times, other words or another step hold at once, for everybody.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from renxin.protocols import ahead
from renxin.protocols.models import ProtocolEnrolment, TurnedOn
from renxin.protocols.planning import advancing


def follow(*, at: datetime) -> None:
    live = TurnedOn.objects.live(timezone.localdate(at)).filter(fact__in=ahead.known)
    for run in live:
        _follow(run, at=at)


@transaction.atomic
def _follow(run: TurnedOn, *, at: datetime) -> None:
    pending = ProtocolEnrolment.objects.ahead().filter(ended_at=None)
    of_others = pending.filter(protocol=run.protocol_id).exclude(version=run.version_id)
    rows = of_others.select_for_update().values_list("pk", "weighed_at")
    ids = dict(rows)
    if not ids:
        return
    ProtocolEnrolment.objects.filter(pk__in=ids).update(
        version=run.version_id, next_at=None, next_place=None
    )
    weighed = [pk for pk, weighed_at in ids.items() if weighed_at]
    advancing.go_on(weighed, at=at)
