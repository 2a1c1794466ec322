"""What is typed of a newcomer so far, read as far as it can be read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from renxin.desk.refusal import Refusal
from renxin.desk.typed import number_in
from renxin.patients import finder, identity, names, phones
from renxin.patients.duplicates import Candidate, Likeness, Reason, candidates
from renxin.patients.forms import DayField
from renxin.patients.identity import Document
from renxin.patients.models import Patient, Reach
from renxin.patients.models.patient import ADULT, Sex, age_between
from renxin.patients.names import NotAName
from renxin.patients.registration import GUARDIANS
from renxin.staff.models import Staff

Whose = Reach.Whose
A_GENERATION = 16  # years between a parent and a child, at the very least
TWO_GENERATIONS = 40
CARD_LENGTHS = {15, 18}


@dataclass(frozen=True)
class Draft:
    """The newcomer as far as known, and the records they may already have."""

    document: Document | None = None
    document_note: str = ""
    sex: str = Sex.UNKNOWN
    birth_on: date | None = None
    is_minor: bool = False
    whose: str = Whose.OWN
    relative: Patient | None = None
    owners: list[tuple[str, str]] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    is_elsewhere: bool = False

    @property
    def owner(self) -> str:
        """The choice of the phone's owner, as the form sends it."""
        return f"{self.relative.pk}:{self.whose}" if self.relative else self.whose


def read_draft(typed: Mapping[str, str], *, by: Staff, today: date) -> Draft:
    document, note = _document(typed)
    birth_on = (document and document.birth_on) or _day(typed.get("birth_on", ""))
    likeness = _likeness(typed, birth_on, document)
    visible = finder.with_phones(Patient.objects.visible_to(by))
    found = candidates(likeness, among=visible)
    sharing = [one.patient for one in found if Reason.PHONE in one.reasons]
    is_minor = birth_on is not None and age_between(birth_on, today) < ADULT
    owners = _owners(sharing, birth_on, is_minor=is_minor)
    chosen = typed.get("whose", "") or Whose.OWN
    if is_minor and chosen == Whose.OWN:
        chosen = _grown_up(owners)
    whose, relative = _owner(chosen, sharing)
    return Draft(
        document=document,
        document_note=note,
        sex=_sex(typed, document),
        birth_on=birth_on,
        is_minor=is_minor,
        whose=whose,
        relative=relative,
        owners=owners,
        candidates=found,
    )


def _likeness(
    typed: Mapping[str, str], birth_on: date | None, document: Document | None
) -> Likeness:
    phone = _phone(typed.get("phone", ""))
    return Likeness(
        name=_name(typed.get("name", "")),
        birth_on=birth_on,
        phones=(phone,) if phone else (),
        documents=(document,) if document else (),
    )


def _document(typed: Mapping[str, str]) -> tuple[Document | None, str]:
    """The document, or why not; a card half typed is not wrong yet."""
    kind, number = typed.get("document_kind", ""), typed.get("document_number", "")
    if not number.strip() or kind not in identity.Kind.values:
        return None, ""
    try:
        return identity.read(kind, number), ""
    except Refusal as refusal:
        half = kind == identity.Kind.IDENTITY_CARD and len(number) not in CARD_LENGTHS
        return None, "" if half else str(refusal)


def _sex(typed: Mapping[str, str], document: Document | None) -> str:
    if document and document.sex:
        return document.sex
    return typed.get("sex") or Sex.UNKNOWN


def _name(typed: str) -> str:
    try:
        return names.clean(typed)
    except NotAName:
        return ""


def _phone(typed: str) -> str:
    try:
        return phones.clean(typed)
    except Refusal:
        return ""


def _day(typed: str) -> date | None:
    try:
        day: date | None = DayField(required=False).clean(typed)
    except ValidationError:
        return None
    return day


def _owner(chosen: str, sharing: list[Patient]) -> tuple[str, Patient | None]:
    """Whose phone it is; a relative only when the phone is theirs too."""
    first, _colon, second = chosen.partition(":")
    pk = number_in(first)
    if second in Whose.values and pk is not None:
        known = {patient.pk: patient for patient in sharing}
        relative = known.get(pk)
        return (second, relative) if relative else (Whose.OWN, None)
    return (first if first in Whose.values else Whose.OWN), None


def _grown_up(owners: list[tuple[str, str]]) -> str:
    """Of those who share a child's phone, the first who may answer for the child."""
    known = (value for value, _label in owners if ":" in value)
    return next((one for one in known if one.partition(":")[2] in GUARDIANS), Whose.OWN)


def _owners(
    sharing: list[Patient], birth_on: date | None, *, is_minor: bool
) -> list[tuple[str, str]]:
    """The owners to choose from: first the family the phone is known by."""
    known = []
    for patient in sharing:
        for whose in _likely(patient, birth_on, is_minor=is_minor):
            label = _("%(name)s (%(whose)s)") % {
                "name": patient.name,
                "whose": whose.label,
            }
            known.append((f"{patient.pk}:{whose}", label))
    return [(Whose.OWN.value, str(Whose.OWN.label)), *known] + [
        (whose.value, str(whose.label)) for whose in Whose if whose is not Whose.OWN
    ]


def _likely(
    patient: Patient, birth_on: date | None, *, is_minor: bool
) -> list[Reach.Whose]:
    """What this person may be to the newcomer, the likeliest first."""
    if not (patient.birth_on and birth_on):
        return [Whose.SPOUSE, Whose.OTHER]
    older = birth_on.year - patient.birth_on.year
    parent = Whose.FATHER if patient.sex == Sex.MALE else Whose.MOTHER
    if older >= TWO_GENERATIONS:
        return [Whose.GRANDPARENT, parent]
    if older >= A_GENERATION:
        return [parent, Whose.GUARDIAN]
    if older <= -A_GENERATION:
        return [Whose.CHILD]
    # Brothers and sisters share their mother's phone.
    return [Whose.OTHER] if is_minor else [Whose.SPOUSE, Whose.OTHER]
