from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What sort of thing is owed; each has its icon on the Today page."""

    CALL = "CALL", _("Call back")
    EXPLAIN = "EXPLAIN", _("Explain")
    ACCOMPANY = "ACCOMPANY", _("Accompany")
    ANSWER = "ANSWER", _("Answer a complaint")
    CONFIRM = "CONFIRM", _("Confirm an appointment")
    RECALL = "RECALL", _("Recall")
    REFERRAL = "REFERRAL", _("See a referral through")
    WIN_BACK = "WIN_BACK", _("Ask why they left")
    OTHER = "OTHER", _("Something else")


ICONS = {
    Kind.CALL: "phone",
    Kind.EXPLAIN: "note",
    Kind.ACCOMPANY: "promise",
    Kind.ANSWER: "complaint",
    Kind.CONFIRM: "calendar",
    Kind.RECALL: "clock",
    Kind.REFERRAL: "patient",
    Kind.WIN_BACK: "phone",
    Kind.OTHER: "promise",
}

# Kinds in which it is we who ring: never somebody who asked us not to.
RINGS = frozenset({Kind.CALL, Kind.RECALL, Kind.WIN_BACK})
# What may still be owed to the family of somebody who has died.
OUTLIVES = frozenset({Kind.ANSWER, Kind.EXPLAIN, Kind.OTHER})
