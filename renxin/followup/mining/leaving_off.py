"""Who is not named on a list: only counted, and never why about whom.

Consent comes first; then those who asked for peace, who were rung lately, and those
with something in their records that must never be a reason (REF-10, REF-11).
"""

from collections.abc import Collection
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Q

from renxin.followup import policy
from renxin.followup.line import held_out
from renxin.followup.models import ListPromise
from renxin.patients.line import stands_ahead
from renxin.patients.models import Consent, Patient, Purpose
from renxin.promises.kinds import Kind
from renxin.promises.models import OptOut, Promise
from renxin.promises.models.contact import refused_of
from renxin.visits.models import Visit
from renxin.voice.models import Stop


def consents(patients: Collection[int], *, at: datetime) -> dict[int, Consent]:
    """The live consent of each to be called because of old records.

    Over merged records the stricter answer wins.
    """
    kept = kept_of(patients)
    answers = Consent.objects.filter(purpose=Purpose.RECALL)
    live: dict[int, Consent] = {}
    against: set[int] = set()
    for one in answers.last_words(list(kept), at=at):
        person = kept[one.patient_id]
        if one.forbids(at=at):
            against.add(person)
        elif not one.has_expired(at=at):
            live[person] = one
    return {person: one for person, one in live.items() if person not in against}


def in_peace(patients: Collection[int], kind: str, *, at: datetime) -> set[int]:
    """Whom no list names: asked us not to, asked lately, held out, not to be mined."""
    rules = policy.lists()
    kept = kept_of(patients)
    records = list(kept)
    found = set(refused_of(patients, kind))
    theirs = {"patient__in": records}
    found |= set(OptOut.objects.filter(**theirs).values_list("patient_id", flat=True))
    stops = Stop.objects.standing().filter(purpose=Purpose.RECALL, **theirs)
    found |= set(stops.values_list("patient_id", flat=True))
    listed = ListPromise.objects.filter(promise__made_at__gt=at - rules.quiet)
    listed = listed.filter(promise__patient__in=records)
    found |= set(listed.values_list("promise__patient_id", flat=True))
    asked = Promise.objects.filter(kind=Kind.WIN_BACK, **theirs)
    asked = asked.filter(made_at__gt=at - rules.win_back_quiet)
    found |= set(asked.values_list("patient_id", flat=True))
    found |= set(_never(records))
    for ahead in (*stands_ahead(at), held_out.standing(at)):
        theirs_ahead = ahead.filter(patient__in=records)
        found |= {patient for (patient,) in theirs_ahead.values_list("patient_id")}
    return {kept[one] for one in found if one in kept}


def kept_of(patients: Collection[int]) -> dict[int, int]:
    """Each record of these people, with the person it belongs to."""
    own = {pk: pk for pk in patients}
    merged = Patient.objects.filter(merged_into__in=list(own))
    return own | dict(merged.values_list("pk", "merged_into_id"))


def _never(records: list[int]) -> list[int]:
    """Level 5: hidden from whoever draws lists, and so never on one."""
    words = [Q(condition__icontains=word) for word in policy.lists().never]
    told = Visit.objects.filter(reduce(or_, words), patient__in=records)
    return list(told.values_list("patient_id", flat=True))
