"""Codes to a phone: asked for by anyone, sent only to those we know, used once.

Whoever asks gets the same answer by the same path: whether the number is known is
looked at by the background work when the code is due to go out, never by the page.
"""

import secrets
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db import connection, models

from renxin.clinics.models import Clinic
from renxin.desk.sealing import index_of, seal, unseal
from renxin.journal import book
from renxin.patients import phones
from renxin.patients.models import ContactPoint
from renxin.patients.writing import plain
from renxin.portal import policy
from renxin.portal.facts import CodesUsedUp
from renxin.portal.models import Alarm, SignInCode
from renxin.portal.refusals import NotAMobile, TooOften
from renxin.portal.secret import digest_of, made
from renxin.portal.served import served
from renxin.voice.kinds import Saying, Why
from renxin.voice.models import Message
from renxin.voice.subjects import standing_of
from renxin.voice.tasks import send_now
from renxin.voice.wording import purpose_of

ABOUT, SEALED_AT = "code", "portal.code"
# The class of our locks, apart from every other use of advisory locks.
LOCKS = """
SELECT pg_advisory_xact_lock(5107, key)
FROM (SELECT DISTINCT hashtext(unnest(%s::text[])) AS key ORDER BY 1) wanted
"""


def number_of(typed: str) -> str:
    """A mainland mobile in E.164, however it was written."""
    try:
        number = phones.clean(typed)
    except phones.NotAPhone:
        raise NotAMobile from None
    if not policy.codes().numbers.fullmatch(number):
        raise NotAMobile
    return number


def ask(number: str, *, address: str, language: str, at: datetime) -> str:
    """Put a code out to a number; what comes back is for the browser that asked."""
    rules = policy.codes()
    index = index_of(number, purpose="portal.number")
    prefix = index_of(number[: rules.prefix], purpose="portal.prefix")
    _check(index, prefix, address, at=at)
    challenge, code = made(), f"{secrets.randbelow(10**6):06}"
    asked = SignInCode.objects.create(
        challenge=digest_of(challenge),
        number=index,
        prefix=prefix,
        sealed=seal(number, place=SEALED_AT),
        digest=_digest(challenge, code),
        address=address,
        asked_at=at,
        until=at + rules.good_for,
    )
    _put_out(asked, number, code, language=language)
    return challenge


def _put_out(asked: SignInCode, number: str, code: str, *, language: str) -> None:
    minutes = int((asked.until - asked.asked_at).total_seconds() // 60)
    message = Message(
        saying=Saying.CODE,
        purpose=purpose_of(Saying.CODE),
        fields={"minutes": minutes},
        language=language,
        about=ABOUT,
        about_id=asked.pk,
        not_before=asked.asked_at,
        not_after=asked.until,
        made_at=asked.asked_at,
    )
    message.hide(code=code, to=number)
    message.save(force_insert=True)
    send_now.defer(pk=message.pk)


def _check(index: bytes, prefix: bytes, address: str, *, at: datetime) -> None:
    """Refuse what is asked too often; two at once for one number queue here."""
    rules = policy.codes()
    with connection.cursor() as cursor:
        cursor.execute(LOCKS, [[index.hex(), prefix.hex(), address]])
    asked: tuple[tuple[dict[str, object], policy.Limits], ...] = (
        ({"number": index}, rules.per_number),
        ({"address": address}, rules.per_address),
        ({"prefix": prefix}, rules.per_prefix),
    )
    for whose, limits in asked:
        longest = max(within for within, _most in limits)
        recent = SignInCode.objects.filter(**whose, asked_at__gt=at - longest)
        counts = recent.aggregate(
            **{
                f"in_{int(within.total_seconds())}": models.Count(
                    "pk", filter=models.Q(asked_at__gt=at - within)
                )
                for within, _most in limits
            }
        )
        for within, most in limits:
            if counts[f"in_{int(within.total_seconds())}"] >= most:
                raise TooOften


def use(challenge: str, typed: str, *, at: datetime) -> str | None:
    """The number, if this is the code it was sent; each try is counted first.

    A wrong try must not be refused with an error status: that would take back the
    count with everything else.
    """
    mine = SignInCode.objects.filter(challenge=digest_of(challenge))
    tried = mine.filter(
        used_at=None, until__gt=at, tries__lt=policy.codes().tries
    ).update(tries=models.F("tries") + 1)
    if not tried:
        return None
    digest = _digest(challenge, plain(typed).replace(" ", ""))
    if not mine.filter(used_at=None, digest=digest).update(used_at=at):
        return None
    return unseal(bytes(mine.get().sealed), place=SEALED_AT)


def _digest(challenge: str, code: str) -> bytes:
    return index_of(f"{challenge}|{code}", purpose="portal.code")


@standing_of(ABOUT)
def code_stands(message: Message, at: datetime) -> str:
    """Only to a number that reaches somebody we may let in, and within the budget."""
    if SignInCode.objects.filter(pk=message.about_id, used_at=None).first() is None:
        return Why.SETTLED
    number = message.hidden().get("to", "")
    point = ContactPoint.objects.filter(kind="PHONE", value=number).first()
    people = served(point, at=at) if point else []
    clinic = next((one.clinic for one in people if one.clinic), None)
    if clinic is None:
        return Why.STRANGER
    message.clinic = clinic
    message.save(update_fields=["clinic"])
    return "" if _has_budget(message, clinic, at=at) else Why.BUDGET


def _has_budget(message: Message, clinic: Clinic, *, at: datetime) -> bool:
    day = clinic.day_of(at)
    midnight = datetime.combine(day, time(), tzinfo=ZoneInfo(clinic.zone))
    with connection.cursor() as cursor:
        cursor.execute(LOCKS, [[f"clinic {clinic.pk}"]])
    out = Message.objects.filter(
        clinic=clinic, saying=Saying.CODE, made_at__gte=midnight, withheld=None
    )
    most = policy.codes().a_day
    if out.exclude(pk=message.pk).count() < most:
        return True
    _alarm, new = Alarm.objects.get_or_create(
        clinic=clinic, day=day, defaults={"at": at}
    )
    if new:
        fact = CodesUsedUp(clinic_id=clinic.pk, at=at, by_id=None, most=most)
        book.record(fact)
    return False
