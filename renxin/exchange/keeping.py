"""The copies of files people send: kept privately, and let go in time."""

import os
import secrets
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from renxin.desk.refusal import Refusal
from renxin.exchange import refused
from renxin.exchange.finishing import clear
from renxin.exchange.kinds import Kind
from renxin.exchange.models import Import
from renxin.exchange.taking import staging

KEPT_FOR = timedelta(days=30)
# A copy is laid down before its import is committed; no request takes this long.
ORPHANED_AFTER = timedelta(days=1)


class TooLarge(Refusal):
    """The file is larger than one may send."""

    status = 413
    sentence = _(
        "The file is larger than may be sent. Use `renxin import` at the server."
    )


def uploads() -> Path:
    return Path(settings.HOME) / "uploads"


def keep(upload: "UploadedFile[bytes]") -> Path:
    """Lay a copy where only the house can read it, under a name of ours."""
    if (upload.size or 0) > settings.UPLOAD_LIMIT_BYTES:
        raise TooLarge
    folder = uploads()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / secrets.token_hex(16)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            for chunk in upload.chunks():
                file.write(chunk)
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return path


def discard(taken: Import) -> None:
    """Let go of an import that never began for good."""
    for kind in Kind.values:
        staging.drop(taken, kind)
    clear(taken)
    refused.forget(taken)
    taken.delete()


def let_go(*, at: datetime) -> None:
    """Old copies and old lists of refused rows hold people's data: they go."""
    old = Import.objects.filter(at__lt=at - KEPT_FOR)
    for taken in old.filter(approved_at=None):
        discard(taken)
    for taken in old.exclude(ended_at=None):
        clear(taken)
        refused.forget(taken)
        taken.refused_rows.all().delete()


def sweep(*, at: datetime) -> None:
    """Copies no import speaks of: whoever sent them was turned away half-way."""
    places = Import.objects.values_list("places", flat=True)
    spoken_of = {Path(place) for lying in places for place in lying}
    before = (at - ORPHANED_AFTER).timestamp()
    for copy in uploads().glob("*"):
        if copy not in spoken_of and copy.stat().st_mtime < before:
            copy.unlink(missing_ok=True)
