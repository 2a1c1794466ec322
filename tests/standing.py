"""A house that stands for a whole module: its world committed, its server open."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.test import Client, override_settings
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from renxin.portal.models import DoorKey, Key, PhoneSession
from renxin.staff.models import SetupLink
from renxin.staff.roles import Role
from renxin.visits.models import DisplayKey
from tests.cast import signed_in
from tests.passkey import give_passkey
from tests.security.world import everybody, world


@contextmanager
def standing_house(blocker: DjangoDbBlocker, home: Path) -> Iterator[dict[str, Any]]:
    """The world of the security tests, behind a server a browser can reach."""
    places = override_settings(HOME=home, LAKE=home / "lake")
    logging.disable(logging.WARNING)
    with places, blocker.unblock():
        server = LiveServer("127.0.0.1")
        try:
            house = world()
            house["people"] = everybody(house["clinic"])
            greeter = house["people"][Role.GREETER]
            house |= patients_own(house["own"])
            house["screen"] = DoorKey.make(
                house["clinic"], by=greeter, at=timezone.now()
            )
            house["display"] = DisplayKey.make(
                house["clinic"], by=greeter, at=timezone.now()
            )
            house["secret"] = SetupLink.issue(at=timezone.now(), staff=greeter)
            house["passkey"] = give_passkey(house["people"][Role.MANAGER]).pk
            yield house | {"address": server.url}
        finally:
            server.stop()
            call_command(
                "flush", verbosity=0, interactive=False, inhibit_post_migrate=True
            )
            logging.disable(logging.NOTSET)


def patients_own(own: dict[str, Any]) -> dict[str, str]:
    """The cookie of a patient's phone, and the key of a link sent to it."""
    now, patient = timezone.now(), own["patient"]
    point = own["reach"].contact_point
    link = Key.make(Key.Kind.LINK, patient, point, at=now)
    return {"phone": PhoneSession.open(point, at=now), "link": link}


def session_of(staff: Any) -> str:
    """The cookie of somebody who has signed in."""
    return str(signed_in(Client(), staff).cookies["session"].value)
