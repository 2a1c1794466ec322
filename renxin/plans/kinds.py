"""The words of plans: phases, what was answered, how it ended."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Phase(models.TextChoices):
    """The three phases of care, one after the other."""

    INTERVENTION = "INTERVENTION", _("Early intervention")
    CONSOLIDATION = "CONSOLIDATION", _("Consolidation")
    REHABILITATION = "REHABILITATION", _("Rehabilitation")


class PriceKind(models.TextChoices):
    """Who sets a price, as the law has it shown beside the price."""

    GOVERNMENT_GUIDED = "GOVERNMENT_GUIDED", _("Guided by the government")
    MARKET = "MARKET", _("Set by the clinic")


class Instead(models.TextChoices):
    """What else could be done; nothing at all is one of the ways."""

    OTHER_WAY = "OTHER_WAY", _("Another way")
    NO_TREATMENT = "NO_TREATMENT", _("No treatment")


class Reason(models.TextChoices):
    """Why a plan was declined; the four that losses know too."""

    MONEY = "MONEY", _("The cost")
    TIME = "TIME", _("Too long, too often")
    TRUST = "TRUST", _("Not convinced")
    OTHER = "OTHER", _("Another reason")


class End(models.TextChoices):
    """How a plan ended."""

    DONE = "DONE", _("All done")
    STOPPED = "STOPPED", _("Stopped")


class Owed(models.TextChoices):
    """What a promise about a plan is for."""

    BOOKING = "BOOKING", _("Book what was accepted")
    CALL_BACK = "CALL_BACK", _("Ask again in peace")


class Stage(models.TextChoices):
    """How far a plan has come, as its records tell; nobody sets it."""

    DRAFT = "DRAFT", _("Being written")
    PRESENTED = "PRESENTED", _("Presented, not answered")
    ACCEPTED = "ACCEPTED", _("Accepted, not booked")
    RUNNING = "RUNNING", _("Running")
    OVER = "OVER", _("Over")
