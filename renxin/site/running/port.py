"""Which port the house answers on."""

import os
import socket

ADDRESS = "127.0.0.1"
USUAL = 8000
TRIES = 100
LARGEST = 65535


class NoPort(Exception):
    """There is no port to be had."""


def wanted() -> int:
    text = os.environ.get("PORT", "").strip() or str(USUAL)
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= LARGEST:
        raise NoPort(f"PORT must be a number from 1 to {LARGEST}, not “{text}”.")
    return int(text)


def first_free(port: int) -> int:
    """The port itself, or the next that nobody listens on."""
    for candidate in range(port, min(port + TRIES, LARGEST + 1)):
        if is_free(candidate):
            return candidate
    raise NoPort(f"No free port from {port} to {candidate}. Name another: PORT=9000.")


def is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # Without this a port counts as taken for a minute after its last use.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError:
            return False
    return True
