from renxin.portal.models.alarm import Alarm, Clearance
from renxin.portal.models.door_key import DoorKey
from renxin.portal.models.key import Key
from renxin.portal.models.phone_session import PhoneSession
from renxin.portal.models.proxy import Proxy
from renxin.portal.models.sign_in_code import SignInCode

__all__ = [
    "Alarm",
    "Clearance",
    "DoorKey",
    "Key",
    "PhoneSession",
    "Proxy",
    "SignInCode",
]
