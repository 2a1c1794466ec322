"""Messages of a clinic's own patient: one of unknown fate, a stop, a bad number."""

from datetime import timedelta

from django.utils import timezone

from renxin.voice.models import BadNumber, Doubt, Message, Placed, Stop


def spoken(one):
    now, patient = timezone.now(), one["patient"]
    message = Message.objects.create(
        patient=patient,
        clinic=one["clinic"],
        contact_point=one["reach"].contact_point,
        purpose="SVC_MSG",
        saying="EVE",
        about="thing",
        about_id=patient.pk,
        not_before=now,
        not_after=now + timedelta(days=1),
        made_at=now,
        ended_at=now,
    )
    wondered = {"channel": "aliyun", "words": f"{one['name']}您好", "at": now}
    number = {"contact_point": one["reach"].contact_point, "at": now}
    posted = {"channel": "post", "words": f"{one['name']}您好", "at": now}
    return {
        "placed": Placed.objects.create(message=message, **posted),
        "doubt": Doubt.objects.create(message=message, **wondered),
        "stop": Stop.objects.create(patient=patient, purpose="MKT", at=now),
        "bad_number": BadNumber.objects.create(**number),
    }
