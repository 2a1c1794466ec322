"""`renxin report`: this house's own figures, as `pulse report` gives any folder's."""

import argparse
from collections.abc import Sequence

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pulse import cli as pulse
from renxin.scorecard.lake.refresh import refresh
from renxin.scorecard.preparation import prepare


def main(arguments: Sequence[str]) -> int:
    """Bring the lake up to date and report from it; 2 for nothing to count."""
    passed_on = vars(_parser().parse_args(arguments))
    folder = refresh(at=timezone.now(), prepare=prepare).folder
    spoken = "zh" if (get_language() or "zh").startswith("zh") else "en"
    command = ["report", str(folder), "--lang", spoken, "--zone", settings.TIME_ZONE]
    for name, value in passed_on.items():
        command += [f"--{name}", value] if value else []
    return pulse.main(command)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "renxin report",
        description=_("Count this house's figures and show them or write them down."),
    )
    parser.add_argument("--from", metavar="DAY", help=_("the first day"))
    parser.add_argument("--to", metavar="DAY", help=_("the day after the last"))
    parser.add_argument("--by", metavar="clinic,doctor", help=_("split by these"))
    parser.add_argument("--json", metavar="FILE", help=_("write the figures here"))
    parser.add_argument("--out", metavar="FILE", help=_("write the page here"))
    return parser
