"""What is said when somebody who was given up comes after all."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from renxin.booking.facts import AboutAppointment
from renxin.journal.facts import Fact


@dataclass(frozen=True, kw_only=True)
class CameAfterAll(AboutAppointment, Fact):
    """They had been marked as not come, and came later that day."""

    name = "booking.came_after_all"
    title = _("Came after all")
    icon = "undo"
