from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from renxin.desk.refusal import Refusal
from renxin.exchange import keeping, run, undo
from renxin.exchange.models import Import


@app.task(pass_context=False)
def weigh_import(pk: int) -> None:
    _work_on(pk, "reading", lambda taken, at: run.preview(taken, at=at))


@app.task(pass_context=False)
def carry_import_out(pk: int) -> None:
    _work_on(pk, "running", lambda taken, at: run.carry_out(taken, at=at))


@app.task(pass_context=False)
def undo_import(pk: int) -> None:
    _work_on(
        pk, "undoing", lambda taken, at: undo.undo(taken, by=taken.undone_by, at=at)
    )


@app.periodic(cron="41 3 * * *")
@app.task(queueing_lock="exchange.uploads", pass_context=False)
def let_old_uploads_go(timestamp: int) -> None:
    now = timezone.now()
    keeping.let_go(at=now)
    keeping.sweep(at=now)


def _work_on(pk: int, state: str, work: Callable[[Import, datetime], None]) -> None:
    """Do the work if it is still wanted; a job that comes twice finds it done."""
    taken = Import.objects.select_related("clinic", "by").filter(pk=pk).first()
    if taken is None or taken.state() != state:
        return
    language = taken.by.language if taken.by else settings.LANGUAGE_CODE
    with translation.override(language):
        try:
            work(taken, timezone.now())
        except Refusal as refusal:
            run.stop(taken, str(refusal))
        except Exception:
            run.stop(taken, _("Something of ours broke. Nothing half-done was kept."))
            raise
