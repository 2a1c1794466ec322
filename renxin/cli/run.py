"""`renxin run`: open the house."""

import argparse
import subprocess
import sys
from collections.abc import Sequence

from renxin.site import home
from renxin.site.postgres import database, letters, migrated
from renxin.site.running import leash, port, supervisor
from renxin.site.running.caller import Caller
from renxin.site.words.terminal import gettext as _

ACCOUNTS = "demo-accounts.txt"


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser("renxin run")
    parser.add_argument(
        "--demo",
        action="store_true",
        help=_("fill an empty house with the demonstration clinic"),
    )
    parser.add_argument(
        "--leashed", action="store_true", help=_("close when the caller is gone")
    )
    asked = parser.parse_args(arguments)
    wanted = port.wanted()
    try:
        with leash.only_house():
            return open_house(asked, wanted)
    except leash.AlreadyRuns as other:
        address = other.args[0] or _("an address it has not told yet")
        return refuse(
            _("Renxin already runs in %(home)s, at %(address)s. Close it there first.")
            % {"home": home.home(), "address": address}
        )


def open_house(asked: argparse.Namespace, wanted: int) -> int:
    house = supervisor.House([], say_restart)
    house.close_on_signals()
    if asked.leashed:
        house.close_with(Caller())
    place = database.ensure_running()
    say(warning(place))
    try:
        notice: str | None = ""
        if not migrated.needs_nothing(place):
            notice = prepared(house, demo=asked.demo)
        if notice is None or house.closing.is_set():
            return 1 if notice is None else 0
        return stay_open(house, wanted, notice or accounts())
    finally:
        say(_("Closing …"))
        database.stop()
        say(_("Closed. Nothing is left running."))


def warning(place: database.Server) -> str:
    """What somebody's own server lacks, and works without."""
    if place.cluster or letters.are_known(place):
        return ""
    return _(
        "The database of RENXIN_DATABASE_URL has LC_CTYPE=C, which knows no Chinese "
        "letters: search by part of a name will not work. Make it with the locale "
        "C.UTF-8."
    )


def accounts() -> str:
    """How to sign in to the demonstration clinic, where this is one."""
    path = home.home() / ACCOUNTS
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def prepared(house: supervisor.House, *, demo: bool) -> str | None:
    """Bring the database up to date in a process of its own; what it says at the end.

    The house itself stays small: it only watches.
    """
    command = [
        sys.executable,
        "-m",
        "renxin.cli",
        "prepare",
        *(["--demo"] if demo else []),
    ]
    with subprocess.Popen(  # noqa: S603  our own module
        command, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        while process.poll() is None:
            if house.closing.wait(supervisor.LOOK_EVERY_S / 10):
                process.terminate()
        notice = process.stdout.read() if process.stdout else ""
    if process.returncode and not house.closing.is_set():
        return None
    return notice


def stay_open(house: supervisor.House, wanted: int, notice: str) -> int:
    found = port.first_free(wanted)
    if found != wanted:
        say(
            _("Port %(taken)s is taken by another program; using %(free)s.")
            % {"taken": wanted, "free": found}
        )
    address = f"http://{port.ADDRESS}:{found}"

    def welcome() -> None:
        leash.tell(address=address)
        say(notice.replace("{address}", address).rstrip())
        say(_("Renxin is open at %s — Ctrl-C closes it.") % address)

    house.children = [supervisor.web(found), supervisor.worker()]
    try:
        house.stay_open(welcome, port=found)
    except supervisor.CannotOpen:
        return refuse(_("Renxin could not be opened; the reason stands above."))
    return 0


def say_restart(name: str) -> None:
    names = {"web": _("The web server"), "work": _("The background work")}
    say(_("%s stopped by itself and is being started again.") % names[name])


def say(sentence: str) -> None:
    if sentence:
        print(sentence, flush=True)


def refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1
