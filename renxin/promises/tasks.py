from django.utils import timezone
from procrastinate.contrib.django import app

from renxin.promises import lateness


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="promises.late", pass_context=False)
def look_for_the_late(timestamp: int) -> None:
    now = timezone.now()
    lateness.tell_upward(at=now)
    lateness.break_forgotten(at=now)
