"""Taking words the house came with into the library, where people decide about them."""

from datetime import date, datetime

from django.db import transaction

from renxin.voice.law.pack import pack
from renxin.voice.models import Wording, WordingVersion
from renxin.voice.models.wording_version import Draft
from renxin.voice.wordings.shipped import Shipped


@transaction.atomic
def adopt(shipped: Shipped, *, at: datetime, on: date) -> WordingVersion:
    """The version it came as, as a row; asked again it is the same one."""
    told = ("surface", "role", "title_zh", "title_en")
    wording, _new = Wording.objects.get_or_create(
        topic=shipped.topic,
        channel=shipped.channel,
        defaults={name: getattr(shipped, name) for name in told} | {"at": at},
    )
    locked = Wording.objects.select_for_update().get(pk=wording.pk)
    known = locked.versions.filter(shipped=shipped.version).first()
    if known:
        return known
    draft, last = Draft(shipped.zh, shipped.en), locked.versions.count()
    found = draft.findings(locked.surface, on=on)
    return WordingVersion.objects.create(
        wording=locked,
        number=last + 1,
        zh=shipped.zh,
        en=shipped.en,
        shipped=shipped.version,
        findings=[one.kept() for one in found],
        pack=pack().edition,
        at=at,
    )
