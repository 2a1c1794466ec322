"""`renxin confirm`: the second person, where a house has no other.

Whoever runs the machine stands beside whoever proposed: with one manager left,
no page could ever make a second.
"""

import argparse
from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from renxin.desk.refusal import Refusal
from renxin.staff import proposing
from renxin.staff.models import Proposal


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        "renxin confirm", description=_("Confirm a role that somebody proposed.")
    )
    parser.add_argument(
        "number", type=int, nargs="?", help=_("which; without it the list is shown")
    )
    asked = parser.parse_args(arguments)
    waiting = Proposal.objects.waiting().for_page()
    if asked.number is None:
        return _show(list(waiting))
    proposal = waiting.filter(pk=asked.number).first()
    if proposal is None:
        print(_("No proposal of that number is waiting."))
        return 1
    try:
        proposing.confirm(proposal, by=None, at=timezone.now())
    except Refusal as refusal:
        print(refusal)
        return 1
    print(_("Confirmed, and written in the journal."))
    return 0


def _show(waiting: list[Proposal]) -> int:
    if not waiting:
        print(_("No role waits for a second person."))
    for one in waiting:
        where = one.clinic.short_name if one.clinic else _("the whole house")
        role = one.get_role_display()
        print(f"{one.pk:>6}  {one.staff.name} · {role} · {where} ← {one.by.name}")
    return 0
