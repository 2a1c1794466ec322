"""What the house owes changes when a person asks us to stop using their data."""

from renxin.journal.book import on
from renxin.journal.facts import Fact
from renxin.patients.facts import Erased, Restricted
from renxin.patients.models import Patient
from renxin.promises.kinds import RINGS
from renxin.promises.models import Promise
from renxin.promises.models.contact import RESTRICTED
from renxin.staff.models import Staff


@on(Restricted)
def call_them_no_more(fact: Restricted) -> None:
    _let_go_of_calls(fact)


@on(Erased)
def call_nobody_without_a_phone(fact: Erased) -> None:
    _let_go_of_calls(fact)


def _let_go_of_calls(fact: Fact) -> None:
    """Release every open promise that would ring at their door."""
    by = Staff.objects.get(pk=fact.by_id or 0)
    records = Patient.objects.get(pk=fact.patient_id or 0).record_ids()
    for promise in Promise.objects.open().filter(patient__in=records, kind__in=RINGS):
        promise.release(reason=str(RESTRICTED), by=by, at=fact.at)
