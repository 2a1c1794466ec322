import json

import pytest

from renxin.exchange.reading import fhir
from renxin.exchange.reading.unreadable import NotRead

WANG = {
    "resourceType": "Patient",
    "id": "p1",
    "name": [{"use": "official", "family": "王", "given": ["小", "豆"]}],
    "gender": "female",
    "birthDate": "2019-09-01",
    "identifier": [{"type": {"coding": [{"code": "MR"}]}, "value": "0042"}],
    "telecom": [{"system": "phone", "value": "+86 138 1234 2207"}],
}
SEEN = {
    "resourceType": "Encounter",
    "status": "finished",
    "subject": {"reference": "urn:uuid:p1"},
    "period": {
        "start": "2026-03-02T09:00:00+08:00",
        "end": "2026-03-02T10:00:00+08:00",
    },
    "reasonCode": [{"coding": [{"display": "龋齿"}]}],
    "participant": [
        {"individual": {"reference": "Practitioner/1", "display": "李医生"}}
    ],
}
BOOKED = {
    "resourceType": "Appointment",
    "id": "a1",
    "status": "noshow",
    "start": "2026-03-02T09:00:00+08:00",
    "participant": [{"actor": {"reference": "Patient/p1"}}],
}
BUNDLE = {
    "resourceType": "Bundle",
    "entry": [
        {"fullUrl": "urn:uuid:p1", "resource": WANG},
        {"fullUrl": "urn:uuid:e1", "resource": SEEN},
        {"resource": BOOKED},
        {"resource": {"resourceType": "Observation", "id": "o1"}},
        {"resource": {**SEEN, "id": "e2", "status": "cancelled"}},
        {"nothing": True},
    ],
}


def rows(path, kind):
    header = fhir.header(kind)
    found = fhir.read([path], kind)
    return [dict(zip(header, cells, strict=True)) for _file, _place, cells in found]


@pytest.fixture(params=["bundle", "lines"])
def path(request, tmp_path):
    file = tmp_path / "export.json"
    if request.param == "bundle":
        file.write_text(json.dumps(BUNDLE))
    else:
        resources = [WANG, {**SEEN, "id": "e1"}, BOOKED]
        file.write_text("\n".join(map(json.dumps, resources)) + "\n\n")
    return file


def test_the_kinds_are_those_we_can_take_in(path):
    assert fhir.kinds_in([path]) == ["patients", "visits", "appointments"]


def test_a_patient_is_laid_out_as_our_row(path):
    (patient,) = rows(path, "patients")

    assert patient["patient_id"] == "p1"
    assert (patient["name"], patient["sex"]) == ("王小豆", "female")
    assert (patient["number"], patient["birth_on"]) == ("0042", "2019-09-01")


def test_an_encounter_that_took_place_is_a_visit(path):
    (visit,) = rows(path, "visits")

    assert (visit["visit_id"], visit["patient_id"]) == ("e1", "p1")
    assert (visit["condition"], visit["doctor"]) == ("龋齿", "李医生")


def test_an_appointment_says_how_it_ended(path):
    (appointment,) = rows(path, "appointments")

    assert (appointment["patient_id"], appointment["outcome"]) == ("p1", "NO_SHOW")


def test_a_resource_of_odd_shape_is_an_empty_row_and_not_the_end(tmp_path):
    file = tmp_path / "odd.json"
    odd = {"resourceType": "Patient", "name": [17], "telecom": {"x": 1}}
    file.write_text(
        json.dumps({"resourceType": "Bundle", "entry": [{"resource": odd}]})
    )

    assert rows(file, "patients") == [dict.fromkeys(fhir.header("patients"), "")]


def test_other_kinds_are_not_in_fhir():
    with pytest.raises(NotRead):
        fhir.header("losses")
