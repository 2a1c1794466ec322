"""Codes to a phone: asked for by anyone, used once by whoever holds it.

Whoever asks gets the same answer by the same path: whether the number is known is
looked at by the background work when the code is due to go out, never by the page.
"""

import secrets
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, models
from django.utils import timezone

from renxin.desk.sealing import index_of, seal, unseal
from renxin.desk.secret import digest_of, made
from renxin.patients import phones
from renxin.patients.writing import plain
from renxin.portal import policy
from renxin.portal.kinds import Opens, Trouble
from renxin.portal.models import Alarm, SignInCode
from renxin.portal.refusals import NotAMobile, TooOften
from renxin.rosters.days import whole
from renxin.voice.kinds import Saying
from renxin.voice.models import Message
from renxin.voice.tasks import send_now
from renxin.voice.wordings.filling import purpose_of

ABOUT, SEALED_AT = "code", "portal.code"
# The class of our locks, apart from every other use of advisory locks.
LOCKS = """
SELECT pg_advisory_xact_lock(5107, key)
FROM (SELECT DISTINCT hashtext(unnest(%s::text[])) AS key ORDER BY 1) wanted
"""


def lock(*wanted: str) -> None:
    """Whoever counts the same thing queues here until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(LOCKS, [list(wanted)])


def house_day(at: datetime) -> date:
    """The day of the whole house, whichever clinic it is about."""
    return timezone.localdate(at, ZoneInfo(settings.TIME_ZONE))


def since_midnight(at: datetime) -> datetime:
    midnight: datetime = whole(house_day(at), settings.TIME_ZONE).lower
    return midnight


def number_of(typed: str) -> str:
    """A mainland mobile in E.164, however it was written."""
    try:
        number = phones.clean(typed)
    except phones.NotAPhone:
        raise NotAMobile from None
    if not policy.codes().numbers.fullmatch(number):
        raise NotAMobile
    return number


def ask(
    number: str, *, address: str, language: str, at: datetime, opens: str = Opens.PAGES
) -> str:
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
        opens=opens,
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
    lock(index.hex(), prefix.hex(), address)
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
        _mind_the_guessing(mine, at=at)
        return None
    return unseal(bytes(mine.get().sealed), place=SEALED_AT)


def _digest(challenge: str, code: str) -> bytes:
    return index_of(f"{challenge}|{code}", purpose="portal.code")


def _mind_the_guessing(mine: models.QuerySet[SignInCode], *, at: datetime) -> None:
    """One who mistypes gets it right in five tries; many who do not are guessing."""
    rules = policy.codes()
    if not mine.filter(tries__gte=rules.tries).exists():
        return
    in_vain = SignInCode.objects.filter(
        asked_at__gte=since_midnight(at), used_at=None, tries__gte=rules.tries
    )
    if in_vain.count() >= rules.guessed_a_day:
        Alarm.sound(Trouble.GUESSING, None, day=house_day(at), at=at)
