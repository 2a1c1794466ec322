"""FHIR R4: bundles and NDJSON, laid out as the rows of our own kinds."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from renxin.exchange.reading.guard import opened
from renxin.exchange.reading.unreadable import NotRead
from renxin.patients.names import is_chinese

FORMATS = ("fhir-bundle", "fhir-ndjson")
KINDS = {"patients": "Patient", "visits": "Encounter", "appointments": "Appointment"}
HEADERS = {
    "patients": [
        "patient_id", "name", "number", "sex", "birth_on", "phone", "email", "address",
        "died_on",
    ],
    "visits": [
        "visit_id", "patient_id", "began_at", "ended_at", "department", "doctor",
        "condition", "urgency",
    ],
    "appointments": [
        "appointment_id", "patient_id", "starts_at", "outcome", "booked_at", "minutes",
        "doctor", "service",
    ],
}  # fmt: skip
OUTCOMES = {
    "fulfilled": "KEPT",
    "arrived": "KEPT",
    "checked-in": "KEPT",
    "noshow": "NO_SHOW",
    "cancelled": "CANCELLED_BY_PATIENT",
}
NEVER_WAS = ("cancelled", "entered-in-error", "planned")

Resource = dict[str, Any]
Located = tuple[int, int, list[str]]


def header(kind: str) -> list[str]:
    if kind not in HEADERS:
        raise NotRead(
            _("From FHIR, patients, visits and appointments can be taken in.")
        )
    return HEADERS[kind]


def format_of(path: Path) -> str:
    """NDJSON where the first line is a resource of its own; a bundle otherwise."""
    with opened(path) as file:
        first = file.readline(1 << 22)
        more = file.read(1)
    try:
        found = json.loads(first)
    except (ValueError, RecursionError):
        return "fhir-bundle"
    if isinstance(found, dict) and (more or found.get("resourceType") != "Bundle"):
        return "fhir-ndjson"
    return "fhir-bundle"


def kinds_in(paths: list[Path]) -> list[str]:
    """Our kinds among the resources of the files, in the order they are taken in."""
    there: set[str] = set()
    wanted = set(KINDS.values())
    for path in paths:
        there |= {kind for kind, _r in _types(path) if kind in wanted}
    return [kind for kind, resource in KINDS.items() if resource in there]


def read(paths: list[Path], kind: str) -> Iterator[Located]:
    laid_out = LAYOUTS[kind]
    for number, path in enumerate(paths):
        for place, (_type, resource) in enumerate(_types(path), start=1):
            if _type == KINDS[kind]:
                try:
                    row = laid_out(resource)
                except (AttributeError, TypeError, ValueError, KeyError, IndexError):
                    row = [""] * len(HEADERS[kind])
                if row:
                    yield number, place, row


def _types(path: Path) -> Iterator[tuple[str, Resource]]:
    for resource in _resources(path):
        if isinstance(resource, dict):
            yield str(resource.get("resourceType", "")), resource


def _resources(path: Path) -> Iterator[Any]:
    with opened(path) as file:
        if format_of(path) == "fhir-ndjson":
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield _loaded(line, number)
            return
        bundle = _loaded(file.read(), 1)
    if not isinstance(bundle, dict) or "resourceType" not in bundle:
        raise NotRead(_("This JSON is no FHIR R4 bundle."))
    if bundle["resourceType"] != "Bundle":
        yield bundle
        return
    for entry in bundle.get("entry") or []:
        if isinstance(entry, dict):
            yield _with_id(entry)


def _with_id(entry: dict[str, Any]) -> Any:
    resource = entry.get("resource")
    if isinstance(resource, dict) and "id" not in resource:
        resource["id"] = _id_in(str(entry.get("fullUrl", "")))
    return resource


def _loaded(text: bytes, line: int) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotRead(
            _("Line %(line)s is not JSON: %(error)s.") % {"line": line, "error": error}
        ) from error


def _id_in(reference: str) -> str:
    """Patient/17 and urn:uuid:17 both mean 17."""
    return reference.removeprefix("urn:uuid:").rpartition("/")[2]


def _reference(resource: Resource, name: str) -> str:
    return _id_in((resource.get(name) or {}).get("reference", ""))


def _patient(resource: Resource) -> list[str]:
    telecom = resource.get("telecom") or []
    return [
        resource.get("id", ""),
        _name(resource.get("name") or []),
        _number(resource.get("identifier") or []),
        resource.get("gender", ""),
        resource.get("birthDate", ""),
        _telecom(telecom, "phone"),
        _telecom(telecom, "email"),
        _address(resource.get("address") or []),
        resource.get("deceasedDateTime", ""),
    ]


def _name(names: list[Resource]) -> str:
    name = next((n for n in names if n.get("use") == "official"), (names or [{}])[0])
    if name.get("text"):
        return str(name["text"])
    family, given = name.get("family", ""), name.get("given") or []
    if is_chinese(family):
        return f"{family}{''.join(given)}"
    return " ".join([*given, family]).strip()


def _number(identifiers: list[Resource]) -> str:
    for identifier in identifiers:
        for coding in (identifier.get("type") or {}).get("coding") or []:
            if coding.get("code") == "MR":
                return str(identifier.get("value", ""))
    return ""


def _telecom(points: list[Resource], system: str) -> str:
    return next((p.get("value", "") for p in points if p.get("system") == system), "")


def _address(addresses: list[Resource]) -> str:
    address = (addresses or [{}])[0]
    parts = [*(address.get("line") or []), address.get("city"), address.get("state")]
    return address.get("text") or ", ".join(part for part in parts if part)


def _encounter(resource: Resource) -> list[str]:
    if resource.get("status") in NEVER_WAS:
        return []
    period = resource.get("period") or {}
    reasons = resource.get("reasonCode") or resource.get("type") or []
    return [
        resource.get("id", ""),
        _reference(resource, "subject"),
        period.get("start", ""),
        period.get("end", ""),
        (resource.get("serviceType") or {}).get("text", ""),
        _doctor(resource.get("participant") or [], "individual"),
        _concept(reasons)[:80],
        _coded(resource.get("priority") or {})[:20],
    ]


def _appointment(resource: Resource) -> list[str]:
    people = resource.get("participant") or []
    actors = [(p.get("actor") or {}).get("reference", "") for p in people]
    patient = next((a for a in actors if "Patient/" in a or a.startswith("urn:")), "")
    return [
        resource.get("id", ""),
        _id_in(patient),
        resource.get("start", ""),
        OUTCOMES.get(resource.get("status", ""), ""),
        resource.get("created", ""),
        str(resource.get("minutesDuration", "")),
        _doctor(people, "actor"),
        _concept(resource.get("serviceType") or [])[:80],
    ]


def _doctor(people: list[Resource], name: str) -> str:
    actors = [person.get(name) or {} for person in people]
    shown = [
        a.get("display", "") for a in actors if "Patient" not in a.get("reference", "")
    ]
    return next((text for text in shown if text), "")[:60]


def _concept(concepts: list[Resource]) -> str:
    return next((_coded(concept) for concept in concepts), "")


def _coded(concept: Resource) -> str:
    codings = concept.get("coding") or [{}]
    return str(concept.get("text") or codings[0].get("display") or "")


LAYOUTS: dict[str, Callable[[Resource], list[str]]] = {
    "patients": _patient,
    "visits": _encounter,
    "appointments": _appointment,
}
