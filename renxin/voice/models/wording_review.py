from datetime import date, datetime

import pgtrigger
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from renxin.desk.rules import refusing
from renxin.staff.models import Staff
from renxin.voice.facts import WordingApproved, WordingSentBack
from renxin.voice.kinds import APPROVES
from renxin.voice.law import Severity, gravest
from renxin.voice.models.wording_version import STAYS, WordingVersion
from renxin.voice.refusals import (
    CannotBeSaid,
    NoCertificate,
    NotTheLatest,
    NotYours,
    OwnWords,
    ReasonMissing,
    ReviewedAlready,
    WhyMissing,
)

# The version has to be read for these, so a trigger reads it.
A_SECOND_PERSON = """
IF NOT NEW.is_approved THEN
    RETURN NEW;
END IF;
IF EXISTS (SELECT 1 FROM voice_wordingversion WHERE id = NEW.version_id
        AND by_id = NEW.by_id) THEN
    RAISE EXCEPTION 'approved by whoever wrote it'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'wording_approved_by_another';
END IF;
IF EXISTS (SELECT 1 FROM voice_wordingversion WHERE id = NEW.version_id
        AND findings @> '[{"severity": "B"}]') THEN
    RAISE EXCEPTION 'approved what cannot be said'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'wording_approved_is_lawful';
END IF;
IF EXISTS (SELECT 1 FROM voice_wordingversion said
        JOIN voice_wording wording ON wording.id = said.wording_id
        WHERE said.id = NEW.version_id AND wording.surface = 'ad' AND NOT EXISTS (
            SELECT FROM voice_adcertificate paper WHERE paper.sample = said.zh
                AND NEW.at::date BETWEEN paper.issued_on AND paper.expires_on)) THEN
    RAISE EXCEPTION 'advertised without a certificate'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'wording_advertised_certified';
END IF;
IF NEW.reason = '' AND EXISTS (SELECT 1 FROM voice_wordingversion
        WHERE id = NEW.version_id AND findings @> '[{"severity": "R"}]') THEN
    RAISE EXCEPTION 'approved without the reason it needs'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'wording_approved_for_a_reason';
END IF;
RETURN NEW;
"""


class WordingReview(models.Model):
    """A second person looked a version over: it may be said, or it goes back."""

    version = models.OneToOneField(
        WordingVersion, models.PROTECT, primary_key=True, related_name="review"
    )
    is_approved = models.BooleanField(_("approved"))
    reason = models.CharField(_("why"), max_length=300, blank=True)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("review of a wording")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_approved=True) | ~models.Q(reason=""),
                name="wording_sent_back_for_a_reason",
            )
        ]
        triggers = [
            pgtrigger.Protect(name="wording_review_stays", operation=STAYS),
            pgtrigger.Trigger(
                name="wording_by_a_second_person",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=A_SECOND_PERSON,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {'approved' if self.is_approved else 'sent back'}"

    @classmethod
    @transaction.atomic
    def approve(
        cls, version: WordingVersion, *, reason: str, by: Staff, at: datetime, on: date
    ) -> "WordingReview":
        """From now on it is said; the law is asked again as it stands today."""
        if not by.may(APPROVES):
            raise NotYours
        if hasattr(version, "withdrawal"):
            raise ReviewedAlready
        later = version.wording.versions.filter(number__gt=version.number)
        if later.exclude(review__is_approved=False).exists():
            raise NotTheLatest
        found = version.draft.findings(version.wording.surface, on=on)
        for one in found:
            if one.severity == Severity.BLOCK:
                raise CannotBeSaid.named(one)
        if gravest(found) == Severity.REVIEW and not reason.strip():
            raise ReasonMissing
        review = cls._write(version, approved=True, reason=reason, by=by, at=at)
        version.record(WordingApproved, by=by, at=at)
        return review

    @classmethod
    @transaction.atomic
    def send_back(
        cls, version: WordingVersion, *, reason: str, by: Staff, at: datetime
    ) -> "WordingReview":
        if not by.may(APPROVES):
            raise NotYours
        if not reason.strip():
            raise WhyMissing
        review = cls._write(version, approved=False, reason=reason, by=by, at=at)
        version.record(WordingSentBack, by=by, at=at)
        return review

    @classmethod
    def _write(
        cls,
        version: WordingVersion,
        *,
        approved: bool,
        reason: str,
        by: Staff,
        at: datetime,
    ) -> "WordingReview":
        refusals = {
            "voice_wordingreview_pkey": ReviewedAlready,
            "wording_approved_by_another": OwnWords,
            "wording_approved_is_lawful": CannotBeSaid,
            "wording_advertised_certified": NoCertificate,
            "wording_approved_for_a_reason": ReasonMissing,
        }
        told = {"reason": reason.strip(), "by": by, "at": at}
        with refusing(refusals):
            return cls.objects.create(version=version, is_approved=approved, **told)
