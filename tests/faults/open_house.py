"""A house of its own in a temporary folder, opened by its command."""

import contextlib
import http.client
import http.cookiejar
import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from pathlib import Path

import psutil

from tests.six_digits import code_of

ROOT = Path(__file__).parents[2]
SECRET = re.compile(r'id="secret">(\w+)<')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
LINK = re.compile(r"http://\S+/set-up/\S+/")
OPEN = re.compile(r"http://127\.0\.0\.1:\d+ — Ctrl-C")
LATER = threading.Event()  # never set: a pause between two tries
FIRST = {
    "clinic_name": "仁心口腔东院",
    "short_name": "东院",
    "name": "顾远",
    "username": "gu",
    "language": "zh-hans",
    "password": "a quiet morning in March",
    "again": "a quiet morning in March",
}
COLLEAGUE = {"name": "林溪", "username": "lin", "language": "zh-hans"}
CHOSEN = {name: FIRST[name] for name in ("password", "again")}


class House:
    """`renxin run` in a folder of its own, as an operator would start it."""

    def __init__(self, home, port):
        self.home = Path(home)
        self.environment = {
            **os.environ,
            "RENXIN_HOME": str(home),
            "PORT": str(port),
            "RENXIN_LANG": "en",
            "RENXIN_DATABASE_URL": "",
        }
        self.said = ""

    def start(self, *arguments):
        # Into a file: a pipe that nobody reads is full one day, and the house stands.
        told = self.home.with_name(f"{self.home.name}.said")
        with told.open("wb") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "renxin.cli", "run", *arguments],
                cwd=ROOT,
                env=self.environment,
                stdout=said,
                stderr=subprocess.STDOUT,
            )
        while not (opened := OPEN.search(self.hear(told))):
            if self.process.poll() is not None:
                raise AssertionError(self.said)
            LATER.wait(0.1)
        self.address = opened[0].partition(" ")[0]
        return self

    def hear(self, told):
        self.said = told.read_text("utf-8", errors="replace")
        return self.said

    def link(self):
        return LINK.search(self.said)[0]

    def relatives(self, *words):
        """Processes of this house whose command line holds all of the words."""
        found = []
        for child in psutil.Process(self.process.pid).children(recursive=True):
            try:
                line = " ".join(child.cmdline())
            except psutil.Error:
                continue
            if all(word in line for word in words):
                found.append(child)
        return found

    def database(self):
        """The database server's first process, if it is up."""
        for file in self.home.rglob("postmaster.pid"):
            with contextlib.suppress(psutil.Error, ValueError, OSError, IndexError):
                return [psutil.Process(int(file.read_text("utf-8").splitlines()[0]))]
        return []

    def run(self, *arguments):
        return subprocess.run(
            [sys.executable, "-m", "renxin.cli", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(timeout=40)
        finally:
            self.process.kill()
        return self.process.returncode


class Desk:
    """One browser at one desk, as far as a form needs one."""

    def __init__(self, address):
        self.address = address
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}),
            urllib.request.HTTPCookieProcessor(self.cookies),
        )

    def get(self, path):
        with self.opener.open(self.address + path, timeout=20) as answer:
            return answer.read().decode()

    def post(self, path, data, key=None):
        """Send a form until an answer comes back; the key makes it act once."""
        key = key or uuid.uuid4().hex
        token = next(c.value for c in self.cookies if c.name == "csrf")
        body = urllib.parse.urlencode(
            data | {"csrfmiddlewaretoken": token, "idempotency_key": key}, doseq=True
        ).encode()
        request = urllib.request.Request(  # noqa: S310  our own address
            self.address + path, body, headers={"Referer": self.address + path}
        )
        with self.opener.open(request, timeout=20) as answer:
            return answer.status, answer.read().decode()

    def prove(self):
        """Set up six-digit codes, as an administrator must before anything else."""
        path = "/accounts/2fa/totp/activate/"
        secret = SECRET.search(self.get(path))[1]
        self.post(path, {"code": code_of(secret)})

    def insist(self, path, data):
        """Send the same command again and again until it is answered."""
        key = uuid.uuid4().hex
        return insist(lambda: self.post(path, data, key))


def insist(ask, patience_s=150, gone=frozenset()):
    """Ask until there is an answer; a house that is being killed gives none."""
    deadline = time.monotonic() + patience_s
    while time.monotonic() < deadline:
        try:
            return ask()
        except urllib.error.HTTPError as refused:
            if refused.code not in {409, 500, 502, 503} | gone:
                raise
        except (OSError, http.client.HTTPException):
            pass
        LATER.wait(0.1)
    raise AssertionError("the house does not answer")
