"""`renxin check`: whether the journal still says what it said."""

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from django.utils.translation import gettext as _

from renxin.journal import chain
from renxin.journal.models import Entry


def main(arguments: Sequence[str]) -> int:
    """Lay what is settled, walk the chain, print what was found; 1 for a fault."""
    parser = argparse.ArgumentParser("renxin check", description=__doc__)
    parser.add_argument("--head", type=Path, help=_("a head that was kept elsewhere"))
    parser.add_argument("--keep-head", type=Path, help=_("write the head to this file"))
    asked = parser.parse_args(arguments)
    kept = chain.Head(**json.loads(asked.head.read_text())) if asked.head else None
    chain.lay()
    fault = chain.verify(kept)
    if fault:
        print(
            _("The journal was changed: %(what)s (link %(position)s).")
            % {"what": fault.what, "position": fault.position}
        )
        return 1
    head = chain.head()
    print(
        _(
            "The journal is whole: %(linked)s of %(all)s entries chained,"
            " head %(digest)s."
        )
        % {
            "linked": head.position,
            "all": Entry.objects.count(),
            "digest": head.digest,
        }
    )
    if asked.keep_head:
        asked.keep_head.write_text(json.dumps(asdict(head)))
    return 0
