"""What follow-up does when an ending is taken back."""

from renxin.followup.desk import taking_back
from renxin.journal.book import on
from renxin.promises.facts import PromiseReopened
from renxin.staff.models import Staff


@on(PromiseReopened)
def a_call_by_a_mistaken_key_was_none(fact: PromiseReopened) -> None:
    by = Staff.objects.get(pk=fact.by_id or 0)
    taking_back.take_back(fact.promise_id, by=by, at=fact.at)
