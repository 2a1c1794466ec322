"""What each web process serves: the pages, on a leash."""

import threading

from django.core.handlers.asgi import ASGIHandler
from django.urls import get_resolver

from renxin.desk import later
from renxin.site.asgi import application
from renxin.site.running import leash

# By then the first page is out.
QUIET_AFTER_S = 4


def serve() -> ASGIHandler:
    leash.follow()
    fetching = threading.Timer(QUIET_AFTER_S, later.open_all)
    fetching.daemon = True
    fetching.start()
    return application


def preload() -> None:
    """Read what every page needs once, so that processes forked from this share it."""
    get_resolver().url_patterns  # noqa: B018  reading it imports the views
