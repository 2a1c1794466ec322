from django.utils import timezone
from procrastinate.contrib.django import app

from renxin.booking import requests, waitlist


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="booking.lapse", pass_context=False)
def let_the_old_lapse(timestamp: int) -> None:
    """Requests nobody made firm, and offers nobody answered, give their place back."""
    now = timezone.now()
    requests.lapse(at=now)
    waitlist.lapse(at=now)


@app.periodic(cron="10 * * * *")
@app.task(queueing_lock="booking.waitlist", pass_context=False)
def close_the_old(timestamp: int) -> None:
    waitlist.close_the_old(at=timezone.now())
