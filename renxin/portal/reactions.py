"""What the door says when a message about one of its codes is due."""

from datetime import datetime

from renxin.clinics.models import Clinic
from renxin.patients.models import ContactPoint
from renxin.portal import links, policy
from renxin.portal.codes import ABOUT, house_day, lock, since_midnight
from renxin.portal.kinds import Opens, Trouble
from renxin.portal.models import Alarm, SignInCode
from renxin.portal.served import served
from renxin.rosters.days import whole
from renxin.voice.kinds import Saying, Why
from renxin.voice.models import Message
from renxin.voice.outbox.subjects import fills, standing_of

fills("link")(links.link_of)


@standing_of(ABOUT)
def code_stands(message: Message, at: datetime) -> str:
    """Whoever is known is sent theirs, and a newcomer too; each within a budget."""
    code = SignInCode.objects.filter(pk=message.about_id, used_at=None).first()
    if code is None:
        return Why.SETTLED
    number = message.hidden().get("to", "")
    point = ContactPoint.objects.filter(kind="PHONE", value=number).first()
    people = served(point, at=at) if point else []
    clinic = next((one.clinic for one in people if one.clinic), None)
    if clinic is None:
        return _newcomer(message, code, at=at)
    message.clinic = clinic
    message.save(update_fields=["clinic"])
    return "" if _has_budget(message, clinic, at=at) else Why.BUDGET


def _has_budget(message: Message, clinic: Clinic, *, at: datetime) -> bool:
    day = clinic.day_of(at)
    lock(f"clinic {clinic.pk}")
    out = Message.objects.filter(
        clinic=clinic,
        saying=Saying.CODE,
        made_at__gte=whole(day, clinic.zone).lower,
        withheld=None,
    )
    if out.exclude(pk=message.pk).count() < policy.codes().a_day:
        return True
    Alarm.sound(Trouble.CODES, clinic, day=day, at=at)
    return False


def _newcomer(message: Message, code: SignInCode, *, at: datetime) -> str:
    """To a number nobody we know has: so that its holder may register."""
    most, house = policy.codes().newcomers_a_day, Clinic.objects.order_by("pk").first()
    if code.opens != Opens.PAGES or not most or house is None:
        return Why.STRANGER
    lock("newcomers")
    out = SignInCode.objects.filter(to_newcomer_at__gte=since_midnight(at))
    if out.exclude(pk=code.pk).count() >= most:
        Alarm.sound(Trouble.STRANGERS, None, day=house_day(at), at=at)
        return Why.BUDGET
    code.to_newcomer_at = at
    code.save(update_fields=["to_newcomer_at"])
    # No clinic pays for it, but somebody must sign it.
    message.fields["clinic"] = house.short_name
    message.save(update_fields=["fields"])
    return ""
