"""Names for things in addresses that tell nothing and cannot be guessed.

A handle finds a thing only among those this phone may see anyway.
"""

from base64 import urlsafe_b64encode
from collections.abc import Iterable
from hmac import compare_digest
from typing import TypeVar

from django.db.models import Model
from django.http import Http404

from renxin.desk.sealing import index_of

M = TypeVar("M", bound=Model)


def handle_of(thing: Model) -> str:
    digest = index_of(f"{type(thing).__name__}|{thing.pk}", purpose="portal.handle")
    return urlsafe_b64encode(digest).decode().rstrip("=")


def found(handle: str, among: Iterable[M]) -> M:
    """The thing of that handle, or nothing that is there."""
    for thing in among:
        if compare_digest(handle_of(thing).encode(), handle.encode()):
            return thing
    raise Http404
