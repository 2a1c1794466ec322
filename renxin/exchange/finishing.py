"""The end of an import: what is told, what is remembered, what is cleared away."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from renxin.exchange import refused
from renxin.exchange.facts import Imported
from renxin.exchange.models import Import, Mapping
from renxin.exchange.reading.mapping import Mapping as Layout
from renxin.exchange.reading.mapping import heading_fingerprint
from renxin.exchange.taking import sizes, staging
from renxin.journal import book
from renxin.scorecard.tasks import ask_for_the_lake


def finish(taken: Import, *, at: datetime) -> None:
    refused.write(taken)
    with transaction.atomic():
        for clinic_id, counts in _by_clinic(taken).items():
            book.record(
                Imported(
                    at=at,
                    by_id=taken.by_id,
                    clinic_id=int(clinic_id),
                    import_id=taken.pk,
                    new=counts.get("new", 0),
                    changed=counts.get("changed", 0),
                    refused=taken.count("refused"),
                )
            )
        for kind in taken.counts:
            staging.drop(taken, kind)
        sizes.count_anew(taken.counts)
        remember(taken, at=at)
        # The first rows were shown to be mapped; they are nobody's business now.
        taken.shape |= {"rows": [], "foretold": {}}
        taken.ended_at = at
        taken.save()
        ask_for_the_lake()
    clear(taken)


def _by_clinic(taken: Import) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for of_kind in taken.counts.values():
        for clinic, verdicts in of_kind.get("clinics", {}).items():
            counts = found.setdefault(clinic, {})
            for verdict, count in verdicts.items():
                counts[verdict] = counts.get(verdict, 0) + count
    return found


def remember(taken: Import, *, at: datetime) -> None:
    """The next file with this heading is read the same way."""
    layout = Layout.read(taken.mapping)
    Mapping.objects.update_or_create(
        source=taken.source,
        heading=heading_fingerprint(taken.shape["header"]),
        defaults={"kind": layout.kind, "text": taken.mapping, "at": at},
    )


def clear(taken: Import) -> None:
    """Let go of our copy of the file; what a person gave us by path is theirs."""
    uploads = Path(settings.HOME) / "uploads"
    for place in map(Path, taken.places):
        if uploads in place.parents:
            place.unlink(missing_ok=True)
