from renxin.voice.models.dispatch import Dispatch
from renxin.voice.models.message import Message
from renxin.voice.models.tongue import Tongue
from renxin.voice.models.withheld import Withheld

__all__ = ["Dispatch", "Message", "Tongue", "Withheld"]
