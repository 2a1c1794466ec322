"""What protocols brought, as far as is known: told by the storey that counts.

Protocols count nothing themselves. Whoever does registers here, in a module called
``brought``; where nobody can tell, the page says so and why.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from renxin.protocols.kinds import ALWAYS_GOES
from renxin.protocols.models import Protocol, Trial


@dataclass(frozen=True)
class Brought:
    """Of every hundred contacted, how many more came; or why nobody knows yet."""

    sentence: str | LazyText
    mean: str = ""
    interval: str = ""
    is_known: bool = False
    # Somebody is held out of it, whether or not it was counted yet.
    is_tried: bool = True
    url: str = ""


Teller = Callable[[], Mapping[str, Brought]]  # by experiment
_tellers: list[Teller] = []
NEVER = Brought(_("Nobody is ever held out of it, so nobody can know."), is_tried=False)
UNTRIED = Brought(_("Not yet known: nobody has been held out of it."), is_tried=False)
UNCOUNTED = Brought(_("Not yet known: the figures have not counted it yet."))


def tells(teller: Teller) -> Teller:
    """Register who knows what came of trials."""
    _tellers.append(teller)
    return teller


def of(protocols: Iterable[Protocol]) -> dict[int, Brought]:
    """By protocol: of the latest trial that can be told, else of the latest."""
    listed = list(protocols)
    counted: dict[str, Brought] = {}
    for teller in _tellers:
        counted |= teller()
    trials: dict[int, list[str]] = {}
    rows = Trial.objects.filter(protocol__in=listed).order_by("-at", "-pk")
    for protocol, experiment in rows.values_list("protocol_id", "experiment"):
        trials.setdefault(protocol, []).append(experiment)
    return {one.pk: _of(one, trials.get(one.pk, []), counted) for one in listed}


def _of(
    protocol: Protocol, experiments: list[str], counted: Mapping[str, Brought]
) -> Brought:
    if protocol.kind in ALWAYS_GOES:
        return NEVER
    told = [counted[one] for one in experiments if one in counted]
    read = next((one for one in told if one.mean), None)
    if read:
        return read
    return told[0] if told else UNCOUNTED if experiments else UNTRIED
