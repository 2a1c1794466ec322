"""The rehearsed carrier itself: ``http://127.0.0.1:PORT/aliyun`` and its neighbours."""

import argparse
import json
import secrets
import sys
import threading
import time
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from typing import Any
from urllib.parse import urlsplit

from renxin.voice.rehearsal.books import Books, Taken
from renxin.voice.rehearsal.profiles import PROFILES, Mishap, Profile
from renxin.voice.rehearsal.reporting import Postman
from renxin.voice.rehearsal.wires import TOKEN, WIRES, Asked, Wanted, Wire, query_of

OK, UNAUTHORIZED, NOT_FOUND, BROKEN, BUSY = 200, 401, 404, 500, 503


class Carrier(ThreadingHTTPServer):
    """One carrier with its books; it listens on this machine alone."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(
        self, profile: Profile, *, port: int = 0, hook: str = "", seed: int = 1
    ) -> None:
        super().__init__(("127.0.0.1", port), Caller)
        self.profile, self.books = profile, Books(profile)
        self.chance = Random(seed)  # noqa: S311  (a rehearsal, not a secret)
        self.postman = Postman(hook, profile, seed=seed)
        self.postman.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever hung up has hung up."""

    def open(self) -> "Carrier":
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self


class Caller(BaseHTTPRequestHandler):
    """One request to it."""

    protocol_version = "HTTP/1.1"
    server: Carrier

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        self._answer(self.rfile.read(length))

    def _answer(self, body: bytes) -> None:
        parts = urlsplit(self.path)
        if parts.path == "/counts":
            self._say(OK, dict(self.server.books.counts()))
            return
        wire = WIRES.get(parts.path.split("/")[1])
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(parts.path, query_of(parts.query), headers, body)
        wanted = wire.read(asked) if wire else None
        if wire is None or wanted is None:
            self._say(UNAUTHORIZED if wire else NOT_FOUND, {"code": "refused"})
        elif wanted.kind == "token":
            self._say(OK, TOKEN)
        elif wanted.kind == "books":
            self._say(OK, wire.books(self.server.books.of(wanted.to)))
        else:
            self._take(wire, wanted)

    def _take(self, wire: Wire, wanted: Wanted) -> None:
        server, profile = self.server, self.server.profile
        mishap = profile.mishap(server.chance)
        if mishap is Mishap.BUSY:
            self._say(BUSY, {"code": "busy"})
            return
        if mishap is Mishap.REFUSES:
            self._say(OK, wire.no)
            return
        failed = server.chance.random() < profile.failed
        number = secrets.token_hex(8)
        taken = Taken(wanted.out_id, wanted.to, wanted.words, number, failed=failed)
        server.books.take(taken)
        server.postman.post(wire, taken)
        time.sleep(profile.gives_up_in if mishap is Mishap.SLOW else profile.answers_in)
        if mishap is Mishap.FAILS:
            self._say(BROKEN, {"code": "failed"})
        elif mishap is Mishap.GARBLES:
            self._write(OK, b"\xff\xfe<html>\x00 502")
        elif mishap is Mishap.RESETS:
            self.close_connection = True
            self.connection.close()
        else:
            self._say(OK, wire.yes(taken))

    def _say(self, status: int, told: object) -> None:
        self._write(status, json.dumps(told).encode())

    def _write(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """A rehearsal of thousands says nothing of each."""


def main(arguments: Sequence[str]) -> int:
    reader = argparse.ArgumentParser(prog="renxin fake-gateway")
    reader.add_argument("--profile", choices=sorted(PROFILES), default="kind")
    reader.add_argument("--port", type=int, default=8025)
    reader.add_argument("--hook", default="", help="where to bring receipts")
    told = reader.parse_args(arguments)
    profile = PROFILES[told.profile]
    carrier = Carrier(profile, port=told.port, hook=told.hook)
    for name in WIRES:
        sys.stdout.write(f"{carrier.address}/{name}\n")
    sys.stdout.write(f"{carrier.address}/counts\n")
    sys.stdout.flush()
    try:
        carrier.serve_forever()
    except KeyboardInterrupt:
        carrier.server_close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
