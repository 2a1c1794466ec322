"""Roles that take two persons: one proposes, another confirms."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.desk.refusal import Refusal
from renxin.desk.rules import refusing
from renxin.journal import book
from renxin.staff import posting
from renxin.staff.facts import RoleConfirmed, RoleDeclined, RoleProposed
from renxin.staff.models import Decision, Proposal, Staff


class AlreadyProposed(Refusal):
    """The very same role waits for a second person."""

    sentence = _("This role waits for a second person already.")


class Decided(Refusal):
    """Somebody was quicker."""

    sentence = _("This proposal has been decided already. Open the page afresh.")


class SecondPerson(Refusal):
    """Who proposes a role, and who would hold it, cannot confirm it."""

    sentence = _(
        "A role like this takes two persons. Somebody else must confirm it: not who"
        " proposed it, and not who would hold it."
    )


class OutOfReach(Refusal):
    """The role is for a clinic at which this person does not work."""

    sentence = _("You can confirm roles only for clinics where you work yourself.")


def propose(
    staff: Staff, role: str, *, clinic: Clinic | None, by: Staff, at: datetime
) -> Proposal:
    posting.check_free(staff, role, clinic=clinic, by=by)
    with refusing({"proposal_waits_once": AlreadyProposed}):
        proposal = Proposal.objects.create(
            staff=staff, role=role, clinic=clinic, by=by, at=at
        )
    _tell(RoleProposed, proposal, by=by, at=at)
    return proposal


@transaction.atomic
def confirm(proposal: Proposal, *, by: Staff | None, at: datetime) -> Decision:
    """Give the role; by nobody means by whoever runs the machine, at its terminal."""
    if by and by.pk in {proposal.by_id, proposal.staff_id}:
        raise SecondPerson
    if by and not _reaches(by, proposal.clinic):
        raise OutOfReach
    _end(proposal, at=at)
    post = posting.enter(proposal.staff, proposal.role, clinic=proposal.clinic, at=at)
    decision = _decide(proposal, Decision.Kind.CONFIRMED, by=by, at=at)
    decision.post = post
    decision.save(update_fields=["post"])
    _tell(RoleConfirmed, proposal, by=by, at=at)
    return decision


@transaction.atomic
def decline(proposal: Proposal, *, by: Staff, at: datetime) -> Decision:
    """Say no; who proposed may take it back the same way."""
    if by.pk != proposal.by_id and not _reaches(by, proposal.clinic):
        raise OutOfReach
    _end(proposal, at=at)
    _tell(RoleDeclined, proposal, by=by, at=at)
    return _decide(proposal, Decision.Kind.DECLINED, by=by, at=at)


def _decide(
    proposal: Proposal, kind: Decision.Kind, *, by: Staff | None, at: datetime
) -> Decision:
    return Decision.objects.create(
        proposal=proposal, proposed_by_id=proposal.by_id, kind=kind, by=by, at=at
    )


def _end(proposal: Proposal, *, at: datetime) -> None:
    """Only one of two who decide at once gets through."""
    waiting = Proposal.objects.waiting().filter(pk=proposal.pk)
    if not waiting.update(ended_at=at):
        raise Decided


def _reaches(by: Staff, clinic: Clinic | None) -> bool:
    if clinic is None:
        return by.works_everywhere()
    return by.clinics().filter(pk=clinic.pk).exists()


def _tell(
    fact: type[RoleProposed], proposal: Proposal, *, by: Staff | None, at: datetime
) -> None:
    book.record(
        fact(
            at=at,
            by_id=by.pk if by else None,
            clinic_id=proposal.clinic_id,
            proposal_id=proposal.pk,
            staff_id=proposal.staff_id,
            role=proposal.role,
        )
    )
