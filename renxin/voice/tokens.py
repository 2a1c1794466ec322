"""Leave to speak, as chat platforms give it: fetched once, good for two hours."""

import json
import threading
import time
from collections.abc import Mapping
from http.client import HTTPException
from typing import Any
from urllib.parse import urlencode

from renxin.voice import wire

# A token is given up a little before its time.
MARGIN_S = 300
USUAL_S = 7200

_held: dict[str, tuple[str, float]] = {}
_lock = threading.Lock()


def token(address: str, *, whose: str) -> str:
    """The token of an account; the address has its secret and is kept nowhere."""
    with _lock:
        known, until = _held.get(whose, ("", 0.0))
        if time.monotonic() < until:
            return known
        try:
            told = wire.told(wire.get(address))
        except (OSError, HTTPException, ValueError) as trouble:
            raise wire.NotReached(type(trouble).__name__) from None
        fresh = str(told.get("access_token") or "")
        if not fresh:
            raise wire.NotReached(str(told.get("errcode")))
        lasts = int(told.get("expires_in") or USUAL_S) - MARGIN_S
        _held[whose] = fresh, time.monotonic() + lasts
        return fresh


def say(place: str, leave: str, body: Mapping[str, object]) -> dict[str, Any]:
    """What the platform says to this, asked with leave."""
    asked = f"{place}?{urlencode({'access_token': leave})}"
    written = json.dumps(body, ensure_ascii=False).encode()
    return wire.told(wire.post(asked, written, {"Content-Type": "application/json"}))


def forget(whose: str) -> None:
    """It was refused before its time."""
    with _lock:
        _held.pop(whose, None)
