"""`renxin work`: the background work, from the queue in the database."""

import argparse
from collections.abc import Sequence

from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from renxin.site.running import leash
from renxin.site.words.terminal import gettext as _

AT_ONCE = 2
GRACE_S = 8


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        "renxin work", description=_("Do the background work until stopped.")
    )
    parser.parse_args(arguments)
    leash.follow()
    connector = DjangoConnector(alias="default").get_worker_connector()
    with app.replace_connector(connector) as queue:
        queue.run_worker(concurrency=AT_ONCE, shutdown_graceful_timeout=GRACE_S)
    return 0
