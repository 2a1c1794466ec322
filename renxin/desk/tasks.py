from django.utils import timezone
from procrastinate.contrib.django import app

from renxin.desk.models import Receipt


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="desk.receipts", pass_context=False)
def let_old_receipts_go(timestamp: int) -> None:
    Receipt.objects.older_than_kept(at=timezone.now()).delete()
