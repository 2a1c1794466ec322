from django.utils import timezone
from procrastinate.contrib.django import app

from renxin.protocols.planning import running


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="protocols.plan", pass_context=False)
def take_what_is_due(timestamp: int) -> None:
    running.plan(at=timezone.now())


@app.periodic(cron="22 * * * *")
@app.task(queueing_lock="protocols.further", pass_context=False)
def look_further(timestamp: int) -> None:
    """Once an hour, between two runs: imports and late charges keep no hours."""
    running.look_further(at=timezone.now())
