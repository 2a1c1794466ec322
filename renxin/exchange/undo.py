"""Taking an import back: what it made goes, what it changed becomes as it was.

Nothing that came later is lost: a record others lean on stays, a field someone
has changed since stays as they left it, and both are said plainly.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from renxin.desk.refusal import Refusal
from renxin.exchange import refused
from renxin.exchange.alone import alone
from renxin.exchange.facts import Undone
from renxin.exchange.finishing import clear
from renxin.exchange.kinds import Kind
from renxin.exchange.models import Addition, Change, Import, Portion
from renxin.exchange.taking import staging
from renxin.exchange.taking.removing import LeftOver, remove, stand_aside, take_off
from renxin.exchange.taking.restoring import restore
from renxin.exchange.taking.retaking import retake
from renxin.exchange.taking.statements import by_index, do
from renxin.exchange.taking.targets import facts_of
from renxin.journal import book
from renxin.scorecard.tasks import ask_for_the_lake
from renxin.staff.models import Staff

# What leans on something goes before what it leans on.
ORDER = (
    Kind.ANSWERS,
    Kind.CHARGES,
    Kind.COMPLAINTS,
    Kind.LOSSES,
    Kind.INTRODUCTIONS,
    Kind.APPOINTMENTS,
    Kind.VISITS,
    Kind.PATIENTS,
)

NOTES = """
CREATE TEMP TABLE touched (patient_id bigint, kind text, object_id bigint);
CREATE TEMP TABLE restored (patient_id bigint, kind text, object_id bigint)
"""
# What was told of a record that is gone, and what this import told of one that is
# as before, is taken back by name: the journal keeps the lines, no page shows them.
TOLD = """
WITH told AS (
    SELECT * FROM unnest(%(kinds)s::text[], %(facts)s::text[]) AS told (kind, fact)
), subjects AS (
    SELECT *, TRUE AS is_gone FROM touched
    UNION ALL SELECT *, FALSE FROM restored
), contradicted AS (
    SELECT entry.patient_id, jsonb_agg(DISTINCT entry.id) AS entries
    FROM subjects JOIN told ON told.kind = subjects.kind
    JOIN journal_entry entry ON entry.patient_id = subjects.patient_id
        AND entry.fact = told.fact
        AND (entry.particulars ->> 'record_id')::bigint = subjects.object_id
        AND (is_gone OR (entry.particulars ->> 'import_id')::bigint = %(import)s)
    GROUP BY entry.patient_id
), removed AS (
    SELECT patient_id, count(*) AS many FROM touched GROUP BY patient_id
)
INSERT INTO journal_entry (fact, at, by_id, clinic_id, patient_id, particulars)
SELECT 'exchange.undone', %(at)s, %(by)s, %(clinic)s, patient_id,
    jsonb_build_object('import_id', %(import)s::bigint,
        'removed', coalesce(removed.many, 0),
        'contradicts', coalesce(contradicted.entries, '[]'))
FROM removed FULL JOIN contradicted USING (patient_id)
WHERE EXISTS (SELECT FROM patients_patient patient WHERE patient.id = patient_id)
"""
# A record that stays keeps its origin, so that it is known when it comes again.
FORGOTTEN = """
DELETE FROM exchange_origin origin WHERE made_by_id = %(import)s
    AND NOT EXISTS (
        SELECT FROM kept WHERE kept.kind = origin.kind
            AND kept.object_id = origin.object_id
    )
"""


class NotUndoable(Refusal):
    """The import cannot be taken back now."""


def ask(taken: Import, *, by: Staff | None, at: datetime) -> None:
    """Somebody wants it taken back; the work itself is done behind the scenes."""
    state = taken.state()
    if state in {"running", "undoing"}:
        raise NotUndoable(_("The import is still at work. Wait until it has ended."))
    if state not in {"ended", "stopped"} or not taken.approved_at:
        raise NotUndoable(_("Only an import that has taken rows in can be undone."))
    taken.undoing_at, taken.undone_by, taken.trouble = at, by, ""
    taken.save(update_fields=["undoing_at", "undone_by", "trouble"])


def undo(taken: Import, *, by: Staff | None, at: datetime) -> None:
    """Take the whole import back in one transaction, or none of it."""
    with alone(taken.source), transaction.atomic():
        values = {
            "import": taken.pk,
            "at": at,
            "by": by.pk if by else None,
            "clinic": taken.clinic_id,
        }
        by_index()
        stand_aside()
        do("DROP TABLE IF EXISTS touched, restored, kept")
        do(NOTES)
        do("CREATE TEMP TABLE kept (kind text, object_id bigint)")
        left: list[LeftOver] = [one for kind in ORDER for one in restore(kind, values)]
        take_off(values)
        removed = 0
        for kind in ORDER:
            gone, kept = remove(kind, values)
            removed += gone
            left += kept
        left += retake(at=at)
        do(FORGOTTEN, values)
        do(TOLD, values | _told_of())
        _end(taken, by=by, at=at, left=left, removed=removed)
        ask_for_the_lake()
    refused.forget(taken)
    clear(taken)


def _told_of() -> dict[str, list[str]]:
    pairs = [(str(kind), fact) for kind in ORDER for fact in facts_of(kind)]
    return {"kinds": [kind for kind, _f in pairs], "facts": [f for _kind, f in pairs]}


def _end(
    taken: Import, *, by: Staff | None, at: datetime, left: list[LeftOver], removed: int
) -> None:
    for model in (Change, Addition, Portion):
        model.objects.filter(made_by=taken).delete()
    for kind in taken.counts:
        staging.drop(taken, kind)
    book.record(
        Undone(
            at=at,
            by_id=by.pk if by else None,
            clinic_id=taken.clinic_id,
            import_id=taken.pk,
            removed=removed,
        )
    )
    taken.undone_at, taken.undone_by = at, by
    taken.left_over = [one.as_data() for one in left]
    taken.save()
