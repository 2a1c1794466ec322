from datetime import date

from django.utils import timezone
from procrastinate.contrib.django import app

from renxin.scorecard import pieces
from renxin.scorecard.lake import snapshot
from renxin.scorecard.lake.refresh import refresh
from renxin.scorecard.pieces import Kind, Piece
from renxin.scorecard.preparation import prepare
from renxin.scorecard.span import Over, Span


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="scorecard.lake", pass_context=False)
def bring_the_lake_up_to_date(timestamp: int) -> None:
    now, standing = timezone.now(), snapshot.current()
    if standing is None or not standing.is_resting(at=now):
        refresh(at=now, prepare=prepare)


@app.task(pass_context=False)
def count_piece(kind: str, over: str, last: str, group: str, code: str) -> None:
    standing = snapshot.current()
    if standing:
        span = Span(Over(over), date.fromisoformat(last))
        pieces.count(standing.folder, [Piece(Kind(kind), span, group, code)])
