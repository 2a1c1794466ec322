"""Carrying an import out: read, weigh, take in; in portions, and resumable."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from psycopg import Connection

from renxin.exchange import refused
from renxin.exchange.alone import alone
from renxin.exchange.finishing import finish
from renxin.exchange.kinds import Kind
from renxin.exchange.models import Import, Portion
from renxin.exchange.parts import houses, mappings
from renxin.exchange.reading.job import Job
from renxin.exchange.reading.mapping import Mapping
from renxin.exchange.reading.parent import CannotBeRead
from renxin.exchange.taking import bare as bare_people
from renxin.exchange.taking import foretold, patients, portions, records, staging
from renxin.exchange.taking.introduced import introduce
from renxin.exchange.taking.statements import by_index, do
from renxin.exchange.taking.stretch import Stretch
from renxin.exchange.taking.verdict import Counts, counts, judge

AT_ONCE = 50_000
# Two systems at once take turns, portion by portion: neither deadlocks the other.
TURN = "SELECT pg_advisory_xact_lock(hashtextextended('exchange', 12))"
EMPTY = {"rows": 0, "refused": 0, "new": 0, "changed": 0, "same": 0, "bare": 0}


@dataclass(frozen=True)
class Run:
    """One going at an import, and the line on which it tells how far it is."""

    taken: Import
    at: datetime
    line: Connection

    def tell(self, count: int) -> None:
        """Written outside the transaction, so that whoever waits can see it."""
        self.line.execute(
            "UPDATE exchange_import SET staged = %(count)s WHERE id = %(id)s",
            {"count": count, "id": self.taken.pk},
        )

    def stretch(self, kind: str, after: int, upto: int) -> Stretch:
        return Stretch(self.taken, kind, after, upto, self.at)


def preview(taken: Import, *, at: datetime) -> None:
    """Read everything and say what would happen; nothing of it happens."""
    with _running(taken, at) as run:
        taken.counts = {}
        refused.forget(taken)
        for mapping in mappings(taken):
            _stage(run, mapping)
            _weigh(run, mapping)
        refused.write(taken)
        taken.previewed_at = at
        taken.save()


def carry_out(taken: Import, *, at: datetime) -> None:
    """Take the file in, from where the last going at it stopped."""
    with _running(taken, at) as run:
        for mapping in mappings(taken):
            kind = mapping.kind
            rows = taken.counts.get(kind, EMPTY)["rows"]
            if not staging.is_there(taken, kind, rows):
                _stage(run, mapping)
            _take(run, kind)
        finish(taken, at=at)


@contextmanager
def _running(taken: Import, at: datetime) -> Iterator[Run]:
    """Alone with this system; a refusal is kept on the import for whoever asks."""
    taken.began_at, taken.trouble = taken.began_at or at, ""
    taken.save()
    try:
        with alone(taken.source) as line:
            yield Run(taken, at, line)
    except CannotBeRead as refusal:
        stop(taken, str(refusal))
        raise


def stop(taken: Import, sentence: str) -> None:
    taken.trouble = sentence[:400]
    taken.save(update_fields=["trouble"])


def _job(run: Run, mapping: Mapping) -> Job:
    return Job(
        paths=tuple(run.taken.places),
        errand="stage",
        mapping=mapping.as_data(),
        shape=run.taken.shape["shape"],
        houses=houses(),
        house_id=run.taken.clinic_id,
        today=run.taken.clinic.day_of(run.at).isoformat(),
        language=get_language() or "zh-hans",
        repeated=_("The row on line %s has the same id."),
    )


def _stage(run: Run, mapping: Mapping) -> None:
    taken, kind = run.taken, mapping.kind
    with transaction.atomic():
        rows = staging.stage(taken, _job(run, mapping), run.tell)
        bad = refused.note(taken, kind)
        before = taken.counts.get(kind, EMPTY)
        taken.counts[kind] = before | {"rows": rows, "refused": bad}
        taken.rows = sum(of_kind["rows"] for of_kind in taken.counts.values())
        taken.staged = rows
        taken.save()


def _weigh(run: Run, mapping: Mapping) -> None:
    taken, kind = run.taken, mapping.kind
    stretch = run.stretch(kind, 0, taken.counts[kind]["rows"])
    with transaction.atomic():
        if kind == Kind.PATIENTS:
            judge(stretch)
            found, bare = counts("s_clinic_id", stretch.values), 0
            taken.counts[kind] |= foretold.likenesses()
        else:
            _foresee(stretch)
            records.weigh(stretch)
            found, bare = records.counts_of(stretch), bare_people.spoken_of(stretch)
        _add(taken, kind, found, bare)
        given = [*mapping.columns, *mapping.constants]
        taken.shape.setdefault("foretold", {})[kind] = foretold.sample(stretch, given)


def _foresee(stretch: Stretch) -> None:
    """Who would be in somebody's way, and whose doctor nobody here is."""
    settled = records.foresee(stretch, is_dry=True)
    if settled:
        of_kind = stretch.taken.counts[stretch.kind]
        of_kind["no_doctor"] = len(settled.unmatched)
        of_kind["refused"] = refused.note(stretch.taken, stretch.kind)


def _take(run: Run, kind: str) -> None:
    """Portion after portion; each is there whole, with the mark of how far it got."""
    taken = run.taken
    last = taken.counts[kind]["rows"]
    if kind not in taken.cursors:
        cleared = {"new": 0, "changed": 0, "same": 0, "bare": 0, "clinics": {}}
        taken.counts[kind] |= cleared
        if kind == Kind.APPOINTMENTS:
            staging.forgive(taken, kind)
        taken.cursors[kind] = 0
    while taken.cursors[kind] < last:
        after = taken.cursors[kind]
        with transaction.atomic():
            do(TURN)
            by_index()
            _take_portion(run.stretch(kind, after, min(after + AT_ONCE, last)))
    if kind == Kind.PATIENTS:
        with transaction.atomic():
            do(TURN)
            by_index()
            introduce(run.stretch(kind, 0, last))
    if kind == Kind.APPOINTMENTS:
        taken.counts[kind]["refused"] = refused.note(taken, kind)


def _take_portion(stretch: Stretch) -> None:
    taken, kind = stretch.taken, stretch.kind
    before = portions.marks()
    if kind == Kind.PATIENTS:
        found, bare = patients.take(stretch), 0
    else:
        found, bare = records.take(stretch)
    Portion.objects.create(
        made_by=taken,
        kind=kind,
        after=stretch.after,
        upto=stretch.upto,
        marks_before=before,
        marks=portions.marks(),
    )
    _add(taken, kind, found, bare)
    taken.cursors[kind] = stretch.upto
    taken.done += stretch.upto - stretch.after
    taken.save()


def _add(taken: Import, kind: str, found: Counts, bare: int) -> None:
    of_kind = {**EMPTY, "clinics": {}} | taken.counts[kind]
    for clinic, verdicts in found.items():
        of_clinic = of_kind["clinics"].setdefault(clinic, {})
        for verdict, count in verdicts.items():
            of_kind[verdict] += count
            of_clinic[verdict] = of_clinic.get(verdict, 0) + count
    of_kind["bare"] += bare
    taken.counts[kind] = of_kind
