from renxin.patients.models.concern import Concern
from renxin.patients.models.consent import Consent
from renxin.patients.models.contact_point import ContactPoint, Reach
from renxin.patients.models.doctor_of_record import DoctorOfRecord
from renxin.patients.models.enrolment import Enrolment
from renxin.patients.models.identity_document import IdentityDocument
from renxin.patients.models.merge import Merge, Unmerge
from renxin.patients.models.patient import Patient
from renxin.patients.models.purpose import Initiative, Method, Purpose
from renxin.patients.models.relation import Relation
from renxin.patients.models.restriction import Lifting, Restriction
from renxin.patients.models.withdrawal import Withdrawal

__all__ = [
    "Concern",
    "Consent",
    "ContactPoint",
    "DoctorOfRecord",
    "Enrolment",
    "IdentityDocument",
    "Initiative",
    "Lifting",
    "Merge",
    "Method",
    "Patient",
    "Purpose",
    "Reach",
    "Relation",
    "Restriction",
    "Unmerge",
    "Withdrawal",
]
