from django.utils import timezone
from procrastinate.contrib.django import app

from renxin.visits.leaving import overnight


@app.periodic(cron="20 * * * *")
@app.task(queueing_lock="visits.overnight", pass_context=False)
def close_left_open(timestamp: int) -> None:
    overnight.close_left_open(at=timezone.now())
