"""Who gave whom a role that takes two persons, as the journal tells it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from renxin.journal.facts import Fact
from renxin.staff.roles import Role


@dataclass(frozen=True, kw_only=True)
class HouseOpened(Fact):
    """The first person of an empty house took its first roles; nobody confirmed."""

    name = "staff.house_opened"
    title = _("House opened by its first person")
    icon = "key"

    staff_id: int
    roles: str


@dataclass(frozen=True, kw_only=True)
class RoleProposed(Fact):
    """A role that takes two persons was proposed."""

    name = "staff.role_proposed"
    title = _("Role proposed")
    icon = "key"

    proposal_id: int
    staff_id: int
    role: str

    def telling(self) -> str:
        return str(Role(self.role).label)


@dataclass(frozen=True, kw_only=True)
class RoleConfirmed(RoleProposed):
    """Another person confirmed the role; nobody by name is whoever runs the machine."""

    name = "staff.role_confirmed"
    title = _("Role confirmed")
    icon = "check"


@dataclass(frozen=True, kw_only=True)
class RoleDeclined(RoleProposed):
    """The proposal of a role was declined or taken back."""

    name = "staff.role_declined"
    title = _("Role declined")
    icon = "ban"
