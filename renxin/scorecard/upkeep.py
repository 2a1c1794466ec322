"""What the worker does for the figures: keep the lake fresh, count what was asked."""

from datetime import date, datetime

from django.utils import timezone

from renxin.scorecard import pieces, reviewing
from renxin.scorecard.lake import snapshot
from renxin.scorecard.lake.refresh import refresh
from renxin.scorecard.pieces import Kind, Piece
from renxin.scorecard.preparation import prepare
from renxin.scorecard.span import Over, Span
from renxin.scorecard.tomorrow import chances, learning


def bring_up_to_date(*, at: datetime) -> None:
    standing = snapshot.current()
    if standing is None or not standing.is_resting(at=at):
        refresh(at=at, prepare=prepare)


def count(kind: str, over: str, last: str, group: str, code: str) -> None:
    """Count one piece in the lake as it now stands."""
    standing = snapshot.current()
    if standing:
        span = Span(Over(over), date.fromisoformat(last))
        pieces.count(standing.folder, [Piece(Kind(kind), span, group, code)])


def owe_fairness_reviews(*, at: datetime) -> None:
    standing = snapshot.current()
    if standing and standing.tells_of_days:
        reviewing.open_reviews(standing, at=at)


def learn_of_no_shows(*, at: datetime) -> None:
    """Once a day learn anew; then see that the chances of this day are told."""
    standing = snapshot.current()
    if standing is None or not standing.tells_of_days:
        return
    if learning.is_due(at=at):
        learning.learn_from(pieces.opened(standing.folder), at=at)
    chances.keep(standing.folder, on=timezone.localdate(at))
