"""Drawing a list: found, left off, frozen. What it said then, it says for ever."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import translation

from renxin.clinics.models import Clinic
from renxin.followup import policy
from renxin.followup.kinds import AGREED, ListSort
from renxin.followup.mining import finding, leaving_off
from renxin.followup.models import Call, ListRow, MinedList
from renxin.followup.refusals import NobodyFound
from renxin.patients.models import Consent
from renxin.promises.kinds import Kind
from renxin.staff.models import Staff


@transaction.atomic
def draw(clinic: Clinic, sort: ListSort, *, by: Staff, at: datetime) -> MinedList:
    """Everybody it may name, up to the longest list; the rest are only counted."""
    is_agreed = sort in AGREED
    with translation.override(settings.LANGUAGE_CODE):  # written down once
        people = finding.found(clinic, sort, at=at)
    ids = [one.patient_id for one in people]
    peace = leaving_off.in_peace(ids, kind_of(sort), at=at)
    consents = {} if is_agreed else leaving_off.consents(ids, at=at)
    free = [one for one in people if one.patient_id not in peace]
    named = [one for one in free if is_agreed or one.patient_id in consents]
    if not named:
        raise NobodyFound
    most = policy.lists().most
    drawn = MinedList.objects.create(
        clinic=clinic,
        sort=sort,
        found=len(people),
        without_consent=len(free) - len(named),
        left_in_peace=len(people) - len(free),
        beyond=max(len(named) - most, 0),
        by=by,
        at=at,
    )
    _name(drawn, named[:most], consents)
    return drawn


def _name(
    drawn: MinedList,
    people: list[finding.Candidate],
    consents: dict[int, Consent],
) -> None:
    rung = _last_rung(drawn.clinic, [one.patient_id for one in people])
    ListRow.objects.bulk_create(
        ListRow(
            mined_list=drawn,
            patient_id=one.patient_id,
            place=place,
            why=one.why,
            last_seen_on=one.last_seen_on,
            last_rung_on=rung.get(one.patient_id),
            is_agreed=drawn.is_agreed,
            consent=consents.get(one.patient_id),
        )
        for place, one in enumerate(people, start=1)
    )


def kind_of(sort: str) -> Kind:
    return Kind.WIN_BACK if sort == ListSort.WIN_BACK else Kind.RECALL


def _last_rung(clinic: Clinic, patients: list[int]) -> dict[int, date]:
    calls = Call.objects.standing().filter(patient__in=patients)
    last = calls.values_list("patient_id").annotate(last=Max("at"))
    return {patient: clinic.day_of(moment) for patient, moment in last}
