"""A mail server that keeps what it is given, and misbehaves as told."""

import socketserver
import threading
from email import message_from_bytes
from random import Random

from renxin.voice.rehearsal.books import Books, Taken
from renxin.voice.rehearsal.profiles import Mishap, Profile


class PostOffice(socketserver.ThreadingTCPServer):
    """It listens on this machine alone and asks nobody for a password."""

    daemon_threads = allow_reuse_address = True

    def __init__(self, profile: Profile, *, port: int = 0, seed: int = 1) -> None:
        super().__init__(("127.0.0.1", port), Counter)
        self.profile, self.books = profile, Books(profile)
        self.chance = Random(seed)  # noqa: S311  (a rehearsal, not a secret)

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def open(self) -> "PostOffice":
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self


class Counter(socketserver.StreamRequestHandler):
    """One conversation with it."""

    server: PostOffice

    def handle(self) -> None:
        self._say("220 rehearsal")
        to = ""
        for line in self.rfile:
            word = line.strip().upper()
            if word.startswith(b"RCPT TO:"):
                to = line.decode().partition("<")[2].partition(">")[0]
                self._say("550 nobody here" if to.startswith("nobody") else "250 OK")
            elif word == b"DATA":
                if not self._take(to):
                    return
            elif word == b"QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 OK")

    def _take(self, to: str) -> bool:
        """Whether the conversation goes on after the letter."""
        mishap = self.server.profile.mishap(self.server.chance)
        if mishap is Mishap.BUSY:
            self._say("451 busy")
            return True
        self._say("354 go on")
        lines = []
        for line in self.rfile:
            if line.rstrip() == b".":
                break
            lines.append(line)
        letter = message_from_bytes(b"".join(lines))
        number = str(letter["Message-ID"]).strip("<>").partition("@")[0]
        self.server.books.take(Taken(number, to, str(letter["Subject"]), number))
        if mishap is not Mishap.NONE:
            return False
        self._say("250 taken")
        return True

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())
