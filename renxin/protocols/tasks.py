from django.utils import timezone
from procrastinate.contrib.django import app

from renxin.protocols.planning import running


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="protocols.plan", pass_context=False)
def take_what_is_due(timestamp: int) -> None:
    running.plan(at=timezone.now())


@app.periodic(cron="20 5 * * *")
@app.task(queueing_lock="protocols.night", pass_context=False)
def plan_the_night(timestamp: int) -> None:
    """Before the house opens: imports of the night are in, the day is not begun."""
    running.plan_the_night(at=timezone.now())
