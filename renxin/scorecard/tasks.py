from contextlib import suppress

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from renxin.desk.later import later

# Only the worker counts; a web process that asks for it need not know how.
upkeep = later("renxin.scorecard.upkeep")


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="scorecard.lake", pass_context=False)
def bring_the_lake_up_to_date(timestamp: int) -> None:
    upkeep.bring_up_to_date(at=timezone.now())


# Often, so that a house that has just begun need not wait for the night; what was
# learned today already is not learned again.
@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="scorecard.no_shows", pass_context=False)
def learn_of_no_shows(timestamp: int) -> None:
    upkeep.learn_of_no_shows(at=timezone.now())


@app.periodic(cron="20 3 * * *")
@app.task(queueing_lock="scorecard.fairness", pass_context=False)
def owe_fairness_reviews(timestamp: int) -> None:
    upkeep.owe_fairness_reviews(at=timezone.now())


def ask_for_the_lake() -> None:
    """Soon, not in some minutes; who asked for the same before asked for all of us."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        bring_the_lake_up_to_date.configure().defer(timestamp=0)


@app.task(pass_context=False)
def count_piece(kind: str, over: str, last: str, group: str, code: str) -> None:
    upkeep.count(kind, over, last, group, code)
