"""How much it hurt, and what was still felt a week later."""

from collections.abc import Iterable, Sequence
from typing import Any

from renxin.demo.day.caring import score
from renxin.demo.loading.copying import copy
from renxin.demo.loading.timeline import tell
from renxin.demo.loading.watch import A_WEEK, Watch
from renxin.demo.words import words
from renxin.safety.facts import LateEffectAsked, PainScored
from renxin.safety.kinds import Effect
from renxin.safety.models import LateEffect, PainScore
from renxin.visits.kinds import Stage
from renxin.visits.models import Visit

FROM_NINE, LAST_CALL = 9 * 60, 17 * 60
OF_PAIN = ("visit_id", "stage", "score", "done", "by_id", "at")
OF_EFFECTS = ("visit_id", "asked_on", "days_since", "effect", "words", "by_id", "at")


def write(watch: Watch) -> None:
    visits = watch.visits()
    _pain(watch, visits)
    _effects(watch, visits)


def _pain(watch: Watch, visits: Iterable[Visit]) -> None:
    history = []
    for visit in visits:
        if not watch.happens("pain_asked"):
            continue
        number, done = score(watch.rng)
        by, at = watch.assistant(), visit.ended_at or visit.began_at
        told: dict[str, Any] = {"score": number, "done": done, "by": by, "at": at}
        if watch.is_lived(at):
            PainScore.ask(visit, Stage.TREATMENT, **told)
        else:
            history.append(PainScore(visit=visit, stage=Stage.TREATMENT, **told))
    _copy(PainScore, OF_PAIN, history)
    tell(
        PainScored(**_heads(one), stage=str(one.stage), score=one.score)
        for one in history
    )


def _effects(watch: Watch, visits: Iterable[Visit]) -> None:
    history = []
    for visit in visits:
        day = visit.clinic.day_of(visit.began_at) + A_WEEK
        if day >= watch.today or not watch.happens("later_asked"):
            continue
        effect, said = _felt(watch)
        at = watch.hour(day, watch.rng.randint(FROM_NINE, LAST_CALL))
        told: dict[str, Any] = {"asked_on": day, "words": said, "at": at}
        told["by"] = watch.people.desk
        if watch.is_lived(at):
            LateEffect.ask(visit, effect, **told)
        else:
            asked = LateEffect(visit=visit, effect=effect, **told)
            asked.days_since = A_WEEK.days
            history.append(asked)
    _copy(LateEffect, OF_EFFECTS, history)
    tell(
        LateEffectAsked(**_heads(one), effect=str(one.effect), days_since=A_WEEK.days)
        for one in history
    )


def _felt(watch: Watch) -> tuple[Effect, str]:
    if not watch.happens("felt"):
        return Effect.NONE, ""
    told = words("safety")["effects"]
    effect = watch.rng.choice(sorted(told))
    return Effect(effect), watch.rng.choice(told[effect])


def _copy(
    kind: type[PainScore | LateEffect],
    names: Sequence[str],
    rows: Sequence[PainScore | LateEffect],
) -> None:
    if rows:
        copy(kind, {name: [getattr(one, name) for one in rows] for name in names})


def _heads(one: PainScore | LateEffect) -> dict[str, Any]:
    return {
        "at": one.at,
        "by_id": one.by.pk,
        "visit_id": one.visit.pk,
        "clinic_id": one.visit.clinic_id,
        "patient_id": one.visit.patient_id,
    }
