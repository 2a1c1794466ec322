"""The key fifth in words, and the picture of how a total is spread."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from renxin.scorecard.drawings.lorenz import Lorenz, lorenz
from renxin.scorecard.pictures import Curve

KEY = 20
TOPS = (1, 5, 10, KEY)
EVERY = 2  # a point for every second percent looks round and is soon sent
TITLES: Mapping[str, str | LazyText] = {
    "patients_by_visits": gettext_lazy("Patients by visits"),
    "patients_by_money": gettext_lazy("Patients by money"),
    "conditions_by_visits": gettext_lazy("Conditions by visits"),
    "conditions_by_money": gettext_lazy("Conditions by money"),
    "introducers": gettext_lazy("Those who bring others"),
}
AXES: Mapping[str, str | LazyText] = {
    "patients_by_visits": gettext_lazy("patients, from few to many (%)"),
    "patients_by_money": gettext_lazy("patients, from little to much (%)"),
    "conditions_by_visits": gettext_lazy("conditions, from few to many (%)"),
    "conditions_by_money": gettext_lazy("conditions, from little to much (%)"),
    "introducers": gettext_lazy("bringers, from few to many (%)"),
}
KEY_OF: Mapping[str, str | LazyText] = {
    "patients": gettext_lazy("The top 20 % of people"),
    "conditions": gettext_lazy("The top 20 % of conditions"),
    "introducers": gettext_lazy("The top 20 % of bringers"),
}


@dataclass(frozen=True)
class CurvePicture:
    """One Lorenz curve with what it says."""

    code: str
    title: str | LazyText
    axis: str | LazyText
    curve: Curve
    plot: Lorenz
    key_of: str | LazyText
    key_percent: str
    gini: str
    gini_before: str
    sentence: str
    tops: tuple[tuple[int, str], ...]
    stay_percent: str


def curve_pictures(curves: Mapping[str, Curve]) -> list[CurvePicture]:
    return [curve_picture(code, curves[code]) for code in TITLES if code in curves]


def curve_picture(code: str, curve: Curve) -> CurvePicture:
    points = list(enumerate(curve.lorenz))
    drawn = [(at / 100, share) for at, share in points if at % EVERY == 0]
    return CurvePicture(
        code=code,
        title=TITLES[code],
        axis=AXES[code],
        curve=curve,
        plot=lorenz(drawn),
        key_of=KEY_OF[code.partition("_")[0]],
        key_percent=percent(curve.top(KEY)),
        gini=_gini(curve.gini),
        gini_before=_gini(curve.gini_before),
        sentence=_sentence(curve),
        tops=tuple((top, percent(curve.top(top), 1)) for top in TOPS),
        stay_percent=percent(curve.stay / curve.stood)
        if curve.stood and curve.stay is not None
        else "",
    )


def percent(share: float | None, digits: int = 0) -> str:
    return "" if share is None else f"{share * 100:.{digits}f}"


def _gini(gini: float | None) -> str:
    return "" if gini is None else f"{gini:.2f}"


def _sentence(curve: Curve) -> str:
    now, before = _gini(curve.gini), _gini(curve.gini_before)
    if not before:
        return _("The concentration index is %(now)s.") % {"now": now}
    told = {"now": now, "before": before}
    if now == before:
        return _("As concentrated as a year ago: index %(now)s.") % told
    if now < before:
        return (
            _("A little more spread than a year ago: index %(before)s → %(now)s.")
            % told
        )
    return _("More concentrated than a year ago: index %(before)s → %(now)s.") % told
