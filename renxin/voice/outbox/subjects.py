"""What messages speak of: the storeys above say whether that still stands.

Voice knows neither appointments nor complaints. Whoever puts out messages about a
thing registers here how to look at it again at the moment of sending, who fills a
blank that only they can fill, what a yes to it does, and who is not to be courted.
"""

from collections.abc import Callable, Collection
from datetime import datetime

from renxin.voice.models import Message

Standing = Callable[[Message, datetime], str]
Filling = Callable[[Message, datetime], str]
Agreed = Callable[[Message, datetime], bool]
Hold = Callable[[Collection[int], datetime], set[int]]

standings: dict[str, Standing] = {}
fillings: dict[str, Filling] = {}
agreements: dict[str, Agreed] = {}
holds: dict[str, Hold] = {}


def standing_of(about: str) -> Callable[[Standing], Standing]:
    """Register why a message about this may not be sent; "" when it may."""

    def register(standing: Standing) -> Standing:
        standings[about] = standing
        return standing

    return register


def fills(blank: str) -> Callable[[Filling], Filling]:
    """Register who fills a blank at the moment of sending; it is kept nowhere."""

    def register(filling: Filling) -> Filling:
        fillings[blank] = filling
        return filling

    return register


def agreed_to(about: str) -> Callable[[Agreed], Agreed]:
    """Register what a plain yes in reply does; False when it does nothing."""

    def register(agreed: Agreed) -> Agreed:
        agreements[about] = agreed
        return agreed

    return register


def holds_back(why: str) -> Callable[[Hold], Hold]:
    """Register which of some records are to hear no offers now, and why."""

    def register(hold: Hold) -> Hold:
        holds[why] = hold
        return hold

    return register
