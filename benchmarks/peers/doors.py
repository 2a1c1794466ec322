"""The real server in front of a database that is filled already, and its guests."""

import http.client
import os
import re
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psutil
from django.test import Client

from renxin.site import home
from renxin.site.running.port import first_free
from renxin.staff.models import Staff

BACKEND = "renxin.staff.sign_in.StaffBackend"
# Any secret will do, as long as the cookie and the form say the same.
SECRET = "a" * 32
# A server at rest uses less of a core than this; one that never rests is measured too.
AT_REST = 0.1
LONGEST_S = 30
OPEN = re.compile(r"http://127\.0\.0\.1:(\d+) — ")


@contextmanager
def opened() -> Iterator[tuple[int, "subprocess.Popen[str]"]]:
    """`renxin run` in this home; its port and its process."""
    surroundings = os.environ | {"PORT": str(first_free(18200)), "RENXIN_LANG": "en"}
    with subprocess.Popen(
        [sys.executable, "-m", "renxin.cli", "run", "--leashed"],
        env=surroundings,
        cwd=home.CHECKOUT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield told_port(process), process
        finally:
            process.terminate()
            process.communicate(timeout=60)


def told_port(process: "subprocess.Popen[str]") -> int:
    said = []
    for line in process.stdout or ():
        said.append(line)
        if found := OPEN.search(line):
            return int(found[1])
    raise RuntimeError("".join(said))


def cpu_seconds(process: "subprocess.Popen[str]") -> float:
    """What the server and its database have used so far, in seconds of one core."""
    files = home.home().rglob("postmaster.pid")
    first = [int(file.read_text("utf-8").split()[0]) for file in files]
    seconds = 0.0
    for root in map(psutil.Process, [process.pid, *first]):
        for one in (root, *root.children(recursive=True)):
            # A line to the database that ends just now takes its process with it.
            with suppress(psutil.NoSuchProcess):
                times = one.cpu_times()
                seconds += times.user + times.system
    return seconds


def settle(process: "subprocess.Popen[str]") -> None:
    """Wait until what a fresh house still does by itself is done."""
    before = cpu_seconds(process)
    for _second in range(LONGEST_S):
        time.sleep(1)
        now = cpu_seconds(process)
        if now - before < AT_REST:
            return
        before = now


class Guest:
    """One browser, signed in, with a connection that it keeps."""

    def __init__(self, port: int, staff: Staff) -> None:
        client = Client()
        client.force_login(staff, backend=BACKEND)
        session = client.cookies["session"].value
        self.cookie = f"session={session}; csrf={SECRET}"
        self.link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, path: str) -> int:
        return self.fetch(path)[0]

    def fetch(self, path: str) -> tuple[int, bytes]:
        return self._ask("GET", path, None)

    def post(self, path: str, data: dict[str, object]) -> int:
        form = data | {"csrfmiddlewaretoken": SECRET}
        return self._ask("POST", path, urllib.parse.urlencode(form, doseq=True))[0]

    def stream(self, path: str) -> http.client.HTTPResponse:
        self.link.request("GET", path, headers={"Cookie": self.cookie})
        return self.link.getresponse()

    def _ask(self, method: str, path: str, body: str | None) -> tuple[int, bytes]:
        headers = {"Cookie": self.cookie, "HX-Request": "true"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self.link.request(method, path, body, headers)
            answer = self.link.getresponse()
            return answer.status, answer.read()
        except (http.client.HTTPException, OSError):
            self.link.close()
            return 599, b""
