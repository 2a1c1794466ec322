from typing import Self

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.followup import policy
from renxin.followup.kinds import AGREED, ListSort
from renxin.followup.models.line_start import STAYS
from renxin.patients.models import Consent, Patient
from renxin.promises.models import Promise
from renxin.staff.models import Staff
from renxin.staff.reach import within

# Level 5: whoever has one of these in their records is on no list, whoever writes it.
NEVER = "|".join(policy.lists().never)
NEVER_A_REASON = f"""
IF EXISTS (
    SELECT FROM visits_visit AS visit
    WHERE patient_id IN (SELECT patients_records_of(NEW.patient_id))
        AND visit.condition ~* '{NEVER}'
) THEN
    RAISE EXCEPTION 'listed with something that must never be a reason'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'never_a_reason';
END IF;
RETURN NEW;
"""

# Other rows have to be read for this, so a trigger reads them: whoever a trial holds
# out is asked by no list, unless they came by themselves since they were drawn.
HELD_OUT = """
IF EXISTS (
    SELECT FROM {asked}, protocols_assignment AS side
        JOIN protocols_trial AS trial ON trial.id = side.trial_id
    WHERE side.arm = 'HELD_OUT' AND side.at <= asked.at
        AND side.at + make_interval(days => trial.within_days) > asked.at
        AND side.patient_id IN (SELECT patients_records_of(asked.patient_id))
        AND NOT EXISTS (SELECT FROM visits_visit AS visit
            WHERE visit.patient_id IN (SELECT patients_records_of(asked.patient_id))
            AND visit.began_at > side.at)
) THEN
    RAISE EXCEPTION 'on a list, and held out of a trial'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'held_out_on_no_list';
END IF;
RETURN NEW;
"""
DRAWN = HELD_OUT.format(
    asked="(SELECT NEW.patient_id AS patient_id, at FROM followup_minedlist"
    " WHERE id = NEW.mined_list_id) AS asked",
)
PROMISED = HELD_OUT.format(
    asked="(SELECT patient_id, made_at AS at FROM promises_promise"
    " WHERE id = NEW.promise_id) AS asked",
)


class MinedListQuerySet(models.QuerySet["MinedList"]):
    def visible_to(self, staff: Staff) -> Self:
        return self.filter(within(staff, "lists.see"))


class MinedList(models.Model):
    """Whom the records say could do with a call, frozen as it was drawn.

    Nothing is promised from it before a clinician has looked it over.
    """

    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="mined_lists")
    sort = models.CharField(_("sort"), max_length=8, choices=ListSort)
    # Of everybody found: who is not named, and why in general. Never by name.
    found = models.PositiveIntegerField(_("found"))
    without_consent = models.PositiveIntegerField(_("without consent"))
    left_in_peace = models.PositiveIntegerField(_("left in peace"))
    beyond = models.PositiveIntegerField(_("beyond the longest list"))
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    objects = MinedListQuerySet.as_manager()

    class Meta:
        verbose_name = _("list from the records")
        indexes = [models.Index(fields=["clinic", "-at"], name="mined_of_clinic")]
        triggers = [pgtrigger.Protect(name="mined_list_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"{self.sort} at {self.clinic_id} #{self.pk}"

    @property
    def is_agreed(self) -> bool:
        return self.sort in AGREED


class ListRow(models.Model):
    """One person on a list: why, when they were last here, and on what consent."""

    mined_list = models.ForeignKey(MinedList, models.PROTECT, related_name="rows")
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="list_rows")
    place = models.PositiveSmallIntegerField(_("place"))
    why = models.CharField(_("why"), max_length=200)
    last_seen_on = models.DateField(_("last here on"), null=True, blank=True)
    last_rung_on = models.DateField(_("last rung on"), null=True, blank=True)
    is_agreed = models.BooleanField(_("part of an agreed plan"))
    consent = models.ForeignKey(Consent, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("name on a list")
        constraints = [
            models.UniqueConstraint(
                fields=["mined_list", "patient"], name="listed_once"
            ),
            # What is found in old records rests on a consent, or is not named.
            models.CheckConstraint(
                condition=models.Q(is_agreed=True) | models.Q(consent__isnull=False),
                name="listed_with_consent",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="list_row_stays", operation=STAYS),
            pgtrigger.Trigger(
                name="never_a_reason",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=NEVER_A_REASON,
            ),
            pgtrigger.Trigger(
                name="held_out_is_not_listed",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=DRAWN,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.patient_id} on {self.mined_list_id}"


class RowStruck(models.Model):
    """A clinician took a name off a list, and said why."""

    row = models.OneToOneField(
        ListRow, models.PROTECT, primary_key=True, related_name="struck"
    )
    why = models.CharField(_("why"), max_length=200)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("name struck")
        constraints = [
            models.CheckConstraint(condition=~models.Q(why=""), name="struck_with_why")
        ]
        triggers = [pgtrigger.Protect(name="row_struck_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"struck {self.row_id}"


class ListApproval(models.Model):
    """Somebody agreed to a list: a clinician first, a second person to a long one."""

    mined_list = models.ForeignKey(MinedList, models.PROTECT, related_name="approvals")
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("list agreed to")
        constraints = [
            models.UniqueConstraint(
                fields=["mined_list", "by"], name="list_agreed_once_each"
            )
        ]
        triggers = [pgtrigger.Protect(name="list_approval_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"{self.mined_list_id} by {self.by_id}"


class ListPromise(models.Model):
    """What was promised to somebody because of a list."""

    row = models.OneToOneField(
        ListRow, models.PROTECT, primary_key=True, related_name="promised"
    )
    promise = models.OneToOneField(Promise, models.PROTECT, related_name="list_promise")

    class Meta:
        verbose_name = _("promise of a list")
        triggers = [
            pgtrigger.Protect(name="list_promise_stays", operation=STAYS),
            pgtrigger.Trigger(
                name="held_out_is_not_promised",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=PROMISED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.promise_id} of {self.row_id}"
