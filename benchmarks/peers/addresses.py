"""The pages of B5: what each is called, who asks, and for which address."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from benchmarks.peers.crowd import ZONE
from benchmarks.peers.floor import Floor
from renxin.followup.models import MinedList
from renxin.plans.models import Plan
from renxin.protocols.models import Protocol
from renxin.referrals.models import Referral
from renxin.visits.models import DisplayKey, StageEntry

Pages = Iterator[tuple[str, str]]


@dataclass(frozen=True)
class Known:
    """Whose pages are asked for."""

    patient: int
    promise: int
    floor: Floor


def pages(known: Known) -> Iterator[tuple[str, str, str]]:
    yield "today", "manager", reverse("today:index")
    yield "today of a role", "care", reverse("today:index")
    yield "promises of a role", "care", reverse("promises:index") + "?whose=role"
    for who, addresses in (
        ("manager", managers_pages(known)),
        ("greeter", greeters_pages()),
        ("steward", stewards_pages(known.floor)),
        ("doctor", doctors_pages(known.floor)),
        ("manager", keepers_pages(known.floor)),
        ("care", carers_pages()),
        ("manager", speakers_pages()),
    ):
        for name, address in addresses:
            yield name, who, address


def managers_pages(known: Known) -> Pages:
    yield "patients", reverse("patients:index")
    yield "patient", reverse("patients:show", args=[known.patient])
    yield "promises", reverse("promises:index") + "?whose=clinic"
    yield "promise", reverse("promises:show", args=[known.promise])
    yield "figures", reverse("scorecard:index")
    yield "figures, year", reverse("scorecard:index") + "?over=year"
    yield "figure", reverse("scorecard:show", args=["K22"])
    yield "rows of a figure", reverse("scorecard:rows", args=["K07"])
    yield "loss report", reverse("scorecard:loss")
    yield "the lost", reverse("scorecard:loss_patients")
    yield "key fifth", reverse("scorecard:key")
    yield "key patients", reverse("scorecard:key_patients")
    yield "imports", reverse("exchange:index")
    yield "staff", reverse("staff:settings")


def greeters_pages() -> Pages:
    """Of the busy day of a house with thirty doctors."""
    day = f"?day={tomorrow():%Y-%m-%d}"
    yield "calendar", reverse("booking:index") + day
    yield "calendar by chair", reverse("booking:index") + day + "&by=chair"
    yield "board", reverse("booking:board") + day
    yield "sheet", reverse("booking:sheet") + day
    yield "gaps", reverse("booking:gaps")
    yield "waiting list", reverse("booking:waitlist")
    yield "rosters", reverse("rosters:index")


def stewards_pages(floor: Floor) -> Pages:
    """Of those who move people through a full house."""
    visit = StageEntry.objects.current().at(floor.clinic).order_by("pk")[0].visit_id
    secret = DisplayKey.make(floor.clinic, by=floor.greeter, at=timezone.now())
    yield "flow board", reverse("visits:index")
    yield "flow board, again", reverse("visits:board")
    yield "waiting-room display", reverse("visits:display", args=[secret])
    yield "greeting", reverse("visits:greeting")
    yield "somebody's day", reverse("visits:show", args=[visit])
    yield "hand-over", reverse("visits:hand_over", args=[visit])
    yield "duties", reverse("visits:duties", args=[visit])
    yield "the day so far", reverse("visits:day")


def doctors_pages(floor: Floor) -> Pages:
    back = StageEntry.objects.current().at(floor.clinic).filter(stage="BACK_TO_DOCTOR")
    yield "doctor's room", reverse("visits:room")
    yield "departure", reverse("visits:departure", args=[back[0].visit_id])
    yield "plans", reverse("plans:index")
    yield "plans being written", reverse("plans:index") + "?stage=DRAFT"
    yield "plan", reverse("plans:show", args=[_plan(floor)])
    yield "referrals of a doctor", reverse("referrals:index")


def keepers_pages(floor: Floor) -> Pages:
    referral = Referral.objects.open().filter(to_clinic=floor.clinic).order_by("pk")[0]
    patient = Plan.objects.get(pk=_plan(floor)).patient_id
    yield "referrals of a clinic", reverse("referrals:index") + "?whose=clinic"
    yield "referral", reverse("referrals:show", args=[referral.pk])
    yield "prices", reverse("plans:prices")
    yield "control charts", reverse("safety:index")
    yield "checks", reverse("safety:checks")
    yield "events", reverse("safety:events")
    yield "safety of a patient", reverse("safety:of_patient", args=[patient])
    yield "charges of a patient", reverse("visits:charges", args=[patient])


def carers_pages() -> Pages:
    yield "calls", reverse("followup:calls")
    yield "the line", reverse("followup:line")


def speakers_pages() -> Pages:
    """Of those who answer for what the house says, and what should happen."""
    protocol = Protocol.objects.order_by("pk")[0].pk
    drawn = MinedList.objects.order_by("pk")[0].pk
    yield "lists", reverse("followup:lists")
    yield "list", reverse("followup:list", args=[drawn])
    yield "protocols", reverse("protocols:index")
    yield "protocol", reverse("protocols:show", args=[protocol])
    yield "wordings", reverse("wordings:index")
    yield "messages", reverse("voice:index")
    yield "messages to decide about", reverse("voice:matters")
    yield "letters", reverse("voice:letters")
    yield "effects", reverse("scorecard:effects")


def _plan(floor: Floor) -> int:
    signed = Plan.objects.filter(clinic=floor.clinic).accepted().order_by("pk")
    return int(signed.values_list("pk", flat=True)[0])


def tomorrow() -> datetime:
    day = timezone.now().astimezone(ZONE) + timedelta(days=1)
    return day.replace(hour=0, minute=0, second=0, microsecond=0)
