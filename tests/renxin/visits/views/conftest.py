"""A morning on the flow board of 东院; the clock stands where a test puts it."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from renxin.clinics.models import Chair
from renxin.rosters.models import Shift
from renxin.rosters.spans import span
from renxin.staff.models import Staff
from renxin.staff.models.staff import Language
from renxin.staff.roles import Role
from renxin.visits.kinds import Stage
from renxin.visits.models import Visit
from renxin.visits.terms import Coming
from tests.cast import employed, enrolled, signed_in
from tests.renxin.booking.conftest import clock

HTMX = {"HX-Request": "true"}


@pytest.fixture
def it_is(monkeypatch) -> Callable[[datetime], None]:
    def set_clock(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_clock


@pytest.fixture(autouse=True)
def at_ten(it_is) -> None:
    it_is(clock(10))


def speaking_english(staff: Staff) -> Staff:
    staff.language = Language.EN
    staff.save()
    return staff


@pytest.fixture
def qian(dongyuan) -> Staff:
    """The greeter: moves people, and may not change the order."""
    return speaking_english(employed("qian", "钱多", Role.GREETER, dongyuan))


@pytest.fixture
def desk(client, qian) -> Client:
    return signed_in(client, qian)


@pytest.fixture
def li(doctor_li, dongyuan) -> Staff:
    """At work today, in the first chair."""
    Shift.objects.create(
        staff=doctor_li,
        clinic=dongyuan,
        chair=Chair.objects.create(clinic=dongyuan, name="1 号椅"),
        role=Role.DOCTOR,
        during=span(clock(8), clock(18)),
    )
    return speaking_english(doctor_li)


@pytest.fixture
def at_chair(li) -> Client:
    return signed_in(Client(), li)


@pytest.fixture
def managing(dongyuan) -> Client:
    manager = employed("sun", "孙敏", Role.MANAGER, dongyuan)
    return signed_in(Client(), speaking_english(manager))


@pytest.fixture
def over_all(dongyuan, manager_gu) -> Client:
    """The manager of the whole house, at every clinic."""
    return signed_in(Client(), speaking_english(manager_gu))


@pytest.fixture
def came(dongyuan, qian, li) -> Callable[..., Visit]:
    """Greet somebody, and hand them on to where a test wants them."""

    def greet(
        name: str,
        *,
        stage: Stage = Stage.GREETING,
        minute: int = 0,
        doctor: Staff | None = li,
        **coming: str,
    ) -> Visit:
        patient = enrolled(dongyuan, f"P-{name}", name)
        at = clock(9, minute)
        terms = Coming(doctor=doctor, **coming)
        visit = Visit.begin(patient, dongyuan, terms, by=qian, at=at)
        if stage != Stage.GREETING:
            station = dongyuan.stations.get(stage=stage)
            visit.send_on(station, by=qian, at=at)
        return visit

    return greet


def seen(visit: Visit) -> dict[str, int]:
    """What a screen drawn just now sends along."""
    return {"seen": visit.stage_entries.current().get().pk}


def press(client: Client, address: str, visit: Visit, **told: object):
    return client.post(
        f"/flow/visits/{visit.pk}/{address}/", seen(visit) | told, headers=HTMX
    )
