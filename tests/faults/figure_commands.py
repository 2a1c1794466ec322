"""What a manager does with the figures, each with a request that carries it out."""

from datetime import date, timedelta

from django.utils import timezone

from renxin.scorecard.lake.refresh import refresh
from renxin.scorecard.models.fairness_review import Candidate, FairnessReview
from renxin.staff.roles import Role
from renxin.visits.models import Visit
from tests.faults.asked import as_role
from tests.faults.booking_commands import booked

LIST = {"list": "key-visits", "over": "month"}


def asked(name, data, *args):
    """A command of a manager whose house has counted its visits."""

    def request(world):
        now = timezone.now()
        Visit.objects.create(
            patient=world["patient"],
            clinic=world["clinic"],
            began_at=now - timedelta(days=40),
        )
        refresh(at=now)
        told = data | ({"patient": [world["patient"].pk]} if "list" in data else {})
        return as_role(world, Role.MANAGER, name, told, *args)

    return request


def called(world):
    """The front desk has somebody rung who is booked for tomorrow."""
    appointment = booked(world)
    return as_role(world, Role.GREETER, "scorecard:tomorrow_call", {}, appointment.pk)


def looked_into(world):
    """A manager writes down what the cases behind a comparison showed."""
    days = {"since": date(2025, 3, 1), "until": date(2026, 2, 28)}
    far = {"scale": "times", "n": 90, "estimate": 1.6, "low": 1.5, "high": 1.7}
    found = Candidate(
        about="WAIT", dim="payer", group="自费", clinic=world["clinic"], **far, **days
    )
    review = FairnessReview.owe(found, on=timezone.localdate(), at=timezone.now())
    data = {"found": "REASON", "words": "多为急诊日"}
    return as_role(world, Role.MANAGER, "scorecard:finding", data, review.pk)


FIGURES = {
    "scorecard:finding": looked_into,
    "scorecard:counting": asked("scorecard:counting", {"kind": "pictures"}),
    "scorecard:lake": asked("scorecard:lake", {}),
    "scorecard:goal": asked(
        "scorecard:goal", {"percent": "80", "why": "去年 75"}, "K03"
    ),
    "scorecard:exports": asked("scorecard:exports", LIST | {"everyone": "1"}),
    "scorecard:promises": asked(
        "scorecard:promises",
        LIST
        | {
            "kind": "WIN_BACK",
            "what": "问问为什么没来",
            "first_on": "2099-03-02",
            "a_day": "30",
        },
    ),
    "scorecard:tomorrow_call": called,
}
