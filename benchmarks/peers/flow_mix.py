"""What people press on the flow board, one request each."""

from collections.abc import Callable
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from benchmarks.peers.doors import Guest
from benchmarks.peers.floor import STAGES, Steward
from renxin.visits.kinds import Next, Stage, WhyNotBack, WhyWaived
from renxin.visits.models import Duty, StageEntry

Acts = dict[str, tuple[int, Callable[[], int]]]
FLOW_WRITES = {"greet", "call", "take up", "send on", "depart"}
IN_HALF_A_YEAR = timedelta(days=182)


class AtTheBoard:
    """One who greets, calls, is with somebody, hands over and sees off."""

    def __init__(self, steward: Steward, guest: Guest, *, is_doctor: bool) -> None:
        self.steward, self.guest, self.is_doctor = steward, guest, is_doctor

    def acts(self) -> Acts:
        """How often each is done, beside everything else on a day."""
        looks = "room" if self.is_doctor else "board"
        return {
            "flow": (22, lambda: self.guest.get(reverse("visits:board"))),
            "room or board": (8, lambda: self.guest.get(reverse(f"visits:{looks}"))),
            "greet": (4, self.greet),
            "call": (5, self.call),
            "take up": (5, self.take_up),
            "send on": (16, self.send_on),
            "depart": (4, self.depart),
        }

    def greet(self) -> int:
        patient = self.steward.chance.choice(self.steward.floor.patients)
        return self.guest.post(
            reverse("visits:greeting"), {"patient": patient.pk} | ASKED
        )

    def call(self) -> int:
        station = self.steward.floor.stations[self.steward.chance.choice(STAGES)]
        return self.guest.post(reverse("visits:call_next", args=[station.pk]), {})

    def take_up(self) -> int:
        return self._pressed("take_up", self.steward.card())

    def send_on(self) -> int:
        """To the next station; what is still owed here is left out first."""
        here = self.steward.card()
        if here is None or here.stage == Stage.BACK_TO_DOCTOR:
            return self.depart()
        onward = STAGES[STAGES.index(Stage(here.stage)) + 1]
        station = self.steward.floor.stations[onward]
        return self._left_out(here) or self._pressed(
            "hand_over", here, station=station.pk
        )

    def depart(self) -> int:
        """From the doctor's room by a doctor; by anybody else with a reason."""
        back = StageEntry.objects.current().at(self.steward.floor.clinic)
        here = back.filter(stage=Stage.BACK_TO_DOCTOR).order_by("?").first()
        if here is None:
            return self.greet()
        today = self.steward.floor.clinic.day_of(timezone.now())
        said = {"kind": Next.RECALL, "recall_on": (today + IN_HALF_A_YEAR).isoformat()}
        if not self.is_doctor:
            said["why_not_back"] = WhyNotBack.IN_A_HURRY
        here = self.steward.here(here.visit)
        return self._left_out(here) or self._pressed("departure", here, **said)

    def _left_out(self, here: StageEntry) -> int:
        """One press for all that is missing; none where nothing is."""
        missing = Duty.objects.missing_at(here).values_list("pk", flat=True)
        if not missing:
            return 0
        told = {"duties": list(missing), "why": WhyWaived.DONE_BEFORE}
        return self._pressed("waiver", here, **told)

    def _pressed(self, name: str, here: StageEntry | None, **told: object) -> int:
        if here is None:
            return self.greet()
        address = reverse(f"visits:{name}", args=[here.visit_id])
        return self.guest.post(address, {"seen": here.pk} | told)


ASKED: dict[str, object] = {"urgency": "ROUTINE", "kind": "", "doctor": ""}
