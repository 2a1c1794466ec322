from renxin.plans.models.acceptance import Acceptance, AcceptedItem, Sitting
from renxin.plans.models.alternative import Alternative
from renxin.plans.models.ending import Decline, Finish, Revocation
from renxin.plans.models.plan import Plan
from renxin.plans.models.plan_item import PlanItem
from renxin.plans.models.plan_promise import PlanPromise
from renxin.plans.models.presentation import Presentation
from renxin.plans.models.price_item import PriceItem

__all__ = [
    "Acceptance",
    "AcceptedItem",
    "Alternative",
    "Decline",
    "Finish",
    "Plan",
    "PlanItem",
    "PlanPromise",
    "Presentation",
    "PriceItem",
    "Revocation",
    "Sitting",
]
