"""Taking a stop back: only they may, and somebody shows how they said so."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from renxin.desk.refusal import Refusal
from renxin.staff.models import Staff
from renxin.voice.models import Stop, StopLifted


class NoEvidence(Refusal):
    """Nobody can show that they want to hear from us again."""

    sentence = _("Say where the proof is: the form, the message or the recording.")


class LiftedAlready(Refusal):
    """It was taken back before."""

    sentence = _("This was taken back before.")


def lift(stop: Stop, *, evidence: str, by: Staff, at: datetime) -> StopLifted:
    if not evidence.strip():
        raise NoEvidence
    told = {"evidence": evidence.strip()[:200], "by": by, "at": at}
    lifted, new = StopLifted.objects.get_or_create(stop=stop, defaults=told)
    if not new:
        raise LiftedAlready
    return lifted
