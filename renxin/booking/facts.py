"""What becomes of a booking, as the journal tells it."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from renxin.booking.kinds import Answer, Asked, How, Left, Why
from renxin.clinics.clock import in_short
from renxin.journal.facts import Fact


@dataclass(frozen=True, kw_only=True)
class AboutAppointment:
    """Which appointment, and how it was known at the time."""

    appointment_id: int
    starts_at: str
    doctor: str = ""
    service: str = ""

    def telling(self) -> str:
        parts = (in_short(self.starts_at), self.service, self.doctor)
        return "·".join(part for part in parts if part)


@dataclass(frozen=True, kw_only=True)
class Booked(AboutAppointment, Fact):
    """A time was agreed with the patient."""

    name = "booking.booked"
    title = _("Appointment made")
    icon = "calendar"


@dataclass(frozen=True, kw_only=True)
class Rebooked(AboutAppointment, Fact):
    """The appointment was moved to another time, doctor or chair."""

    name = "booking.rebooked"
    title = _("Appointment moved")
    icon = "move"

    was_at: str
    asked_by: str = Asked.PATIENT

    def telling(self) -> str:
        return gettext("from %(was)s to %(now)s") % {
            "was": in_short(self.was_at),
            "now": super().telling(),
        }


@dataclass(frozen=True, kw_only=True)
class Confirmed(AboutAppointment, Fact):
    """The patient said they will come."""

    name = "booking.confirmed"
    title = _("Appointment confirmed")
    icon = "check"


@dataclass(frozen=True, kw_only=True)
class Overbooked(AboutAppointment, Fact):
    """It was booked over another, by a permitted person and with a reason."""

    name = "booking.overbooked"
    title = _("Booked over another")
    icon = "alert"

    reason: str = ""

    def telling(self) -> str:
        return f"{super().telling()}·{self.reason}"


@dataclass(frozen=True, kw_only=True)
class Arrived(AboutAppointment, Fact):
    """The patient is here for it."""

    name = "booking.arrived"
    title = _("Arrived")
    icon = "patient"


@dataclass(frozen=True, kw_only=True)
class ArrivalTakenBack(AboutAppointment, Fact):
    """They had been marked as here by mistake, and are expected as before."""

    name = "booking.arrival_taken_back"
    title = _("Arrival taken back")
    icon = "undo"


@dataclass(frozen=True, kw_only=True)
class NotCome(AboutAppointment, Fact):
    """The patient was expected and did not come."""

    name = "booking.not_come"
    title = _("Did not come")
    icon = "alert"


@dataclass(frozen=True, kw_only=True)
class Cancelled(AboutAppointment, Fact):
    """The appointment was called off, by the patient or by us."""

    name = "booking.cancelled"
    title = _("Appointment cancelled")
    icon = "ban"

    outcome: str = How.CANCELLED_BY_PATIENT
    why: str = ""

    def telling(self) -> str:
        why = str(Why(self.why).label) if self.why else ""
        parts = (str(How(self.outcome).label), why, super().telling())
        return "·".join(part for part in parts if part)


@dataclass(frozen=True, kw_only=True)
class AboutKeptTime:
    """Who or what is kept free of patients, for what, and from when."""

    what: str
    purpose: str
    starts_at: str

    def telling(self) -> str:
        return f"{in_short(self.starts_at)}·{self.what}·{self.purpose}"


@dataclass(frozen=True, kw_only=True)
class KeptFree(AboutKeptTime, Fact):
    """A time was kept free for upkeep or a meeting."""

    name = "booking.kept_free"
    title = _("Time kept free")
    icon = "lock"


@dataclass(frozen=True, kw_only=True)
class GivenBack(AboutKeptTime, Fact):
    """Patients may have that time again."""

    name = "booking.given_back"
    title = _("Kept time given back")
    icon = "undo"


@dataclass(frozen=True, kw_only=True)
class AboutWaiting:
    """Which entry of the waiting list, and what for."""

    entry_id: int
    service: str = ""

    def telling(self) -> str:
        return self.service


@dataclass(frozen=True, kw_only=True)
class Waits(AboutWaiting, Fact):
    """The patient waits for an earlier or a better time."""

    name = "booking.waits"
    title = _("Put on the waiting list")
    icon = "clock"


@dataclass(frozen=True, kw_only=True)
class PlaceOffered(AboutWaiting, Fact):
    """A freed place was offered to the patient, with a time to answer by."""

    name = "booking.place_offered"
    title = _("A freed place was offered")
    icon = "calendar"

    offer_id: int
    starts_at: str
    until: str

    def telling(self) -> str:
        return gettext("%(place)s, to be answered by %(until)s") % {
            "place": f"{in_short(self.starts_at)}·{self.service}",
            "until": in_short(self.until),
        }


@dataclass(frozen=True, kw_only=True)
class OfferAnswered(AboutWaiting, Fact):
    """The offer of a freed place was taken, declined, or not answered in time."""

    name = "booking.offer_answered"
    title = _("The offer of a freed place was answered")
    icon = "calendar"

    offer_id: int
    starts_at: str
    answer: str

    def telling(self) -> str:
        return f"{Answer(self.answer).label}·{in_short(self.starts_at)}"


@dataclass(frozen=True, kw_only=True)
class LeftTheList(AboutWaiting, Fact):
    """The patient waits no more: has a place, wants none, or it is too late."""

    name = "booking.left_the_list"
    title = _("Left the waiting list")
    icon = "check"

    how: str

    def telling(self) -> str:
        return f"{Left(self.how).label}·{self.service}"


@dataclass(frozen=True, kw_only=True)
class AboutService:
    """Which service of the house, and how it was called then."""

    service_id: int
    service: str

    def telling(self) -> str:
        return self.service


@dataclass(frozen=True, kw_only=True)
class ServiceEnded(AboutService, Fact):
    """The house no longer gives it; what was booked before stays."""

    name = "booking.service_ended"
    title = _("Service no longer given")
    icon = "ban"


@dataclass(frozen=True, kw_only=True)
class ServiceGivenAgain(AboutService, Fact):
    """The house gives it again."""

    name = "booking.service_given_again"
    title = _("Service given again")
    icon = "undo"
