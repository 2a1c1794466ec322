"""Many promises at once: one each, to everyone behind a figure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection, transaction
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.journal import book
from renxin.journal.facts import Fact
from renxin.promises.facts import PromiseMade
from renxin.promises.models import Promise
from renxin.promises.models.contact import refused_of
from renxin.promises.terms import Terms, check_keeper
from renxin.staff.models import Staff

PROMISED = _("The same is promised to them already.")
LOCK = 7_319_002  # any fixed number; two batches at once would promise twice


@dataclass(frozen=True)
class Wanted:
    """One patient, at one of their clinics, and what to promise them."""

    patient_id: int
    clinic: Clinic
    terms: Terms


@dataclass
class Batch:
    """What was promised, and whom we did not promise anything, with the reason."""

    made: list[Promise] = field(default_factory=list)
    refused: dict[int, str | LazyText] = field(default_factory=dict)


@transaction.atomic
def make_many(wanted: Sequence[Wanted], *, by: Staff, at: datetime) -> Batch:
    """Promise each of these once; who has the same open promise is left in peace.

    A handful of statements, however many patients there are.
    """
    _alone()
    for keeper, clinic in {
        (one.terms.owner or one.terms.owner_role, one.clinic) for one in wanted
    }:
        check_keeper(keeper, clinic)
    batch = Batch(refused=_refused(wanted))
    chosen: dict[tuple[int, str], Promise] = {}
    for one in wanted:
        if one.patient_id not in batch.refused:
            key = (one.patient_id, one.terms.kind)
            chosen.setdefault(key, _promise(one, by=by, at=at))
    batch.made = Promise.objects.bulk_create(list(chosen.values()), batch_size=1000)
    book.record_all([_made(promise, by=by, at=at) for promise in batch.made])
    return batch


@transaction.atomic
def make_each(
    wanted: Sequence[Wanted], *, by: Staff | None, at: datetime
) -> list[Promise | None]:
    """Promise every one of these, in their order; None to whom nothing may be.

    Whoever asks has seen to it that nobody is promised the same twice: what is owed
    after a treatment is owed beside whatever else is.
    """
    for keeper, clinic in {
        (one.terms.owner or one.terms.owner_role, one.clinic) for one in wanted
    }:
        check_keeper(keeper, clinic)
    ids_of: dict[str, list[int]] = {}
    for one in wanted:
        ids_of.setdefault(one.terms.kind, []).append(one.patient_id)
    refused = {kind: refused_of(ids, kind) for kind, ids in ids_of.items()}
    chosen = [
        None
        if one.patient_id in refused[one.terms.kind]
        else _promise(one, by=by, at=at)
        for one in wanted
    ]
    made = [promise for promise in chosen if promise]
    Promise.objects.bulk_create(made, batch_size=1000)
    book.record_all([_made(promise, by=by, at=at) for promise in made])
    return chosen


def _promise(one: Wanted, *, by: Staff | None, at: datetime) -> Promise:
    return Promise(
        patient_id=one.patient_id,
        clinic=one.clinic,
        made_by=by,
        made_at=at,
        **one.terms.fields(),
    )


def _made(promise: Promise, *, by: Staff | None, at: datetime) -> Fact:
    told = {"due_at": promise.due_at.isoformat(), "owner": promise.keeper()}
    return promise.fact(PromiseMade, by=by, at=at, **told)


def _refused(wanted: Sequence[Wanted]) -> dict[int, str | LazyText]:
    refused: dict[int, str | LazyText] = {}
    by_kind: dict[str, list[int]] = {}
    for one in wanted:
        by_kind.setdefault(one.terms.kind, []).append(one.patient_id)
    for kind, ids in by_kind.items():
        promised = Promise.objects.open().filter(kind=kind, patient__in=ids)
        already = promised.values_list("patient_id", flat=True)
        refused |= dict.fromkeys(already, PROMISED)
        refused |= refused_of(ids, kind)
    return refused


def _alone() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
