"""What is on record about the safety of a clinic's patient, and a charge by hand."""

from django.utils import timezone

from renxin.safety import checklist
from renxin.safety.kinds import Found
from renxin.safety.models import (
    AdverseEvent,
    InfectionCheck,
    LateEffect,
    PainScore,
    Remedy,
)
from renxin.safety.models.adverse_event import Told
from renxin.safety.models.infection_check import Looked
from renxin.scorecard.models.fairness_review import Candidate, FairnessReview
from renxin.visits.charging import Item
from renxin.visits.kinds import Stage
from renxin.visits.models import HandCharge, Visit


def unharmed(one):
    clinic, name = one["clinic"], one["name"]
    by, at = one["staff"], timezone.now()
    visit = Visit.objects.filter(patient=one["patient"]).order_by("-began_at")[0]
    PainScore.ask(visit, Stage.TREATMENT, 4, by=by, at=at)
    LateEffect.ask(
        visit, "PAIN", asked_on=clinic.day_of(at), words=f"{name}还疼", by=by, at=at
    )
    found = dict.fromkeys(
        (item.code for item in checklist.items(checklist.current())), Found.PASSED
    )
    looked = Looked(found=found, visit=visit, batch=f"B-{one['mark']}")
    InfectionCheck.make(clinic, looked, by=by, at=at)
    told = Told(
        what=f"{name}的印模盒没有标签",
        severity="NONE",
        happened_on=clinic.day_of(at),
        visit=visit,
    )
    item = Item(name=f"{name}洁治", kind="PROCEDURE", amount_fen=100, payer="自费")
    return {
        "charge": HandCharge.write(visit, item, by=by, at=at).charge,
        "event": AdverseEvent.report(clinic, told, by=by, at=at),
        "fairness_review": FairnessReview.owe(
            Candidate(
                about="WAIT",
                dim="payer",
                group=f"{name}自费",
                clinic=clinic,
                scale="times",
                n=90,
                estimate=1.6,
                low=1.5,
                high=1.7,
                since=clinic.day_of(at),
                until=clinic.day_of(at),
            ),
            on=clinic.day_of(at),
            at=at,
        ),
        "remedy": Remedy.owe(
            clinic, f"{name}水路", due_on=clinic.day_of(at), by=by, at=at
        ),
    }
