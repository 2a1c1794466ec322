"""What can be taken in: its kinds, and the fields each row may carry."""

from dataclasses import dataclass, replace
from functools import cache

from django.db import models
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from renxin.booking.kinds import How as OutcomeKind
from renxin.feedback.models.answer import ServiceElement
from renxin.feedback.models.complaint import Kind as ComplaintKind
from renxin.followup.models.loss import Reason
from renxin.patients.models import Reach
from renxin.patients.models.patient import Need, Sex
from renxin.visits.kinds import Kind as VisitKind
from renxin.visits.models.charge import Kind as ChargeKind


class Kind(models.TextChoices):
    """What one row of a file tells of."""

    PATIENTS = "patients", _("Patients")
    VISITS = "visits", _("Visits")
    APPOINTMENTS = "appointments", _("Appointments")
    CHARGES = "charges", _("Charges")
    COMPLAINTS = "complaints", _("Complaints")
    ANSWERS = "answers", _("Survey answers")
    LOSSES = "losses", _("Losses")
    INTRODUCTIONS = "introductions", _("Introductions")


@dataclass(frozen=True)
class Field:
    """One thing a row may tell: how it is read and where it is kept."""

    name: str
    label: str | LazyText
    reader: str = "text"
    longest: int = 0
    words: tuple[tuple[str, str | LazyText], ...] = ()
    needed: bool = False
    # The column in staging and in the record; another than the name only where
    # the words of the tables and of the house differ.
    column: str = ""
    personal: bool = False

    @property
    def kept_in(self) -> str:
        return self.column or self.name

    @property
    def choices(self) -> tuple[str, ...]:
        return tuple(code for code, _word in self.words)

    def must(self) -> "Field":
        return replace(self, needed=True)


def _key(name: str, label: str | LazyText) -> Field:
    return Field(name, label, reader="key", longest=80)


def _text(name: str, label: str | LazyText, longest: int, *, column: str = "") -> Field:
    return Field(name, label, longest=longest, column=column)


def _of(name: str, label: str | LazyText, choices: type[models.TextChoices]) -> Field:
    return Field(name, label, reader="choice", words=tuple(choices.choices))


def _read(name: str, label: str | LazyText, reader: str, *, column: str = "") -> Field:
    return Field(name, label, reader=reader, column=column)


# The word of the tables for an appointment that has not ended yet.
DUE = "DUE"

PATIENT = _key("patient_id", _("Patient's id")).must()
CLINIC = _read("clinic", _("Clinic"), "clinic", column="clinic_id")
DOCTOR = _text("doctor", _("Doctor"), 60, column="doctor_name")
DEPARTMENT = _text("department", _("Department"), 60, column="department_name")
SERVICE = _text("service", _("Service"), 80, column="service_name")
CONDITION = _text("condition", _("Condition"), 80)
VISIT = _key("visit_id", _("Visit's id"))
NOTE = _text("note", _("In their words"), 200)
ELEMENT = _of("element", _("Element of service"), ServiceElement)

PATIENTS = (
    PATIENT,
    Field("name", _("Name"), reader="name", needed=True, personal=True),
    _text("number", _("Record number"), 32),
    Field("former_name", _("Former name"), reader="name", personal=True),
    Field("foreign_name", _("Foreign name"), reader="name", personal=True),
    _of("sex", _("Sex"), Sex),
    _read("birth_on", _("Born on"), "birthday"),
    Field("phone", _("Phone"), reader="phone", personal=True),
    Field("other_phone", _("Other phone"), reader="phone", personal=True),
    _of("phone_of", _("Whose phone"), Reach.Whose),
    Field("document", _("Identity number"), reader="document", personal=True),
    Field("email", _("E-mail"), reader="email", longest=120, personal=True),
    Field("wechat", _("WeChat"), longest=120, personal=True),
    Field("address", _("Address"), longest=200, personal=True),
    _text("address_as", _("Addressed as"), 20),
    _text("channel", _("Came through"), 40),
    _of("need", _("Need"), Need),
    _text("payer", _("Payer"), 40),
    _text("allergies", _("Allergies"), 200),
    _read("registered_on", _("Registered on"), "day"),
    _read("died_on", _("Died on"), "day"),
    _read("restricted", _("Use of the record restricted"), "truth"),
    _read("refuses_contact", _("Refuses contact"), "truth"),
    _key("introduced_by", _("Introduced by (patient's id)")),
    CLINIC,
)

VISITS = (
    VISIT,
    PATIENT,
    _read("began_at", _("Began at"), "moment").must(),
    _read("ended_at", _("Ended at"), "moment"),
    _read("arrived_at", _("Arrived at"), "moment"),
    _read("seen_at", _("Seen at"), "moment"),
    CLINIC,
    DEPARTMENT,
    DOCTOR,
    _of("kind", _("Kind of visit"), VisitKind),
    CONDITION,
    _text("payer", _("Payer"), 40),
    _text("urgency", _("Urgency"), 20),
    _read(
        "back_to_doctor", _("Back to the doctor"), "truth", column="went_back_to_doctor"
    ),
)

APPOINTMENTS = (
    _key("appointment_id", _("Appointment's id")),
    PATIENT,
    _read("starts_at", _("Starts at"), "moment").must(),
    Field(
        "outcome",
        _("Outcome"),
        reader="choice",
        words=(*OutcomeKind.choices, (DUE, _("Still to come"))),
    ),
    _read("booked_at", _("Booked at"), "moment"),
    _read("minutes", _("Minutes"), "whole"),
    CLINIC,
    DEPARTMENT,
    DOCTOR,
    _text("resource", _("Chair or device"), 60, column="resource_name"),
    SERVICE,
    _read("reminded", _("Reminded"), "truth", column="was_reminded"),
    _read("walk_in", _("Walk-in"), "truth", column="is_walk_in"),
)

CHARGES = (
    _key("charge_id", _("Charge's id")),
    PATIENT,
    _read("day", _("Day"), "day").must(),
    _read("amount", _("Amount"), "money", column="amount_fen").must(),
    VISIT,
    CLINIC,
    DEPARTMENT,
    DOCTOR,
    CONDITION,
    SERVICE,
    _of("kind", _("Kind of charge"), ChargeKind),
    _read("refunded", _("Refunded"), "money", column="refunded_fen"),
)

COMPLAINTS = (
    _key("complaint_id", _("Complaint's id")),
    PATIENT,
    _read("received_at", _("Received at"), "moment").must(),
    _of("kind", _("Kind of complaint"), ComplaintKind),
    ELEMENT,
    _text("what", _("What they said"), 2000),
    _read("due_on", _("Due on"), "day"),
    _read("replied_at", _("Replied at"), "moment"),
    _read("closed_at", _("Closed at"), "moment"),
    _read("satisfied", _("Satisfied"), "truth", column="was_satisfied"),
    CLINIC,
)

ANSWERS = (
    _key("answer_id", _("Answer's id")),
    PATIENT,
    _read("asked_at", _("Asked at"), "moment").must(),
    ELEMENT.must(),
    _read("score", _("Score"), "score"),
    _read("answered_at", _("Answered at"), "moment"),
    VISIT,
    CLINIC,
    NOTE,
)

LOSSES = (
    _key("loss_id", _("Loss's id")),
    PATIENT,
    _read("learned_on", _("Learned on"), "day").must(),
    _of("reason", _("Reason"), Reason).must(),
    _read("told", _("The patient told us"), "truth", column="was_told"),
    CLINIC,
    NOTE,
)

INTRODUCTIONS = (
    _key("introduction_id", _("Introduction's id")),
    _key("by_patient_id", _("Who introduced (patient's id)")).must(),
    PATIENT,
    _read("day", _("Day"), "day").must(),
)

FIELDS: dict[str, tuple[Field, ...]] = {
    Kind.PATIENTS: PATIENTS,
    Kind.VISITS: VISITS,
    Kind.APPOINTMENTS: APPOINTMENTS,
    Kind.CHARGES: CHARGES,
    Kind.COMPLAINTS: COMPLAINTS,
    Kind.ANSWERS: ANSWERS,
    Kind.LOSSES: LOSSES,
    Kind.INTRODUCTIONS: INTRODUCTIONS,
}

# The column whose value names the row in its own system.
ID_FIELDS = {
    kind: fields[0].name for kind, fields in FIELDS.items() if fields[0].reader == "key"
}


@cache
def fields_of(kind: str) -> tuple[Field, ...]:
    return FIELDS[kind]


def spoken(kind: str, names: list[str]) -> str:
    """Fields by their labels, as one enumeration."""
    fields = (field_of(kind, name) for name in names)
    return gettext(", ").join(str(field.label) for field in fields if field)


@cache
def field_of(kind: str, name: str) -> Field | None:
    return next((f for f in FIELDS[kind] if f.name == name), None)
