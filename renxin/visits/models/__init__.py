from renxin.visits.models.charge import Charge
from renxin.visits.models.visit import Visit

__all__ = ["Charge", "Visit"]
