"""What each web process loads: the pages, on a leash."""

from renxin.site import leash
from renxin.site.asgi import application

__all__ = ["application"]

leash.follow()
