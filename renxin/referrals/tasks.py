from django.utils import timezone
from procrastinate.contrib.django import app

from renxin.referrals import falling_back


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="referrals.falling_back", pass_context=False)
def look_for_who_is_gone(timestamp: int) -> None:
    falling_back.look(at=timezone.now())
