"""What a person asks to see and may see: which clinic, which stretch of time."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from renxin.clinics.models import Clinic
from renxin.scorecard.counting import HOUSE
from renxin.scorecard.lake import snapshot
from renxin.scorecard.lake.snapshot import Snapshot
from renxin.scorecard.span import Over, Span, first_day, last_whole_month
from renxin.staff.desk import DeskRequest
from renxin.staff.models import Staff

WHOLE_HOUSE = "house"


@dataclass(frozen=True)
class Scope:
    """Where and when: ``clinic`` None is the whole house."""

    span: Span
    latest: date
    clinic: Clinic | None
    clinics: tuple[Clinic, ...]
    sees_house: bool
    lake: Snapshot | None
    names: bool
    exports: bool

    @property
    def group(self) -> str:
        """The clinic as the lake knows it."""
        return self.clinic.code if self.clinic else HOUSE

    @property
    def query(self) -> str:
        return self.query_for(self.span)

    def query_for(self, span: Span) -> str:
        where = self.clinic.code if self.clinic else WHOLE_HOUSE
        return urlencode({"over": span.over, "to": span.to, "clinic": where})

    @property
    def earlier(self) -> str:
        return self.query_for(self.span.earlier())

    @property
    def later(self) -> str:
        """Nothing is told of a month before it is over."""
        later = self.span.later()
        return self.query_for(later) if later.last <= self.latest else ""

    @property
    def overs(self) -> list[tuple[Over, str]]:
        return [(over, self.query_for(self.span.as_long_as(over))) for over in Over]


def scope(request: DeskRequest) -> Scope:
    """Read the address; a clinic one may not see is not there."""
    lake, staff = snapshot.current(), request.staff
    latest = latest_month(lake, timezone.localdate())
    clinics = tuple(staff.clinics().order_by("pk"))
    sees_house = sees_whole_house(staff, clinics)
    asked = request.GET.get("clinic", "") or request.POST.get("clinic", "")
    if asked == WHOLE_HOUSE and sees_house:
        clinic = None
    else:
        clinic = _chosen(asked, clinics, request.clinic)
    query = request.GET if "over" in request.GET else request.POST
    return Scope(
        span=Span.asked(query, latest),
        latest=latest,
        clinic=clinic,
        clinics=clinics,
        sees_house=sees_house,
        lake=lake,
        names=staff.may("figures.names"),
        exports=staff.may("figures.export"),
    )


def sees_whole_house(staff: Staff, clinics: tuple[Clinic, ...]) -> bool:
    everything: QuerySet[Clinic] = Clinic.objects.exclude(
        pk__in=[clinic.pk for clinic in clinics]
    )
    return staff.works_everywhere() or not everything.exists()


def latest_month(lake: Snapshot | None, today: date) -> date:
    """The last month that is over; of older facts, the last they tell of."""
    over = last_whole_month(today)
    months = [
        month
        for name in ("visits", "appointments", "charges")
        for month in (lake.tables[name].months if lake else ())
        if month <= f"{over:%Y-%m}"
    ]
    return first_day(max(months)) if months else over


def _chosen(asked: str, clinics: tuple[Clinic, ...], here: Clinic) -> Clinic:
    if not asked:
        return here
    for clinic in clinics:
        if clinic.code == asked:
            return clinic
    raise Http404
