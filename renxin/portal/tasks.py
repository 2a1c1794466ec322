from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from renxin.portal.models import PhoneSession, SignInCode

# The limits look back a day; who came in from where is kept as long as the law asks.
CODES_KEPT, SESSIONS_KEPT = timedelta(days=2), timedelta(days=183)


@app.periodic(cron="53 3 * * *")
@app.task(queueing_lock="portal.old", pass_context=False)
def let_the_old_go(timestamp: int) -> None:
    now = timezone.now()
    SignInCode.objects.filter(asked_at__lt=now - CODES_KEPT).delete()
    PhoneSession.objects.filter(made_at__lt=now - SESSIONS_KEPT).delete()
