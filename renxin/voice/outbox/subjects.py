"""What messages speak of: the storeys above say whether that still stands.

Voice knows neither appointments nor offers. Whoever puts out messages about such a
thing registers here how to look at it again at the moment of sending, and who fills
a blank that only they can fill.
"""

from collections.abc import Callable
from datetime import datetime

from renxin.voice.models import Message

Standing = Callable[[Message, datetime], str]
Filling = Callable[[Message, datetime], str]

standings: dict[str, Standing] = {}
fillings: dict[str, Filling] = {}


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
