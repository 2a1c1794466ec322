"""Whom the records say could do with a call: one way of looking for each sort."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from renxin.clinics.models import Clinic
from renxin.followup import policy
from renxin.followup.kinds import ListSort, Reason, Risk
from renxin.followup.line import looking
from renxin.followup.models import Loss
from renxin.patients.models import Relation
from renxin.plans.models import AcceptedItem
from renxin.visits.models import Visit

EXPLAINED = "EXPLAINED"
# Gone for good, or asked to be left alone: nobody is won back from there.
NOT_ASKED = frozenset({Reason.MOVED, Reason.DIED})


@dataclass(frozen=True)
class Candidate:
    """One person found, why, and when they were last here."""

    patient_id: int
    why: str
    last_seen_on: date | None


def found(clinic: Clinic, sort: str, *, at: datetime) -> list[Candidate]:
    """In the order of the list, each person once."""
    once: dict[int, Candidate] = {}
    for one in FINDERS[sort](clinic, at):
        once.setdefault(one.patient_id, one)
    return list(once.values())


def _overdue(clinic: Clinic, at: datetime) -> Iterator[Candidate]:
    rules = policy.lists()
    since, until = at - rules.lost, at - rules.overdue
    for one in _unhooked(clinic, since, until, at):
        if one.stands != EXPLAINED:
            why = _("Not here for %(n)s days, and nothing agreed")
            yield _candidate(clinic, one, why % {"n": (at - one.left_at).days})


def _risk(clinic: Clinic, at: datetime) -> Iterator[Candidate]:
    rules = policy.lists()
    shortest = min(one.days for one in rules.risks)
    people = list(_unhooked(clinic, at - rules.furthest, at - shortest, at))
    treated = _conditions([one.patient_id for one in people])
    for one in people:
        for risk in rules.risks:
            told = treated.get(one.patient_id, "")
            is_due = at - one.left_at >= risk.days
            if is_due and any(word in told for word in risk.words):
                yield _candidate(clinic, one, str(Risk(risk.code).label))
                break


def _lost(clinic: Clinic, at: datetime) -> Iterator[Candidate]:
    """Those lost most lately first: what a call changes is not known yet."""
    rules = policy.lists()
    people = list(_unhooked(clinic, at - rules.furthest, at - rules.lost, at))
    ids = [one.patient_id for one in people]
    learned = Loss.objects.filter(patient__in=ids).order_by("learned_on", "pk")
    reasons = dict(learned.values_list("patient_id", "reason"))
    for one in people:
        reason = reasons.get(one.patient_id, "")
        # Explained, and not by a loss: they asked for no next step, or for peace.
        if reason in NOT_ASKED or (one.stands == EXPLAINED and not reason):
            continue
        if reason and reason != Reason.UNKNOWN:
            why = _("Told us why: %(why)s") % {"why": Reason(reason).label}
        else:
            why = _("Nobody knows why: ask")
        yield _candidate(clinic, one, why)


def _unfinished(clinic: Clinic, at: datetime) -> Iterator[Candidate]:
    """Signed for, not done, and no time for it: part of what was agreed."""
    rules = policy.lists()
    open_ = AcceptedItem.objects.unbooked().filter(
        item__plan__clinic=clinic,
        item__plan__ended_at=None,
        acceptance__at__gte=at - rules.furthest,
    )
    rows = open_.order_by("acceptance__at", "pk").values_list(
        "item__plan__patient_id", "acceptance__at"
    )
    for patient, signed_at in rows:
        day = clinic.day_of(signed_at)
        why = _("Signed for on %(day)s, and not booked") % {"day": f"{day:%Y-%m-%d}"}
        yield Candidate(patient, why, day)


def _family(clinic: Clinic, at: datetime) -> Iterator[Candidate]:
    """Registered beside somebody we see, and never seen themselves."""
    lately = Visit.objects.at(clinic).filter(began_at__gte=at - policy.lists().family)
    seen = Visit.objects.values("patient")
    ties = Relation.objects.filter(ended_at=None, of__in=lately.values("patient"))
    ties = ties.exclude(person__in=seen).select_related("of")
    for tie in ties.order_by("person_id", "pk"):
        kin = str(Relation.Kind(tie.kind).label)
        why = _("%(kin)s of %(name)s, never seen here")
        yield Candidate(tie.person_id, why % {"kin": kin, "name": tie.of.name}, None)


FINDERS: dict[str, Callable[[Clinic, datetime], Iterable[Candidate]]] = {
    ListSort.OVERDUE: _overdue,
    ListSort.RISK: _risk,
    ListSort.WIN_BACK: _lost,
    ListSort.PLAN: _unfinished,
    ListSort.FAMILY: _family,
}


def _unhooked(
    clinic: Clinic, since: datetime, until: datetime, at: datetime
) -> Iterator[looking.Unhooked]:
    for one in looking.unhooked(clinic.pk, since=since, at=at):
        if since <= one.left_at < until:
            yield one


def _candidate(clinic: Clinic, one: looking.Unhooked, why: str) -> Candidate:
    return Candidate(one.patient_id, why, clinic.day_of(one.left_at))


def _conditions(patients: list[int]) -> dict[int, str]:
    """What each was treated for, in one line to look for words in."""
    told: dict[int, str] = {}
    treated = Visit.objects.filter(patient__in=patients).exclude(condition="")
    for patient, condition in treated.values_list("patient_id", "condition"):
        told[patient] = f"{told.get(patient, '')}·{condition}"
    return told
