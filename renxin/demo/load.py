"""A world into an empty house, whole or not at all."""

from datetime import datetime, timedelta
from datetime import time as clock
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.utils.translation import gettext as _

from renxin.demo.facts import DemonstrationMade
from renxin.demo.loading import (
    agreed,
    drawn,
    followed,
    history,
    house,
    lately,
    owed,
    prices,
    register,
    rosters,
    today,
)
from renxin.demo.loading.history import Clerk
from renxin.demo.loading.house import House
from renxin.demo.loading.timeline import Timeline
from renxin.demo.world import A_DISTRICT, World
from renxin.desk.refusal import Refusal
from renxin.journal import book
from renxin.protocols import library
from renxin.protocols.planning import running
from renxin.staff.models import Staff
from renxin.staff.roles import Role
from renxin.visits.duties import publishing

ZONE = ZoneInfo("Asia/Shanghai")
OPENED = timedelta(days=6 * 365)


class NotEmpty(Refusal):
    """Real people must never be mixed with people who do not exist."""


class TooMany(Refusal):
    """More patients than one group of three houses has."""


@transaction.atomic
def load(world: World, *, now: datetime) -> House:
    """Fill the house with this world; open promises gather around `now`."""
    _check(world)
    _check_at_once()
    part = world.parts[0]
    tables = dict(part.tables)
    home = house.furnish(part.staff, since=world.start - OPENED)
    clerk = Clerk(tables, home, register.enter(tables, home))
    written = history.write(clerk)
    _count_the_rows()
    midnight = datetime.combine(world.until, clock.min, tzinfo=ZONE)
    _make_ready(now=now, since=midnight - OPENED)
    written = agreed.agree(clerk, written, now=now)
    promised = owed.write(clerk, midnight=midnight, now=now)
    Timeline(clerk, written, promised).write()
    _count_the_rows("promises_promise", "promises_ending", "journal_entry")
    publishing.furnish(at=midnight - OPENED)
    manager = today.of_role(None, Role.MANAGER)
    prices.publish(since=midnight - OPENED, now=now, by=manager)
    drawn.begin(clerk, midnight=midnight, now=now, manager=manager)
    today.live(now=now)
    running.plan(at=now)
    lately.live(now=now, seed=world.seed, manager=manager)
    followed.write(now=now, manager=manager)
    _mark(world, len(clerk.register.numbers), now)
    return home


def _make_ready(*, now: datetime, since: datetime) -> None:
    """Before anybody books: who works, what is offered, what is said before a visit."""
    rosters.write(now)
    library.furnish(at=since)
    agreed.offer_services()


def _check(world: World) -> None:
    if Staff.objects.exists():
        raise NotEmpty(
            _("This house is not empty: a demonstration needs a house of its own.")
        )
    if len(world.parts) > 1:
        raise TooMany(
            _("At most %(most)s patients live in one house; write more with --out.")
            % {"most": A_DISTRICT}
        )


def _count_the_rows(*tables: str) -> None:
    """Tell the planner what is there; it would find out only after the commit."""
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(tables)}")


def _check_at_once() -> None:
    """Let keys be checked table by table.

    Checks kept for the commit pile up, and the row history opens a savepoint
    for every row, which would walk the whole pile each time.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _mark(world: World, patients: int, now: datetime) -> None:
    years = world.until.year - world.start.year
    book.record(
        DemonstrationMade(
            at=now, by_id=None, seed=world.seed, patients=patients, years=years
        )
    )
