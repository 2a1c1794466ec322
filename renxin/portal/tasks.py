from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from renxin.patients.models import ContactPoint
from renxin.portal.models import Key, PhoneSession, SignInCode
from renxin.voice.models import Tongue

# The limits look back a day; who came in from where is kept as long as the law asks.
CODES_KEPT, SESSIONS_KEPT = timedelta(days=2), timedelta(days=183)


@app.periodic(cron="53 3 * * *")
@app.task(queueing_lock="portal.old", pass_context=False)
def let_the_old_go(timestamp: int) -> None:
    now = timezone.now()
    SignInCode.objects.filter(asked_at__lt=now - CODES_KEPT).delete()
    old = PhoneSession.objects.filter(made_at__lt=now - SESSIONS_KEPT)
    numbers = set(old.values_list("contact_point", flat=True)) - {None}
    old.delete()
    _forget(numbers)


def _forget(numbers: set[int]) -> None:
    """A number that was proven here and by which nobody was ever reached."""
    sessions = PhoneSession.objects.filter(contact_point__in=numbers)
    keys = Key.objects.filter(contact_point__in=numbers)
    nobodys = (
        ContactPoint.objects.filter(
            pk__in=numbers, reaches=None, proxies=None, messages=None
        )
        # Who asked us to stop is remembered by the number.
        .filter(replies=None, stops=None, failures=None)
        .exclude(pk__in=sessions.values("contact_point_id"))
        .exclude(pk__in=keys.values("contact_point_id"))
    )
    gone = list(nobodys.values_list("pk", flat=True))
    Tongue.objects.filter(contact_point__in=gone).delete()
    ContactPoint.objects.filter(pk__in=gone).delete()
