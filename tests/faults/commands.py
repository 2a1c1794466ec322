"""Every command of the house with a request that carries it out."""

from inspect import getclosurevars

from django.utils import timezone

from renxin.clinics.models import Clinic
from renxin.desk.later import Waiting
from renxin.desk.runner import SAFE
from renxin.staff.roles import Role
from tests.cast import employed, enrolled
from tests.faults.advice_commands import ADVICE
from tests.faults.booking_commands import BOOKING
from tests.faults.figure_commands import FIGURES
from tests.faults.flow_commands import FLOW
from tests.faults.followup_commands import FOLLOWUP
from tests.faults.house_commands import HOUSE
from tests.faults.import_commands import IMPORTS
from tests.faults.patient_commands import PATIENTS
from tests.faults.plan_commands import PLANS
from tests.faults.portal_commands import PORTAL
from tests.faults.promise_commands import PROMISES
from tests.faults.protocol_commands import PROTOCOLS
from tests.faults.referral_commands import REFERRALS
from tests.faults.room_commands import ROOM
from tests.faults.roster_commands import ROSTERS
from tests.faults.safety_commands import SAFETY
from tests.faults.voice_commands import VOICE
from tests.faults.waiting_commands import WAITING
from tests.faults.wording_commands import WORDINGS
from tests.renxin.protocols.protocols import reminding

COMMANDS = {
    **HOUSE,
    **PATIENTS,
    **PROMISES,
    **PROTOCOLS,
    **FIGURES,
    **IMPORTS,
    **ROSTERS,
    **REFERRALS,
    **SAFETY,
    **ADVICE,
    **FOLLOWUP,
    **BOOKING,
    **WAITING,
    **FLOW,
    **ROOM,
    **PLANS,
    **PORTAL,
    **VOICE,
    **WORDINGS,
}

# Sent by POST, so that what is typed of a person stands in no address and no
# log; they only look something up.
LOOKED_UP = {
    "finder",
    "patients:index",
    "patients:draft",
    "patients:introducers",
    "promises:patients",
    "booking:patients",
    "booking:fitting",
    "booking:gaps_found",
    "booking:wait_instead",
    "booking:wait_patients",
    "visits:patients",
    "wordings:look",
}


def house():
    """A clinic with one person in every role and one patient."""
    clinic = Clinic.objects.create(
        name="仁心口腔东院", short_name="东院", code="dongyuan"
    )
    people = {
        role: employed(role.lower(), role.title(), role, clinic) for role in Role.values
    }
    patient = enrolled(clinic, "P-1", "王芳")
    reminding(at=timezone.now())
    return {"clinic": clinic, "people": people, "patient": patient}


def methods(view):
    """The methods a view lets in, as its decorators hold them; None when all."""
    view = view.behind() if isinstance(view, Waiting) else view
    while view is not None:
        held = getclosurevars(view).nonlocals.get("request_method_list")
        if held is not None:
            return frozenset(held)
        view = getattr(view, "__wrapped__", None)
    return None


def changes_something(view):
    """A view that says nothing of its methods lets in all of them."""
    let_in = methods(view)
    return let_in is None or not let_in <= SAFE
