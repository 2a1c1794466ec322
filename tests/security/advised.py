"""Words of the clinic's own, approved by a second person, and given to its patient."""

from django.utils import timezone

from renxin.advice import library
from renxin.advice.library import Draft, Said
from renxin.advice.models import AdviceApproval, AdviceGiven, AdviceText
from renxin.advice.models.advice_given import Handing
from renxin.staff.roles import Role
from tests.cast import employed


def advised(one):
    clinic, name, now = one["clinic"], one["name"], timezone.now()
    shipped = library.shipped()[0].draft
    zh = Said.of(vars(shipped.zh) | {"title": f"{name}的用药"})
    draft = Draft(kind=shipped.kind, has_dose=True, zh=zh, en=shipped.en)
    pharmacist = employed(f"pharmacist-{one['mark']}", "药师", Role.STATION, clinic)
    text = AdviceText.write(draft, clinic=clinic, by=pharmacist, at=now)
    approval = AdviceApproval.sign(text, clinic=clinic, by=one["staff"], at=now)
    handing = Handing(
        language="zh-hans", understood=f"{name}饭后吃", as_prescribed=f"{name}的处方"
    )
    visits = one["patient"].visits.order_by("-began_at")
    given = AdviceGiven.give(visits[0], approval, handing, by=one["staff"], at=now)
    return {"advice": given}
