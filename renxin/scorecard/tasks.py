from django.utils import timezone
from procrastinate.contrib.django import app

from renxin.scorecard.lake import snapshot
from renxin.scorecard.lake.refresh import refresh


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="scorecard.lake", pass_context=False)
def bring_the_lake_up_to_date(timestamp: int) -> None:
    now, standing = timezone.now(), snapshot.current()
    if standing is None or not standing.is_resting(at=now):
        refresh(at=now)
