"""Which words the steps of protocols are said in."""

from django.db.models import Max
from django.urls import reverse

from renxin.protocols.models import ProtocolStep, ProtocolVersion
from renxin.voice.wordings.uses import Use, uses_of


@uses_of
def used_by_protocols() -> dict[str, list[Use]]:
    """By the newest version of each."""
    newest = ProtocolVersion.objects.values("protocol").annotate(last=Max("pk"))
    steps = ProtocolStep.objects.filter(version__in=newest.values("last"))
    used: dict[str, list[Use]] = {}
    for step in steps.select_related("version"):
        where = reverse("protocols:show", args=[step.version.protocol_id])
        used.setdefault(step.topic, []).append(Use(step.version.name, where))
    return used
