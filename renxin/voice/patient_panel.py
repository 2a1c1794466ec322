"""What a patient asked to be spared, and by which clock we write to them."""

from django.db.models import Q
from django.utils.translation import gettext as _

from renxin.patients.page import Panel, Place, Viewing, panel
from renxin.promises.models import OptOut
from renxin.voice import zones
from renxin.voice.kinds import DECIDES, URGES, ChannelKind
from renxin.voice.models import LocalTime, Message, Stop
from renxin.voice.outbox.stops import Scope

NOTES = "patients.consent"
WRITTEN_ANYHOW, LATELY = ChannelKind.ANY, 4


@panel(Place.ASIDE, 35)
def beside_consents(viewing: Viewing) -> Panel:
    """A stop needs none, and holds at once."""
    return hearing(viewing)


def hearing(viewing: Viewing) -> Panel:
    ids = viewing.record_ids
    theirs = Q(patient__in=ids) | Q(contact_point__reaches__patient__in=ids)
    standing = Stop.objects.standing().filter(theirs).distinct()
    clock = LocalTime.objects.filter(patient__in=ids).first()
    peace = OptOut.objects.filter(patient__in=ids).order_by("at").first()
    said = Message.objects.filter(patient__in=ids).order_by("-made_at", "-pk")
    fates = ("dispatch", "withheld", "doubt", "clinic")
    context = {
        "said": said.select_related(*fates)[:LATELY],
        "peace": peace,
        "patient": viewing.patient,
        "stops": standing.select_related("by", "reply").order_by("-at", "-pk"),
        "zone": clock.zone if clock else "",
        "zones": zones.CHOICES,
        "scopes": Scope.choices,
        "ways": [("", _("By whatever way")), *_ways()],
        "may_note": viewing.staff.may(NOTES),
        "may_urge": viewing.staff.may(URGES),
        "may_lift": viewing.staff.may(DECIDES),
    }
    return Panel("voice/_patient_hearing.html", context)


def _ways() -> list[tuple[str, str]]:
    return [(one.value, str(one.label)) for one in ChannelKind if one != WRITTEN_ANYHOW]
