from renxin.booking.models.appointment import Appointment
from renxin.booking.models.arrival import Arrival
from renxin.booking.models.confirmation import Confirmation
from renxin.booking.models.eve_call import EveCall
from renxin.booking.models.occupation import Occupation
from renxin.booking.models.outcome import Outcome
from renxin.booking.models.overbooking import Overbooking
from renxin.booking.models.rebooking import Rebooking
from renxin.booking.models.resource import Resource
from renxin.booking.models.series import Series
from renxin.booking.models.service import Service
from renxin.booking.models.waitlist_entry import WaitlistEntry
from renxin.booking.models.waitlist_offer import WaitlistOffer

__all__ = [
    "Appointment",
    "Arrival",
    "Confirmation",
    "EveCall",
    "Occupation",
    "Outcome",
    "Overbooking",
    "Rebooking",
    "Resource",
    "Series",
    "Service",
    "WaitlistEntry",
    "WaitlistOffer",
]
