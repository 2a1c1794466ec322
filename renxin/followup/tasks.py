from django.utils import timezone
from procrastinate.contrib.django import app

from renxin.followup.line import morning


@app.periodic(cron="*/15 * * * *")
@app.task(queueing_lock="followup.line", pass_context=False)
def count_the_line(timestamp: int) -> None:
    morning.count_the_line(at=timezone.now())
