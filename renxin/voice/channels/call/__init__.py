"""Somebody of ours rings and says it: a promise of the front desk, with the words."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from renxin.patients.models import ContactPoint, Patient
from renxin.promises.kinds import Kind
from renxin.promises.models import Promise
from renxin.promises.models.contact import refused_of
from renxin.promises.terms import Terms
from renxin.promises.windows import next_opening
from renxin.staff.roles import Role
from renxin.voice.channels import Answer, Blank, Heard, Letter, Question
from renxin.voice.kinds import Receipt
from renxin.voice.models import LocalTime, Message, Outlet, Placed

TITLE = gettext_lazy("A call by the front desk")
NEEDS_TEMPLATE = False
TYPED: tuple[Blank, ...] = ()
WITHIN = timedelta(hours=4)


@dataclass(frozen=True)
class Call:
    """The front desk; nothing is said until somebody has rung."""

    name: str = "call"
    receipt: str = Receipt.ACCEPTED
    reaches: str = ContactPoint.Kind.PHONE
    family: str = "CALL"
    needs_template: bool = NEEDS_TEMPLATE
    in_house: bool = True

    @transaction.atomic
    def send(self, letter: Letter) -> Answer:
        """The call is owed with the message noted, or neither is."""
        whole = Message.objects.select_related("patient", "clinic")
        message = whole.get(out_id=UUID(letter.out_id))
        patient = message.patient.kept() if message.patient else None
        refused = patient is None or bool(refused_of([patient.pk], Kind.CALL))
        if patient is None or refused or message.clinic is None:
            return Answer(Heard.NO, code="not to be called")
        now = timezone.now()
        told = {"channel": self.name, "words": letter.kept, "at": now}
        placed, new = Placed.objects.get_or_create(message=message, defaults=told)
        if new:
            placed.promise = _promise(message, patient, letter, at=now)
            placed.save(update_fields=["promise"])
        return Answer(Heard.YES)

    def ask(self, question: Question) -> Answer:
        laid = Placed.objects.filter(message__out_id=UUID(question.out_id))
        return Answer(Heard.YES if laid.exists() else Heard.NO)

    def let_go(self, *, at: datetime) -> None:
        """Promises keep themselves."""


def _promise(
    message: Message, patient: Patient, letter: Letter, *, at: datetime
) -> Promise | None:
    if message.clinic is None:
        return None
    begins = _begins(message, patient, at=at)
    with translation.override(settings.LANGUAGE_CODE):
        what = _("Ring %(name)s") % {"name": patient.name}
        why = letter.title
    terms = Terms(
        kind=Kind.CALL,
        what=what,
        why=why,
        words=letter.kept,
        due_from=begins,
        due_at=begins + WITHIN,
        owner_role=Role.GREETER,
    )
    return Promise.make(patient, terms, clinic=message.clinic, by=None, at=at)


def _begins(message: Message, patient: Patient, *, at: datetime) -> datetime:
    """In the hours we ring, on their own clock, on no holiday; what is urgent, now."""
    if message.urgent_by_id or message.clinic is None:
        return at
    theirs = LocalTime.objects.filter(patient__in=patient.record_ids()).first()
    zone = theirs.zone if theirs else message.clinic.zone
    return next_opening(at, zone)


def channel(_outlet: Outlet) -> Call:
    return Call()
