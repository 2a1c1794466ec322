from django.utils import timezone
from procrastinate.contrib.django import app

from renxin.rosters.layout import lay_out


@app.periodic(cron="23 2 * * *")
@app.task(queueing_lock="rosters.lay_out", pass_context=False)
def lay_the_weeks_out(timestamp: int) -> None:
    lay_out(at=timezone.now())
