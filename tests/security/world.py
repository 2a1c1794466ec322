"""Two clinics, each with one of everything a page can show."""

from datetime import date, timedelta

from django.utils import timezone

from renxin.booking.kinds import Through
from renxin.booking.models import (
    Appointment,
    Occupation,
    Resource,
    Series,
    Service,
    WaitlistEntry,
    WaitlistOffer,
)
from renxin.clinics.models import Chair, Clinic, SpecialDay
from renxin.desk.sealing import index_of
from renxin.exchange import refused
from renxin.exchange.models import Import
from renxin.feedback.models import Answer, Complaint
from renxin.followup.models import Loss
from renxin.journal import book
from renxin.outreach.models import Introduction
from renxin.patients.models import (
    Concern,
    Consent,
    IdentityDocument,
    Merge,
    Relation,
)
from renxin.patients.models.consent import Method, Purpose
from renxin.patients.models.patient import Registered
from renxin.portal.models import Alarm
from renxin.promises.models import Promise
from renxin.promises.terms import Terms
from renxin.referrals.asking import Agreed, Asking
from renxin.referrals.models import Referral
from renxin.referrals.where import Target
from renxin.rosters.models import Leave, Pattern, Shift
from renxin.rosters.models.leave import Kind
from renxin.rosters.spans import span
from renxin.scorecard.lake.refresh import refresh
from renxin.staff import proposing
from renxin.staff.roles import Role
from renxin.visits.kinds import Asks, Stage, Standard
from renxin.visits.models import Charge, Checklist, Visit
from renxin.visits.terms import Coming
from tests.cast import SINCE, employed, enrolled, reached
from tests.security.advised import advised
from tests.security.followed import followed
from tests.security.on_protocol import on_protocol
from tests.security.planned import planned
from tests.security.spoken import spoken
from tests.security.unharmed import unharmed

HEADER = ["病历号", "姓名", "手机"]
LAYOUT = 'kind = "patients"\n[columns]\npatient_id = "病历号"\nname = "姓名"\n'
# The numbers of the test range; each clinic's differ in their last digits.
PHONE, CARD = "+861381234220{}", "99010119900307{:03d}5"


def world():
    """The clinic most of it happens at, and the one whose patients are not ours."""
    own = furnished("东院", "dongyuan", "王芳", 1)
    other = furnished("河西", "hexi", "欧阳不可见", 2)
    refresh(at=timezone.now())
    return {"clinic": own["clinic"], "own": own, "other": other}


def furnished(short, code, name, mark):
    clinic = Clinic.objects.create(name=f"仁心口腔{short}", short_name=short, code=code)
    staff = employed(f"person-{mark}", f"{short}何远", Role.DOCTOR, clinic)
    one = {"clinic": clinic, "staff": staff, "name": name, "mark": mark}
    Chair.objects.create(clinic=clinic, name=f"{short} 1 号椅")
    one["proposal"] = proposed(one)
    one |= patients(one)
    one |= promises(one)
    one |= history(one)
    one |= kept_free(one)
    one |= waiting(one)
    one |= in_the_house(one)
    one |= planned(one)
    one |= imports(one)
    one |= roster(one)
    one["referral"] = referred(one)
    one |= unharmed(one)
    one |= advised(one)
    one |= followed(one)
    one |= spoken(one)
    one |= on_protocol(one)
    now = timezone.now()
    one["alarm"] = Alarm.objects.create(clinic=clinic, day=now.date(), at=now)
    return one


def roster(one):
    """A shift, a leave and a pattern of the clinic's doctor, and a day it is shut."""
    now = timezone.now()
    doctor = {"staff": one["staff"], "clinic": one["clinic"], "role": Role.DOCTOR}
    hours = {"from_minute": 480, "until_minute": 720}
    in_a_week = now + timedelta(days=7)
    return {
        "shift": Shift.objects.create(
            **doctor, during=span(in_a_week, in_a_week + timedelta(hours=4))
        ),
        "pattern": Pattern.objects.create(
            **doctor, **hours, weekday=1, since_on=SINCE, at=now
        ),
        "leave": Leave.objects.create(
            staff=one["staff"],
            kind=Kind.ILLNESS,
            note=f"{one['name']}体检",
            during=span(in_a_week, in_a_week + timedelta(hours=1)),
            at=now,
        ),
        "special_day": SpecialDay.objects.create(
            clinic=one["clinic"], day=in_a_week.date(), label="设备检修"
        ),
    }


def in_the_house(one):
    """The child was greeted a moment ago, and is owed a word at the station."""
    checklist = Checklist.objects.create(
        clinic=one["clinic"],
        stage=Stage.GREETING,
        role=Role.GREETER,
        version=1,
        valid_from=timezone.now(),
        by=one["staff"],
    )
    duty = checklist.duties.create(
        code="asked",
        position=1,
        zh=f"问{one['name']}担心什么",
        en="Ask what worries them",
        standard=Standard.COURTESY,
        asks=Asks.UNDERSTOOD,
    )
    visit = Visit.begin(
        one["child"],
        one["clinic"],
        Coming(doctor=one["staff"]),
        by=one["staff"],
        at=timezone.now(),
    )
    return {
        "visit": visit,
        "station": one["clinic"].stations.first(),
        "checklist": checklist,
        "duty": duty,
    }


def referred(one):
    """To another house, with their agreement; it has a letter."""
    agreed = Agreed(evidence=f"{one['name']}转诊同意书")
    asking = Asking(
        to=Target(place="市口腔医院"), reason=f"{one['name']}下颌肿物", agreed=agreed
    )
    return Referral.send(
        one["patient"], asking, clinic=one["clinic"], by=one["staff"], at=timezone.now()
    )


def proposed(one):
    """A role that waits for its second person."""
    security = employed(
        f"security-{one['mark']}", "安工", Role.SECURITY_ADMIN, one["clinic"]
    )
    return proposing.propose(
        one["staff"],
        Role.MANAGER,
        clinic=one["clinic"],
        by=security,
        at=timezone.now(),
    )


def patients(one):
    clinic, name, mark = one["clinic"], one["name"], one["mark"]
    now = timezone.now()
    patient = enrolled(
        clinic,
        f"P-{mark}",
        name,
        pinyin="wangfang",
        initials="wf",
        birth_on=date(1990, 3, 7),
        address=f"{name}路 7 号",
        allergies="青霉素",
    )
    twin = enrolled(clinic, f"T-{mark}", f"{name}旧", birth_on=date(1990, 3, 7))
    child = enrolled(clinic, f"C-{mark}", f"{name}小豆", birth_on=date(2019, 9, 1))
    number = CARD.format(mark)
    Relation.objects.create(
        person=patient, of=child, kind=Relation.Kind.MOTHER, is_guardian=True
    )
    IdentityDocument.objects.create(
        patient=patient,
        kind=IdentityDocument.Kind.IDENTITY_CARD,
        sealed=IdentityDocument.sealed_of(number),
        index=index_of(number, purpose="document"),
        masked=f"9901**********{number[-4:]}",
    )
    book.record(
        Registered(
            at=now,
            by_id=one["staff"].pk,
            clinic_id=clinic.pk,
            patient_id=patient.pk,
            number=patient.number,
        )
    )
    return {
        "patient": patient,
        "twin": twin,
        "child": child,
        "reach": reached(patient, PHONE.format(mark)),
        "concern": Concern.objects.create(
            patient=patient,
            kind=Concern.Kind.FEAR,
            level=7,
            note=f"{name}怕打针",
            at=now,
            by=one["staff"],
        ),
        "consent": Consent.objects.create(
            patient=patient,
            purpose=Purpose.RECALL,
            answer=Consent.Answer.GIVEN,
            method=Method.PAPER,
            text_version="1",
            evidence=f"{name}登记表",
            given_at=now,
            by=one["staff"],
        ),
        "merge": Merge.objects.create(
            kept=patient, merged=twin, reason=f"{name}本人", at=now, by=one["staff"]
        ),
    }


def promises(one):
    """One that is due and one that was kept."""

    def promised(what):
        terms = Terms(
            kind="CALL",
            what=f"{what}{one['name']}",
            why="上周取消了预约",
            words="最近好些了吗？",
            due_at=now + timedelta(hours=1),
            owner_role=Role.CARE,
        )
        return Promise.make(
            one["patient"], terms, clinic=one["clinic"], by=one["staff"], at=now
        )

    now = timezone.now()
    promised("问候").keep(outcome="WELL", by=one["staff"], at=now)
    return {"promise": promised("打电话给")}


def history(one):
    """What other systems tell of the patient, in the last months and next week."""
    now = timezone.now()
    whose = {"patient": one["patient"], "clinic": one["clinic"]}
    for days in (40, 70, 400):
        then = now - timedelta(days=days)
        visit = Visit.objects.create(
            **whose, began_at=then, condition="龋病", doctor_name=f"{one['name']}医生"
        )
        Charge.objects.create(
            **whose,
            visit=visit,
            day=then.date(),
            amount_fen=12_300,
            service_name="充填",
            kind="PROCEDURE",
        )
        Answer.objects.create(
            **whose,
            visit=visit,
            element="OVERALL",
            score=5,
            note=f"{one['name']}很满意",
            asked_at=then,
            answered_at=then,
        )
    Visit.objects.create(
        patient=one["child"],
        clinic=one["clinic"],
        began_at=now - timedelta(days=500),
    )
    appointment = Appointment.objects.create(
        **whose, starts_at=now + timedelta(days=7), service_name="复查"
    )
    Complaint.objects.create(
        **whose, what=f"{one['name']}等太久", received_at=now - timedelta(days=3)
    )
    Loss.objects.create(
        patient=one["child"],
        clinic=one["clinic"],
        learned_on=now.date() - timedelta(days=40),
        reason="MONEY",
        note=f"{one['name']}嫌贵",
    )
    Introduction.objects.create(
        by_patient=one["patient"], patient=one["child"], day=SINCE
    )
    return {"appointment": appointment}


def kept_free(one):
    """A service of the house, and a chair that is kept free in a week."""
    chair = one["clinic"].chairs.get()
    service, _new = Service.objects.get_or_create(code="review", name="复查")
    in_a_week = timezone.now() + timedelta(days=7)
    return {
        "service": service,
        "kept": Occupation.objects.create(
            resource=Resource.objects.of([chair])[chair],
            purpose=f"{one['name']}椅位保养",
            during=span(in_a_week, in_a_week + timedelta(hours=1)),
        ),
    }


def waiting(one):
    """Somebody who waits, what they were asked about, and a series."""
    now = timezone.now()
    entry = WaitlistEntry(
        patient=one["patient"],
        clinic=one["clinic"],
        service=one["service"],
        through=Through.DESK,
        first_on=now.date(),
        last_on=now.date() + timedelta(days=9),
        weekdays=list(range(7)),
        note=f"{one['name']}想早点",
    )
    WaitlistEntry.add(entry, by=one["staff"], at=now - timedelta(days=2))
    offer = WaitlistOffer.objects.create(
        entry=entry,
        starts_at=now + timedelta(days=7),
        minutes=30,
        doctor=one["staff"],
        offered_at=now,
        until=now + timedelta(minutes=30),
    )
    series = Series.objects.create(
        patient=one["patient"],
        service=one["service"],
        what=f"{one['name']}根管",
        made_at=now,
    )
    return {"entry": entry, "offer": offer, "series": series}


def imports(one):
    """A file that waits for its mapping, and one taken in with a row refused."""
    waiting, ended = taken(one), taken(one)
    now = timezone.now()
    moments = ("began_at", "previewed_at", "approved_at", "ended_at")
    Import.objects.filter(pk=ended.pk).update(
        **dict.fromkeys(moments, now),
        counts={"patients": {"rows": 2, "new": 1, "refused": 1}},
    )
    ended.refused_rows.create(
        kind="patients",
        place=2,
        line=3,
        column="姓名",
        value=f"{one['name']}?",
        reason="姓名里有看不见的字符",
    )
    path = refused.file_of(ended, "patients")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{HEADER}\n{one['name']}\n", "utf-8")
    return {"waiting": waiting, "import": ended}


def taken(one):
    shape = {"format": "text", "encoding": "utf-8", "delimiter": ",", "sheets": []}
    return Import.objects.create(
        file_name=f"{one['name']}.csv",
        fingerprint="0" * 64,
        kind="patients",
        source="main",
        clinic=one["clinic"],
        by=one["staff"],
        at=timezone.now(),
        shape={
            "shape": shape | {"sheet": "", "header": []},
            "header": HEADER,
            "rows": [["A1", one["name"], PHONE.format(one["mark"])]],
            "kinds": [],
        },
        mapping=LAYOUT,
    )


def everybody(clinic):
    """A person of every role at this clinic."""
    return {
        role: employed(role.lower(), role.title(), role, clinic) for role in Role.values
    }
