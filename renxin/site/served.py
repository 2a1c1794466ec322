"""What each web process serves: the pages, on a leash."""

from django.core.handlers.asgi import ASGIHandler
from django.urls import get_resolver

from renxin.site import leash
from renxin.site.asgi import application


def serve() -> ASGIHandler:
    leash.follow()
    return application


def preload() -> None:
    """Read everything once, so that processes forked from this one share it."""
    get_resolver().url_patterns  # noqa: B018  reading it imports every view
