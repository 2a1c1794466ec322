"""What a desk does with a patient's record, each with a request that carries it out."""

from django.utils import timezone

from renxin.patients.merge import merge
from renxin.patients.models import Concern, Consent, Purpose, Reach
from renxin.patients.models.consent import Method
from renxin.patients.restricting import restrict
from renxin.staff.roles import Role
from tests.cast import enrolled, reached
from tests.faults.asked import as_role

NEWCOMER = {
    "name": "李明",
    "sex": "MALE",
    "document_kind": "IDENTITY_CARD",
    "document_number": "990101199003070015",
    "phone": "13812342211",
    "channel": "",
    "agreed": ["CARE", "RECALL"],
    "method": "PAPER",
    "evidence": "登记表 17 号",
    "concerns": ["COST"],
    "fear": "7",
}


def about(name, data, role=Role.GREETER):
    """A command on the one patient of the house."""

    def request(world):
        return as_role(world, role, name, data, world["patient"].pk)

    return request


def revised(world):
    patient = world["patient"]
    data = {"name": "王芳", "sex": "FEMALE", "allergies": "青霉素"}
    data["version"] = patient.version
    return as_role(world, Role.GREETER, "patients:edit", data, patient.pk)


def registered(world):
    data = NEWCOMER | {"introduced_by": world["patient"].pk}
    return as_role(world, Role.GREETER, "patients:new", data)


def revealed(world):
    reach = reached(world["patient"], "+8613812342207")
    data = {"what": f"phone:{reach.pk}"}
    return as_role(world, Role.GREETER, "patients:reveal", data, world["patient"].pk)


def withdrawn(world):
    consent = Consent(
        patient=world["patient"],
        purpose=Purpose.RECALL,
        answer=Consent.Answer.GIVEN,
        given_by=Reach.Whose.OWN,
        method=Method.PAPER,
        text_version="1",
        evidence="登记表 17 号",
    ).answered(by=world["people"][Role.GREETER], at=timezone.now())
    return as_role(
        world,
        Role.GREETER,
        "patients:withdrawal",
        {"method": "VERBAL"},
        world["patient"].pk,
        consent.pk,
    )


def resolved(world):
    concern = Concern(patient=world["patient"], kind=Concern.Kind.FEAR, level=7)
    concern.note_down(by=world["people"][Role.GREETER], at=timezone.now())
    return as_role(
        world,
        Role.GREETER,
        "patients:concern_ending",
        {},
        world["patient"].pk,
        concern.pk,
    )


def unreached(world):
    reach = reached(world["patient"], "+8613812342207")
    return as_role(
        world, Role.GREETER, "patients:phone_ending", {}, world["patient"].pk, reach.pk
    )


def joined(world):
    twin = enrolled(world["clinic"], "P-2", "王芳")
    data = {"merged": twin.pk, "reason": "同一个人"}
    return as_role(world, Role.MANAGER, "patients:merges", data, world["patient"].pk)


def parted(world):
    kept = world["patient"]
    link = merge(
        kept=kept,
        merged=enrolled(world["clinic"], "P-2", "王芳"),
        reason="同一个人",
        by=world["people"][Role.MANAGER],
        at=timezone.now(),
    )
    data = {"reason": "两个人"}
    return as_role(world, Role.MANAGER, "patients:parting", data, kept.pk, link.pk)


def used_again(world):
    restrict(
        world["patient"],
        reason="搬家了",
        by=world["people"][Role.MANAGER],
        at=timezone.now(),
    )
    data = {"reason": "又回来了"}
    return as_role(world, Role.MANAGER, "patients:lifting", data, world["patient"].pk)


def erased(world):
    reached(world["patient"], "+8613812342207")
    data = {"reason": "本人要求"}
    return as_role(
        world, Role.COMPLIANCE, "patients:erasure", data, world["patient"].pk
    )


def doctor_chosen(world):
    data = {"doctor": world["people"][Role.DOCTOR].pk}
    return as_role(world, Role.GREETER, "patients:doctor", data, world["patient"].pk)


PATIENTS = {
    "patients:restriction": about(
        "patients:restriction", {"reason": "本人要求"}, Role.COMPLIANCE
    ),
    "patients:lifting": used_again,
    "patients:erasure": erased,
    "patients:new": registered,
    "patients:edit": revised,
    "patients:reveal": revealed,
    "patients:consents": about(
        "patients:consents",
        {
            "purpose": "RECALL",
            "answer": "GIVEN",
            "given_by": "OWN",
            "initiative": "HOUSE",
            "method": "PAPER",
            "evidence": "登记表 17 号",
        },
    ),
    "patients:withdrawal": withdrawn,
    "patients:concerns": about("patients:concerns", {"kind": "FEAR", "level": "7"}),
    "patients:concern_ending": resolved,
    "patients:doctor": doctor_chosen,
    "patients:phones": about(
        "patients:phones", {"phone": "13912340001", "whose": "OWN"}
    ),
    "patients:phone_ending": unreached,
    "patients:merges": joined,
    "patients:parting": parted,
}
