"""What one import takes in: often one kind, from FHIR several, each its own way."""

from dataclasses import replace

from renxin.clinics.models import Clinic
from renxin.exchange.models import Import
from renxin.exchange.reading.fhir import FORMATS, HEADERS
from renxin.exchange.reading.job import House
from renxin.exchange.reading.mapping import Mapping

# A resource says much that is of no use here and some that is wrong; a person
# is not turned away for a telephone number that cannot be.
FORGIVEN = ("phone", "email", "number")


def mappings(taken: Import) -> list[Mapping]:
    """The mapping of each kind, in the order they are taken in."""
    if taken.shape.get("shape", {}).get("format") in FORMATS:
        return [_of_fhir(taken, kind) for kind in taken.shape["kinds"]]
    return [Mapping.read(taken.mapping)]


def _of_fhir(taken: Import, kind: str) -> Mapping:
    said = Mapping.read(taken.mapping) if taken.mapping else Mapping(kind=kind)
    columns = {name: name for name in HEADERS[kind]}
    given = (name for name in FORGIVEN if name in columns)
    return replace(
        said,
        kind=kind,
        columns=columns,
        constants=said.constants if said.kind == kind else {},
        values=said.values if said.kind == kind else {},
        leave_out=tuple(given),
    )


def houses() -> tuple[House, ...]:
    """Every clinic by the names a file may give it."""
    return tuple(
        House(
            id=clinic.pk,
            code=clinic.code,
            names=(clinic.short_name, clinic.name),
            zone=clinic.zone,
        )
        for clinic in Clinic.objects.order_by("pk")
    )
