"""A checklist as a test needs it, and a signature somebody has drawn."""

from renxin.patients.signing import Signature
from renxin.staff.roles import Role
from renxin.visits.kinds import Asks, Stage, Standard
from renxin.visits.models import Checklist, Duty
from tests.cast import NOON

DRAWN = "M100 100L300 120L400 90"
ASKS = {"greeted": Asks.WORD, "told": Asks.UNDERSTOOD, "signed": Asks.SIGNATURE}


def owed(stage, *codes, role=Role.GREETER, clinic=None, valid_from=NOON, version=1):
    """A checklist that holds from the day before on, with one duty to a code."""
    checklist = Checklist.objects.create(
        clinic=clinic,
        stage=stage,
        role=role,
        version=version,
        valid_from=valid_from,
        by=None,
    )
    Duty.objects.bulk_create(
        Duty(
            checklist=checklist,
            code=code,
            position=position,
            zh=f"做到{code}",
            en=f"Be {code}",
            standard=Standard.COURTESY,
            asks=ASKS.get(code, Asks.WORD),
        )
        for position, code in enumerate(codes, 1)
    )
    return checklist


def at_greeting(*codes, **which):
    return owed(Stage.GREETING, *codes, **which)


def duty(code):
    return Duty.objects.filter(code=code).latest("pk")


def signature(strokes=DRAWN, name="王芳", **who):
    return Signature(strokes=strokes, name=name, **who)
