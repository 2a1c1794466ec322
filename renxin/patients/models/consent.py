from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

import pgtrigger
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from renxin.desk.refusal import Refusal
from renxin.journal import book
from renxin.journal.facts import Fact
from renxin.patients.models.contact_point import Reach
from renxin.patients.models.patient import Patient
from renxin.patients.models.purpose import Initiative, Method, Purpose
from renxin.patients.models.withdrawal import Withdrawal
from renxin.staff.models import Staff

NOT_ASKED_FOR = timedelta(days=180)


class AskedTooSoon(Refusal):
    """The patient said no within the last half year."""

    sentence = _(
        "They said no less than half a year ago, so we do not ask again. If they"
        " ask for it themselves, say so."
    )


class GuardianMustAnswer(Refusal):
    """A child's consent is given by the guardian."""

    sentence = _("For a child the guardian answers. Say who that is.")


class NoEvidence(Refusal):
    """A consent nobody can show is none."""

    sentence = _("Say where the proof is: the form, the message or the recording.")


class AlreadyWithdrawn(Refusal):
    """The consent was taken back before."""

    sentence = _("This consent has already been taken back.")


@dataclass(frozen=True, kw_only=True)
class ConsentGiven(Fact):
    """The patient, or their guardian, agreed to one purpose."""

    name = "patients.consent_given"
    title = _("Consent given")
    icon = "check"
    by_patient = True

    purpose: str

    def telling(self) -> str:
        return str(Purpose(self.purpose).label)


@dataclass(frozen=True, kw_only=True)
class ConsentRefused(ConsentGiven):
    """The patient said no to one purpose."""

    name = "patients.consent_refused"
    title = _("Consent refused")
    icon = "ban"


@dataclass(frozen=True, kw_only=True)
class ConsentWithdrawn(ConsentGiven):
    """A consent was taken back, effective at once."""

    name = "patients.consent_withdrawn"
    title = _("Consent withdrawn")
    icon = "ban"


class ConsentQuerySet(models.QuerySet["Consent"]):
    def last_words(self, record_ids: Iterable[int], *, at: datetime) -> Self:
        """For every record and purpose, the latest answer that stood at the time."""
        answers = self.filter(patient__in=list(record_ids), given_at__lte=at)
        return (
            answers.order_by("patient", "purpose", "-given_at", "-pk")
            .distinct("patient", "purpose")
            .select_related("withdrawal")
        )

    def live(self, patient: Patient, purpose: str, *, at: datetime) -> "Consent | None":
        """The consent in force; over merged records the stricter answer wins.

        What the person says after the merge speaks for all of their records.
        """
        words = self.filter(purpose=purpose)
        last = list(words.last_words(patient.record_ids(), at=at))
        return in_force(patient, last, at=at)


def in_force(
    patient: Patient, last: "list[Consent]", *, at: datetime
) -> "Consent | None":
    """Of the last words on one purpose from each record, the one that holds."""
    own = [consent for consent in last if consent.patient_id == patient.pk]
    if len(last) > len(own):
        last = [consent for consent in own if consent.speaks_for_all()] or last
    if any(consent.forbids(at=at) for consent in last):
        return None
    given = [consent for consent in last if not consent.has_expired(at=at)]
    return max(given, key=lambda consent: consent.given_at, default=None)


class Consent(models.Model):
    """A person's answer, for one purpose, with the evidence for it."""

    class Answer(models.TextChoices):
        GIVEN = "GIVEN", _("Given")
        REFUSED = "REFUSED", _("Refused")

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="consents")
    purpose = models.CharField(_("purpose"), max_length=8, choices=Purpose.choices)
    answer = models.CharField(_("answer"), max_length=7, choices=Answer.choices)
    channels = models.CharField(_("channels"), max_length=60, blank=True)
    given_by = models.CharField(
        _("given by"),
        max_length=12,
        choices=Reach.Whose.choices,
        default=Reach.Whose.OWN,
    )
    initiative = models.CharField(
        _("initiative"),
        max_length=7,
        choices=Initiative.choices,
        default=Initiative.HOUSE,
    )
    method = models.CharField(_("method"), max_length=8, choices=Method.choices)
    text_version = models.CharField(_("version of the text"), max_length=40)
    language = models.CharField(_("language"), max_length=10, default="zh-hans")
    evidence = models.CharField(_("evidence"), max_length=200)
    given_at = models.DateTimeField(_("given at"))
    expires_at = models.DateTimeField(_("expires at"), null=True, blank=True)
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    address = models.GenericIPAddressField(_("address"), null=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        indexes = [
            models.Index(
                fields=["patient", "purpose", "-given_at"], name="consent_last"
            )
        ]
        constraints = [
            # A yes nobody can show is none, and no file of another system shows one.
            models.CheckConstraint(
                condition=models.Q(answer="REFUSED")
                | (~models.Q(evidence="") & ~models.Q(method=Method.IMPORTED)),
                name="consent_given_can_be_shown",
            )
        ]
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.answer} #{self.pk}"

    def withdrawn_at(self) -> datetime | None:
        return self.withdrawal.at if hasattr(self, "withdrawal") else None

    def speaks_for_all(self) -> bool:
        """Said after the last record was merged into this one."""
        later = self.patient.merges.standing().filter(at__gte=self.given_at)
        return not later.exists()

    def forbids(self, *, at: datetime) -> bool:
        """Refused, or taken back by then."""
        gone = self.withdrawn_at()
        return self.answer == self.Answer.REFUSED or (gone is not None and gone <= at)

    def has_expired(self, *, at: datetime) -> bool:
        return self.expires_at is not None and self.expires_at <= at

    def may_ask_again_at(self) -> datetime | None:
        """When the house may ask once more, after a no."""
        if self.answer == self.Answer.REFUSED:
            return self.given_at + NOT_ASKED_FOR
        gone = self.withdrawn_at()
        return gone + NOT_ASKED_FOR if gone else None

    def answered(self, *, by: Staff | None, at: datetime) -> Self:
        """Keep this answer, once all that the law asks of it is there."""
        self._check(at=at)
        self.given_at, self.by = at, by
        self.save(force_insert=True)
        given = self.answer == self.Answer.GIVEN
        kind = ConsentGiven if given else ConsentRefused
        by_id, patient_id = by.pk if by else None, self.patient_id
        book.record(
            kind(patient_id=patient_id, at=at, by_id=by_id, purpose=self.purpose)
        )
        return self

    def _check(self, *, at: datetime) -> None:
        if not self.evidence.strip():
            raise NoEvidence
        own = self.given_by == Reach.Whose.OWN
        if own and self.patient.is_minor_on(timezone.localdate(at)):
            raise GuardianMustAnswer
        if self.initiative == Initiative.PATIENT:
            return
        ids = self.patient.record_ids()
        before = Consent.objects.filter(purpose=self.purpose).last_words(ids, at=at)
        waits = [consent.may_ask_again_at() for consent in before]
        if any(until is not None and until > at for until in waits):
            raise AskedTooSoon

    def withdraw(self, *, method: str, by: Staff | None, at: datetime) -> Withdrawal:
        if hasattr(self, "withdrawal"):
            raise AlreadyWithdrawn
        withdrawal = Withdrawal.objects.create(
            consent=self, at=at, method=method, by=by
        )
        book.record(
            ConsentWithdrawn(
                patient_id=self.patient_id,
                at=at,
                by_id=by.pk if by else None,
                purpose=self.purpose,
            )
        )
        return withdrawal
