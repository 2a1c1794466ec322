"""`renxin demo`: a demonstration clinic, into this house or into a folder."""

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from renxin.clinics.models import Clinic
from renxin.demo.day.replay import replay
from renxin.demo.load import ZONE, load
from renxin.demo.loading.house import House
from renxin.demo.world import simulate
from renxin.demo.write import write
from renxin.desk.refusal import Refusal
from renxin.scorecard.tasks import bring_the_lake_up_to_date
from renxin.site import home
from renxin.staff.roles import Role

ACCOUNTS = "demo-accounts.txt"
SEED, PATIENTS, YEARS, SPEED = 7, 6000, 2, 60


def main(arguments: Sequence[str]) -> int:
    asked = _parser().parse_args(arguments)
    now = timezone.now()
    until = asked.until or now.astimezone(ZONE).date()
    size = {"seed": asked.seed, "patients": asked.patients, "years": asked.years}
    if asked.replay:
        return _replay(asked)
    if asked.out:
        for name, rows in write(asked.out, until=until, **size).items():
            print(f"{rows:>12,}  {name}")
        return 0
    try:
        # What the house writes down is in its own language, whoever starts it.
        with translation.override(settings.LANGUAGE_CODE):
            house = load(simulate(until=until, **size), now=now)
    except Refusal as refusal:
        print(refusal)
        return 1
    bring_the_lake_up_to_date.configure().defer(timestamp=int(now.timestamp()))
    told = accounts(house)
    transaction.on_commit(lambda: home.write_private(home.ensure() / ACCOUNTS, told))
    print(told)
    return 0


def _replay(asked: argparse.Namespace) -> int:
    """Play a day on the board until it is over or somebody stops it."""
    clinics = Clinic.objects.order_by("pk")
    clinic = clinics.filter(code=asked.clinic).first() if asked.clinic else clinics[0]
    if clinic is None:
        print(_("No clinic has the code %(code)s.") % {"code": asked.clinic})
        return 1
    try:
        with translation.override(settings.LANGUAGE_CODE):
            for told in replay(clinic, speed=asked.speed, seed=asked.seed):
                print(told, flush=True)
    except Refusal as refusal:
        print(refusal)
        return 1
    except KeyboardInterrupt:
        print()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="renxin demo",
        description=_("Make a demonstration clinic of people who do not exist."),
    )
    parser.add_argument("--seed", type=int, default=SEED, help=_("which world"))
    parser.add_argument(
        "--patients", type=_some, default=PATIENTS, help=_("how many patients")
    )
    parser.add_argument(
        "--years", type=_some, default=YEARS, help=_("how many years of history")
    )
    parser.add_argument(
        "--until",
        type=date.fromisoformat,
        help=_("the day after the last; today when left out"),
    )
    parser.add_argument(
        "--out",
        type=Path,
        metavar=_("FOLDER"),
        help=_("write Parquet tables and the truth here, not into this house"),
    )
    _ask_for_a_replay(parser)
    return parser


def _ask_for_a_replay(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--replay", action="store_true", help=_("play a day on the flow board")
    )
    parser.add_argument(
        "--speed", type=_some, default=SPEED, help=_("how much faster than life")
    )
    parser.add_argument("--clinic", help=_("at which clinic, by its code"))


def _some(typed: str) -> int:
    number = int(typed)
    if number < 1:
        raise argparse.ArgumentTypeError(_("Write a number of at least 1."))
    return number


def accounts(house: House) -> str:
    """How to sign in as each role; one password, drawn for this house alone."""
    lines = [
        _("A demonstration clinic: nobody in it exists, and nothing is ever sent."),
        _("Sign in with any of these names and the password %(password)s")
        % {"password": house.password},
        _(
            "Made-up people need no second proof. In a real house administrators give"
            " one at sign-in, and whoever takes patients’ data out gives it afresh."
        ),
        "",
    ]
    lines += [
        _(
            "Patients come in by phone under /my/ with the number of anyone under"
            " Patients; the code is shown under Settings, Messages (as SYSTEM_ADMIN"
            " or MANAGER)."
        ),
        "",
    ]
    lines += [
        f"  {one.username:<16} {Role(one.role).label} · {one.name}"
        for one in house.accounts
    ]
    return "\n".join(lines) + "\n"
