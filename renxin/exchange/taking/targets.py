"""Where each kind is kept and how the journal tells of it; constants of ours only."""

from dataclasses import dataclass

from django.apps import apps

from renxin.exchange.kinds import Kind
from renxin.exchange.taking import lived


@dataclass(frozen=True)
class Told:
    """An entry the journal gets for every new row, and for some that changed.

    `news` asks of a changed row, by what it said before and after, whether it
    happened only since; without it a change is not told.
    """

    fact: str
    when: str
    particulars: tuple[tuple[str, str], ...] = ()
    whose: str = "patient_ref"
    where: str = "TRUE"
    news: str = ""


@dataclass(frozen=True)
class Target:
    """The record a row becomes, and what goes with it."""

    model: str
    # The day a bare record of the patient is dated by.
    day: str
    told: tuple[Told, ...] = ()
    ties: tuple[str, ...] = ("patient_id",)
    people: tuple[str, ...] = ("patient_id",)
    clinic: str = "s_clinic_id"
    # Fields that are not columns of the record, and the statements that keep them.
    apart: tuple[str, ...] = ()
    # What no row says and every new record has.
    besides: tuple[tuple[str, str], ...] = ()
    first: tuple[str, ...] = ()
    then: tuple[str, ...] = ()

    @property
    def table(self) -> str:
        return str(apps.get_model(self.model)._meta.db_table)  # noqa: SLF001


def facts_of(kind: str) -> list[str]:
    """What an import tells of a kind; of patients, that they were brought in."""
    return [told.fact for told in TARGETS[kind].told] if kind in TARGETS else []


def day_of(moment: str) -> str:
    return f"({moment} AT TIME ZONE %(zone)s)::date"


def midnight_of(day: str) -> str:
    return f"({day}::timestamp AT TIME ZONE %(zone)s)"


OUTCOMES = """
INSERT INTO booking_outcome (appointment_id, kind, at, why, note)
SELECT object_id, s_outcome, least(s_starts_at, %(at)s::timestamptz), '', ''
FROM judged
WHERE verdict = 'new' AND s_outcome <> 'DUE'
"""

# The word DUE takes an outcome away again, any other word puts one there.
OUTCOMES_CHANGED = """
WITH fresh AS (
    SELECT judged.object_id, s_outcome AS kind_after,
        outcome.kind AS kind_before, outcome.at AS at_before
    FROM judged LEFT JOIN booking_outcome outcome ON outcome.appointment_id = object_id
    WHERE verdict = 'changed' AND s_outcome IS NOT NULL
        AND coalesce(outcome.kind, 'DUE') <> s_outcome
), gone AS (
    DELETE FROM booking_outcome USING fresh
    WHERE appointment_id = fresh.object_id AND fresh.kind_after = 'DUE'
), put AS (
    INSERT INTO booking_outcome (appointment_id, kind, at, why, note)
    SELECT judged.object_id, s_outcome, coalesce(s_starts_at, %(at)s), '', ''
    FROM judged JOIN fresh ON fresh.object_id = judged.object_id
    WHERE fresh.kind_after <> 'DUE'
    ON CONFLICT (appointment_id) DO UPDATE SET kind = excluded.kind
)
UPDATE exchange_change kept
SET before = kept.before || jsonb_build_object(
        'outcome', fresh.kind_before, 'outcome_at', fresh.at_before),
    after = kept.after || jsonb_build_object('outcome', nullif(fresh.kind_after, 'DUE'))
FROM fresh
WHERE kept.made_by_id = %(import)s AND kept.kind = 'appointments'
    AND kept.object_id = fresh.object_id
"""

# The same two people may be introduced once; a second row of theirs says nothing
# new, and two outside numbers may by now belong to one person.
INTRODUCED_ALREADY = """
UPDATE judged SET verdict = 'same'
WHERE verdict = 'new' AND (
    patient_ref = by_patient_ref
    OR EXISTS (
        SELECT FROM outreach_introduction there
        WHERE there.patient_id = patient_ref AND there.by_patient_id = by_patient_ref
    )
    OR EXISTS (
        SELECT FROM judged other WHERE other.patient_ref = judged.patient_ref
            AND other.by_patient_ref = judged.by_patient_ref
            AND other.place < judged.place
    )
)
"""

APPOINTMENT = (
    ("appointment_id", "object_id"),
    ("starts_at", "s_starts_at"),
    ("doctor", "coalesce(s_doctor_name, '')"),
    ("service", "coalesce(s_service_name, '')"),
)
OTHER_OUTCOME = "kept.after ->> 'outcome' = s_outcome"
NUMBER = "(SELECT number FROM patients_patient person WHERE person.id = patient_ref)"

TARGETS: dict[str, Target] = {
    Kind.VISITS: Target(
        model="visits.Visit",
        day=day_of("s_began_at"),
        first=(lived.TIED, lived.UNTOUCHED),
        then=(lived.FILLED,),
        told=(
            Told(
                "visits.visited",
                "s_began_at",
                (
                    ("visit_id", "object_id"),
                    ("kind", "coalesce(s_kind, '')"),
                    ("department", "coalesce(s_department_name, '')"),
                    ("doctor", "coalesce(s_doctor_name, '')"),
                ),
            ),
        ),
    ),
    Kind.APPOINTMENTS: Target(
        model="booking.Appointment",
        day=day_of("least(s_booked_at, s_starts_at)"),
        first=(lived.KEPT,),
        apart=("outcome",),
        besides=(
            ("version", "1"),
            ("kind", "''"),
            ("note", "''"),
            ("through", "'IMPORT'"),
        ),
        then=(OUTCOMES, OUTCOMES_CHANGED),
        told=(
            Told("booking.booked", "coalesce(s_booked_at, s_starts_at)", APPOINTMENT),
            Told(
                "booking.not_come",
                "s_starts_at",
                APPOINTMENT,
                where="s_outcome = 'NO_SHOW'",
                news=OTHER_OUTCOME,
            ),
            Told(
                "booking.cancelled",
                "s_starts_at",
                (*APPOINTMENT, ("outcome", "s_outcome")),
                where="s_outcome IN ('CANCELLED_BY_PATIENT', 'CANCELLED_BY_CLINIC')",
                news=OTHER_OUTCOME,
            ),
        ),
    ),
    Kind.CHARGES: Target(
        model="visits.Charge", day="s_day", ties=("patient_id", "visit_id")
    ),
    Kind.COMPLAINTS: Target(
        model="feedback.Complaint",
        day=day_of("s_received_at"),
        told=(
            Told(
                "feedback.complained",
                "s_received_at",
                (
                    ("complaint_id", "object_id"),
                    ("element", "coalesce(s_element, '')"),
                    ("what", "left(coalesce(s_what, ''), 200)"),
                ),
            ),
            Told(
                "feedback.complaint_answered",
                "s_replied_at",
                (("complaint_id", "object_id"),),
                where="s_replied_at IS NOT NULL",
                news="kept.before ->> 'replied_at' IS NULL",
            ),
        ),
    ),
    Kind.ANSWERS: Target(
        model="feedback.Answer",
        day=day_of("s_asked_at"),
        ties=("patient_id", "visit_id"),
        told=(
            Told(
                "feedback.survey_answered",
                "coalesce(s_answered_at, s_asked_at)",
                (
                    ("overall", "round(s_score)::int"),
                    ("note", "coalesce(s_note, '')"),
                ),
                where="s_element = 'OVERALL' AND s_score IS NOT NULL",
                news="kept.before ->> 'score' IS NULL",
            ),
        ),
    ),
    Kind.LOSSES: Target(
        model="followup.Loss",
        day="s_learned_on",
        told=(
            Told(
                "followup.loss_learned",
                midnight_of("s_learned_on"),
                (("reason", "s_reason"), ("note", "coalesce(s_note, '')")),
            ),
        ),
    ),
    Kind.INTRODUCTIONS: Target(
        model="outreach.Introduction",
        day="s_day",
        clinic="%(clinic)s::bigint",
        ties=("by_patient_id", "patient_id"),
        people=("by_patient_id", "patient_id"),
        first=(INTRODUCED_ALREADY,),
        told=(
            Told(
                "outreach.introduced",
                midnight_of("s_day"),
                (("introduced_id", "patient_ref"), ("number", NUMBER)),
                whose="by_patient_ref",
            ),
        ),
    ),
}
