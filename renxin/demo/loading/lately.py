"""What each clinic lived beside its bookings: plans, referrals, advice and safety."""

from collections import Counter
from datetime import datetime
from random import Random

from renxin.clinics.models import Clinic
from renxin.demo.day.people import People
from renxin.demo.loading import advised, asked, checked, proposed, referred, reported
from renxin.demo.loading.sent_on import Sender, rooms
from renxin.demo.loading.watch import Watch
from renxin.staff.models import Staff


def live(*, now: datetime, seed: int, manager: Staff) -> None:
    there, said = rooms(), Counter[str]()
    for house, clinic in enumerate(Clinic.objects.order_by("pk")):
        proposed.write(clinic, house=house, now=now, seed=seed)
        advised.write(clinic, now=now)
        referred.write(Sender(clinic, house, now, there, said))
        rng = Random(f"safety {seed} {clinic.code}")  # noqa: S311  a play, not a secret
        watch = Watch(People.of(clinic), manager, now, rng, house)
        for topic in (asked, checked, reported):
            topic.write(watch)
