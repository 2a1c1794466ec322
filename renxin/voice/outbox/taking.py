"""Taking messages in hand, and putting them back: one at a time for one person."""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection, models, transaction
from django.db.models import Q

from renxin.voice.models import Message
from renxin.voice.outbox import policy

# Two who take at the same moment would each miss what the other took.
LOCK = "SELECT pg_advisory_xact_lock(5107, 9)"
# Of so many due at once a batch is made up.
LOOKED_AT = 4


def in_hand(at: datetime) -> models.QuerySet[Message]:
    return Message.objects.waiting().filter(held_until__gt=at, tries__gt=0)


@transaction.atomic
def take(keys: Iterable[int] | None, *, most: int, at: datetime) -> list[Message]:
    """Take what is due, or those of these that are; nobody else has them meanwhile.

    Of one person only one message is in hand at a time, so that what they hear is
    counted before the next is weighed.
    """
    with connection.cursor() as cursor:
        cursor.execute(LOCK)
    due = Message.objects.due(at=at).order_by("not_before", "pk")
    if keys is not None:
        due = due.filter(pk__in=list(keys))
    rows = due.values_list("pk", "patient", "patient__merged_into")
    found = list(rows[: most * LOOKED_AT])
    people = {into or patient for _pk, patient, into in found if patient}
    theirs = Q(patient__in=people) | Q(patient__merged_into__in=people)
    held = in_hand(at).filter(theirs).values_list("patient", "patient__merged_into")
    busy = {into or patient for patient, into in held}
    chosen: list[int] = []
    for pk, patient, into in found:
        person = into or patient
        if len(chosen) < most and person not in busy:
            chosen.append(pk)
            busy |= {person} if person else set()
    return _held(chosen, at=at)


def _held(keys: list[int], *, at: datetime) -> list[Message]:
    free = Message.objects.due(at=at).filter(pk__in=keys)
    free.update(tries=models.F("tries") + 1, held_until=at + policy.sending().held_for)
    mine = Message.objects.filter(pk__in=keys, ended_at=None)
    where = ("clinic", "contact_point", "went_to", "wording__wording")
    whole = mine.select_related("patient__merged_into", *where)
    return list(whole.order_by("not_before", "pk"))


def put_back(message: Message, *, until: datetime) -> None:
    """Not now; the try does not count, for nothing was handed over."""
    ours(message).update(
        not_before=models.Case(
            models.When(not_after__lt=until, then=models.F("not_after")),
            default=models.Value(until),
        ),
        held_until=None,
        tries=message.tries - 1,
    )


def set_aside(message: Message, *, until: datetime) -> None:
    """The way out is shut for a while; it stays as late as it is."""
    ours(message).update(held_until=until, tries=message.tries - 1)


def ours(message: Message) -> models.QuerySet[Message]:
    """The row while it is as we left it: nobody has taken it up since."""
    return Message.objects.waiting().filter(pk=message.pk, tries=message.tries)
