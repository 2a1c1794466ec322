"""What is done about messages, each with a request that carries it out."""

import json
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from renxin.patients.models import ContactPoint
from renxin.promises.models import OptOut
from renxin.staff.roles import Role
from renxin.voice.models import BadNumber, Doubt, Message, Outlet, Placed, Stop
from renxin.voice.models.outlet import Typed
from tests.faults.asked import as_role

NUMBER = "+8613812342207"


def handed_over(world):
    now = timezone.now()
    message = Message.objects.create(
        patient=world["patient"],
        clinic=world["clinic"],
        contact_point=ContactPoint.phone(NUMBER),
        purpose="SVC_MSG",
        saying="EVE",
        about="thing",
        about_id=1,
        not_before=now,
        not_after=now + timedelta(days=1),
        made_at=now,
        tries=1,
        channel="aliyun",
        ended_at=now,
    )
    return Doubt.objects.create(message=message, channel="aliyun", words="…", at=now)


def decided(world):
    doubt = handed_over(world)
    told = {"found": "AGAIN"}
    return as_role(world, Role.GREETER, "voice:doubt", told, doubt.pk)


def lifted(world):
    now, patient = timezone.now(), world["patient"]
    stop = Stop.objects.create(patient=patient, purpose="MKT", at=now)
    told = {"evidence": "来电录音"}
    return as_role(world, Role.GREETER, "voice:lifted", told, stop.pk)


def stopped(world):
    told = {"scope": "ALL", "channel": ""}
    return as_role(world, Role.GREETER, "voice:stops", told, world["patient"].pk)


def heard_again(world):
    now, patient = timezone.now(), world["patient"]
    stop = Stop.objects.create(patient=patient, purpose="MKT", at=now)
    told, of = {"evidence": "来电录音"}, (patient.pk, stop.pk)
    return as_role(world, Role.GREETER, "voice:heard_again", told, *of)


def rung_again(world):
    OptOut.objects.create(patient=world["patient"], at=timezone.now())
    told = {"evidence": "来电录音"}
    return as_role(world, Role.GREETER, "voice:rung_again", told, world["patient"].pk)


def urged(world):
    told = {"topic": "URGENT_DEVICE", "why": "冠有问题，召回"}
    patient = world["patient"]
    patient.reaches.get_or_create(contact_point=ContactPoint.phone(NUMBER))
    return as_role(world, Role.MANAGER, "voice:urgent", told, patient.pk)


def by_another_clock(world):
    told = {"zone": "Asia/Tokyo"}
    return as_role(world, Role.GREETER, "voice:clock", told, world["patient"].pk)


def posted(world):
    doubt, now = handed_over(world), timezone.now()
    told = {"channel": "post", "words": "…", "at": now}
    placed = Placed.objects.create(message=doubt.message, **told)
    return as_role(world, Role.GREETER, "voice:posted", {}, placed.pk)


def works_after_all(world):
    point, now = ContactPoint.phone(NUMBER), timezone.now()
    world["patient"].reaches.create(contact_point=point)
    bad = BadNumber.objects.create(contact_point=point, at=now)
    return as_role(world, Role.GREETER, "voice:works", {}, bad.pk)


ALIYUN = {"access_key_id": "id", "sign_name": "东院"}
ALIYUN["endpoint"] = "https://dysmsapi.aliyuncs.com"


def outlet(world):
    typed = Typed("aliyun", ALIYUN, {"access_key_secret": "quiet"}, is_on=True)
    by = world["people"][Role.SYSTEM_ADMIN]
    return Outlet.set_up(typed, by=by, at=timezone.now())


def set_up(world):
    told = ALIYUN | {"access_key_secret": "quiet", "is_on": "on", "rank": 1}
    return as_role(world, Role.SYSTEM_ADMIN, "voice:outlet", told, "aliyun")


def approved(world):
    outlet(world)
    told = {"saying": "EVE", "language": "zh-hans", "code": "SMS_1"}
    return as_role(world, Role.SYSTEM_ADMIN, "voice:template", told, "aliyun")


class Carrier(Client):
    """It speaks JSON, and sends again what it sent before."""

    def post(self, path, data, **headers):
        return super().post(path, json.dumps(data), "application/json", **headers)


def reported(world):
    made, doubt, now = outlet(world), handed_over(world), timezone.now()
    key = made.new_hook(by=made.set_by, at=now)
    told = [{"out_id": str(doubt.message.out_id), "success": True, "err_code": "D"}]
    there = now.astimezone(ZoneInfo("Asia/Shanghai"))
    told[0]["report_time"] = f"{there:%Y-%m-%d %H:%M:%S}"
    return Carrier(), reverse("hook", args=["aliyun", key]), told


def addressed(world):
    outlet(world)
    return as_role(world, Role.SYSTEM_ADMIN, "voice:address", {}, "aliyun")


VOICE = {
    "voice:address": addressed,
    "voice:doubt": decided,
    "voice:lifted": lifted,
    "voice:stops": stopped,
    "voice:heard_again": heard_again,
    "voice:rung_again": rung_again,
    "voice:clock": by_another_clock,
    "voice:urgent": urged,
    "voice:posted": posted,
    "voice:works": works_after_all,
    "voice:outlet": set_up,
    "voice:template": approved,
    "hook": reported,
}
