"""A clinician looks a list over; only then is anything promised from it, once."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from renxin.desk.rules import refusing
from renxin.followup import policy
from renxin.followup.facts import ListPromised
from renxin.followup.kinds import ListSort
from renxin.followup.mining import leaving_off
from renxin.followup.mining.drawing import kind_of
from renxin.followup.models import (
    ListApproval,
    ListPromise,
    ListRow,
    MinedList,
    RowStruck,
)
from renxin.followup.refusals import (
    NeedsASecond,
    NotAClinician,
    NotYetReviewed,
    PromisedAlready,
    StruckAlready,
    WhyMissing,
)
from renxin.journal import book
from renxin.promises.batch import Wanted, make_many
from renxin.promises.terms import Terms
from renxin.promises.windows import spread
from renxin.staff.models import Staff
from renxin.staff.roles import Role

REVIEWS = "lists.review"


@transaction.atomic
def strike(row: ListRow, why: str, *, by: Staff, at: datetime) -> RowStruck:
    """Not this one, and why; who was promised a call already stays."""
    if not why.strip():
        raise WhyMissing
    _hold(row.mined_list)
    with refusing({"followup_rowstruck_pkey": StruckAlready}):
        told = {"why": why.strip()[:200], "by": by, "at": at}
        return RowStruck.objects.create(row=row, **told)


@transaction.atomic
def agree(drawn: MinedList, *, by: Staff, at: datetime) -> list[ListPromise]:
    """A clinician first, a second person to a long one; then it is promised at once."""
    _hold(drawn)
    before = list(drawn.approvals.values_list("by_id", flat=True))
    if not before and not by.may_at(REVIEWS, drawn.clinic_id):
        raise NotAClinician if by.may("lists.second") else NotYetReviewed
    with refusing({"list_agreed_once_each": NeedsASecond}):
        ListApproval.objects.create(mined_list=drawn, by=by, at=at)
    if not before and left(drawn) > policy.lists().second_above:
        return []
    return _promise(drawn, by=by, at=at)


def left(drawn: MinedList) -> int:
    return drawn.rows.filter(struck=None).count()


def _promise(drawn: MinedList, *, by: Staff, at: datetime) -> list[ListPromise]:
    """One each, spread over the days."""
    rows = {one.patient_id: one for one in drawn.rows.filter(struck=None)}
    ids = _still(drawn, rows, at=at)
    windows = spread(
        len(ids),
        first_on=drawn.clinic.day_of(at) + timedelta(days=1),
        zone=drawn.clinic.zone,
        a_day=policy.lists().a_day,
    )
    wanted = [
        Wanted(pk, drawn.clinic, _terms(drawn, rows[pk], due_from, due_at))
        for pk, (due_from, due_at) in zip(ids, windows, strict=True)
    ]
    made = make_many(wanted, by=by, at=at).made
    promised = [ListPromise(row=rows[one.patient_id], promise=one) for one in made]
    ListPromise.objects.bulk_create(promised)
    book.record(
        ListPromised(
            at=at,
            by_id=by.pk,
            clinic_id=drawn.clinic_id,
            sort=drawn.sort,
            many=len(promised),
        )
    )
    return promised


def _still(drawn: MinedList, rows: dict[int, ListRow], *, at: datetime) -> list[int]:
    """Whoever took their consent back meanwhile, or was called, is left out."""
    ids = list(rows)
    if not drawn.is_agreed:
        live = leaving_off.consents(ids, at=at)
        ids = [pk for pk in ids if pk in live]
    peace = leaving_off.in_peace(ids, kind_of(drawn.sort), at=at)
    return sorted((pk for pk in ids if pk not in peace), key=lambda pk: rows[pk].place)


def _terms(
    drawn: MinedList, row: ListRow, due_from: datetime, due_at: datetime
) -> Terms:
    """In the language of the house; what is promised goes on into the journal."""
    with translation.override(settings.LANGUAGE_CODE):
        what = _("Ask how they are and why they stay away; offer nothing")
        if drawn.sort != ListSort.WIN_BACK:
            what = _("Invite them, as their doctor agreed")
    return Terms(
        kind=kind_of(drawn.sort),
        what=what,
        why=row.why,
        due_from=due_from,
        due_at=due_at,
        owner_role=Role.CARE,
    )


def _hold(drawn: MinedList) -> None:
    """Two who agree in the same moment queue here; promised once, it is over."""
    MinedList.objects.select_for_update(no_key=True).get(pk=drawn.pk)
    if ListPromise.objects.filter(row__mined_list=drawn).exists():
        raise PromisedAlready
