"""Giving and taking roles: who may do what, and who said so."""

from datetime import datetime

from django.contrib.sessions.models import Session
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.desk.refusal import Refusal
from renxin.desk.rules import refusing
from renxin.staff.models import Post, Staff
from renxin.staff.roles import ADMINS, takes_two


class OneOfThree(Refusal):
    """One person would hold two of the three administrators' roles."""

    sentence = _(
        "One person may hold only one of the three administrator roles: who grants"
        " rights must not be who reads the audit. Give this role to someone else."
    )


class AlreadyHeld(Refusal):
    """The person holds this very role there."""

    sentence = _("They hold this role there already.")


class OwnRights(Refusal):
    """Nobody gives themselves a role."""

    sentence = _("Ask another security administrator: nobody changes their own roles.")


class TakesTwo(Refusal):
    """One person alone would give a role that takes two."""

    sentence = _("This role takes two persons: propose it, and another confirms it.")


def take_up(
    staff: Staff, role: str, *, clinic: Clinic | None, by: Staff, at: datetime
) -> Post:
    """Give a role that one person may give, from today on."""
    _not_for_oneself(staff, by)
    if takes_two(role):
        raise TakesTwo
    return enter(staff, role, clinic=clinic, at=at)


def check_free(staff: Staff, role: str, *, clinic: Clinic | None, by: Staff) -> None:
    """Say at once what would stand against the role once it is confirmed."""
    _not_for_oneself(staff, by)
    held = Post.objects.filter(staff=staff, until_on=None)
    if held.filter(role=role, clinic=clinic).exists():
        raise AlreadyHeld
    if role in ADMINS and held.filter(role__in=ADMINS).exclude(role=role).exists():
        raise OneOfThree


def enter(staff: Staff, role: str, *, clinic: Clinic | None, at: datetime) -> Post:
    """Write the role down; who may say so was settled before."""
    today = (clinic or Clinic()).day_of(at)
    with refusing({"one_of_three_admins": OneOfThree, "post_held_once": AlreadyHeld}):
        return Post.objects.create(
            staff=staff, role=role, clinic=clinic, since_on=today
        )


def lay_down(post: Post, *, by: Staff, at: datetime) -> Post:
    """Take a role away; sessions of that person end with it."""
    _not_for_oneself(post.staff, by)
    post.until_on = (post.clinic or Clinic()).day_of(at)
    post.save(update_fields=["until_on"])
    sign_out_everywhere(post.staff)
    return post


def leave(staff: Staff, *, by: Staff) -> None:
    """The person no longer works here; they are signed out at once."""
    _not_for_oneself(staff, by)
    staff.is_active = False
    staff.save(update_fields=["is_active"])
    sign_out_everywhere(staff)


def come_back(staff: Staff, *, by: Staff) -> None:
    _not_for_oneself(staff, by)
    staff.is_active = True
    staff.save(update_fields=["is_active"])


def sign_out_everywhere(staff: Staff) -> None:
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(staff.pk):
            session.delete()


def _not_for_oneself(staff: Staff, by: Staff) -> None:
    if staff.pk == by.pk:
        raise OwnRights
