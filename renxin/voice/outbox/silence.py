"""Nothing went out where something should have: the house is told, once a day."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from renxin.clinics.models import Clinic
from renxin.promises.kinds import Kind
from renxin.promises.models import Promise
from renxin.promises.models.contact import refused_of
from renxin.promises.terms import Terms
from renxin.staff.roles import Role
from renxin.voice.kinds import Trouble, Why
from renxin.voice.models import Dispatch, Line, Message, Silence, Withheld
from renxin.voice.models.line import PATIENCE

LATE = timedelta(minutes=30)
NOT_BEFORE, AT_LEAST = time(12), 3
PUT_RIGHT_WITHIN = timedelta(hours=2)
# What keeps everybody's messages back is no reason of the person's own.
OF_THE_HOUSE = (
    Why.NOT_ACCEPTED,
    Why.NO_TEMPLATE,
    Why.NO_CHANNEL,
    Why.NOT_APPROVED,
    Why.NOT_SIGNED,
    Why.UNLAWFUL,
    Why.TOO_LATE,
)


def look(*, at: datetime) -> list[Silence]:
    """What is silent now; what no longer is, is over."""
    found = [
        one for clinic in Clinic.objects.all() for one in _of_clinic(clinic, at=at)
    ]
    found += _refusing(at=at)
    still = {one.pk for one in found}
    Silence.objects.open().exclude(pk__in=still).update(over_at=at)
    return found


def _of_clinic(clinic: Clinic, *, at: datetime) -> Iterable[Silence]:
    late = Message.objects.waiting().filter(clinic=clinic, not_before__lt=at - LATE)
    waiting = late.count()
    if waiting:
        yield _sound(Trouble.WAITING, clinic, late, waiting, at=at)
    local = at.astimezone(ZoneInfo(clinic.zone))
    if local.time() < NOT_BEFORE:
        return
    midnight = datetime.combine(local.date(), time(), tzinfo=local.tzinfo)
    of_today = Message.objects.filter(clinic=clinic, not_before__gte=midnight)
    due = of_today.filter(not_before__lte=at)
    withheld = Withheld.objects.filter(message__in=due, why__in=OF_THE_HOUSE)
    kept_back = due.filter(models.Q(ended_at=None) | models.Q(withheld__in=withheld))
    sent = Dispatch.objects.filter(message__clinic=clinic, at__gte=midnight)
    unsaid = kept_back.count()
    if unsaid >= AT_LEAST and not sent.exists():
        yield _sound(Trouble.NONE_SENT, clinic, kept_back, unsaid, at=at)


def _refusing(*, at: datetime) -> list[Silence]:
    day = timezone.localdate(at, ZoneInfo(settings.TIME_ZONE))
    return [
        Silence.objects.update_or_create(
            kind=Trouble.REFUSING,
            clinic=None,
            channel=line.channel,
            day=day,
            defaults={"over_at": None},
            create_defaults={"at": at},
        )[0]
        for line in Line.objects.filter(failures__gte=PATIENCE)
    ]


@transaction.atomic
def _sound(
    kind: Trouble,
    clinic: Clinic,
    waiting: models.QuerySet[Message],
    number: int,
    *,
    at: datetime,
) -> Silence:
    told = {"waiting": number, "at": at}
    silence, new = Silence.objects.get_or_create(
        kind=kind, clinic=clinic, channel="", day=clinic.day_of(at), defaults=told
    )
    if new:
        silence.promise = _promise(clinic, waiting, number, at=at)
    silence.waiting, silence.over_at = number, None
    silence.save(update_fields=["promise", "waiting", "over_at"])
    return silence


def _promise(
    clinic: Clinic, waiting: models.QuerySet[Message], number: int, *, at: datetime
) -> Promise | None:
    """To whoever waits longest; with it the manager hears of all the others."""
    longest = waiting.exclude(patient=None).select_related("patient")
    for message in longest.order_by("not_before", "pk")[:20]:
        patient = message.patient.kept() if message.patient else None
        if patient is None or refused_of([patient.pk], Kind.OTHER):
            continue
        with translation.override(settings.LANGUAGE_CODE):
            what = _("See why messages do not go out, and tell %(name)s") % {
                "name": patient.name
            }
            why = _("%(number)s messages of this clinic are waiting.") % {
                "number": number
            }
        terms = Terms(
            kind=Kind.OTHER,
            what=what,
            why=why,
            due_from=at,
            due_at=at + PUT_RIGHT_WITHIN,
            owner_role=Role.MANAGER,
        )
        return Promise.make(patient, terms, clinic=clinic, by=None, at=at)
    return None
