"""What the rosters do when something happens below them."""

from renxin.clinics.facts import SpecialDaySet, SpecialDayTakenBack
from renxin.clinics.models import Clinic
from renxin.journal.book import on
from renxin.rosters.layout import lay_out


@on(SpecialDaySet)
def nobody_works_where_it_is_shut(fact: SpecialDaySet) -> None:
    _again(fact)


@on(SpecialDayTakenBack)
def they_work_where_it_is_open(fact: SpecialDayTakenBack) -> None:
    _again(fact)


def _again(fact: SpecialDaySet) -> None:
    clinics = Clinic.objects.filter(pk__in=[fact.clinic_id])
    lay_out(at=fact.at, clinics=clinics, by_id=fact.by_id)
