"""How much it hurt, and what was still felt a week later."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from renxin.demo.day.caring import score
from renxin.demo.loading.copying import copy
from renxin.demo.loading.timeline import tell
from renxin.demo.loading.watch import A_WEEK, Coming, Watch
from renxin.demo.words import words
from renxin.safety.facts import LateEffectAsked, PainScored
from renxin.safety.kinds import Effect
from renxin.safety.models import LateEffect, PainScore
from renxin.staff.models import Staff
from renxin.visits.kinds import Stage
from renxin.visits.models import Visit

FROM_NINE, LAST_CALL = 9 * 60, 17 * 60
STAGE, DAYS = str(Stage.TREATMENT), A_WEEK.days
Row = dict[str, Any]


def write(watch: Watch) -> None:
    """What was asked long ago is history; what is not went through the verbs."""
    comings = watch.comings()
    _pain(watch, comings)
    _effects(watch, comings)


def _pain(watch: Watch, comings: Sequence[Coming]) -> None:
    history = []
    for one in comings:
        if not watch.happens("pain_asked"):
            continue
        number, done = score(watch.rng)
        by, at = watch.assistant(), one.ended_at
        if watch.is_lived(at):
            told: Row = {"done": done, "by": by, "at": at}
            PainScore.ask(_visit(one), Stage.TREATMENT, number, **told)
        else:
            more = {"stage": STAGE, "score": number, "done": done}
            history.append((one, _by(one, by, at) | more))
    _copy(PainScore, [row for _one, row in history])
    tell(
        PainScored(**_heads(watch, one, row), stage=STAGE, score=row["score"])
        for one, row in history
    )


def _effects(watch: Watch, comings: Sequence[Coming]) -> None:
    history, by = [], watch.people.desk
    for one in comings:
        day = watch.clinic.day_of(one.ended_at) + A_WEEK
        if day >= watch.today or not watch.happens("later_asked"):
            continue
        effect, said = _felt(watch)
        at = watch.hour(day, watch.rng.randint(FROM_NINE, LAST_CALL))
        told: Row = {"asked_on": day, "words": said}
        if watch.is_lived(at):
            LateEffect.ask(_visit(one), effect, by=by, at=at, **told)
        else:
            more = {"effect": str(effect), "days_since": DAYS}
            history.append((one, _by(one, by, at) | told | more))
    _copy(LateEffect, [row for _one, row in history])
    tell(
        LateEffectAsked(
            **_heads(watch, one, row), effect=row["effect"], days_since=DAYS
        )
        for one, row in history
    )


def _felt(watch: Watch) -> tuple[Effect, str]:
    if not watch.happens("felt"):
        return Effect.NONE, ""
    told = words("safety")["effects"]
    effect = watch.rng.choice(sorted(told))
    return Effect(effect), watch.rng.choice(told[effect])


def _visit(one: Coming) -> Visit:
    told = Visit.objects.select_related("patient__merged_into", "clinic", "doctor")
    return told.get(pk=one.visit)


def _by(one: Coming, by: Staff, at: datetime) -> Row:
    return {"visit_id": one.visit, "by_id": by.pk, "at": at}


def _copy(kind: type[PainScore | LateEffect], rows: Sequence[Row]) -> None:
    if rows:
        copy(kind, {name: [row[name] for row in rows] for name in rows[0]})


def _heads(watch: Watch, one: Coming, row: Row) -> Row:
    told = {"visit_id": one.visit, "patient_id": one.patient}
    return told | {"clinic_id": watch.clinic.pk, "at": row["at"], "by_id": row["by_id"]}
