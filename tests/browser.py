"""The browser that is on this machine, and what to start it with."""

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
MISSING = "no Chromium on this machine"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def executable() -> str | None:
    given = os.environ.get("RENXIN_CHROMIUM")
    found = [given, *map(shutil.which, NAMES), str(MAC) if MAC.exists() else None]
    return next(filter(None, found), None)
