"""A public year of appointments, imported and read off the page."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from pulse import Period, figures
from renxin.clinics.models import Clinic
from renxin.exchange import cli
from renxin.scorecard import pieces
from renxin.scorecard.lake.refresh import refresh
from renxin.staff.roles import Role
from tests.cast import employed, signed_in

ROOT = Path(__file__).parents[4]
FILE = ROOT.parent / "shared" / "data" / "vitoria-appointments.csv.gz"
MAP = ROOT / "renxin" / "exchange" / "maps" / "vitoria-appointments.toml"

pytestmark = pytest.mark.skipif(
    not FILE.exists(), reason="../shared/data/vitoria-appointments.csv.gz is not there"
)


@pytest.mark.django_db(transaction=True)
def test_the_page_tells_what_the_report_tells(client: Client) -> None:
    clinic = Clinic.objects.create(
        name="Vitória", short_name="Vitória", code="vitoria", zone="America/Sao_Paulo"
    )
    manager = employed("gu", "顾远", Role.MANAGER, clinic)
    imported = [str(FILE), "--kind", "appointments", "--map", str(MAP)]
    assert cli.main([*imported, "--clinic", "vitoria", "--by", "gu"]) == 0

    standing = refresh(at=timezone.now())
    query = {"over": "year", "to": "2016-06", "clinic": "vitoria"}
    signed_in(client, manager)
    page = client.get("/figures/", query).content.decode()
    ahead = client.get("/figures/K07.AHEAD/", query).content.decode()

    assert "15,777 / 75,278" in page
    assert "14,469 / 48,873" in ahead
    tables = pieces.opened(standing.folder)
    told = figures(tables, Period.months_to(_after_june(), 12), codes=["K07"])
    assert (told.figures[0].part, told.figures[0].whole) == (15_777, 75_278)


def _after_june() -> date:
    return date(2016, 7, 1)
