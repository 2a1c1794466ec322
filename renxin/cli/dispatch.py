"""`renxin`: the house from the command line."""

import importlib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import django
from django.utils import translation

from renxin.cli import language
from renxin.site.postgres import database
from renxin.site.postgres.owner import NoOwner
from renxin.site.running.port import NoPort
from renxin.site.words import terminal
from renxin.site.words.terminal import gettext as _

HELP = {"-h", "--help"}
INTERRUPTED = 130


@dataclass(frozen=True)
class Command:
    """Where a command lives, and whether it speaks to the database itself."""

    module: str
    summary: str
    needs_database: bool = True
    # With this option it writes files and asks the database nothing.
    apart_with: str = ""

    def asks_database(self, arguments: Sequence[str]) -> bool:
        words = {one.partition("=")[0] for one in arguments}
        return HELP.isdisjoint(words) and self.apart_with not in words


def commands() -> dict[str, Command]:
    """Each is loaded only when it is called: a command line should start at once."""
    return {
        "run": Command(
            "renxin.cli.run",
            _("open the house: database, pages and background work"),
            needs_database=False,
        ),
        "work": Command("renxin.cli.work", _("do the background work only")),
        "import": Command("renxin.exchange.cli", _("take in a file of another system")),
        "report": Command("renxin.scorecard.cli", _("write the figures to a page")),
        "check": Command(
            "renxin.journal.cli", _("check that nothing was tampered with")
        ),
        "fake-gateway": Command(
            "renxin.voice.rehearsal.server",
            _("open a carrier that is none, to rehearse with"),
            needs_database=False,
        ),
        "confirm": Command("renxin.staff.cli", _("confirm a role somebody proposed")),
        "lint-wording": Command(
            "renxin.cli.lint_wording",
            _("check a text against the law"),
            needs_database=False,
        ),
        "demo": Command(
            "renxin.demo.cli", _("make a demonstration clinic"), apart_with="--out"
        ),
    }


# Commands that other commands call.
INSIDE = {"prepare": Command("renxin.cli.prepare", "")}


def main(arguments: Sequence[str] | None = None) -> int:
    given = list(sys.argv[1:] if arguments is None else arguments)
    language.teach_argparse()
    known = commands()
    command = (known | INSIDE).get(given[0]) if given else None
    if not command:
        return show_commands(known, given)
    # A terminal that cannot show Chinese shows a question mark, not a crash.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        return obey(command, given[1:])
    except (database.DatabaseTrouble, NoPort) as trouble:
        return refuse(str(trouble))
    except NoOwner:
        return refuse(
            _(
                "PostgreSQL refuses to run as root, and no user could be made for it. "
                "Run as an ordinary user, or set RENXIN_DATABASE_URL."
            )
        )
    except KeyboardInterrupt:
        return INTERRUPTED


def obey(command: Command, arguments: Sequence[str]) -> int:
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renxin.site.settings")
    if not command.needs_database:
        return run(command, arguments)
    if command.asks_database(arguments):
        database.ensure_running()
    django.setup()
    spoken = terminal.chosen(os.environ)
    with translation.override("zh-hans" if spoken == terminal.CHINESE else "en"):
        return run(command, arguments)


def run(command: Command, arguments: Sequence[str]) -> int:
    return int(importlib.import_module(command.module).main(arguments))


def show_commands(known: dict[str, Command], given: Sequence[str]) -> int:
    lines = [_("usage: renxin COMMAND [--help]"), ""]
    lines += [f"  {name:12} {command.summary}" for name, command in known.items()]
    asked = not given or given[0] in HELP
    if not asked:
        lines.insert(0, _("There is no command “%s”.") % given[0])
    print("\n".join(lines), file=sys.stdout if asked else sys.stderr)
    return 0 if asked else 2


def refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1
