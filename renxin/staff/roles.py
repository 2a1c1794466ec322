"""The roles of the house and their rights, read from ``roles.toml``."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person does here; the names are those of the rota on the wall."""

    GREETER = "GREETER", _("Front desk")
    DOCTOR = "DOCTOR", _("Doctor")
    ASSISTANT = "ASSISTANT", _("Assistant or nurse")
    STATION = "STATION", _("Technician, pharmacist or cashier")
    CARE = "CARE", _("Customer care")
    COMPLAINTS = "COMPLAINTS", _("Complaints officer")
    MARKETER = "MARKETER", _("Marketer")
    MANAGER = "MANAGER", _("Manager")
    TRAINER = "TRAINER", _("Trainer")
    COMPLIANCE = "COMPLIANCE", _("Compliance and IT")
    SYSTEM_ADMIN = "SYSTEM_ADMIN", _("System administrator")
    SECURITY_ADMIN = "SECURITY_ADMIN", _("Security administrator")
    AUDIT_ADMIN = "AUDIT_ADMIN", _("Audit administrator")


# Nobody may both grant rights and touch the audit trail: one of the three each.
ADMINS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)


@cache
def rights_of(role: str) -> frozenset[str]:
    table = _table()
    return (
        frozenset(table["roles"][role]["rights"])
        if role in table["roles"]
        else frozenset()
    )


@cache
def all_rights() -> frozenset[str]:
    return frozenset(_table()["rights"])


def takes_two(role: str) -> bool:
    """Whether one person proposes the role and another must confirm it."""
    grave = _table()["two_persons"]["rights"]
    return role in ADMINS or not rights_of(role).isdisjoint(grave)


@cache
def _table() -> dict[str, dict[str, Any]]:
    return tomllib.loads(Path(__file__).with_name("roles.toml").read_text("utf-8"))
