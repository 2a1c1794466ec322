"""The tables Pulse reads: what one row is, its columns, and which must be there."""

from pulse.table import Column, Kind, Table, table

__all__ = ["TABLES", "Column", "Kind", "Table"]

_WHERE = "clinic text, department text, doctor text"

TABLES: dict[str, Table] = {
    one.name: one
    for one in (
        table(
            "patients",
            "a person",
            "patient_id key, clinic text, registered_on day, birth_on day, sex text,"
            "channel text, need PREVENTION|TREATMENT|AESTHETICS, payer text,"
            "introduced_by id, restricted bool",
        ),
        table(
            "visits",
            "one coming of one patient",
            f"visit_id key, patient_id id!, began_at moment!, ended_at moment,{_WHERE},"
            "kind FIRST|CONTINUING|RETURN, condition text, payer text, urgency text,"
            "arrived_at moment, seen_at moment, back_to_doctor bool",
        ),
        table(
            "appointments",
            "one booking",
            "appointment_id key, patient_id id!, starts_at moment!,"
            "outcome KEPT|NO_SHOW|CANCELLED_BY_PATIENT|CANCELLED_BY_CLINIC|DUE!,"
            f"booked_at moment, minutes number, {_WHERE}, resource text,"
            "reminded bool, walk_in bool, cancelled_at moment",
        ),
        table(
            "charges",
            "one charged item",
            "charge_id key, patient_id id!, day day!, amount money!, visit_id id,"
            f"{_WHERE},"
            "condition text, service text, kind EXAM|DRUG|CONSUMABLE|PROCEDURE|OTHER,"
            "refunded money",
        ),
        table(
            "stage_entries",
            "one step of a visit",
            "visit_id id!, stage text!, entered_at moment!, left_at moment,"
            "begun_at moment, station text, by_role text, by text",
        ),
        table(
            "plans",
            "one treatment plan",
            "plan_id key, patient_id id!, presented_on day!, clinic text, doctor text,"
            "phase text, value money, accepted_on day, declined_on day,"
            "decline_reason MONEY|TIME|TRUST|OTHER, finished_on day, condition text,"
            "gap_days number",
        ),
        table(
            "plan_steps",
            "one planned step of a plan",
            "step_id key, plan_id id!, patient_id id!, due_on day!, done_on day,"
            "clinic text, doctor text",
        ),
        table(
            "duties",
            "one item of a checklist, due at a visit",
            "duty_id key, visit_id id!, patient_id id!, due_at moment!, duty text!,"
            "stage text, done_at moment, waived bool, clinic text, department text",
        ),
        table(
            "referrals",
            "one internal referral",
            "referral_id key, patient_id id!, made_at moment!, from_department text,"
            "to_department text, accepted_at moment, seen_at moment,reported_at moment",
        ),
        table(
            "admissions",
            "one admission",
            "admission_id key, patient_id id!, admitted_on day!, visit_id id,"
            "department text, discharged_on day",
        ),
        table(
            "promises",
            "one thing owed",
            "promise_id key, patient_id id!, kind text!, due_at moment!,made_at moment,"
            "owner_role text, owner text, kept_at moment, released_at moment,"
            "release_reason text, due_from moment",
        ),
        table(
            "messages",
            "one message",
            "message_id key, patient_id id!, purpose text!, channel text!,"
            "queued_at moment!, sent_at moment, delivered_at moment, outcome text",
        ),
        table(
            "calls",
            "one try to ring a patient",
            "call_id key, patient_id id!, called_at moment!, reached bool!, kind text,"
            "promise_id id, by text",
        ),
        table(
            "opt_outs",
            "one wish to hear from us no more",
            "patient_id id!, asked_at moment!, channel text, purpose text",
        ),
        table(
            "consents",
            "one answer to being asked for one purpose",
            "patient_id id!, given_at moment!, purpose text!, answer GIVEN|REFUSED!,"
            "expires_at moment, withdrawn_at moment",
        ),
        table(
            "drafts",
            "one wording as somebody meant to say it",
            "draft_id key, drafted_at moment!, worst BLOCK|REVIEW|WARN|CLEAN!,"
            "clinic text, surface text, language text",
        ),
        table(
            "answers",
            "one answer in a survey",
            "patient_id id!, asked_at moment!, element ETHICS|TECHNIQUE|SERVICE|"
            "ENVIRONMENT|PRICE|EQUIPMENT|PROCESS|COMMUNICATION|OVERALL|RECOMMEND|PAIN|"
            "OUTCOME!, score number, answered_at moment, visit_id id, clinic text",
        ),
        table(
            "complaints",
            "one complaint",
            "complaint_id key, patient_id id!, received_at moment!,"
            "kind SPOT|COMPLEX|MULTI, due_on day, replied_at moment, closed_at moment,"
            "satisfied bool, element text, clinic text",
        ),
        table(
            "losses",
            "why a patient left",
            "patient_id id!, learned_on day!,"
            "reason MONEY|TIME|TRUST|OTHER|MOVED|DIED|UNKNOWN!, told bool",
        ),
        table(
            "introductions",
            "a patient brought another",
            "by_patient_id id!, patient_id id!, day day!",
        ),
        table(
            "leads",
            "an enquiry",
            "lead_id key, asked_at moment!, channel text, answered_at moment,"
            "patient_id id, first_visit_on day",
        ),
        table(
            "spend",
            "money put into a channel",
            "channel text!, day day!, amount money!, campaign text",
        ),
        table(
            "assignments",
            "who was held out of what",
            "experiment text!, patient_id id!, assigned_at moment!,"
            "arm TREATED|HELD_OUT!, stratum text, held_share number,"
            "within_days number",
        ),
        table(
            "duty",
            "staff on duty",
            "day day!, clinic text!, doctors number!, assistants number!,"
            "department text, session text",
        ),
        table(
            "shifts",
            "one turn of duty of one person",
            "shift_id key, staff text!, starts_at moment!, ends_at moment!, role text!,"
            "clinic text, department text",
        ),
        table(
            "capacity",
            "open time of a chair or device",
            "resource text!, day day!, open_minutes number!, used_minutes number,"
            "kind CHAIR|DEVICE|BED, clinic text",
        ),
        table(
            "reports",
            "an examination result",
            "report_id key, patient_id id!, day day!, positive bool, kind text,"
            "doctor text",
        ),
    )
}
