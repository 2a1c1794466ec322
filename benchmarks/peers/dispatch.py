"""The outbox sent in three ways through one bad carrier, in a database of its own."""

import json
import os
import subprocess
import sys
from http.client import HTTPConnection
from urllib.parse import urlsplit

import django
from django.apps import apps

from renxin.site.postgres import database

if not apps.ready:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renxin.site.settings")
    database.ensure_running()
    django.setup()

from django.core.management import call_command
from django.db import connection, connections

from benchmarks.peers import outbox
from benchmarks.peers.senders import SIDES, Run, send_all
from renxin.voice.models import Outlet

WORKERS = 2
# How long workers run before the next is killed.
APART_S = {"ours": 1.0}


class Carrier:
    """A carrier in a process of its own: what reached the phones outlives workers."""

    def __enter__(self) -> "Carrier":
        command = [sys.executable, "-m", "benchmarks.peers.bad_carrier"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout
        self.address = self.process.stdout.readline().strip()
        return self

    def __exit__(self, *_given: object) -> None:
        self.process.terminate()
        self.process.wait()

    def counts(self) -> dict[str, int]:
        line = HTTPConnection(urlsplit(self.address).netloc, timeout=30)
        line.request("GET", "/counts")
        found: dict[str, int] = json.loads(line.getresponse().read())
        return found


def run_side(name: str, many: int, kills: int) -> dict[str, object]:
    with Carrier() as carrier:
        settings = Outlet.objects.get().settings
        endpoint = {"endpoint": f"{carrier.address}/aliyun"}
        Outlet.objects.update(settings=settings | endpoint)
        took = send_all(SIDES[name], Run(WORKERS, kills, APART_S.get(name, 0.5)))
        found = outbox.came(carrier.counts())
    return {
        "messages": many,
        "kills": kills,
        "lost": found.lost,
        "extra": found.extra,
        "ineligible": found.ineligible,
        "in_doubt": found.in_doubt,
        "given_up": found.given_up,
        "per_second": round(many / took, 1),
    }


def main(many: int, kills: int, of_peers: int) -> None:
    call_command("migrate", verbosity=0)
    outbox.hurry()
    clinic, _staff = outbox.furnish("http://127.0.0.1:1/aliyun")
    outbox.fill(clinic, many)
    told = {"ours": run_side("ours", many, kills)}
    # The peers wait for every answer in turn: they are given less of it.
    outbox.keep(of_peers)
    for name in SIDES.keys() - {"ours"}:
        outbox.afresh()
        told[name] = run_side(name, of_peers, kills)
    print(json.dumps(told, ensure_ascii=False))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
    connection.close()
    connections.close_all()
    database.stop()
