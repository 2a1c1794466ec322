"""What was laid into the house: that it was seen is the receipt of it."""

from datetime import datetime

from django.db import transaction

from renxin.voice.hooked import Told
from renxin.voice.kinds import Receipt
from renxin.voice.models import Placed
from renxin.voice.outbox.reports import tell


@transaction.atomic
def read(placed: Placed, *, at: datetime) -> None:
    unseen = Placed.objects.filter(pk=placed.pk, seen_at=None)
    if unseen.update(seen_at=at):
        told = Told(Receipt.DELIVERED, str(placed.message.out_id))
        tell(placed.channel, told, at=at)
