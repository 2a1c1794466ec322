"""What a call changes for those on a list: as a trial of such people tells, or unknown.

A trial tells of all of them together and of nobody alone: it orders no list by person.
"""

from dataclasses import dataclass

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from renxin.followup import policy
from renxin.protocols import brought
from renxin.protocols.brought import Brought
from renxin.protocols.models import Trial

NOT_SEEN, MONTHS = "visits.not_seen", "months"
UNTRIED = _("Not yet known: no trial has held out people like these.")


@dataclass(frozen=True)
class Worth:
    """How many more of a hundred come because of it, and by which protocol we know."""

    sentence: str | LazyText
    mean: str = ""
    interval: str = ""
    is_known: bool = False
    measured_by: str = ""
    url: str = ""


def worth_of(sort: str) -> Worth:
    """By the latest trial of a protocol that begins with the same people."""
    trial = _trial_of(sort)
    if trial is None:
        return Worth(UNTRIED)
    found: Brought = brought.of([trial.protocol])[trial.protocol_id]
    return Worth(
        found.sentence,
        found.mean,
        found.interval,
        is_known=found.is_known,
        measured_by=trial.version.name,
        url=found.url,
    )


def _trial_of(sort: str) -> Trial | None:
    months = policy.lists().measured_by.get(sort)
    if months is None:
        return None
    trials = Trial.objects.select_related("protocol", "version").order_by("-at", "-pk")
    return next((one for one in trials if _is_of(one, months)), None)


def _is_of(trial: Trial, months: tuple[int, int]) -> bool:
    trigger = trial.version.written.trigger
    first, last = months
    unseen = trigger.where.get(MONTHS, 0)
    return trigger.list_name == NOT_SEEN and first <= unseen < last
