"""Before the doors open: tables up to date, a first clinic or a first key.

Progress goes to the error stream; what the person at the terminal must know
once the doors are open goes to the output, with “{address}” for the address.
"""

import argparse
import sys
from collections.abc import Sequence

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse
from django.utils import timezone

from renxin.advice.models import advice_text
from renxin.demo import cli as demo
from renxin.protocols import library
from renxin.site.postgres import migrated
from renxin.site.words.terminal import gettext as _
from renxin.staff.models import SetupLink, Staff
from renxin.visits.duties import publishing

# One process at a time brings the tables up to date.
TURN = 7_310_001


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--demo", action="store_true")
    asked = parser.parse_args(arguments)
    update_tables()
    # The demonstration is furnished as of the day it opened, so it goes first.
    if asked.demo and (failed := fill_empty_house()):
        return failed
    now = timezone.now()
    publishing.furnish(at=now)
    advice_text.furnish(at=now)
    library.furnish(at=now)
    if is_empty():
        print(first_key())
    return 0


def update_tables() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [TURN])
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            progress(_("Bringing the database up to date …"))
            call_command("migrate", verbosity=0, interactive=False)
        migrated.note(connection.connection)
        cursor.execute("SELECT pg_advisory_unlock(%s)", [TURN])


def is_empty() -> bool:
    return not Staff.objects.exists()


def fill_empty_house() -> int:
    """The demonstration clinic, the first time only; it says how to sign in."""
    if not is_empty():
        return 0
    progress(_("Making the demonstration clinic, the first time only …"))
    return demo.main([])


def first_key() -> str:
    """A one-time door for the first person: no account has a known password."""
    path = reverse("staff:setup", args=[SetupLink.issue(at=timezone.now())])
    what = _("This house is empty. Set it up here; the link works once and for a day:")
    return f"{what}\n  {{address}}{path}\n"


def progress(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
