"""Asked to stop is a stop, and a wrong number is never rung again (REF-34)."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from renxin.followup import policy
from renxin.followup.desk.number import reach_of
from renxin.followup.desk.queue import RECALLS
from renxin.followup.models import Call, WrongNumber
from renxin.patients.models import Purpose, Reach
from renxin.promises import endings
from renxin.promises.kinds import RINGS, Kind
from renxin.promises.models import Promise
from renxin.promises.terms import Terms
from renxin.staff.roles import Role
from renxin.voice.outbox import stops


def stop(call: Call) -> None:
    """Of a recall: no recalls any more. Of a call we owed: no calls at all."""
    if call.promise.kind not in RECALLS:
        never_again(call)
        return
    stops.spare(call.patient.kept(), [Purpose.RECALL], by=call.by, at=call.at)
    _let_go(call, RECALLS)


def never_again(call: Call) -> None:
    call.promise.stop_calls(by=call.by, at=call.at)
    _let_go(call, RINGS)


def _let_go(call: Call, kinds: "frozenset[Kind] | tuple[Kind, ...]") -> None:
    """Every other call of that purpose as well, under whichever of their records."""
    ids = call.patient.kept().record_ids()
    stopped = endings.ASKED_TO_STOP if kinds is RINGS else endings.NO_RECALLS
    for promise in Promise.objects.open().filter(patient__in=ids, kind__in=kinds):
        promise.release(outcome=stopped.code, by=call.by, at=call.at)


def wrong_number(call: Call) -> None:
    """Taken off their record; the next one is rung, or the front desk asks for one."""
    by, at, patient = call.by, call.at, call.patient.kept()
    WrongNumber.objects.get_or_create(
        contact_point=call.contact_point,
        ended_at=None,
        defaults={"patient": patient, "by": by, "at": at},
    )
    theirs = Reach.objects.in_use().filter(patient__in=patient.record_ids())
    for reach in theirs.filter(contact_point=call.contact_point):
        reach.end(by=by, at=at)
    if reach_of(patient, on=call.clinic.day_of(at)):
        return
    call.promise.release(outcome=endings.WRONG_NUMBER.code, by=by, at=at)
    with translation.override(settings.LANGUAGE_CODE):
        what = _("Ask for a number at which they can be reached")
        why = _("The number we had was a wrong one")
    due_at = at + policy.calls().number_within
    terms = Terms(
        kind=Kind.OTHER,
        what=what,
        why=why,
        due_from=at,
        due_at=due_at,
        owner_role=Role.GREETER,
    )
    Promise.make(patient, terms, clinic=call.clinic, by=by, at=at, came_of=call.promise)
