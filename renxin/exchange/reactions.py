"""What was taken back here is no record of another system's any more."""

from renxin.exchange.kinds import Kind
from renxin.exchange.models import Origin
from renxin.journal.book import on
from renxin.visits.facts import VisitTakenBack


@on(VisitTakenBack)
def let_go(fact: VisitTakenBack) -> None:
    """Told again, the visit of that day is taken in as one of theirs."""
    Origin.objects.filter(kind=Kind.VISITS, object_id=fact.visit_id).delete()
