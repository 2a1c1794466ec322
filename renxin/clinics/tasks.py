from django.utils import timezone
from procrastinate.contrib.django import app

from renxin.clinics import workdays


@app.periodic(cron="7 2 * * *")
@app.task(queueing_lock="clinics.calendar", pass_context=False)
def lay_the_calendar_ahead(timestamp: int) -> None:
    workdays.lay_ahead(timezone.localdate())
